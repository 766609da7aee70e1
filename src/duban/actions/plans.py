"""Plans 检查方案: who visits whom when, with which experts; drafted, submitted, approved, revised as a new version."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.attendance import Experts, Officers, attendees
from duban.actions.casework import held, known, move, part_ids, raise_if, require_on_ledger, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Day, Id, Name, OptionalText, Reason
from duban.actions.inputs import Inputs
from duban.domain.actor import Actor
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.guards import before_refusal
from duban.domain.rules.plan_conflicts import conflicts, conflicts_refusal
from duban.domain.rules.plans import planned_day_refusal, redraft_refusal, seen_refusal, submission_refusal
from duban.domain.wordlists import PersonKind
from duban.domain.workflow import InspectionPlanState, Noun
from duban.domain.workflow import move as next_state
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.law import law_in_use
from duban.queries.plans import plan_record
from duban.records.models import Enterprise, InspectionPlan, PlanItem, PlanItemExpert, PlanItemOfficer, Site
from duban.records.people import PersonOnDay


class PlannedVisit(Inputs):
    """One planned visit 安排的检查."""

    id: Id | None = None
    enterprise: Id
    site: Id | None = None
    planned_on: Day
    officers: Officers = ()
    experts: Experts = ()
    note: OptionalText = ""


Told = tuple[str, ...]
"""A planned visit in plain words: what two versions of a draft are compared by."""

Seen = Annotated[str, Field(max_length=64, description=N_("所见版本的校验值"), examples=["0" * 64])]
_ENTERPRISE = "0198f6a0-0000-7000-8000-000000000002"
Visits = Annotated[
    tuple[PlannedVisit, ...],
    Field(
        min_length=1,
        description=N_("安排的检查：企业、日期、执法人员、专家"),
        examples=[[{"enterprise": _ENTERPRISE, "planned_on": "2021-07-20"}]],
    ),
]


@deed(permission=Permission.DRAFT_PLAN, title=N_("拟定检查方案"))
def draft_plan(
    *, by: Actor, on: date, at: datetime, id: UUID, campaign: CampaignId, title: Name, items: Visits
) -> UUID:
    """Draft an inspection plan 检查方案; refused for an enterprise outside the ledger and for a day gone by."""
    plan = InspectionPlan.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        title=title,
        state=InspectionPlanState.DRAFT,
        prepared_by_id=by.id,
    )
    _plan_visits(plan, items, by, on)
    return id


@deed(permission=Permission.DRAFT_PLAN, title=N_("修改检查方案拟稿"))
def redraft_plan(
    *, by: Actor, on: date, at: datetime, id: UUID, plan: Id, items: Visits, title: OptionalText = "", seen: Seen = ""
) -> UUID:
    """Change a draft: visits that stay the same are left alone, the others fall away or come anew.

    ``seen`` is the state that the person changed; refused when somebody else changed the draft since.
    """
    row = held(InspectionPlan, plan)
    raise_if(redraft_refusal(row.state == InspectionPlanState.DRAFT))
    stored = [(item, _stored(item)) for item in _items_of(row)]
    raise_if(seen_refusal(seen, seen_of([told for _item, told in stored])))
    wanted = [_wanted(visit) for visit in items]
    gone = [item for item, told in stored if not _take(wanted, told)]
    PlanItem.objects.filter(pk__in=[item.pk for item in gone]).update(voided_on=on, void_reason=N_("修改拟稿"))
    fresh = [visit for visit in items if _take(wanted, _wanted(visit))]
    row.title, row.prepared_by_id = title or row.title, by.id
    row.save()
    _plan_visits(row, fresh, by, on, part_of=id)
    return plan


@deed(permission=Permission.DRAFT_PLAN, title=N_("送审检查方案"))
def submit_plan(*, by: Actor, on: date, at: datetime, id: UUID, plan: Id) -> UUID:
    """Submit a plan for approval 送审; refused while a visit lacks two officers who may make it on its day."""
    row = held(InspectionPlan, plan)
    items = row.items.filter(voided_on=None).prefetch_related("officers")
    named = [(item.enterprise.name, item.officers.count()) for item in items.select_related("enterprise")]
    raise_if(submission_refusal(named, on, law_in_use()))
    _require_settled(row, on)
    move(row, Noun.INSPECTION_PLAN, "submit", by=by)
    row.submitted_on = on
    row.save()
    return plan


@deed(permission=Permission.APPROVE_PLAN, title=N_("批准检查方案"))
def approve_plan(*, by: Actor, on: date, at: datetime, id: UUID, plan: Id, opinion: OptionalText = "") -> UUID:
    """Approve a plan 批准; by another person than the one who drafted it, on the state of affairs of the day."""
    row = _decide(plan, "approve", by, on)
    _require_settled(row, on)
    row.approved_on = on
    row.opinion = opinion
    row.save()
    return plan


@deed(permission=Permission.APPROVE_PLAN, title=N_("退回检查方案"))
def return_plan(*, by: Actor, on: date, at: datetime, id: UUID, plan: Id, reason: Reason) -> UUID:
    """Return a plan 退回 with the reason; it is then revised as a new version."""
    row = _decide(plan, "return", by, on)
    row.returned_on = on
    row.returned_reason = reason
    row.save()
    return plan


@deed(permission=Permission.DRAFT_PLAN, title=N_("修订检查方案"))
def revise_plan(
    *, by: Actor, on: date, at: datetime, id: UUID, plan: Id, items: Visits, title: OptionalText = ""
) -> UUID:
    """Make a new version of a returned or approved plan 修订; the version before stays as it is, for comparison.

    What stood in it keeps its day, also one that has passed; what is new or moved lies ahead.
    """
    old = held(InspectionPlan, plan)
    raise_if(_revised_already(old))
    new = InspectionPlan.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=old.campaign,
        title=title or old.title,
        version=old.version + 1,
        revises=old,
        state=next_state(Noun.INSPECTION_PLAN, "revise", old.state).value,
        prepared_by_id=by.id,
    )
    kept = {(item.enterprise_id, item.planned_on) for item in _items_of(old)}
    _plan_visits(new, items, by, on, kept=kept)
    return id


def _decide(plan: UUID, step: str, by: Actor, on: date) -> InspectionPlan:
    row = held(InspectionPlan, plan)
    move(row, Noun.INSPECTION_PLAN, step, by=by)
    raise_if(before_refusal(N_("审批"), on, N_("送审"), row.submitted_on))
    row.decided_by_id = by.id
    return row


def _revised_already(plan: InspectionPlan) -> Refusal | None:
    newer = plan.revisions.filter(voided_on=None).first()
    if newer is None:
        return None
    return Refusal(
        "plan.revised_already",
        Message("plan.revised_already", N_("该方案已修订为第{version}版。"), {"version": newer.version}),
        N_("工作方案：制定检查方案"),
        Message("plan.revised_already.remedy", N_("请修订最新的版本。")),
    )


def _require_settled(plan: InspectionPlan, on: date) -> None:
    """Refused while a conflict stands that would make the visit itself unlawful."""
    record, law = plan_record(plan.pk), law_in_use()
    assert record is not None  # noqa: S101 -- the row was just held
    found = conflicts(record.visits, record.around, campaign_in_use(plan.campaign), law.calendar)
    raise_if(conflicts_refusal(found, {visit.id: visit.enterprise_name for visit in record.visits}, on, law))


def _items_of(plan: InspectionPlan) -> Iterable[PlanItem]:
    return plan.items.filter(voided_on=None).prefetch_related("officers", "experts").order_by("id")


def _stored(item: PlanItem) -> Told:
    """A stored visit as a form gives it."""
    officers = tuple(one.person_id for one in item.officers.all() if one.voided_on is None)
    experts = tuple(one.person_id for one in item.experts.all() if one.voided_on is None)
    return _wanted(
        PlannedVisit(
            enterprise=item.enterprise_id,
            site=item.site_id,
            planned_on=item.planned_on,
            officers=officers,
            experts=experts,
            note=item.note,
        )
    )


def _wanted(visit: PlannedVisit) -> Told:
    people = (*sorted(map(str, visit.officers)), "", *sorted(map(str, visit.experts)))
    return str(visit.enterprise), str(visit.site or ""), visit.planned_on.isoformat(), *people, visit.note


def _take(wanted: list[Told], told: Told) -> bool:
    """Whether it is still wanted; each wanted visit is taken once."""
    if told not in wanted:
        return False
    wanted.remove(told)
    return True


def seen_of(visits: Iterable[Told]) -> str:
    """A digest of a draft's visits, by which two people's work on it is told apart."""
    return sha256(repr(sorted(visits)).encode()).hexdigest()


def plan_seen(plan: UUID) -> str:
    """The digest of the draft as it stands."""
    return seen_of(_stored(item) for item in _items_of(known(InspectionPlan, plan)))


def _plan_visits(
    plan: InspectionPlan,
    visits: Sequence[PlannedVisit],
    by: Actor,
    on: date,
    *,
    part_of: UUID | None = None,
    kept: Collection[tuple[UUID, date]] = (),
) -> None:
    """``part_of``: the deed whose parts they are, where it is not the one that made the plan."""
    deed_id = part_of or plan.id
    for item_id, visit in zip(part_ids(deed_id, [visit.id for visit in visits]), visits, strict=True):
        _plan_visit(plan, item_id, visit, on, kept=(visit.enterprise, visit.planned_on) in kept)
        share_with_ledger_agency(plan.campaign, visit.enterprise, by=by, on=on, deed=deed_id)


def _plan_visit(plan: InspectionPlan, item_id: UUID, visit: PlannedVisit, on: date, *, kept: bool) -> None:
    enterprise = known(Enterprise, visit.enterprise)
    require_on_ledger(plan.campaign, enterprise.id)
    raise_if(None if kept else planned_day_refusal(enterprise.name, visit.planned_on, on))
    site = None if visit.site is None else known(Site, visit.site, enterprise=enterprise.id)
    whose = {"home_agency_id": plan.home_agency_id, "campaign": plan.campaign, "enterprise": enterprise}
    item = PlanItem.objects.create(
        id=item_id, plan=plan, site=site, planned_on=visit.planned_on, note=visit.note, **whose
    )
    officers = attendees(visit.officers, PersonKind.OFFICER, visit.planned_on, enterprise=enterprise.id)
    experts = attendees(visit.experts, PersonKind.EXPERT, visit.planned_on, enterprise=enterprise.id)
    PlanItemOfficer.objects.bulk_create([PlanItemOfficer(**_named(item, one, whose)) for one in officers])
    PlanItemExpert.objects.bulk_create([PlanItemExpert(**_named(item, one, whose)) for one in experts])


def _named(item: PlanItem, one: PersonOnDay, whose: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": uuid5(item.id, str(one.person)), "item": item, "person_id": one.person, **whose}
