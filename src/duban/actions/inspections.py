"""Inspections 执法检查: one visit, attempted or carried out, with its hazards; completed when all guards hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.attendance import Experts, Officers, attendees, require_not_recused
from duban.actions.casework import (
    held,
    known,
    move,
    part_ids,
    raise_if,
    require_campaign,
    require_on_ledger,
    share_with_ledger_agency,
)
from duban.actions.checklists import Answers, enter_answers, require_answers_and_hazards_agree
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Id, Moment, Reason
from duban.actions.hazards import HazardFound, find_hazard, require_draft
from duban.actions.keepers import INSPECTION, keepers_of
from duban.domain.actor import Actor
from duban.domain.days import local_day
from duban.domain.facts import Presence, Visit
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.attendance import plan_item_refusal, signature_refusal, times_refusal
from duban.domain.rules.corrections import kept_refusal
from duban.domain.rules.guards import before_refusal
from duban.domain.rules.visits import completion_refusal
from duban.domain.vocabulary import VisitKind
from duban.domain.wordlists import PersonKind
from duban.domain.workflow import InspectionState, Noun, require_born_in
from duban.queries.law import law_in_use
from duban.records.models import Inspection, InspectionExpert, InspectionOfficer, PlanItem, Site
from duban.records.people import PersonOnDay

Kind = Annotated[VisitKind, Field(description=N_("检查类型"), examples=["first"])]
SiteId = Annotated[UUID, Field(description=N_("厂区"), examples=["0198f6a0-0000-7000-8000-000000000004"])]
PlanItemId = Annotated[
    UUID | None, Field(description=N_("所执行的方案安排"), examples=["0198f6a0-0000-7000-8000-000000000005"])
]
Started = Annotated[Moment | None, Field(description=N_("开始时间"), examples=["2021-07-20T09:30:00+08:00"])]
Ended = Annotated[Moment | None, Field(description=N_("结束时间"), examples=["2021-07-20T11:00:00+08:00"])]
Place = Annotated[str, Field(max_length=400, description=N_("检查场所"), examples=["炼钢车间"])]
Seen = Annotated[str, Field(max_length=20000, description=N_("检查情况"), examples=["示例：现场有两座转炉在生产"])]
Found = Annotated[
    tuple[HazardFound, ...],
    Field(description=N_("发现的问题和隐患"), examples=[[{"description": "安全出口堵塞", "level": "general"}]]),
]


@deed(permission=Permission.RECORD_INSPECTION, title=N_("登记未能实施的检查"))
def record_attempt(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    site: SiteId,
    reason: Reason,
    officers: Officers,
    kind: Kind = VisitKind.FIRST,
    plan_item: PlanItemId = None,
) -> UUID:
    """Record a visit that could not be made 未能实施, with the reason. It counts nowhere."""
    visit = _visit(id, by, on, campaign=campaign, enterprise=enterprise, site=site, plan_item=plan_item)
    visit.kind = kind
    visit.state = InspectionState.ATTEMPTED
    visit.attempted_reason = reason
    _enter(visit, officers, (), id)
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.RECORD_INSPECTION, title=N_("记录执法检查"))
def record_inspection(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    site: SiteId,
    kind: Kind,
    officers: Officers,
    experts: Experts = (),
    started_at: Started = None,
    ended_at: Ended = None,
    place: Place = "",
    seen: Seen = "",
    plan_item: PlanItemId = None,
    hazards: Found = (),
    answers: Answers = (),
) -> UUID:
    """Record a visit on its day with the hazards found; a draft, counted nowhere, until it is completed.

    A joint visit is recorded once, by the lead agency, and names the officers of all agencies.
    """
    visit = _visit(id, by, on, campaign=campaign, enterprise=enterprise, site=site, plan_item=plan_item)
    started_on, ended_on = (moment and local_day(moment) for moment in (started_at, ended_at))
    raise_if(times_refusal(on, started_on, ended_on, law_in_use()))
    visit.kind = kind
    visit.state = InspectionState.RECORDED
    visit.started_at, visit.ended_at, visit.place, visit.seen = started_at, ended_at, place, seen
    _enter(visit, officers, experts, id)
    for hazard_id, hazard in zip(part_ids(id, [hazard.id for hazard in hazards]), hazards, strict=True):
        find_hazard(visit, hazard_id, hazard)
    enter_answers(visit, answers)
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.RECORD_INSPECTION, title=N_("补充登记到场人员"))
def add_attendance(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    inspection: Id,
    officers: Officers = (),
    experts: Experts = (),
) -> UUID:
    """Name further people who were there; only while the record is a draft."""
    visit = held(Inspection, inspection)
    require_draft(visit)
    _name(visit, officers, experts, id)
    return inspection


@deed(permission=Permission.RECORD_INSPECTION, title=N_("完成检查记录"))
def complete_inspection(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    inspection: Id,
    signed: Annotated[bool, Field(description=N_("被检查单位是否签字（false：拒签）"), examples=[True])],
    refusal_note: Annotated[
        str, Field(max_length=1000, description=N_("拒签情况"), examples=["负责人拒绝签字，在场人员见证"])
    ] = "",
    signed_by: Annotated[str, Field(max_length=100, description=N_("签字人"), examples=["安全科负责人"])] = "",
) -> UUID:
    """Complete a visit's record. Refused with one officer or an invalid certificate: it then stays a draft."""
    visit = held(Inspection, inspection)
    move(visit, Noun.INSPECTION, "complete", by=by)
    raise_if(before_refusal(N_("完成记录"), on, N_("检查"), visit.visited_on))
    raise_if(completion_refusal(_as_fact(visit), on, law_in_use()))
    require_not_recused(_named(visit), visit.enterprise_id, visit.visited_on or on)
    require_answers_and_hazards_agree(visit, on)
    raise_if(signature_refusal(signed, refusal_note, on, law_in_use()))
    visit.completed_on = on
    visit.signed, visit.signed_by, visit.refusal_note = signed, signed_by, refusal_note
    visit.save()
    return inspection


