"""Extensions 整改延期: applied for by the enterprise, answered in writing; and its reports that an item is done."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import held, known, move, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Id, OptionalText, Reason, Text
from duban.actions.order_items import due_now, has_passed
from duban.domain.actor import Actor
from duban.domain.messages import N_, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.extensions import application_refusal, grant_refusal
from duban.domain.rules.guards import before_refusal
from duban.domain.rules.reinspections import passed_refusal, running_refusal
from duban.domain.vocabulary import Answer
from duban.domain.workflow import ExtensionState, Noun, RectificationOrderState
from duban.queries.law import law_in_use
from duban.records.models import CompletionReport, Extension, OrderItem

ItemId = Annotated[UUID, Field(description=N_("整改项"), examples=["0198f6a0-0000-7000-8000-000000000007"])]


@deed(permission=Permission.RECORD_EXTENSION, title=N_("登记整改延期申请"))
def apply_extension(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    item: ItemId,
    text: Text,
    force_majeure: Annotated[bool | None, Field(description=N_("是否因不可抗力"), examples=[True])] = None,
    proof: Annotated[str, Field(max_length=1000, description=N_("证明材料"), examples=["示例气象证明"])] = "",
) -> UUID:
    """Record that the enterprise applied for a longer term 延期申请.

    Refused after the due day. One in the last days before it is taken; the standing warns of it.
    """
    row = _running(item, on)
    open_already = Extension.objects.filter(item=row, voided_on=None, state=ExtensionState.APPLIED).exists()
    raise_if(application_refusal(open_already, due_now(row), on, law_in_use()))
    Extension.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        item=row,
        state=ExtensionState.APPLIED,
        applied_on=on,
        cause=text,
        force_majeure=Answer.of(force_majeure),
        proved=bool(proof),
        proof=proof,
        prepared_by_id=by.id,
    )
    return id


@deed(permission=Permission.DECIDE_EXTENSION, title=N_("答复整改延期"))
def reply_extension(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    extension: Id,
    reason: Reason,
    granted_to: Annotated[date | None, Field(description=N_("延至（空：不予延期）"), examples=["2021-09-05"])] = None,
) -> UUID:
    """Answer an application in writing: granted to a day, or refused. Granted only for force majeure that is proved."""
    row = held(Extension, extension)
    move(row, Noun.EXTENSION, "refuse" if granted_to is None else "grant", by=by)
    raise_if(before_refusal(N_("答复"), on, N_("申请"), row.applied_on))
    if granted_to is not None:
        raise_if(_grant_refusal(row, granted_to, on))
    row.replied_on = on
    row.granted_to = granted_to
    row.reply = reason
    row.decided_by_id = by.id
    row.save()
    return extension


@deed(permission=Permission.RECORD_COMPLETION, title=N_("登记整改完成报告"))
def report_completion(*, by: Actor, on: date, at: datetime, id: UUID, item: ItemId, text: OptionalText = "") -> UUID:
    """Record that the enterprise reports an item done and asks for its re-inspection 复查申请."""
    row = _running(item, on)
    CompletionReport.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        item=row,
        filed_on=on,
        text=text,
    )
    return id


def _grant_refusal(extension: Extension, granted_to: date, on: date) -> Refusal | None:
    item = _running(extension.item_id, on)
    stated = Answer(extension.force_majeure)
    law = law_in_use()
    return grant_refusal(stated, extension.proved, granted_to=granted_to, due_on=due_now(item), on=on, law=law)


def _running(item: UUID, on: date) -> OrderItem:
    """The item, whose due day must be running and which must not have passed."""
    row = known(OrderItem, item)
    order, law = row.order, law_in_use()
    raise_if(running_refusal(RectificationOrderState(order.state), order.delivered_on, on, law))
    raise_if(passed_refusal(row.hazard.description, has_passed(row), on, law))
    return row
