"""The ledger as a list 监管台账: one row an enterprise, found, sorted and counted by the database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from duban.queries.streaming import streamed
from duban.queries.today import STANDING_NOW, Today

CONFIRMED, WAITING, REMOVED = "confirmed", "waiting", "removed"
STATES = (CONFIRMED, WAITING, REMOVED)

ENTRY = """
    entry as (
        select distinct on (l.enterprise_id) l.*, count(*) over (partition by l.enterprise_id) as entries,
            case when l.removed_on is not null then 'removed' when l.confirmed_on is null then 'waiting'
                 else 'confirmed' end as place
        from ledger_entry l
        where l.campaign = %(campaign)s and l.voided_on is null
            and (%(units)s::text[] is null or l.home_agency = any (%(units)s))
        order by l.enterprise_id, l.removed_on is not null, l.confirmed_on is null, l.added_on nulls first, l.id
    )
"""
"""The entry by which an enterprise stands in the list: one in force before one removed, confirmed before proposed."""

_LISTED = """
    listed as (
        select l.id as entry, l.enterprise_id as enterprise, l.home_agency as unit, l.region, l.industry, l.place,
            l.entries, l.removed_reason, l.inclusion_basis as basis, l.remark, l.site_id,
            e.name, e.pinyin, e.credit_code, e.address as registered, x.address, x.longitude, x.latitude,
            p.name as responsible,
            f.risk, s.covered, s.card, s.overdue, s.next_due_on as due, s.as_of, s.payload,
            jsonb_array_length(s.payload -> 'open_hazards') as hazards,
            case when s.payload -> 'next_acts' @> '[{"light": "overdue"}]' then 'overdue'
                 when s.payload -> 'next_acts' @> '[{"light": "near"}]' then 'near' else 'normal' end as light
        from entry l
        join enterprise e on e.id = l.enterprise_id and e.voided_on is null
        join site x on x.id = l.site_id
        left join person p on p.id = l.responsible_id
        left join standing_now s on s.enterprise_id = l.enterprise_id
        left join lateral (
            select c.risk from safety_profile c where c.enterprise_id = l.enterprise_id
            and c.campaign = %(campaign)s and c.voided_on is null
            order by c.stated_on desc, c.id desc limit 1) f on true
    )
