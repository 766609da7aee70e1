"""Matching 比对: every good row is new, changed, unchanged or doubtful, against the enterprises that are there.

Found by credit code, else by comparable name and region. Several rows of one plant are one enterprise; what differs
between them is told. A doubtful pair (same region and coarse name, or a code that contradicts a name) waits for a
person. A blank in the file says nothing: it never erases what is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from duban.domain.ledger.entries import LedgerRow, Note, ParsedLedger
from duban.domain.ledger.fields import TITLES, Field
from duban.domain.ledger.plan import (
    COMPARED,
    NEW_ENTERPRISE,
    Difference,
    Doubt,
    Existing,
    Group,
    ImportPlan,
    Outcome,
    RowCounts,
    SiteLine,
    Unit,
)
from duban.domain.ledger.values import tidy
from duban.domain.messages import N_, Message

_POSITIONS = tuple(LedgerRow._fields.index(name) for name in COMPARED)
_NAME_AT, _CODE_AT, _REASON_AT = (COMPARED.index(name) for name in ("name", "credit_code", "no_code_reason"))
_NOTHING_STORED = (None,) * len(COMPARED)
_ROW = "row:"

_Known = Group | Existing
_SITE_FIELDS = ("region", "address", "coordinates")
_BIT = {name: 1 << index for index, name in enumerate((*COMPARED, *_SITE_FIELDS))}
_VALUE_BITS = sum(_BIT[name] for name in COMPARED)
_SITE_BITS = sum(_BIT[name] for name in _SITE_FIELDS)


class _Given(NamedTuple):
    """What one row had the say in: fields as bits, those of the site for its ``region``; and its line of plant.

    The first row has the say in everything but what a later row filled.
    """

    bits: int
    region: str
    unit: Unit | None


def match_rows(
    parsed: ParsedLedger, existing: Iterable[Existing], answers: Mapping[int, str] | None = None
) -> ImportPlan:
    """Put every row in exactly one outcome. ``answers`` (row number → answer) settle doubtful rows.

    ``existing`` needs to hold only enterprises that share a credit code, or a region and one of both name keys, with
    some row of the file: others can match nothing. A row that names an enterprise by our own id names one of them. The
    same arguments give the same plan.
    """
    matcher = _Matcher(existing, answers or {})
    for row in parsed.rows:
        matcher.place(row)
    outcomes = dict.fromkeys(parsed.rejected_rows, Outcome.REJECTED)
    matcher.conclude(outcomes)
    ordered = dict(sorted(outcomes.items()))
    counts = _counts(ordered, len(matcher.groups))
    return ImportPlan(counts, ordered, matcher.groups, matcher.doubts, [*parsed.notes, *matcher.notes], parsed)


def _counts(outcomes: Mapping[int, Outcome], enterprises: int) -> RowCounts:
    tally = Counter(outcomes.values())
    return RowCounts(**{outcome.value: tally[outcome] for outcome in Outcome}, enterprises=enterprises)


class _Matcher:
    """Enterprises there and groups of the file, each findable by code, by key and by core."""

    def __init__(self, existing: Iterable[Existing], answers: Mapping[int, str]) -> None:
        self.groups: list[Group] = []
        self.doubts: list[Doubt] = []
        self.notes: list[Note] = []
        self._answers = answers
        self._known: dict[str, Existing] = {}
        self._group_of: dict[str, Group] = {}
        self._by_row: dict[int, Group] = {}
        self._by_code: dict[str, _Known] = {}
        self._by_key: dict[tuple[str, str], _Known] = {}
        self._by_core: dict[tuple[str, str], _Known] = {}
        self._bare_by_core: dict[tuple[str, str], _Known] = {}  # those without a credit code
        self._namesakes: dict[tuple[str, str], set[str | int]] = {}
        self._given: dict[int, _Given] = {}
        for one in sorted(existing, key=lambda known: known.id):
            self._known[one.id] = one
            for site in one.sites:
                self._remember(one, one.credit_code, site.key, site.core, site.region)

    def _remember(self, one: _Known, code: str | None, key: str, core: str, region: str) -> None:
        if code:
            self._by_code.setdefault(code, one)
        else:
            self._bare_by_core.setdefault((region, core), one)
        first = self._by_key.setdefault((region, key), one)
        if first is not one and _identity(first) != _identity(one):
            self._namesakes.setdefault((region, key), {_identity(first)}).add(_identity(one))
        self._by_core.setdefault((region, core), one)

    def place(self, row: LedgerRow) -> None:
        """Put a row into its group, a new group, or among the doubtful."""
        answer = self._answers.get(row.number)
        if answer is not None:
            self._add(row, self._answered(answer))
            return
        found, why = self._find(row)
        if found is not None and why is not None:
            self._doubt(row, found, why)
        else:
            self._add(row, self._group(found))

    def _find(self, row: LedgerRow) -> tuple[_Known | None, Message | None]:
        """The enterprise of a row and why it is doubtful; nothing found is a new enterprise.

        A code decides, unless another enterprise of that region has the name: then a person must look. The id of a
        workbook that was exported decides before both, unless the code is another enterprise's.
        """
        if row.enterprise:
            return self._exported(row, self._known[row.enterprise])
        coded = self._by_code.get(row.credit_code) if row.credit_code else None
        named = self._by_key.get((row.region, row.key))
        if coded is not None and self._is_known_by(coded, (row.region, row.key)):
            return coded, None
        if named is not None:
            return named, self._why_doubt(row, coded, named)
        similar = self._similar(row)
        if similar is not None and (coded is None or _identity(similar) != _identity(coded)):
            return similar, Message("ledger.doubt_similar", N_("同一地区名称相近"))
        return coded, None

    def _exported(self, row: LedgerRow, known: Existing) -> tuple[_Known, Message | None]:
        coded = self._by_code.get(row.credit_code) if row.credit_code else None
        if coded is None or _identity(coded) == known.id:
            return known, None
        return known, Message("ledger.doubt_id", N_("企业编号是这一家，信用代码却属于另一家企业"))

    def _is_known_by(self, one: _Known, name: tuple[str, str]) -> bool:
        named = self._by_key.get(name)
        same = named is not None and _identity(named) == _identity(one)
        return same or _identity(one) in self._namesakes.get(name, ())

    def _why_doubt(self, row: LedgerRow, coded: _Known | None, named: _Known) -> Message | None:
        if coded is not None:
            return Message("ledger.doubt_code", N_("信用代码属于另一家企业，名称和地区却是这一家"))
        if (row.region, row.key) in self._namesakes:
            return Message("ledger.doubt_namesakes", N_("同一地区有同名企业，本行不足以区分"))
        if row.credit_code is not None and _code(named) is not None:
            return Message("ledger.doubt_other_code", N_("名称和地区相同，信用代码不同"))
        return None

    def _similar(self, row: LedgerRow) -> _Known | None:
        """An enterprise of the same region and coarse name; two valid codes are two enterprises."""
        if row.credit_code is None:
            return self._by_core.get((row.region, row.core))
        bare = self._bare_by_core.get((row.region, row.core))
        return bare if bare is not None and _code(bare) is None else None

    def _doubt(self, row: LedgerRow, found: _Known, why: Message) -> None:
        enterprise = found.existing if isinstance(found, Group) else found.id
        earlier = found.rows[0] if isinstance(found, Group) and enterprise is None else None
        self.doubts.append(Doubt(row.number, row.name, enterprise, earlier, str(found.values[_NAME_AT]), why))

    def _answered(self, answer: str) -> Group:
        """The group that a person's answer names; ``ValueError`` when it names nothing of this import."""
        if answer == NEW_ENTERPRISE:
            return self._group(None)
        if answer in self._known:
            return self._group(self._known[answer])
        number = answer.removeprefix(_ROW)
        if number.isdigit() and int(number) in self._by_row:
            return self._by_row[int(number)]
        raise ValueError(f"answer {answer!r} names neither a known enterprise nor an earlier row")

    def _group(self, found: _Known | None) -> Group:
        if isinstance(found, Group):
            return found
        if found is not None and found.id in self._group_of:
            return self._group_of[found.id]
        group = Group([], existing=found.id if found else None)
        if found is not None:
            self._group_of[found.id] = group
        self.groups.append(group)
        return group

    def _add(self, row: LedgerRow, group: Group) -> None:
        bits = self._merge(row, group) if group.rows else self._begin(row, group)
        bits |= self._add_site(row, group)
        unit = None
        if row.capacity is not None or row.process:
            unit = Unit(row.region, row.capacity, row.capacity_unit, row.process, row.started)
            if unit not in group.units:
                group.units.append(unit)
        group.rows.append(row.number)
        self._by_row[row.number] = group
        self._given[row.number] = _Given(bits, row.region, unit)
        self._remember(group, row.credit_code, row.key, row.core, row.region)

    def _begin(self, row: LedgerRow, group: Group) -> int:
        group.values = [row[position] for position in _POSITIONS]
        return _VALUE_BITS

    def _merge(self, row: LedgerRow, group: Group) -> int:
        """Fill what the earlier rows left blank; tell what differs. What is stored and said by any row stays."""
        bits = 0
        stored = self._known[group.existing].values if group.existing else _NOTHING_STORED
        for index, position in enumerate(_POSITIONS):
            value = row[position]
            if not _says(value) or value == group.values[index]:
                continue
            if not _says(group.values[index]) or value == stored[index]:
                group.values[index] = value
                bits |= 1 << index
            elif index not in (_NAME_AT, _REASON_AT):
                self._tell(row.number, COMPARED[index], group.rows[0])
        return bits

    def _add_site(self, row: LedgerRow, group: Group) -> int:
        """A second region is a second site; within one, the first row that says something wins."""
        there = group.sites.get(row.region)
        if there is None:
            group.sites[row.region] = SiteLine(row.region, row.key, row.core, row.address, row.latitude, row.longitude)
            return _SITE_BITS
        bits = 0
        if row.address and row.address != there.address:
            if not there.address or row.address == self._stored_address(group, row.region):
                there = there._replace(address=row.address)
                bits |= _BIT["address"]
            else:
                self._tell(row.number, "address", group.rows[0])
        if row.latitude is not None and there.latitude is None:
            there = there._replace(latitude=row.latitude, longitude=row.longitude)
            bits |= _BIT["coordinates"]
        group.sites[row.region] = there
        return bits

    def _stored_address(self, group: Group, region: str) -> str:
        sites = self._known[group.existing].sites if group.existing else ()
        return next((site.address for site in sites if site.region == region), "")

    def _tell(self, number: int, name: str, first: int) -> None:
        params = {"first": first, "title": TITLES[Field(name)]}
        text = N_("与第 {first} 行是同一企业，{title}却不同；以先出现的为准")
        self.notes.append(Note(number, Message("ledger.rows_differ", text, params)))

    def conclude(self, outcomes: dict[int, Outcome]) -> None:
        """Write the outcome of every placed and every doubtful row."""
        for group in self.groups:
            known = self._known[group.existing] if group.existing else None
            if group.values[_CODE_AT] or (known is not None and known.credit_code):
                group.values[_REASON_AT] = ""  # a reason for a missing code that is not missing
            if known is None:
                outcomes[group.rows[0]] = Outcome.NEW
                outcomes.update(dict.fromkeys(group.rows[1:], Outcome.CHANGED))
            else:
                self._compare(group, known, outcomes)
        outcomes.update((doubt.row, Outcome.DOUBTFUL) for doubt in self.doubts)

    def _compare(self, group: Group, known: Existing, outcomes: dict[int, Outcome]) -> None:
        group.differences = [*_value_differences(group, known), *_site_differences(group, known)]
        group.new_units = [unit for unit in group.units if unit not in known.units]
        taken: dict[str, int] = {}
        for row in reversed(group.rows):
            given = self._given[row]
            say = given.bits & ~(taken.get("", 0) | taken.get(given.region, 0))
            taken[""] = taken.get("", 0) | given.bits & _VALUE_BITS
            taken[given.region] = taken.get(given.region, 0) | given.bits & _SITE_BITS
            different = sum({_BIT[one.field] for one in group.differences if one.region in ("", given.region)})
            changes = say & different or given.unit in group.new_units
            outcomes[row] = Outcome.CHANGED if changes else Outcome.UNCHANGED


