"""Planning 排方案: what a plan is held against: certificates, leave, recusal, other plans, earlier visits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from duban.domain.plan_load import Officer
from duban.domain.planning import Around, Assigned, Away, PlannedVisit, Visited
from duban.domain.wordlists import PersonKind
from duban.domain.workflow import InspectionPlanState, InspectionState
from duban.records.models import Certificate, Enterprise, Inspection, InspectionPlan, LeaveOfAbsence, Person, PlanItem

_PEOPLE = """select p.person, d.day, p.name, p.number, p.valid_from, p.valid_to, p.left_on
    from unnest(%s::date[]) d(day) cross join lateral people_on(%s, d.day) p"""
_RECUSED = """select r.person::text, r.enterprise::text, d.day
    from unnest(%s::date[]) d(day) cross join lateral recused_on(%s, %s, d.day) r"""

People = Mapping[tuple[UUID, date], Assigned]


def standing_plans(campaign: str) -> QuerySet[InspectionPlan]:
    """Plans that count: not returned, and no newer version that counts. A revision takes the older one's place."""
    newer = InspectionPlan.objects.filter(revises=OuterRef("pk"), voided_on=None)
    return InspectionPlan.objects.filter(
        ~Q(state=InspectionPlanState.RETURNED),
        ~Exists(newer.exclude(state=InspectionPlanState.RETURNED)),
        campaign=campaign,
        voided_on=None,
    )


def people_of_days(people: Collection[UUID], days: Collection[date]) -> People:
    """Everybody on every day with the certificate of the day, also people of other units."""
    if not people or not days:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [sorted(days), list(people)])
        return {
            (person, day): Assigned(str(person), name, number or "", valid_from, valid_to, left_on)
            for person, day, name, number, valid_from, valid_to, left_on in cursor.fetchall()
        }


def around(agency: str, campaign: str, visits: Sequence[PlannedVisit], *, without: Collection[UUID] = ()) -> Around:
    """What the visits are held against. ``without``: the versions of their own plan."""
    people = sorted({UUID(one.person) for visit in visits for one in visit.people})
    enterprises = sorted({UUID(visit.enterprise) for visit in visits})
    return Around(
        others=tuple(_others(agency, campaign, without)),
        leaves=leaves_of(people),
        recused=_recused(people, enterprises, {visit.on for visit in visits}),
        visited=tuple(_visited(enterprises)),
    )


def leaves_of(people: Iterable[UUID]) -> tuple[Away, ...]:
    """Their leaves that are not void."""
    rows = LeaveOfAbsence.objects.filter(person__in=list(people), voided_on=None).order_by("first_on", "id")
    return tuple(Away(str(row.person_id), row.first_on, row.last_on) for row in rows)


def officers_of(agency: str) -> tuple[Officer, ...]:
    """The unit's officers with all their certificates."""
    terms: dict[UUID, list[tuple[date, date]]] = {}
    held = Certificate.objects.filter(home_agency=agency, voided_on=None).order_by("valid_from", "id")
    for person, valid_from, valid_to in held.values_list("person", "valid_from", "valid_to"):
        terms.setdefault(person, []).append((valid_from, valid_to))
    rows = Person.objects.filter(home_agency=agency, kind=PersonKind.OFFICER, voided_on=None).order_by("name", "id")
    return tuple(Officer(str(row.pk), row.name, tuple(terms.get(row.pk, ())), row.left_on) for row in rows)


def _recused(
    people: Collection[UUID], enterprises: Collection[UUID], days: Collection[date]
) -> frozenset[tuple[str, str, date]]:
    if not people:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_RECUSED, [sorted(days), list(people), list(enterprises)])
        return frozenset(cursor.fetchall())


def _others(agency: str, campaign: str, without: Collection[UUID]) -> Iterable[PlannedVisit]:
    """Visits of the unit's other plans that count; of people only who they are."""
    plans = standing_plans(campaign).filter(home_agency=agency).exclude(pk__in=list(without))
    items = PlanItem.objects.filter(plan__in=plans, voided_on=None).select_related("enterprise", "plan")
    for item in items.prefetch_related("officers", "experts").order_by("planned_on", "id"):
        yield PlannedVisit(
            str(item.pk),
            str(item.enterprise_id),
            item.enterprise.name,
            item.planned_on,
            tuple(Assigned(str(one.person_id), "") for one in item.officers.all() if one.voided_on is None),
            tuple(Assigned(str(one.person_id), "") for one in item.experts.all() if one.voided_on is None),
            plan=item.plan.title,
        )


def _visited(enterprises: Collection[UUID]) -> Iterable[Visited]:
    rows = Inspection.objects.filter(
        enterprise__in=list(enterprises), state=InspectionState.COMPLETED, voided_on=None
    ).prefetch_related("officers")
    for row in rows:
        if row.visited_on is not None:
            here = frozenset(str(one.person_id) for one in row.officers.all() if one.voided_on is None)
            yield Visited(str(row.enterprise_id), row.visited_on, here)


def enterprise_names(enterprises: Collection[UUID]) -> Mapping[UUID, str]:
    """Names of those that the scope shows."""
    rows = Enterprise.objects.filter(pk__in=list(enterprises), voided_on=None).values_list("pk", "name")
    return dict(rows)
