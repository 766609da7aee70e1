"""Plans 检查方案 as they are read: the list of them, and one with its visits, its versions and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from duban.domain.planning import Around, PlannedVisit
from duban.domain.workflow import InspectionPlanState, InspectionState
from duban.queries.planning import around, people_of_days
from duban.records.models import Inspection, InspectionPlan, PlanItem

MADE = (InspectionState.RECORDED, InspectionState.COMPLETED, InspectionState.ATTEMPTED)


@dataclass(frozen=True, slots=True)
class PlansSought:
    """What the list is asked for; empty asks nothing. ``versions``: ``all`` shows also those that were revised."""

    text: str = ""
    state: str = ""
    unit: str = ""
    versions: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the list; ``done`` counts visits that were carried out, ``revised`` says there is a newer version."""

    id: UUID
    title: str
    unit: str
    version: int
    state: InspectionPlanState
    revised: bool
    visits: int
    done: int
    first_on: date | None
    last_on: date | None
    submitted_on: date | None
    approved_on: date | None


SORTS = {
    "title": "title", "unit": "home_agency_id", "state": "state", "visits": "visits", "done": "done",
    "first": "first_on", "submitted": "submitted_on", "approved": "approved_on",
}  # fmt: skip


def plans(campaign: str, sought: PlansSought, sort: str) -> tuple[QuerySet[Any], int]:
    """The plans of a campaign that the scope shows, sorted, and how many there are before the filter."""
    whole = InspectionPlan.objects.filter(campaign=campaign, voided_on=None)
    live = Q(items__voided_on=None)
    newer = InspectionPlan.objects.filter(revises=OuterRef("pk"), voided_on=None)
    rows = whole.annotate(
        revised=Exists(newer),
        visits=Count("items", filter=live),
        first_on=Min("items__planned_on", filter=live),
        last_on=Max("items__planned_on", filter=live),
        done=Coalesce(Subquery(_done_of(OuterRef("pk"))), 0),
    )
    if sought.text:
        named = PlanItem.objects.filter(plan=OuterRef("pk"), enterprise__name__icontains=sought.text, voided_on=None)
        rows = rows.filter(Q(title__icontains=sought.text) | Exists(named))
    if sought.versions != "all":
        rows = rows.filter(revised=False)
    for name, value in (("state", sought.state), ("home_agency", sought.unit)):
        rows = rows.filter(**{name: value}) if value else rows
    key = F(SORTS.get(sort.removeprefix("-"), "first_on"))
    order = key.desc(nulls_last=True) if sort.startswith("-") else key.asc(nulls_last=True)
    return rows.order_by(order, "-version", "id"), whole.count()


def _done_of(plan: OuterRef) -> QuerySet[Any]:
    """How many items of a plan were carried out."""
    completed = Inspection.objects.filter(
        plan_item__enterprise=OuterRef("enterprise"), plan_item__planned_on=OuterRef("planned_on"),
        plan_item__home_agency=OuterRef("home_agency"), campaign=OuterRef("campaign"), state=InspectionState.COMPLETED,
        voided_on=None,
    )  # fmt: skip
    items = PlanItem.objects.filter(Exists(completed), plan=plan, voided_on=None)
    return items.order_by().values("plan").annotate(done=Count("pk")).values("done")


def plan_line(row: InspectionPlan) -> PlanLine:
    """A row of ``plans`` as a value."""
    told = row.__dict__  # annotations among it
    return PlanLine(
        row.pk, row.title, row.home_agency_id, row.version, InspectionPlanState(row.state), told["revised"],
        told["visits"], told["done"], told["first_on"], told["last_on"], row.submitted_on, row.approved_on,
    )  # fmt: skip


# One plan --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a plan with what was decided about it."""

    id: UUID
    version: int
    state: InspectionPlanState
    prepared_by: str
    decided_by: str
    submitted_on: date | None
    approved_on: date | None
    opinion: str
    returned_on: date | None
    returned_reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a planned visit: the record, its state and its day."""

    inspection: UUID
    state: InspectionState
    on: date | None


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One version of a plan. ``before``: visits of the version that it revises; ``made``: by item."""

    id: UUID
    campaign: str
    title: str
    agency: str
    agency_name: str
    prepared_by: UUID | None
    now: Version
    versions: tuple[Version, ...]
    visits: tuple[PlannedVisit, ...]
    before: tuple[PlannedVisit, ...]
    made: Mapping[str, Made]
    around: Around

    @property
    def newest(self) -> bool:
        """Whether no newer version was made of it."""
        return self.now.version == max(one.version for one in self.versions)


