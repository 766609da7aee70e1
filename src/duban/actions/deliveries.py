"""Deliveries 送达: of any issued document; sets its day, moves its state and so starts its clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.db.models import Model
from pydantic import Field

from duban.actions.casework import held, known, move, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import OptionalText
from duban.actions.notices import Method, Recipient, Witness
from duban.domain.actor import Actor
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.deliveries import Deliverable, delivery_refusal
from duban.domain.wordlists import DocumentKind, word_label
from duban.domain.workflow import Noun
from duban.queries.law import law_in_use
from duban.records.models import (
    ClosureRequest,
    Delivery,
    Extension,
    Inspection,
    OnSiteMeasure,
    Paper,
    PenaltyDecision,
    RectificationOrder,
    Referral,
    Reinspection,
    Resumption,
    SupervisionListing,
    Urging,
)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A kind of document: its table, its own day, and whether its state moves with the delivery."""

    model: type[Model]
    dated: str
    noun: Noun | None = None


DELIVERED: Mapping[DocumentKind, Delivered] = {
    DocumentKind.RECTIFICATION_ORDER: Delivered(RectificationOrder, "issued_on", Noun.RECTIFICATION_ORDER),
    DocumentKind.ON_SITE_MEASURE: Delivered(OnSiteMeasure, "issued_on", Noun.ON_SITE_MEASURE),
    DocumentKind.PENALTY_DECISION: Delivered(PenaltyDecision, "decided_on", Noun.PENALTY_DECISION),
    DocumentKind.INSPECTION_RECORD: Delivered(Inspection, "completed_on"),
    DocumentKind.EXTENSION_REPLY: Delivered(Extension, "replied_on"),
    DocumentKind.REINSPECTION_OPINION: Delivered(Reinspection, "reinspected_on"),
    DocumentKind.RESUMPTION_CONSENT: Delivered(Resumption, "consented_on"),
    DocumentKind.SUPERVISION_NOTICE: Delivered(SupervisionListing, "listed_on"),
    DocumentKind.CLOSURE_REQUEST: Delivered(ClosureRequest, "sent_on"),
    DocumentKind.REFERRAL: Delivered(Referral, "sent_on"),
    DocumentKind.URGING: Delivered(Urging, "urged_on"),
    DocumentKind.PENALTY_NOTICE: Delivered(Paper, "issued_on"),
    DocumentKind.HEARING_NOTICE: Delivered(Paper, "issued_on"),
}
"""What is delivered by ``deliver``. Cards and power cuts are notified by deeds of their own."""

PAPERS = frozenset(kind for kind, delivered in DELIVERED.items() if delivered.model is Paper)
"""Documents that are papers themselves; of any other the decision is delivered, not its paper."""


@deed(permission=Permission.RECORD_DELIVERY, title=N_("登记文书送达"))
def deliver(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    document_kind: Annotated[DocumentKind, Field(description=N_("文书种类"), examples=["rectification_order"])],
    document: Annotated[UUID, Field(description=N_("文书"), examples=["0198f6a0-0000-7000-8000-000000000009"])],
    method: Method,
    recipient: Recipient,
    witness: Witness = "",
    note: OptionalText = "",
) -> UUID:
    """Record the delivery 送达回证 of a document on its day; for 公告 the day on which it counts as delivered.

    Refused before the document was issued, after a day that it sets, and for 留置 without a witness.
    """
    kind = _kind(document_kind)
    row = known(kind.model, document) if kind.noun is None else held(kind.model, document)
    raise_if(delivery_refusal(paper(document_kind, row), method, witness, on, law_in_use()))
    if kind.noun is not None:
        move(row, kind.noun, "deliver", by=by)
        row.delivered_on = on  # type: ignore[attr-defined]  # every table with a noun above has the column
        row.save()
    Delivery.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=row.campaign,  # type: ignore[attr-defined]  # every table above is one of facts
        enterprise_id=row.enterprise_id,  # type: ignore[attr-defined]  # as above
        document_kind=document_kind,
        document=document,
        method=method,
        delivered_on=on,
        recipient=recipient,
        witness=witness,
        note=note,
    )
    return id


def paper(document_kind: DocumentKind, row: Model) -> Deliverable:
    """The document as its delivery is judged."""
    return Deliverable(document_kind, getattr(row, DELIVERED[document_kind].dated), _ends_on(row))


def _ends_on(row: Model) -> date | None:
    """The first day on which a period written in the document ends."""
    if isinstance(row, RectificationOrder):
        return min(row.items.filter(voided_on=None).values_list("due_on", flat=True), default=None)
    return row.until_on if isinstance(row, OnSiteMeasure) else None


def _kind(document_kind: DocumentKind) -> Delivered:
    if document_kind in DELIVERED:
        return DELIVERED[document_kind]
    raise Refusal(
        "delivery.kind",
        Message("delivery.kind", N_("“{kind}”不在这里登记送达。"), {"kind": word_label(document_kind)}),
        remedy=Message(
            "delivery.kind.remedy",
            N_("黄牌、红牌请办理“书面告知企业”，停止供电请办理“登记通知”；其他文书请登记为证据。"),
        ),
    )
