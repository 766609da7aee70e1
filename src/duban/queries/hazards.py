"""Hazards 隐患 as a list: one row a hazard, in exactly one stage, found, sorted and counted by the database.

The stages are those of today's standings; ``domain.rules.stages`` says the same of one hazard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from duban.domain.campaign import Campaign
from duban.domain.vocabulary import HazardLevel, HazardStage
from duban.domain.workflow import SupervisionListingState
from duban.queries.placing import INDUSTRY
from duban.queries.streaming import streamed
from duban.queries.today import STANDING_NOW, Today

DRAFT = "draft"  # found by a visit whose record is not completed: counted nowhere
LIVE = "live"
LIVE_STAGES = (HazardStage.OPEN, HazardStage.NEAR, HazardStage.AWAITING)
"""Not removed yet and not overdue: with the overdue and the closed ones they make up the total."""
NO_PAPER, DRAFTED, ISSUED, DELIVERED = range(4)
"""How far the order for a hazard is."""

FOUND = f"""
    with {STANDING_NOW},
    stood as (
        select s.enterprise_id, s.payload -> 'open_hazards' as hazards, s.payload -> 'overdue' as items
        from standing_now s
        where s.enterprise_id in (select h.enterprise_id from hazard h where h.campaign = %(campaign)s)
    ),
    open_now as (
        select o.hazard::uuid as hazard
        from stood s cross join lateral jsonb_array_elements_text(s.hazards) o (hazard)
    ),
    late_now as (
        select (l.item ->> 'hazard')::uuid as hazard, bool_or(not (l.item ->> 'awaiting')::boolean) as overdue
        from stood s cross join lateral jsonb_array_elements(s.items) l (item) group by 1
    ),
    ordered as (
        select i.hazard_id as hazard,
            min(coalesce(x.granted_to, i.due_on)) filter (
                where o.delivered_on <= %(on)s and o.ended_on is null
                and coalesce(x.granted_to, i.due_on) >= o.delivered_on) as due,
            max(case when o.delivered_on <= %(on)s then 3 when o.issued_on <= %(on)s then 2 else 1 end) as paper
        from order_item i
        join rectification_order o on o.id = i.order_id and o.voided_on is null and o.withdrawn_on is null
        left join lateral (select max(e.granted_to) as granted_to from extension e
                           where e.item_id = i.id and e.voided_on is null and e.replied_on <= %(on)s) x on true
        where i.campaign = %(campaign)s and i.voided_on is null
        group by i.hazard_id
    ),
    found as (
        select h.id, h.description, h.level, h.found_on, h.enterprise_id as enterprise, e.name, e.pinyin,
            h.home_agency as unit, x.region, {INDUSTRY.format(of="h")} as industry,
            h.corrected_on_spot_on, d.due, coalesce(d.paper, 0) as paper,
            case when v.completed_on is null or v.completed_on > %(on)s then 'draft'
                 when s.enterprise_id is not null and o.hazard is null then 'closed'
                 when l.overdue then 'overdue'
                 when l.hazard is not null then 'awaiting'
                 when d.due between %(on)s and %(near)s then 'near'
                 else 'open' end as stage
        from hazard h
        join inspection v on v.id = h.inspection_id
        join enterprise e on e.id = h.enterprise_id
        join site x on x.id = h.site_id
        left join stood s on s.enterprise_id = h.enterprise_id
        left join open_now o on o.hazard = h.id
        left join late_now l on l.hazard = h.id
        left join ordered d on d.hazard = h.id
        where h.campaign = %(campaign)s and h.voided_on is null and h.found_on <= %(on)s
    )
