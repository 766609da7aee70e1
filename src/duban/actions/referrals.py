"""Referrals 移送, and what is found on the way to them: grave accidents, activity without approval."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.assessing import assessed
from duban.actions.casework import cited, known, raise_if, require_campaign, require_on_ledger, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Day, Id, PaperNumber, Text
from duban.actions.numbering import give_number
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import referrals as rules
from duban.domain.rules.guards import before_refusal
from duban.domain.vocabulary import Answer, ReferralKind
from duban.domain.wordlists import DocumentKind
from duban.domain.workflow import ReferralState
from duban.records.models import GraveAccident, Inspection, Referral, UnapprovedActivity

Authority = Annotated[str, Field(min_length=1, max_length=200, description=N_("主管部门"), examples=["示例区公安局"])]


@deed(permission=Permission.SEND_REFERRAL, title=N_("移送"))
def send_referral(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    kind: Annotated[ReferralKind, Field(description=N_("移送事由"), examples=["criminal"])],
    authority: Authority,
    text: Text,
    subject: Annotated[
        UUID | None,
        Field(
            description=N_("移送的事项；不填即当日建议移送的事项"), examples=["0198f6a0-0000-7000-8000-000000000012"]
        ),
    ] = None,
    paper_number: PaperNumber = "",
) -> UUID:
    """Hand a matter on record to the competent department, with its number and the articles of the day."""
    require_on_ledger(campaign, enterprise)
    found = assessed(campaign, enterprise, on)
    matter = rules.proposed_matter(found.standing, kind) if subject is None else str(subject)
    if matter is None or not rules.on_record(found.case, kind, matter):
        raise rules.no_matter(found.case, matter)
    Referral.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        kind=kind,
        state=ReferralState.SENT,
        subject=matter,
        department=authority,
        number=give_number(by.agency, DocumentKind.REFERRAL, id, on, paper_number),
        reason=text,
        citations=cited(rules.CONCEPTS[kind], on),
        sent_on=on,
    )
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.RECORD_INSPECTION, title=N_("登记重大、特别重大事故"))
def record_accident(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    text: Text,
    happened_on: Annotated[
        Day | None, Field(description=N_("事故发生日；不填即办理日期"), examples=["2021-09-20"])
    ] = None,
    conditions_lacking: Annotated[
        bool | None, Field(description=N_("是否因不具备安全生产条件所致；不填为待查明"), examples=[True])
    ] = None,
) -> UUID:
    """Record a major or exceptionally grave accident, and whether lacking safety conditions led to it."""
    require_on_ledger(campaign, enterprise)
    happened = happened_on or on
    raise_if(before_refusal(N_("登记"), on, N_("事故发生"), happened))
    GraveAccident.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        happened_on=happened,
        conditions_lacking=Answer.of(conditions_lacking),
        description=text,
    )
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.RECORD_INSPECTION, title=N_("登记未经批准擅自从事的活动"))
def record_unapproved_activity(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    authority: Authority,
    text: Text,
    inspection: Annotated[
        UUID | None, Field(description=N_("发现的检查"), examples=["0198f6a0-0000-7000-8000-000000000013"])
    ] = None,
) -> UUID:
    """Record that the enterprise acts without the approval that the law requires, and whose approval that is."""
    require_on_ledger(campaign, enterprise)
    if inspection is not None:
        require_campaign(known(Inspection, inspection, enterprise=enterprise), campaign)
    UnapprovedActivity.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        inspection_id=inspection,
        found_on=on,
        authority=authority,
        description=text,
    )
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id
