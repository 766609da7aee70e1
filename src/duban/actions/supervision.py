"""Supervision 挂牌督办: listing, treatment plan, 五落实 with their proofs, review and de-listing 销号."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.assessing import assessed
from duban.actions.casework import held, known, move, raise_if, require_campaign, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Day, Fen, Id, Reason
from duban.actions.numbering import give_number
from duban.domain.actor import Actor
from duban.domain.case import HazardCase
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import listing as rules
from duban.domain.vocabulary import Implementation
from duban.domain.wordlists import DocumentKind, SupervisionLevel
from duban.domain.workflow import Noun, SupervisionListingState
from duban.queries.law import law_in_use
from duban.records.models import Hazard, ImplementationProof, SupervisionListing, TreatmentPlan

Part = Annotated[str, Field(min_length=1, max_length=4000)]


@deed(permission=Permission.RECORD_SUPERVISION, title=N_("提出挂牌督办"))
def propose_listing(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    hazard: Annotated[UUID, Field(description=N_("重大隐患"), examples=["0198f6a0-0000-7000-8000-000000000006"])],
    level: Annotated[SupervisionLevel, Field(description=N_("督办级别"), examples=["district"])],
) -> UUID:
    """Propose to list a major hazard that is still there. Refused for any other, and for one listed already."""
    require_capacity(by.capacity, Instrument.SUPERVISION_LISTING)
    found = known(Hazard, hazard)
    require_campaign(found, campaign)
    raise_if(rules.list_refusal(_case(found, on), on, law_in_use()))
    waiting = SupervisionListing.objects.filter(hazard=found, state=SupervisionListingState.PROPOSED, voided_on=None)
    raise_if(rules.pending_refusal([str(pk) for pk in waiting.values_list("pk", flat=True)], on, law_in_use()))
    SupervisionListing.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=found.enterprise_id,
        hazard=found,
        state=SupervisionListingState.PROPOSED,
        level=level,
        supervising_agency_id=by.agency,
        proposed_on=on,
        prepared_by_id=by.id,
    )
    share_with_ledger_agency(campaign, found.enterprise_id, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.DECIDE_LISTING, title=N_("决定挂牌督办"))
def decide_listing(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    listing: Id,
    plan_due_on: Annotated[Day, Field(description=N_("治理方案和“五落实”期限"))],
    deadline_on: Annotated[Day, Field(description=N_("督办期限"))],
) -> UUID:
    """List the hazard, by another person than the proposer; sets the days for the plan and for the treatment."""
    row = held(SupervisionListing, listing)
    move(row, Noun.SUPERVISION_LISTING, "list", by=by)
    require_capacity(by.capacity, Instrument.SUPERVISION_LISTING)
    raise_if(rules.list_refusal(_case(row.hazard, on), on, law_in_use()))
    raise_if(rules.terms_refusal(plan_due_on, deadline_on, on, law_in_use()))
    row.number = give_number(by.agency, DocumentKind.SUPERVISION_NOTICE, row.id, on)
    row.listed_on, row.plan_due_on, row.deadline_on = on, plan_due_on, deadline_on
    row.decided_by_id = by.id
    row.save()
    return listing


@deed(permission=Permission.RECORD_SUPERVISION, title=N_("登记治理方案"))
def record_treatment_plan(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    listing: Id,
    goals: Annotated[Part, Field(description=N_("治理的目标和任务"), examples=["将会议室迁出吊运影响范围"])],
    methods: Annotated[Part, Field(description=N_("采取的方法和措施"), examples=["封闭原会议室，另建"])],
    funds: Annotated[Part, Field(description=N_("经费和物资的落实"), examples=["专项经费 10 万元"])],
    people: Annotated[Part, Field(description=N_("负责治理的机构和人员"), examples=["安全科负责"])],
    schedule: Annotated[Part, Field(description=N_("治理的时限和要求"), examples=["8 月 20 日前完成"])],
    emergency: Annotated[Part, Field(description=N_("安全措施和应急预案"), examples=["吊运时撤出人员"])],
) -> UUID:
    """Record the enterprise's treatment plan with its six parts; only for a listing that stands."""
    row = _standing(listing, on)
    TreatmentPlan.objects.create(
        id=id,
        home_agency_id=row.home_agency_id,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        listing=row,
        filed_on=on,
        goals=goals,
        methods=methods,
        funds=funds,
        organisation=people,
        time_limit=schedule,
        emergency=emergency,
    )
    return id


