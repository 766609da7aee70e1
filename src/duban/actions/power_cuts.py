"""Power cuts 停止供电: drafted, approved by the head, notified twenty-four hours before, in force, restored."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, cast
from uuid import UUID

from pydantic import Field

from duban.actions.assessing import assessed
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
from duban.actions.fields import CampaignId, Id, Moment, PaperNumber, Reason
from duban.actions.notices import Handed, Method, Recipient, Witness, note_delivery
from duban.actions.numbering import give_number
from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import power_cuts as rules
from duban.domain.vocabulary import RefusalOf
from duban.domain.wordlists import DocumentKind, Supply
from duban.domain.workflow import Noun, PowerCutState
from duban.queries.law import law_in_use
from duban.records.models import OnSiteMeasure, PenaltyDecision, PowerCut

StopKind = Annotated[
    Literal[RefusalOf.MEASURE, RefusalOf.PENALTY],
    Field(description=N_("停产决定的种类：measure 暂时停产停业，penalty 停产停业整顿"), examples=["measure"]),
]
At = Annotated[Moment | None, Field(description=N_("时刻；不填即现在"), examples=["2021-09-11T09:00:00+08:00"])]


@deed(permission=Permission.DRAFT_POWER_CUT, title=N_("起草停止供电"))
def draft_power_cut(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    decision_kind: StopKind,
    decision: Annotated[UUID, Field(description=N_("停产决定"), examples=["0198f6a0-0000-7000-8000-000000000009"])],
    supply: Annotated[Supply, Field(description=N_("停止供应的种类"), examples=["electricity"])] = Supply.ELECTRICITY,
    supplier: Annotated[str, Field(max_length=200, description=N_("供应单位"), examples=["示例供电公司"])] = "",
) -> UUID:
    """Draft a power cut. Refused without a stop for a major hazard, a refusal of it and real danger."""
    require_capacity(by.capacity, Instrument.POWER_CUT)
    require_on_ledger(campaign, enterprise)
    measured = decision_kind is RefusalOf.MEASURE
    stop = known(OnSiteMeasure if measured else PenaltyDecision, decision, enterprise=enterprise)
    require_campaign(stop, campaign)
    cut = PowerCut(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        measure_id=decision if measured else None,
        penalty_id=None if measured else decision,
        state=PowerCutState.DRAFT,
        supply=supply,
        supplier=supplier,
        drafted_on=on,
        prepared_by_id=by.id,
    )
    _require_conditions(cut, on)
    cut.save(force_insert=True)
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.APPROVE_POWER_CUT, title=N_("批准停止供电"))
def approve_power_cut(
    *, by: Actor, on: date, at: datetime, id: UUID, power_cut: Id, paper_number: PaperNumber = ""
) -> UUID:
    """Approve, by the head of the agency and not by the drafter; its articles are cited as of the day."""
    row = held(PowerCut, power_cut)
    move(row, Noun.POWER_CUT, "approve", by=by)
    require_capacity(by.capacity, Instrument.POWER_CUT)
    _require_conditions(row, on)
    row.number = give_number(by.agency, DocumentKind.POWER_CUT_NOTICE, row.id, on, paper_number)
    row.citations = cited(("power_cut", "power_cut_notice"), on)
    row.approved_on, row.approved_by_id = on, by.id
    row.save()
    return power_cut


@deed(permission=Permission.DRAFT_POWER_CUT, title=N_("登记停止供电通知"))
def notify_power_cut(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    power_cut: Id,
    method: Method,
    recipient: Recipient,
    witness: Witness = "",
    notified_at: At = None,
    emergency_reason: Annotated[
        str,
        Field(
            max_length=1000, description=N_("危及生产安全的紧急情形（有的，不受二十四小时限制）"), examples=["煤气泄漏"]
        ),
    ] = "",
) -> UUID:
    """Record the moment at which the enterprise was told; an emergency that shortens the notice is stated here."""
    row = held(PowerCut, power_cut)
    move(row, Noun.POWER_CUT, "notify", by=by)
    moment = notified_at or at
    raise_if(rules.moment_refusal(moment, on, at))
    handed = Handed(method, recipient, witness, on, row.approved_on)
    note_delivery(id, row, DocumentKind.POWER_CUT_NOTICE, handed)
    row.notified_at, row.emergency, row.emergency_reason = moment, bool(emergency_reason), emergency_reason
    row.save()
    return power_cut


@deed(permission=Permission.DRAFT_POWER_CUT, title=N_("登记停止供电"))
def put_power_cut_in_force(
    *, by: Actor, on: date, at: datetime, id: UUID, power_cut: Id, in_force_at: At = None
) -> UUID:
    """Record the moment of the cut: twenty-four hours after the notice, while the refusal goes on."""
    row = held(PowerCut, power_cut)
    move(row, Noun.POWER_CUT, "cut", by=by)
    moment = in_force_at or at
    raise_if(rules.moment_refusal(moment, on, at))
    notified_at = cast(datetime, row.notified_at)  # the state before this one has it
    raise_if(rules.notice_refusal(notified_at, moment, row.emergency, law_in_use()))
    _require_conditions(row, on)
    row.in_force_at = moment
    row.save()
    return power_cut


@deed(permission=Permission.DRAFT_POWER_CUT, title=N_("登记恢复供电"))
def restore_power(*, by: Actor, on: date, at: datetime, id: UUID, power_cut: Id) -> UUID:
    """Record that the supply was restored."""
    row = held(PowerCut, power_cut)
    move(row, Noun.POWER_CUT, "restore", by=by)
    row.restored_on = on
    row.save()
    return power_cut


@deed(permission=Permission.APPROVE_POWER_CUT, title=N_("撤回停止供电"))
def withdraw_power_cut(*, by: Actor, on: date, at: datetime, id: UUID, power_cut: Id, reason: Reason) -> UUID:
    """Withdraw a cut that is not in force, as when the enterprise executes the decision after the notice."""
    row = held(PowerCut, power_cut)
    move(row, Noun.POWER_CUT, "withdraw", by=by)
    row.withdrawn_on, row.withdrawn_reason = on, reason
    row.save()
    return power_cut


def _require_conditions(cut: PowerCut, on: date) -> None:
    case = assessed(cut.campaign, cut.enterprise_id, on).case
    raise_if(rules.conditions_refusal(case, str(cut.measure_id or cut.penalty_id)))
