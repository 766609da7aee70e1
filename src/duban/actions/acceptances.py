"""Acceptances 验收: several departments look together whether an exit is done, and each signs off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import (
    held,
    known,
    move,
    raise_if,
    require_campaign,
    require_on_ledger,
    share_with_ledger_agency,
)
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Id, OptionalText, Text
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import acceptances as rules
from duban.domain.wordlists import ExitManner
from duban.domain.workflow import AcceptanceState, Noun
from duban.records.models import Acceptance, AcceptanceSignoff, CapacityItem, ClosureRequest

Department = Annotated[
    str, Field(min_length=1, max_length=200, description=N_("参加验收的部门"), examples=["示例区工信局"])
]
Participants = Annotated[
    list[Department], Field(description=N_("参加验收的部门"), examples=[["示例区工信局", "示例区应急管理局"]])
]


@deed(permission=Permission.RECORD_ACCEPTANCE, title=N_("安排验收"))
def plan_acceptance(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    participants: Participants,
    request: Annotated[
        UUID | None, Field(description=N_("提请关闭"), examples=["0198f6a0-0000-7000-8000-000000000010"])
    ] = None,
    capacity_item: Annotated[
        UUID | None, Field(description=N_("落后产能、装备"), examples=["0198f6a0-0000-7000-8000-000000000011"])
    ] = None,
    manner: Annotated[ExitManner | None, Field(description=N_("退出方式"), examples=["main_dismantled"])] = None,
) -> UUID:
    """Plan the joint acceptance of a closure, of one capacity item, or of an exit that needed no request."""
    require_on_ledger(campaign, enterprise)
    raise_if(rules.participants_refusal(participants))
    for model, record in ((ClosureRequest, request), (CapacityItem, capacity_item)):
        if record is not None:
            require_campaign(known(model, record, enterprise=enterprise), campaign)
    Acceptance.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        closure_request_id=request,
        capacity_item_id=capacity_item,
        state=AcceptanceState.PLANNED,
        participants=participants,
        planned_on=on,
        manner=manner,
    )
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.JOIN_ACCEPTANCE, title=N_("签署验收意见"))
def sign_off_acceptance(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    acceptance: Id,
    department: Department,
    agreed: Annotated[bool, Field(description=N_("是否同意通过验收"), examples=[True])],
    opinion: OptionalText = "",
    person_role: Annotated[str, Field(max_length=200, description=N_("签署人职务"), examples=["产业科负责人"])] = "",
) -> UUID:
    """One participant signs off; the first signature carries the acceptance out. Refused before the exit was done."""
    row = held(Acceptance, acceptance)
    raise_if(rules.exit_refusal(_exits(row), on))
    raise_if(rules.signature_refusal(department, row.participants, _signed(row), agreed, opinion))
    if row.state != AcceptanceState.RECHECKED and row.held_on is None:
        move(row, Noun.ACCEPTANCE, "carry_out", by=by)
        row.held_on = on
        row.save()
    AcceptanceSignoff.objects.create(
        id=id,
        home_agency_id=row.home_agency_id,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        acceptance=row,
        department=department,
        signatory=person_role,
        agreed=agreed,
        signed_on=on,
        note=opinion,
    )
    return id


@deed(permission=Permission.RECORD_ACCEPTANCE, title=N_("作出验收结论"))
def conclude_acceptance(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    acceptance: Id,
    passed: Annotated[bool, Field(description=N_("是否合格"), examples=[True])],
    text: Text,
) -> UUID:
    """Conclude when every participant has signed; a passed one also closes the request 已验收."""
    row = held(Acceptance, acceptance)
    move(row, Noun.ACCEPTANCE, "pass" if passed else "fail", by=by)
    raise_if(rules.conclusion_refusal(row.participants, _signed(row), passed))
    row.concluded_on, row.passed, row.conclusion = on, passed, text
    row.save()
    if passed and row.closure_request_id is not None:
        request = held(ClosureRequest, row.closure_request_id)
        move(request, Noun.CLOSURE_REQUEST, "accept", by=by)
        request.accepted_exit_on = on
        request.save()
    return acceptance


@deed(permission=Permission.RECORD_ACCEPTANCE, title=N_("登记复验"))
def recheck_acceptance(*, by: Actor, on: date, at: datetime, id: UUID, acceptance: Id) -> UUID:
    """Look again after a conclusion "not passed"; every participant signs anew."""
    row = held(Acceptance, acceptance)
    move(row, Noun.ACCEPTANCE, "recheck", by=by)
    row.rechecked_on = on
    row.save()
    reason = N_("复验后重新签署")
    row.signoffs.filter(voided_on=None).update(voided_on=on, void_reason=reason)
    return acceptance


def _signed(row: Acceptance) -> Mapping[str, bool]:
    return dict(row.signoffs.filter(voided_on=None).values_list("department", "agreed"))


def _exits(row: Acceptance) -> list[date | None]:
    """The days on which what is accepted was carried out; nothing to look up for an exit without a record of ours."""
    days = []
    if row.closure_request is not None:
        days.append(row.closure_request.carried_out_on)
    if row.capacity_item is not None:
        days.append(row.capacity_item.exited_on)
    return days
