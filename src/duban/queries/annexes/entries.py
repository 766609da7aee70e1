"""Entries 台账行: which enterprises have a row on the report day, which have none, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duban.domain.annexes import Figure
from duban.queries.annexes.figures import Figures, Place
from duban.records.models import LedgerEntry

NOT_CONFIRMED = "尚未确认列入台账"
NOTHING = Figure(0, ())


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger entry with what a row shows of it."""

    id: str
    agency: str
    enterprise: UUID
    site: UUID
    name: str
    pinyin: str
    address: str
    region: str
    industry: str
    from_on: date | None
    confirmed: bool
    removed_on: date | None
    removed_reason: str

    def removed(self, on: date) -> bool:
        """Whether it had left the ledger by the day."""
        return self.removed_on is not None and self.removed_on <= on


def entries(campaign: str, agencies: Collection[str], on: date) -> list[Entry]:
    """Every entry that was in the agencies' ledgers by the day, in the order of the form."""
    rows = LedgerEntry.objects.filter(campaign=campaign, home_agency__in=agencies, voided_on=None).select_related(
        "enterprise", "site"
    )
    found = [_entry(row) for row in rows]
    return sorted((e for e in found if e.from_on is None or e.from_on <= on), key=_place_in_form)


def _entry(row: LedgerEntry) -> Entry:
    return Entry(
        id=str(row.id),
        agency=row.home_agency_id,
        enterprise=row.enterprise_id,
        site=row.site_id,
        name=row.enterprise.name,
        pinyin=row.enterprise.pinyin,
        address=row.site.address,
        region=row.region,
        industry=row.industry,
        from_on=row.added_on or row.confirmed_on,
        confirmed=row.confirmed_on is not None,
        removed_on=row.removed_on,
        removed_reason=row.removed_reason,
    )


def _place_in_form(entry: Entry) -> tuple[str, str, str, str]:
    return entry.region, entry.pinyin, entry.name, entry.id


class Ledger:
    """Entries, and to which of them a figure belongs: by site, and without one to the enterprise's first entry."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._at_site: dict[tuple[str, UUID, UUID], str] = {}
        self._first: dict[tuple[str, UUID], str] = {}
        for entry in self.entries:
            self._at_site.setdefault((entry.agency, entry.enterprise, entry.site), entry.id)
            self._first.setdefault((entry.agency, entry.enterprise), entry.id)

    def has(self, place: Place) -> bool:
        """Whether the enterprise is in that unit's ledger at all."""
        return (place.agency, place.enterprise) in self._first

    def entry_of(self, place: Place) -> str:
        """Id of the entry; ``KeyError`` where the unit's ledger has none of the enterprise."""
        first = self._first[place.agency, place.enterprise]
        return first if place.site is None else self._at_site.get((place.agency, place.enterprise, place.site), first)


def by_entry(found: Figures, ledger: Ledger) -> Mapping[str, Mapping[str, Figure]]:
    """Figures laid on the entries to which they belong."""
    laid: dict[str, dict[str, Figure]] = defaultdict(dict)
    for place, values in found.items():
        for code, figure in values.items():
            mine = laid[ledger.entry_of(place)]
            before = mine.get(code, NOTHING)
            mine[code] = Figure(before.value + figure.value, (*before.sources, *figure.sources))
    return laid


def worked_on(figures: Mapping[str, Figure]) -> bool:
    """Whether anything at all was counted."""
    return any(figure.value for figure in figures.values())