@deed(permission=Permission.RECORD_INSPECTION, title=N_("作废检查草稿"))
def discard_inspection(*, by: Actor, on: date, at: datetime, id: UUID, inspection: Id, reason: Reason) -> UUID:
    """Make a record void that was never completed; what it found falls with it."""
    return _void(inspection, "discard", by, on, reason)


@deed(permission=Permission.WITHDRAW_DOCUMENT, title=N_("作废检查记录"))
def void_inspection(*, by: Actor, on: date, at: datetime, id: UUID, inspection: Id, reason: Reason) -> UUID:
    """Make a completed record void; refused while documents rest on it. What it found falls with it."""
    return _void(inspection, "void", by, on, reason)


def _void(inspection: UUID, step: str, by: Actor, on: date, reason: str) -> UUID:
    visit = held(Inspection, inspection)
    move(visit, Noun.INSPECTION, step, by=by)
    remedy = N_("请先撤回这些文书、移出这些名单，再作废检查记录。")
    raise_if(kept_refusal(N_("检查记录"), keepers_of(INSPECTION, visit.id), remedy))
    visit.voided_on = on
    visit.void_reason = reason
    visit.save()
    return inspection


def _visit(
    deed_id: UUID, by: Actor, on: date, *, campaign: str, enterprise: UUID, site: UUID, plan_item: UUID | None
) -> Inspection:
    require_on_ledger(campaign, enterprise)
    known(Site, site, enterprise=enterprise)
    if plan_item is not None:
        planned = known(PlanItem, plan_item, enterprise=enterprise)
        require_campaign(planned, campaign)
        raise_if(plan_item_refusal(planned.plan.approved_on, on, law_in_use()))
    return Inspection(
        id=deed_id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        site_id=site,
        plan_item_id=plan_item,
        visited_on=on,
    )


def _enter(visit: Inspection, officers: Iterable[UUID], experts: Iterable[UUID], deed_id: UUID) -> None:
    require_born_in(Noun.INSPECTION, visit.state)
    _name(visit, officers, experts, deed_id)


def _name(visit: Inspection, officers: Iterable[UUID], experts: Iterable[UUID], deed_id: UUID) -> None:
    """Save the visit with its people; with officers of another unit it is a joint one, led by who records it."""
    day = visit.visited_on or date.max  # every visit that has people has its day
    present = attendees(officers, PersonKind.OFFICER, day, enterprise=visit.enterprise_id)
    advising = attendees(experts, PersonKind.EXPERT, day, enterprise=visit.enterprise_id)
    if any(one.agency != visit.home_agency_id for one in present):
        visit.lead_agency_id = visit.home_agency_id
    visit.save()
    InspectionOfficer.objects.bulk_create(
        [
            InspectionOfficer(
                **_part(visit, one, deed_id),
                certificate_number=one.number,
                valid_from=one.valid_from,
                valid_to=one.valid_to,
            )
            for one in present
        ]
    )
    InspectionExpert.objects.bulk_create([InspectionExpert(**_part(visit, one, deed_id)) for one in advising])


def _part(visit: Inspection, one: PersonOnDay, deed_id: UUID) -> dict[str, Any]:
    return {
        "id": uuid5(deed_id, str(one.person)),
        "home_agency_id": visit.home_agency_id,
        "campaign": visit.campaign,
        "enterprise_id": visit.enterprise_id,
        "inspection": visit,
        "person_id": one.person,
        "name": one.name,
    }


def _named(visit: Inspection) -> dict[UUID, str]:
    """Everybody who stands in the record."""
    present = visit.officers.filter(voided_on=None).values_list("person", "name")
    return dict(present.union(visit.experts.filter(voided_on=None).values_list("person", "name")))


def _as_fact(visit: Inspection) -> Visit:
    officers = visit.officers.filter(voided_on=None).order_by("name", "id")
    return Visit(
        id=str(visit.id),
        on=visit.visited_on or date.max,
        kind=VisitKind(visit.kind),
        carried_out=True,
        completed_on=None,
        officers=tuple(
            Presence(str(row.person_id), row.name, row.certificate_number, row.valid_from, row.valid_to)
            for row in officers
        ),
    )
