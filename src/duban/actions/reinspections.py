"""Re-inspections 整改复查: what a visit found of each item of an order; closes the order when all have passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.casework import held, known, move, raise_if, require_campaign, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import Id, OptionalText
from duban.actions.inputs import Inputs
from duban.actions.numbering import give_number
from duban.actions.order_items import items_of
from duban.domain.actor import Actor
from duban.domain.messages import N_, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.reinspections import (
    ItemToReinspect,
    cause_refusal,
    outcomes_refusal,
    proof_refusal,
    running_refusal,
    visit_refusal,
)
from duban.domain.vocabulary import ItemResult, ReinspectionCause, VisitKind
from duban.domain.wordlists import DocumentKind
from duban.domain.workflow import InspectionState, Noun, RectificationOrderState
from duban.queries.law import law_in_use
from duban.records.models import Inspection, RectificationOrder, Reinspection, ReinspectionOutcome


class Outcome(Inputs):
    """The result of one item 复查结论. What has passed names its ``proof``."""

    item: Id
    result: Annotated[ItemResult, Field(description=N_("复查结论"))]
    proof: OptionalText = ""


Outcomes = Annotated[
    tuple[Outcome, ...],
    Field(
        min_length=1,
        description=N_("各整改项的复查结论"),
        examples=[
            [{"item": "0198f6a0-0000-7000-8000-000000000007", "result": "passed", "proof": "通道已清空，照片两张"}]
        ],
    ),
]


@deed(permission=Permission.RECORD_REINSPECTION, title=N_("登记整改复查"))
def record_reinspection(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    inspection: Annotated[UUID, Field(description=N_("复查的检查"), examples=["0198f6a0-0000-7000-8000-000000000008"])],
    order: Annotated[UUID, Field(description=N_("指令书"), examples=["0198f6a0-0000-7000-8000-000000000009"])],
    cause: Annotated[ReinspectionCause, Field(description=N_("复查缘由"), examples=["due"])],
    outcomes: Outcomes,
    opinion: OptionalText = "",
) -> UUID:
    """Record what a completed visit of kind re-inspection found of an order's items 整改复查意见书.

    Refused before the order was delivered, for an item that has passed already, for "not yet due" after the due day,
    and for "passed" without a proof. The order is closed when all its items have passed.
    """
    visit = known(Inspection, inspection)
    row = held(RectificationOrder, order, enterprise=visit.enterprise_id)
    require_campaign(row, visit.campaign)
    raise_if(_visit_refusal(visit, on))
    raise_if(running_refusal(RectificationOrderState(row.state), row.delivered_on, on, law_in_use()))
    items = items_of(row)
    _require_fitting(items, outcomes, cause, on)
    _write(id, by, on, visit=visit, cause=cause, opinion=opinion, outcomes=outcomes)
    if _all_passed(items, outcomes):
        move(row, Noun.RECTIFICATION_ORDER, "close", by=by)
        row.closed_on = on
        row.save()
    share_with_ledger_agency(row.campaign, row.enterprise_id, by=by, on=on, deed=id)
    return id


def _visit_refusal(visit: Inspection, on: date) -> Refusal | None:
    completed = visit.state == InspectionState.COMPLETED
    return visit_refusal(VisitKind(visit.kind), completed, visit.visited_on, on, law_in_use())


def _require_fitting(
    items: Sequence[ItemToReinspect], outcomes: Sequence[Outcome], cause: ReinspectionCause, on: date
) -> None:
    results = [(str(outcome.item), outcome.result) for outcome in outcomes]
    raise_if(outcomes_refusal(items, results, on, law_in_use()))
    passed = {str(outcome.item): outcome.proof for outcome in outcomes if outcome.result is ItemResult.PASSED}
    raise_if(proof_refusal(items, passed, on, law_in_use()))
    named = {item for item, _ in results}
    raise_if(cause_refusal(cause, [item for item in items if item.id in named], on, law_in_use()))


def _write(
    id: UUID,
    by: Actor,
    on: date,
    *,
    visit: Inspection,
    cause: ReinspectionCause,
    opinion: str,
    outcomes: Sequence[Outcome],
) -> None:
    whose = {"home_agency_id": by.agency, "campaign": visit.campaign, "enterprise_id": visit.enterprise_id}
    reinspection = Reinspection.objects.create(
        id=id,
        inspection=visit,
        reinspected_on=on,
        cause=cause,
        number=give_number(by.agency, DocumentKind.REINSPECTION_OPINION, id, on),
        opinion=opinion,
        **whose,
    )
    ReinspectionOutcome.objects.bulk_create(
        [
            ReinspectionOutcome(
                id=uuid5(id, str(outcome.item)),
                reinspection=reinspection,
                item_id=outcome.item,
                result=outcome.result,
                note=outcome.proof,
                **whose,
            )
            for outcome in outcomes
        ]
    )


def _all_passed(items: Sequence[ItemToReinspect], outcomes: Sequence[Outcome]) -> bool:
    now = {str(outcome.item) for outcome in outcomes if outcome.result is ItemResult.PASSED}
    return all(item.passed or item.id in now for item in items)