"""  # noqa: S608 -- constant text of this module
"""The beginning of a statement over ``found``: every hazard of the campaign in its stage."""

_LISTED = """exists (select from supervision_listing g where g.hazard_id = found.id and g.voided_on is null
    and g.listed_on is not null and g.delisted_on is null)"""
_TESTS: Mapping[str, str] = {
    "level": "level = %(level)s",
    "unit": "unit = %(unit)s",
    "region": "region = %(region)s",
    "industry": "industry = %(industry)s",
    "since": "found_on >= %(since)s",
    "until": "found_on <= %(until)s",
    "text": "strpos(name, %(text)s) > 0",
    "paper": "paper = (case %(paper)s when 'none' then 0 when 'draft' then 1 when 'issued' then 2 else 3 end)",
    "listed": f"{_LISTED} = (%(listed)s = 'yes')",
}
_STAGE = "(case stage when 'overdue' then 1 when 'awaiting' then 2 when 'near' then 3 when 'open' then 4 else 5 end)"
_SORTS: Mapping[str, str] = {
    "stage": f"{_STAGE} {{way}}, due nulls last",
    "due": "due {way} nulls last",
    "found": "found_on {way}",
    "level": "level {way}",
    "name": "pinyin {way}, name {way}",
    "unit": "unit {way}",
}
_PAGE = f"""{FOUND}
    select p.id, p.description, p.level, p.found_on, p.enterprise, p.name, p.unit, p.region, p.stage, p.due, p.paper,
        p.corrected_on_spot_on, r.passed_on, g.id, g.state,
        (select count(*) from evidence_link k where k.object = p.id and k.voided_on is null)
    from (select *, row_number() over (order by {{order}}) as nr from found where {{where}}
          order by nr {{part}}) p
    left join lateral (
        select max(f.reinspected_on) as passed_on from reinspection_outcome t
        join order_item i on i.id = t.item_id
        join reinspection f on f.id = t.reinspection_id and f.voided_on is null
        where i.hazard_id = p.id and t.result = 'passed' and t.voided_on is null) r on true
    left join lateral (
        select l.id, l.state from supervision_listing l where l.hazard_id = p.id and l.voided_on is null
        order by l.proposed_on desc nulls last, l.id limit 1) g on true
    order by p.nr"""  # noqa: S608 -- constants of this module


def stages_of(sought: str) -> tuple[HazardStage, ...]:
    """The stages that a filter names; all where it names none."""
    if sought == LIVE:
        return LIVE_STAGES
    return (HazardStage(sought),) if sought else tuple(HazardStage)


@dataclass(frozen=True, slots=True)
class HazardsSought:
    """What the list is asked for; empty asks nothing. ``stage``: one, or ``live`` for several.

    ``paper``: none, draft, issued, delivered; ``listed``: yes, no.
    """

    text: str = ""
    stage: str = ""
    level: str = ""
    paper: str = ""
    listed: str = ""
    unit: str = ""
    region: str = ""  # of the site
    industry: str = ""
    since: date | None = None  # the day on which it was found
    until: date | None = None

    @property
    def where(self) -> str:
        """The tests that are asked, without that of the stage."""
        return " and ".join(test for name, test in _TESTS.items() if getattr(self, name)) or "true"

    @property
    def values(self) -> dict[str, Any]:
        """What the tests compare with."""
        return {name: getattr(self, name) for name in _TESTS}


@dataclass(frozen=True, slots=True)
class HazardLine:
    """One hazard of the list. ``due``: of its running item; ``photos``: how many pieces of evidence it has."""

    id: UUID
    description: str
    level: HazardLevel
    found_on: date
    enterprise: UUID
    enterprise_name: str
    unit: str
    region: str
    stage: HazardStage
    due: date | None
    paper: int
    corrected_on: date | None
    passed_on: date | None
    listing: UUID | None
    listing_state: SupervisionListingState | None
    photos: int


@dataclass(frozen=True, slots=True)
class HazardCounts:
    """How many hazards there are: in the whole, left out as drafts, and by stage of those that the filter finds."""

    total: int
    drafts: int
    stages: Mapping[HazardStage, int]

    def of(self, stage: str) -> int:
        """How many the filter finds of a stage, of the live ones together, or of all where none is named."""
        return sum(self.stages[each] for each in stages_of(stage))


class Hazards:
    """The hazards that a filter finds, in order; counted once, read by the slice."""

    def __init__(self, campaign: Campaign, today: Today, sought: HazardsSought, sort: str = "stage") -> None:
        near = today.on + timedelta(days=campaign.near_days)
        stages = [stage.value for stage in stages_of(sought.stage)]
        self._values = today.values | sought.values | {"near": near, "stages": stages}
        self._where = f"stage = any (%(stages)s) and {sought.where}"
        order = _SORTS.get(sort.removeprefix("-"), _SORTS["stage"]).format(way="desc" if sort.startswith("-") else "")
        self._order = f"{order}, {_STAGE}, due nulls last, found_on, id"
        self.counts = self._counted(sought)
        self.count = self.counts.of(sought.stage)

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, wanted: slice) -> list[HazardLine]:
        values = self._values | {"limit": wanted.stop - wanted.start, "skip": wanted.start}
        return [_line(row) for row in _rows(self._statement("limit %(limit)s offset %(skip)s"), values)]

    def iterator(self, chunk_size: int) -> Iterator[HazardLine]:
        """All of them, by the server's cursor."""
        return map(_line, streamed(self._statement(""), self._values, chunk_size))

    def _statement(self, part: str) -> str:
        return _PAGE.format(order=self._order, where=self._where, part=part)

    def _counted(self, sought: HazardsSought) -> HazardCounts:
        statement = f"{FOUND} select stage, count(*), count(*) filter (where {sought.where}) from found group by stage"  # noqa: S608 -- constants of this module
        found = {stage: (whole, asked) for stage, whole, asked in _rows(statement, self._values)}
        return HazardCounts(
            total=sum(whole for whole, _ in found.values()),
            drafts=found.get(DRAFT, (0, 0))[0],
            stages={stage: found.get(stage, (0, 0))[1] for stage in HazardStage},
        )


def _line(row: tuple[Any, ...]) -> HazardLine:
    known = list(row)
    known[2], known[8] = HazardLevel(known[2]), HazardStage(known[8])
    known[14] = None if known[14] is None else SupervisionListingState(known[14])
    return HazardLine(*known)


def _rows(statement: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()
