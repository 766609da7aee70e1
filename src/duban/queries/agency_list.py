"""Units 单位 as the administration sees them: the tree in order, one unit, its number series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from duban.domain.document_numbers import series
from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.wordlists import AgencyKind, AgencyLevel, DocumentKind
from duban.queries.actors import agencies_below
from duban.records.models import Agency, DocumentNumber, Person, User


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the tree; ``depth`` below the reader's own. Counts are of people there and of accounts in use."""

    code: str
    name: str
    depth: int
    kind: AgencyKind
    level: AgencyLevel
    region: str
    mark: str
    capacity: EnforcementCapacity
    parent: str
    people: int
    accounts: int


@dataclass(frozen=True, slots=True)
class Series:
    """文号 of one series and year: the kinds counted together, numbers given by it and by hand, the last one.

    ``gaps``: serials up to the last that nobody bears; the series gives none away twice, so there should be none.
    """

    kinds: tuple[DocumentKind, ...]
    year: int
    given: int
    by_hand: int
    void: int
    last: int
    last_text: str

    @property
    def gaps(self) -> int:
        """How many serials are missing."""
        return self.last - self.given


def units(code: str) -> Sequence[UnitLine]:
    """The unit and all below it, each after the one above it."""
    codes = (code, *agencies_below(code))
    people, accounts = _counts(Person, codes, left_on=None, voided_on=None), _counts(User, codes, is_active=True)
    rows = {row.pk: row for row in Agency.objects.filter(pk__in=codes)}
    children: dict[str, list[str]] = defaultdict(list)
    for one in sorted(rows):
        children[rows[one].parent_id or ""].append(one)
    found: list[UnitLine] = []
    waiting = [(code, 0)]
    while waiting:
        one, depth = waiting.pop()
        found.append(_line(rows[one], depth, people.get(one, 0), accounts.get(one, 0)))
        waiting += [(child, depth + 1) for child in reversed(children[one])]
    return found


def unit_line(code: str) -> UnitLine | None:
    """One unit; ``None`` where there is none of that code."""
    row = Agency.objects.filter(pk=code).first()
    if row is None:
        return None
    people, accounts = _counts(Person, [code], left_on=None, voided_on=None), _counts(User, [code], is_active=True)
    return _line(row, 0, people.get(code, 0), accounts.get(code, 0))


def series_of(agency: str) -> Sequence[Series]:
    """The unit's number series that were begun, the latest year first."""
    rows = DocumentNumber.objects.filter(home_agency=agency).order_by("serial", "id")
    found: dict[tuple[int, tuple[DocumentKind, ...]], list[tuple[int | None, str, bool]]] = defaultdict(list)
    for kind, year, serial, text, voided_on in rows.values_list("kind", "year", "serial", "text", "voided_on"):
        found[year, series(DocumentKind(kind))].append((serial, text, voided_on is not None))
    ordered = sorted(found.items(), key=lambda pair: (-pair[0][0], pair[0][1][0]))
    return [_series(kinds, year, numbers) for (year, kinds), numbers in ordered]


def _series(kinds: tuple[DocumentKind, ...], year: int, numbers: Sequence[tuple[int | None, str, bool]]) -> Series:
    given = [(serial, text) for serial, text, _void in numbers if serial is not None]
    last, text = max(given, default=(0, ""))
    void = sum(one for _serial, _text, one in numbers)
    return Series(kinds, year, len(given), len(numbers) - len(given), void, last, text)


def _counts(model: type[Person] | type[User], codes: Sequence[str], **where: object) -> Mapping[str, int]:
    rows = model._default_manager.filter(home_agency__in=codes, **where).values_list("home_agency")
    return dict(rows.annotate(number=Count("pk")))


def _line(row: Agency, depth: int, people: int, accounts: int) -> UnitLine:
    return UnitLine(
        row.pk, row.name, depth, AgencyKind(row.kind), AgencyLevel(row.level), row.region, row.mark,
        EnforcementCapacity(row.enforcement_capacity), row.parent_id or "", people, accounts,
    )  # fmt: skip