@deed(permission=Permission.RECORD_SUPERVISION, title=N_("登记“五落实”证明"))
def prove_implementation(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    listing: Id,
    part: Annotated[Implementation, Field(description=N_("“五落实”的一项"), examples=["funds"])],
    person: Annotated[str, Field(max_length=200, description=N_("责任人（责任）"), examples=["安全科负责人"])] = "",
    amount_fen: Annotated[Fen | None, Field(description=N_("落实的金额，分（资金）"), examples=[10000000])] = None,
    day: Annotated[Day | None, Field(description=N_("完成日期（时限）"), examples=["2021-08-20"])] = None,
    document: Annotated[str, Field(max_length=1000, description=N_("证明文件"), examples=["应急预案及演练记录"])] = "",
) -> UUID:
    """Record the proof of one of the 五落实: a named person, a figure, a day or a document. Refused without one."""
    row = _standing(listing, on)
    proof = {"person": person, "amount_fen": amount_fen, "document": document}
    raise_if(
        rules.proof_refusal(
            part, person=person, amount_fen=amount_fen, day=day, document=document, on=on, law=law_in_use()
        )
    )
    ImplementationProof.objects.create(
        id=id,
        home_agency_id=row.home_agency_id,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        listing=row,
        part=part,
        proved_on=on,
        by_day=day,
        **proof,
    )
    return id


@deed(permission=Permission.RECORD_RESUMPTION, title=N_("开始销号审查"))
def start_delisting_review(*, by: Actor, on: date, at: datetime, id: UUID, listing: Id) -> UUID:
    """Begin the review: after the application to resume, or where nothing is stopped when the treatment is finished."""
    row = held(SupervisionListing, listing)
    raise_if(rules.review_refusal(_case(row.hazard, on), on, law_in_use()))
    if row.state == SupervisionListingState.LISTED:
        move(row, Noun.SUPERVISION_LISTING, "finish_treatment", by=by)
        row.finished_on = on
        row.save()
    move(row, Noun.SUPERVISION_LISTING, "review", by=by)
    row.review_started_on = on
    row.save()
    return listing


@deed(permission=Permission.DECIDE_LISTING, title=N_("销号审查不合格"))
def fail_delisting_review(*, by: Actor, on: date, at: datetime, id: UUID, listing: Id, reason: Reason) -> UUID:
    """Record that the review failed, and why; the hazard stays listed and is treated further."""
    row = held(SupervisionListing, listing)
    move(row, Noun.SUPERVISION_LISTING, "fail_review", by=by)
    row.review_failed_on, row.review_failed_reason = on, reason
    row.save()
    return listing


@deed(permission=Permission.DECIDE_LISTING, title=N_("继续挂牌督办"))
def relist(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    listing: Id,
    deadline_on: Annotated[Day, Field(description=N_("新的督办期限"))],
) -> UUID:
    """Go on after a failed review, with a new day for the treatment."""
    row = held(SupervisionListing, listing)
    move(row, Noun.SUPERVISION_LISTING, "relist", by=by)
    raise_if(rules.terms_refusal(on, deadline_on, on, law_in_use()))
    row.deadline_on = deadline_on
    row.save()
    return listing


@deed(permission=Permission.DECIDE_LISTING, title=N_("销号"))
def delist(*, by: Actor, on: date, at: datetime, id: UUID, listing: Id, reason: Reason) -> UUID:
    """De-list a hazard that passed re-inspection; where production was stopped, after the consent to resume."""
    row = held(SupervisionListing, listing)
    move(row, Noun.SUPERVISION_LISTING, "delist", by=by)
    raise_if(rules.delist_refusal(_case(row.hazard, on), on, law_in_use()))
    row.delisted_on, row.delisted_reason = on, reason
    row.save()
    return listing


def _case(hazard: Hazard, on: date) -> HazardCase:
    """The hazard as it stands on the day; refused while the record of its visit is a draft."""
    case = assessed(hazard.campaign, hazard.enterprise_id, on).case
    found = case.by_id.get(str(hazard.id))
    if found is None:
        raise rules.draft_visit(on, law_in_use())
    return found


def _standing(listing: UUID, on: date) -> SupervisionListing:
    row = held(SupervisionListing, listing)
    raise_if(rules.standing_refusal(row.listed_on, row.delisted_on, on, law_in_use()))
    return row