def _same(before: Any, after: Any) -> bool:
    """What was typed in by hand keeps its blanks; a file's text has lost them, and says nothing new by that."""
    return before == after or (isinstance(before, str) and tidy(before) == after)


def _says(value: Any) -> bool:
    return value is not None and value != ""


def _value_differences(group: Group, known: Existing) -> list[Difference]:
    return [
        Difference(name, before, after)
        for name, before, after in zip(COMPARED, known.values, group.values, strict=True)
        if _says(after) and not _same(before, after)
    ]


def _site_differences(group: Group, known: Existing) -> list[Difference]:
    there = {site.region: site for site in known.sites}
    found: list[Difference] = []
    for region, site in group.sites.items():
        before = there.get(region, SiteLine(region, site.key, site.core))
        if region not in there:
            found.append(Difference("region", None, region, region))
        if site.address and not _same(before.address, site.address):
            found.append(Difference("address", before.address, site.address, region))
        if site.coordinates is not None and site.coordinates != before.coordinates:
            found.append(Difference("coordinates", before.coordinates, site.coordinates, region))
    return found


def _identity(one: _Known) -> str | int:
    """The id of a known enterprise, or the object of a new group."""
    return one.id if isinstance(one, Existing) else one.existing or id(one)


def _code(one: _Known) -> str | None:
    code = one.credit_code if isinstance(one, Existing) else one.values[_CODE_AT] if one.values else None
    return str(code) if code else None
