"""Orders 责令限期整改指令书: drafted with a due day per hazard, issued by another person, withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import (
    cited,
    held,
    known,
    move,
    part_ids,
    raise_if,
    require_campaign,
    require_on_ledger,
    share_with_ledger_agency,
)
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Day, Id, OptionalText, PaperNumber, Reason
from duban.actions.inputs import Inputs
from duban.actions.numbering import give_number
from duban.actions.order_items import last_result, running_orders
from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.messages import N_, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.guards import before_refusal
from duban.domain.rules.ordering import CONCEPTS, due_refusal, issue_refusal, item_refusal
from duban.domain.vocabulary import ItemResult
from duban.domain.wordlists import DocumentKind
from duban.domain.workflow import InspectionState, Noun, RectificationOrderState
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.law import law_in_use
from duban.records.models import Hazard, Inspection, OrderItem, RectificationOrder


class ItemOrdered(Inputs):
    """One hazard of an order 整改项 with its due day 整改期限."""

    id: Id | None = None
    hazard: Id
    due_on: Day
    requirement: OptionalText = ""


Items = Annotated[
    tuple[ItemOrdered, ...],
    Field(
        min_length=1,
        description=N_("整改内容：隐患和整改期限"),
        examples=[[{"hazard": "0198f6a0-0000-7000-8000-000000000006", "due_on": "2021-08-20"}]],
    ),
]


@deed(permission=Permission.DRAFT_ORDER, title=N_("起草责令限期整改指令书"))
def draft_order(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    inspection: Id,
    items: Items,
) -> UUID:
    """Draft an order 指令书. Refused for a hazard of another enterprise, one corrected, passed or ordered already."""
    require_on_ledger(campaign, enterprise)
    visit = known(Inspection, inspection, enterprise=enterprise)
    require_campaign(visit, campaign)
    order = RectificationOrder.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        inspection=visit,
        state=RectificationOrderState.DRAFT,
        drafted_on=on,
        prepared_by_id=by.id,
    )
    _add_items(order, items, on)
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.ISSUE_ORDER, title=N_("签发责令限期整改指令书"))
def issue_order(*, by: Actor, on: date, at: datetime, id: UUID, order: Id, paper_number: PaperNumber = "") -> UUID:
    """Issue an order 签发; its number is given here and its articles are cited as of the day.

    By another person than the drafter. Refused while a visit's record is a draft, for a due day before the issue,
    and for an agency that may only assist.
    """
    row = held(RectificationOrder, order)
    move(row, Noun.RECTIFICATION_ORDER, "issue", by=by)
    require_capacity(by.capacity, Instrument.RECTIFICATION_ORDER)
    raise_if(before_refusal(N_("签发"), on, N_("起草"), row.drafted_on))
    _require_issuable(row, on)
    row.number = give_number(by.agency, DocumentKind.RECTIFICATION_ORDER, row.id, on, paper_number)
    row.issued_on = on
    row.issued_by_id = by.id
    row.citations = cited(CONCEPTS, on)
    row.campaign_version = campaign_in_use(row.campaign).version
    row.save()
    return order


@deed(permission=Permission.DRAFT_ORDER, title=N_("作废指令书草稿"))
def discard_order(*, by: Actor, on: date, at: datetime, id: UUID, order: Id, reason: Reason) -> UUID:
    """Discard a draft 作废草稿; its hazards may be ordered again."""
    return _end(order, "discard", by, on, reason)


@deed(permission=Permission.WITHDRAW_DOCUMENT, title=N_("撤回责令限期整改指令书"))
def withdraw_order(*, by: Actor, on: date, at: datetime, id: UUID, order: Id, reason: Reason) -> UUID:
    """Withdraw an issued or delivered order with the reason; its number stays used."""
    return _end(order, "withdraw", by, on, reason)


def _end(order: UUID, step: str, by: Actor, on: date, reason: str) -> UUID:
    row = held(RectificationOrder, order)
    raise_if(before_refusal(N_("撤回"), on, N_("指令书"), row.issued_on or row.drafted_on))
    move(row, Noun.RECTIFICATION_ORDER, step, by=by)
    row.withdrawn_on = on
    row.withdrawn_reason = reason
    row.save()
    return order


def _add_items(order: RectificationOrder, items: Sequence[ItemOrdered], on: date) -> None:
    for item_id, item in zip(part_ids(order.id, [item.id for item in items]), items, strict=True):
        hazard = held(Hazard, item.hazard, enterprise=order.enterprise_id)
        require_campaign(hazard, order.campaign)
        raise_if(before_refusal(N_("指令书"), on, N_("发现隐患"), hazard.found_on))
        raise_if(_needless(hazard, on))
        raise_if(due_refusal(hazard.description, item.due_on, on, law_in_use()))
        OrderItem.objects.create(
            id=item_id,
            home_agency_id=order.home_agency_id,
            campaign=order.campaign,
            enterprise_id=order.enterprise_id,
            order=order,
            hazard=hazard,
            due_on=item.due_on,
            requirement=item.requirement,
        )


def _needless(hazard: Hazard, on: date) -> Refusal | None:
    """What failed its re-inspection may be ordered again beside the order that it failed."""
    last = last_result(hazard)
    orders = () if last is ItemResult.FAILED else running_orders(hazard)
    corrected, passed = hazard.corrected_on_spot_on, last is ItemResult.PASSED
    return item_refusal(hazard.description, corrected, passed, orders, on=on, law=law_in_use())


def _require_issuable(order: RectificationOrder, on: date) -> None:
    items = list(OrderItem.objects.filter(order=order, voided_on=None).select_related("hazard__inspection"))
    drafts = [item.hazard.description for item in items if item.hazard.inspection.state != InspectionState.COMPLETED]
    raise_if(issue_refusal(drafts, len(items), on, law_in_use()))
    for item in items:
        raise_if(due_refusal(item.hazard.description, item.due_on, on, law_in_use()))