"""
_WITH = f"with {STANDING_NOW}, {ENTRY}, {_LISTED}"
IN_BOX = """(longitude >= (%(box)s::float8[])[1] and latitude >= (%(box)s::float8[])[2]
    and longitude < (%(box)s::float8[])[3] and latitude < (%(box)s::float8[])[4])"""
FIRST_VISIT = """(select min(i.visited_on) from inspection i where i.enterprise_id = enterprise
    and i.campaign = %(campaign)s and i.voided_on is null and i.state = 'completed')"""
"""The day of the first completed visit of an enterprise, and with it of its being covered."""

# In a plan that counts (see ``planning.standing_plans``): not returned, nor revised by one that counts.
_PLANNED = """exists (
    select from plan_item i join inspection_plan p on p.id = i.plan_id
    where i.enterprise_id = listed.enterprise and i.campaign = %(campaign)s and i.voided_on is null
        and p.voided_on is null and p.state <> 'returned' and not exists (
            select from inspection_plan r
            where r.revises_id = p.id and r.voided_on is null and r.state <> 'returned'))"""

_TESTS: Mapping[str, str] = {
    "place": "place = %(place)s",
    "region": "region = %(region)s",
    "industry": "industry = %(industry)s",
    "unit": "unit = %(unit)s",
    "light": "light = %(light)s",
    "card": "card is not distinct from nullif(%(card)s, 'none')",
    "covered": "coalesce(covered, false) = (%(covered)s = 'yes')",
    "planned": f"({_PLANNED}) = (%(planned)s = 'yes')",
    "entries": "entry = any (%(entries)s)",
    "overdue": "(coalesce(overdue, 0) > 0) = (%(overdue)s = 'yes')",
    "regions": "region = any (%(regions)s)",
    "located": "(latitude is null) = (%(located)s = 'none')",
    "box": f"(latitude is null or {IN_BOX} = (%(located)s <> 'out'))",
    "first_since": f"{FIRST_VISIT} >= %(first_since)s",
    "first_until": f"{FIRST_VISIT} <= %(first_until)s",
}
_TEXT = """(strpos(name, %(text)s) > 0 or credit_code like %(code)s or pinyin ~ %(initials)s
    or strpos(replace(pinyin, ' ', ''), %(spelt)s) > 0 or strpos(address, %(text)s) > 0
    or strpos(registered, %(text)s) > 0)"""
_SORTS: Mapping[str, str] = {
    "name": "pinyin {way}, name {way}",
    "region": "region {way}",
    "industry": "industry {way}",
    "card": "(case card when 'red' then 2 when 'yellow' then 1 else 0 end) {way}",
    "covered": "covered {way}",
    "hazards": "hazards {way}",
    "overdue": "overdue {way}",
    "due": "due {way} nulls last",
}
SORTS = frozenset(_SORTS)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is asked for; an empty value asks nothing.

    ``text``: part of a name or an address, a code, or pinyin initials.
    """

    text: str = ""
    place: str = CONFIRMED
    region: str = ""
    industry: str = ""
    unit: str = ""
    card: str = ""  # none, yellow, red
    covered: str = ""  # yes, no
    overdue: str = ""  # yes, no
    light: str = ""
    planned: str = ""  # yes, no
    entries: tuple[UUID, ...] = ()
    regions: tuple[str, ...] = ()  # any of these
    located: str = ""  # in (the box), out (of it), none (without coordinates)
    box: tuple[float, float, float, float] | tuple[()] = ()  # west, south, east, north; the last two lie outside
    first_since: date | None = None  # of the first completed visit
    first_until: date | None = None

    @property
    def where(self) -> str:
        """The tests that are asked."""
        asked = [test for name, test in _TESTS.items() if getattr(self, name)]
        return " and ".join([*asked, *([_TEXT] if self.text else [])]) or "true"

    @property
    def values(self) -> dict[str, Any]:
        """What the tests compare with; a text without letters matches no pinyin."""
        text = self.text.strip()
        code = re.sub(r"[^0-9A-Z]", "", text.upper())
        letters = "".join(re.findall("[a-z]", text.lower())) if text.isascii() else ""
        initials = "(^| )" + r"[a-z0-9]* ".join(letters) if letters else "^$ "
        given = {name: getattr(self, name) for name in _TESTS}
        given |= {name: list(given[name]) for name in ("entries", "regions", "box")}
        return given | {
            "text": text,
            "code": f"{code}%" if code else "",
            "initials": initials,
            "spelt": letters or "\n",
        }


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One enterprise of the list. ``hazards``: not yet removed; ``overdue``: items; ``light``: of its worst act."""

    entry: UUID
    enterprise: UUID
    unit: str
    region: str
    industry: str
    place: str
    entries: int
    removed_reason: str
    name: str
    credit_code: str | None
    address: str
    responsible: str | None
    risk: str | None
    covered: bool | None
    card: str | None
    overdue: int | None
    due: date | None
    hazards: int | None
    light: str
    act: str | None
    card_grounds: Sequence[str]
    card_on: date | None
    basis: str
    remark: str
    proposed: int
    agreed: int
    objected: int
    particulars: Particulars


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a ledger workbook tells of an enterprise beside its line: so a list that is exported can be read back."""

    no_code_reason: str
    legal_person: str
    contact: str
    telephone: str
    status: str | None
    status_on: date | None
    workforce: int | None
    gbt4754: str | None
    latitude: float | None
    longitude: float | None
    standardisation: str | None
    standardised_until: date | None
    dual_prevention: str | None


_COLUMNS = """o.entry, o.enterprise, o.unit, o.region, o.industry, o.place, o.entries, o.removed_reason, o.name,
    o.credit_code, o.address, o.responsible, o.risk, o.covered, o.card, o.overdue, o.due, o.hazards, o.light,
    o.payload #>> '{next_acts,0,act}',
    array(select jsonb_array_elements_text(o.payload #> '{cards_in_force,-1,grounds}')),
    (o.payload #>> '{cards_in_force,-1,confirmed_on}')::date, o.basis, o.remark, said.proposed, said.agreed,
    said.objected, e.no_code_reason, e.legal_person, e.contact, e.telephone, e.operating_status, e.status_on,
    e.workforce, (select max(s.gbt4754) from site s where s.enterprise_id = o.enterprise and s.voided_on is null),
    x.latitude, x.longitude, f.standardisation, f.standardised_until, f.dual_prevention"""
_LINE_COLUMNS = 27  # before those of ``Particulars``

