"""Measures 现场处理措施决定书: drafted on a basis in force, issued by another person, lifted, ended or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.casework import (
    cited,
    held,
    known,
    move,
    raise_if,
    require_campaign,
    require_on_ledger,
    share_with_ledger_agency,
)
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Id, OptionalText, PaperNumber, Reason, SomeIds
from duban.actions.numbering import give_number
from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.guards import before_refusal
from duban.domain.rules.measures import Danger, lift_refusal, measure_refusal, term_end_refusal
from duban.domain.rules.ordering import issue_refusal
from duban.domain.vocabulary import Answer, HazardLevel, MeasureKind
from duban.domain.wordlists import DocumentKind
from duban.domain.workflow import InspectionState, Noun, OnSiteMeasureState, ResumptionState
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.law import law_in_use
from duban.records.models import Hazard, MeasureHazard, OnSiteMeasure, Resumption


@deed(permission=Permission.DRAFT_MEASURE, title=N_("起草现场处理措施决定书"))
def draft_measure(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    kind: Annotated[MeasureKind, Field(description=N_("措施种类"), examples=["temporary_suspension"])],
    hazards: SomeIds,
    concept: Annotated[
        str,
        Field(min_length=1, max_length=64, description=N_("法律依据（法规库概念）"), examples=["temporary_suspension"]),
    ],
    until: Annotated[date | None, Field(description=N_("期限（含当日）"), examples=["2021-10-20"])] = None,
    term_reason: Annotated[
        str,
        Field(max_length=1000, description=N_("超过一般期限的理由"), examples=["示例炉体须整体拆除重建，工期八个月"]),
    ] = "",
    content: OptionalText = "",
) -> UUID:
    """Draft an on-site measure 现场处理措施. A temporary suspension is for major hazards that cannot be made safe.

    One for longer than normal needs a reason, and the standing warns of it.
    """
    require_on_ledger(campaign, enterprise)
    found = [_hazard(hazard, campaign, enterprise, on) for hazard in dict.fromkeys(hazards)]
    dangers = _dangers(found, on)
    raise_if(measure_refusal(kind, concept, dangers, until=until, reason=term_reason, on=on, law=law_in_use()))
    whose = {"home_agency_id": by.agency, "campaign": campaign, "enterprise_id": enterprise}
    measure = OnSiteMeasure.objects.create(
        id=id,
        kind=kind,
        state=OnSiteMeasureState.DRAFT,
        content=content,
        basis=concept,
        drafted_on=on,
        until_on=until,
        term_reason=term_reason,
        inspection_id=found[0].inspection_id,
        prepared_by_id=by.id,
        **whose,
    )
    links = (MeasureHazard(id=uuid5(id, str(each.id)), measure=measure, hazard=each, **whose) for each in found)
    MeasureHazard.objects.bulk_create(list(links))
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.ISSUE_MEASURE, title=N_("签发现场处理措施决定书"))
def issue_measure(*, by: Actor, on: date, at: datetime, id: UUID, measure: Id, paper_number: PaperNumber = "") -> UUID:
    """Issue a measure 签发, by another person than the drafter; its basis must be in force on the day."""
    row = held(OnSiteMeasure, measure)
    move(row, Noun.ON_SITE_MEASURE, "issue", by=by)
    require_capacity(by.capacity, Instrument.ON_SITE_MEASURE)
    raise_if(before_refusal(N_("签发"), on, N_("起草"), row.drafted_on))
    _require_issuable(row, on)
    row.number = give_number(by.agency, DocumentKind.ON_SITE_MEASURE, row.id, on, paper_number)
    row.issued_on = on
    row.issued_by_id = by.id
    row.citations = cited((row.basis,), on)
    row.campaign_version = campaign_in_use(row.campaign).version
    row.save()
    return measure


@deed(permission=Permission.ISSUE_MEASURE, title=N_("解除现场处理措施"))
def lift_measure(*, by: Actor, on: date, at: datetime, id: UUID, measure: Id, reason: Reason) -> UUID:
    """Lift a measure 解除. A temporary suspension ends by the written consent to resume alone."""
    row = held(OnSiteMeasure, measure)
    consents = Resumption.objects.filter(measure=row, voided_on=None, state=ResumptionState.CONSENTED)
    consent = consents.filter(consented_on__lte=on).order_by("consented_on").last()
    raise_if(lift_refusal(MeasureKind(row.kind), consent is not None, on, law_in_use()))
    raise_if(before_refusal(N_("解除"), on, N_("送达"), row.delivered_on))
    move(row, Noun.ON_SITE_MEASURE, "lift", by=by)
    row.consent = consent
    row.lifted_on = on
    row.lifted_reason = reason
    row.save()
    return measure


@deed(permission=Permission.DRAFT_MEASURE, title=N_("登记措施期限届满"))
def end_measure_term(*, by: Actor, on: date, at: datetime, id: UUID, measure: Id) -> UUID:
    """Record that a measure's term has ended 期限届满. Production stays forbidden until consent is given."""
    row = held(OnSiteMeasure, measure)
    move(row, Noun.ON_SITE_MEASURE, "end_term", by=by)
    raise_if(term_end_refusal(row.delivered_on, row.until_on, on, law_in_use()))
    row.term_ended_on = on
    row.save()
    return measure


@deed(permission=Permission.DRAFT_MEASURE, title=N_("作废现场处理措施草稿"))
def discard_measure(*, by: Actor, on: date, at: datetime, id: UUID, measure: Id, reason: Reason) -> UUID:
    """Discard a draft 作废草稿."""
    return _end(measure, "discard", by, on, reason)


@deed(permission=Permission.WITHDRAW_DOCUMENT, title=N_("撤回现场处理措施决定书"))
def withdraw_measure(*, by: Actor, on: date, at: datetime, id: UUID, measure: Id, reason: Reason) -> UUID:
    """Withdraw an issued or delivered measure with the reason; its number stays used."""
    return _end(measure, "withdraw", by, on, reason)


def _end(measure: UUID, step: str, by: Actor, on: date, reason: str) -> UUID:
    row = held(OnSiteMeasure, measure)
    raise_if(before_refusal(N_("撤回"), on, N_("决定书"), row.issued_on or row.drafted_on))
    move(row, Noun.ON_SITE_MEASURE, step, by=by)
    row.withdrawn_on = on
    row.withdrawn_reason = reason
    row.save()
    return measure


def _hazard(hazard: UUID, campaign: str, enterprise: UUID, on: date) -> Hazard:
    row = known(Hazard, hazard, enterprise=enterprise)
    require_campaign(row, campaign)
    raise_if(before_refusal(N_("决定书"), on, N_("发现隐患"), row.found_on))
    return row


def _require_issuable(measure: OnSiteMeasure, on: date) -> None:
    links = measure.hazard_links.filter(voided_on=None).select_related("hazard__inspection")
    hazards = [link.hazard for link in links]
    drafts = [each.description for each in hazards if each.inspection.state != InspectionState.COMPLETED]
    raise_if(issue_refusal(drafts, len(hazards), on, law_in_use()))
    kind, dangers = MeasureKind(measure.kind), _dangers(hazards, on)
    until, reason = measure.until_on, measure.term_reason
    raise_if(measure_refusal(kind, measure.basis, dangers, until=until, reason=reason, on=on, law=law_in_use()))


def _dangers(hazards: Iterable[Hazard], on: date) -> Sequence[Danger]:
    return [
        Danger(
            each.description,
            each.level == HazardLevel.MAJOR and (each.major_from or each.found_on) <= on,
            Answer(each.safety_assured),
        )
        for each in hazards
    ]
