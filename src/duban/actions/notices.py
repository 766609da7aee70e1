"""Notices 告知: a paper that its own deed hands over is noted as delivered with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.casework import raise_if
from duban.domain.messages import N_
from duban.domain.rules.deliveries import Deliverable, delivery_refusal
from duban.domain.wordlists import DeliveryMethod, DocumentKind
from duban.queries.law import law_in_use
from duban.records.models import Card, Delivery, PowerCut

Method = Annotated[DeliveryMethod, Field(description=N_("送达方式"), examples=["direct"])]
Recipient = Annotated[str, Field(min_length=1, max_length=200, description=N_("受送达人"), examples=["安全科负责人"])]
Witness = Annotated[str, Field(max_length=200, description=N_("见证人（留置送达）"), examples=["社区工作人员"])]


@dataclass(frozen=True, slots=True)
class Handed:
    """How a paper was handed over, to whom, who saw it, on which day, and on which it was decided."""

    method: DeliveryMethod
    recipient: str
    witness: str
    on: date
    decided_on: date | None


def note_delivery(deed: UUID, row: Card | PowerCut, kind: DocumentKind, handed: Handed) -> None:
    """Note the delivery of the row's notice; refused before the decision, and for 留置 without a witness."""
    paper = Deliverable(kind, handed.decided_on)
    raise_if(delivery_refusal(paper, handed.method, handed.witness, handed.on, law_in_use()))
    Delivery.objects.create(
        id=uuid5(deed, "delivery"),
        home_agency_id=row.home_agency_id,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        document_kind=kind,
        document=row.id,
        method=handed.method,
        delivered_on=handed.on,
        recipient=handed.recipient,
        witness=handed.witness,
    )