# Only of the rows of the page: a hundred thousand enterprises have as many opinions and profiles to look up.
_BESIDE = """
    join enterprise e on e.id = o.enterprise
    join site x on x.id = o.site_id
    left join lateral (
        select c.standardisation, c.standardised_until, c.dual_prevention from safety_profile c
        where c.enterprise_id = o.enterprise and c.campaign = %(campaign)s and c.voided_on is null
        order by c.stated_on desc, c.id desc limit 1) f on true
    left join lateral (
        select count(*) filter (where p.opinion = 'proposed') as proposed,
            count(*) filter (where p.opinion = 'agreed') as agreed,
            count(*) filter (where p.opinion = 'objected') as objected
        from ledger_opinion p where p.entry_id = o.entry and p.voided_on is null) said on true
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over what a filter found."""

    count: int = 0
    covered: int = 0
    hazards: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Enterprises that stand alike, with their sums; its first four are what a filter asks by the same names."""

    place: str
    region: str
    industry: str
    unit: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from, and how many stand where: ``places`` counts enterprises by state."""

    places: Mapping[str, int] = field(default_factory=dict)
    regions: Sequence[str] = ()
    industries: Sequence[str] = ()
    units: Sequence[str] = ()
    groups: Sequence[Group] = ()

    def tally(self, sought: Sought) -> Tally | None:
        """The sums of a filter that asks for nothing but what the groups tell; ``None`` for any other."""
        if sought != Sought(place=sought.place, region=sought.region, industry=sought.industry, unit=sought.unit):
            return None
        asked = {name: getattr(sought, name) for name in _GROUPED if getattr(sought, name)}
        found = [each.tally for each in self.groups if all(getattr(each, name) == asked[name] for name in asked)]
        return Tally(*(sum(column) for column in zip(*map(astuple, found), strict=True))) if found else Tally()


_GROUPED = ("place", "region", "industry", "unit")


def facets(today: Today) -> Facets:
    """The whole ledger before any filter, in one pass."""
    statement = f"""{_WITH} select place, region, industry, unit, count(*), count(*) filter (where covered),
        coalesce(sum(hazards), 0), coalesce(sum(overdue), 0) from listed group by 1, 2, 3, 4"""  # noqa: S608 -- constants of this module
    groups = [
        Group(place, region, industry, unit, Tally(*map(int, sums)))
        for place, region, industry, unit, *sums in _rows(statement, today.values)
    ]
    places = dict.fromkeys(STATES, 0)
    for each in groups:
        places[each.place] += each.tally.count
    regions, industries, units = (sorted({getattr(each, name) for each in groups}) for name in _GROUPED[1:])
    return Facets(places, regions, industries, units, groups)


class LedgerLines:
    """The rows that a filter finds, in order; counted once, read by the slice.

    What is ``known`` of the whole ledger spares the counting where the filter asks for nothing else.
    """

    def __init__(self, today: Today, sought: Sought, sort: str = "name", *, known: Facets | None = None) -> None:
        self._values = today.values | sought.values
        self._where = sought.where
        self._order = f"{_order(sort)}, region, pinyin, name, enterprise"
        self.tally = (known and known.tally(sought)) or self._tally()

    def __len__(self) -> int:
        return self.tally.count

    def __getitem__(self, wanted: slice) -> list[LedgerLine]:
        values = self._values | {"limit": wanted.stop - wanted.start, "skip": wanted.start}
        return list(map(_line, _rows(self._statement("limit %(limit)s offset %(skip)s"), values)))

    def iterator(self, chunk_size: int) -> Iterator[LedgerLine]:
        """All of them, by the server's cursor."""
        return map(_line, streamed(self._statement(), self._values, chunk_size))

    def _statement(self, part: str = "") -> str:
        page = f"select * from listed where {self._where} order by {self._order} {part}"  # noqa: S608 -- constants of this module
        numbered = f"select page.*, row_number() over () as nr from ({page}) page"  # noqa: S608 -- as above
        return f"{_WITH} select {_COLUMNS} from ({numbered}) o {_BESIDE} order by o.nr"  # noqa: S608 -- as above

    def _tally(self) -> Tally:
        statement = (
            f"{_WITH} select count(*), count(*) filter (where covered), coalesce(sum(hazards), 0),"  # noqa: S608 -- as above
            f" coalesce(sum(overdue), 0) from listed where {self._where}"
        )
        return Tally(*next(iter(_rows(statement, self._values))))


def _line(row: tuple[Any, ...]) -> LedgerLine:
    return LedgerLine(*[*row[:_LINE_COLUMNS], Particulars(*row[_LINE_COLUMNS:])])


def _order(sort: str) -> str:
    known = _SORTS.get(sort.removeprefix("-"), _SORTS["name"])
    return known.format(way="desc" if sort.startswith("-") else "asc")


def _rows(statement: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()