def plan_record(plan: UUID) -> PlanRecord | None:
    """The plan; ``None`` when it is unknown, void or out of scope."""
    row = InspectionPlan.objects.filter(pk=plan, voided_on=None).select_related("home_agency").first()
    if row is None:
        return None
    versions = versions_of(row)
    earlier = [each.pk for each in versions if each.pk == row.revises_id]
    made = _made(row.home_agency_id, row.campaign, row.pk)
    visits = visits_of([row.pk, *earlier], made)
    own = visits.get(row.pk, ())
    told = {each.pk: _version(each) for each in versions}
    return PlanRecord(
        id=row.pk,
        campaign=row.campaign,
        title=row.title,
        agency=row.home_agency_id,
        agency_name=row.home_agency.name,
        prepared_by=row.prepared_by_id,
        now=told[row.pk],
        versions=tuple(told.values()),
        visits=own,
        before=visits.get(earlier[0], ()) if earlier else (),
        made={visit.id: made[key] for visit in own if (key := (visit.enterprise, visit.on)) in made},
        around=around(row.home_agency_id, row.campaign, own, without=told),
    )


def versions_of(plan: InspectionPlan) -> list[InspectionPlan]:
    """All versions of a plan, the oldest first. Each revises the one before, so one statement finds them all."""
    rows = InspectionPlan.objects.raw(
        """with recursive back as (
            select id, revises_id from inspection_plan where id = %(plan)s
            union all select p.id, p.revises_id from inspection_plan p join back b on p.id = b.revises_id
        ), chain as (
            select id from back where revises_id is null
            union all select p.id from inspection_plan p join chain c on p.revises_id = c.id where p.voided_on is null
        ) select p.*, a.name as prepared_name, b.name as decided_name from chain join inspection_plan p using (id)
          left join account a on a.id = p.prepared_by_id left join account b on b.id = p.decided_by_id
          order by p.version""",
        {"plan": plan.pk},
    )
    return list(rows)


def _version(row: InspectionPlan) -> Version:
    told = row.__dict__
    return Version(
        row.pk, row.version, InspectionPlanState(row.state), told["prepared_name"] or "", told["decided_name"] or "",
        row.submitted_on, row.approved_on, row.opinion, row.returned_on, row.returned_reason,
    )  # fmt: skip


def visits_of(
    plans: Collection[UUID], made: Mapping[tuple[str, date], Made] | None = None
) -> Mapping[UUID, tuple[PlannedVisit, ...]]:
    """The visits of the plans, by plan, in order of days; with people as they are on the day."""
    items = list(
        PlanItem.objects.filter(plan__in=list(plans), voided_on=None)
        .select_related("enterprise", "plan")
        .prefetch_related("officers", "experts")
        .order_by("planned_on", "enterprise__pinyin", "id")
    )
    people = people_of_days(
        {one.person_id for item in items for one in _named(item)}, {item.planned_on for item in items}
    )
    found: dict[UUID, list[PlannedVisit]] = {}
    for item in items:
        became = (made or {}).get((str(item.enterprise_id), item.planned_on))
        done = became is not None and became.state is InspectionState.COMPLETED
        found.setdefault(item.plan_id, []).append(
            PlannedVisit(
                str(item.pk),
                str(item.enterprise_id),
                item.enterprise.name,
                item.planned_on,
                tuple(
                    people[one.person_id, item.planned_on] for one in item.officers.all() if _live(one, people, item)
                ),
                tuple(people[one.person_id, item.planned_on] for one in item.experts.all() if _live(one, people, item)),
                site="" if item.site_id is None else str(item.site_id),
                note=item.note,
                plan=item.plan.title,
                done_on=became.on if became is not None and done else None,
            )
        )
    return {plan: tuple(visits) for plan, visits in found.items()}


def _named(item: PlanItem) -> Iterable[Any]:
    return [*item.officers.all(), *item.experts.all()]


def _live(one: Any, people: Mapping[tuple[UUID, date], Any], item: PlanItem) -> bool:
    return one.voided_on is None and (one.person_id, item.planned_on) in people


def _made(agency: str, campaign: str, plan: UUID) -> Mapping[tuple[str, date], Made]:
    """Visits that name an item of the unit about the same enterprise and day, in whatever version of the plan."""
    rows = Inspection.objects.filter(
        plan_item__home_agency=agency, campaign=campaign, state__in=MADE, voided_on=None,
        plan_item__enterprise__in=PlanItem.objects.filter(plan=plan).values("enterprise"),
    ).order_by("visited_on", "id")  # fmt: skip
    found: dict[tuple[str, date], Made] = {}
    for pk, state, on, enterprise, day in rows.values_list(
        "pk", "state", "visited_on", "plan_item__enterprise", "plan_item__planned_on"
    ):
        known = found.get((str(enterprise), day))
        if known is None or known.state is not InspectionState.COMPLETED:
            found[str(enterprise), day] = Made(pk, InspectionState(state), on)
    return found


def planned_people(item: str, enterprise: UUID) -> dict[str, list[str]]:
    """Officers and experts of a planned visit, as a form chooses them; nothing for no item of the enterprise."""
    try:
        found = PlanItem.objects.filter(pk=UUID(item), enterprise=enterprise, voided_on=None).first()
    except ValueError:
        return {}
    if found is None:
        return {}
    return {
        "officers": [str(one.person_id) for one in found.officers.filter(voided_on=None).order_by("id")],
        "experts": [str(one.person_id) for one in found.experts.filter(voided_on=None).order_by("id")],
    }
