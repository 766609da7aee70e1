"""Papers 文书 as they are read: rectification orders with their items, on-site measures with their hazards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from duban.domain.standing import Cited
from duban.domain.vocabulary import ItemResult, MeasureKind
from duban.domain.wordlists import DeliveryMethod
from duban.domain.workflow import OnSiteMeasureState, RectificationOrderState
from duban.queries.inspections import Finding, findings
from duban.records.models import (
    Delivery,
    Extension,
    Hazard,
    MeasureHazard,
    OnSiteMeasure,
    OrderItem,
    RectificationOrder,
    ReinspectionOutcome,
    User,
)


@dataclass(frozen=True, slots=True)
class Handing:
    """A delivery 送达回证 of the paper."""

    on: date
    method: DeliveryMethod
    recipient: str
    witness: str


@dataclass(frozen=True, slots=True)
class Prolonging:
    """An application for a longer term, and its answer."""

    id: UUID
    state: str
    applied_on: date
    granted_to: date | None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an order: its hazard, its due day as it stands, what the last re-inspection found."""

    id: UUID
    hazard: Finding
    ordered_on: date
    due_on: date
    requirement: str
    result: ItemResult | None
    result_on: date | None
    extensions: tuple[Prolonging, ...]

    @property
    def passed(self) -> bool:
        """Whether the item is done with."""
        return self.result is ItemResult.PASSED


@dataclass(frozen=True, slots=True)
class Head:
    """What every paper says of itself."""

    id: UUID
    campaign: str
    enterprise: UUID
    enterprise_name: str
    agency_name: str
    inspection: UUID | None
    number: str
    drafted_on: date | None
    issued_on: date | None
    delivered_on: date | None
    ended_on: date | None
    withdrawn_on: date | None
    withdrawn_reason: str
    prepared_by: str
    issued_by: str
    citations: tuple[Cited, ...]
    deliveries: tuple[Handing, ...]


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """责令限期整改指令书."""

    head: Head
    state: RectificationOrderState
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """现场处理措施决定书."""

    head: Head
    state: OnSiteMeasureState
    kind: MeasureKind
    basis: str
    content: str
    until_on: date | None
    term_reason: str
    lifted_reason: str
    hazards: tuple[Finding, ...]


def order_record(order: UUID) -> OrderRecord | None:
    """The order; ``None`` when it is unknown, void or out of scope."""
    row = (
        RectificationOrder.objects.filter(pk=order, voided_on=None).select_related("enterprise", "home_agency").first()
    )
    if row is None:
        return None
    head = _head(row, "rectification_order", row.closed_on or row.ended_on)
    return OrderRecord(head, RectificationOrderState(row.state), tuple(_items(row)))


def measure_record(measure: UUID) -> MeasureRecord | None:
    """The measure; ``None`` when it is unknown, void or out of scope."""
    row = OnSiteMeasure.objects.filter(pk=measure, voided_on=None).select_related("enterprise", "home_agency").first()
    if row is None:
        return None
    links = MeasureHazard.objects.filter(measure=row, voided_on=None).values_list("hazard", flat=True)
    return MeasureRecord(
        head=_head(row, "on_site_measure", row.lifted_on or row.term_ended_on),
        state=OnSiteMeasureState(row.state),
        kind=MeasureKind(row.kind),
        basis=row.basis,
        content=row.content,
        until_on=row.until_on,
        term_reason=row.term_reason,
        lifted_reason=row.lifted_reason,
        hazards=tuple(findings(Hazard.objects.filter(pk__in=list(links)))),
    )


def orders_of(campaign: str, enterprise: UUID) -> list[OrderRecord]:
    """The delivered orders of an enterprise that are still open, the oldest first: what a re-inspection is about."""
    rows = RectificationOrder.objects.filter(
        campaign=campaign, enterprise=enterprise, voided_on=None, state=RectificationOrderState.DELIVERED
    )
    found = (order_record(row.pk) for row in rows.order_by("delivered_on", "id"))
    return [one for one in found if one is not None]


def _head(row: Any, kind: str, ended_on: date | None) -> Head:
    names = _names(row.prepared_by_id, row.issued_by_id)
    deliveries = Delivery.objects.filter(document_kind=kind, document=row.pk, voided_on=None).order_by("delivered_on")
    return Head(
        id=row.pk,
        campaign=row.campaign,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        agency_name=row.home_agency.name,
        inspection=row.inspection_id,
        number=row.number,
        drafted_on=row.drafted_on,
        issued_on=row.issued_on,
        delivered_on=row.delivered_on,
        ended_on=ended_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
        prepared_by=names.get(row.prepared_by_id, ""),
        issued_by=names.get(row.issued_by_id, ""),
        citations=cited_of(row.citations),
        deliveries=tuple(
            Handing(one.delivered_on, DeliveryMethod(one.method), one.recipient, one.witness) for one in deliveries
        ),
    )


def cited_of(kept: list[Mapping[str, Any]]) -> tuple[Cited, ...]:
    """Citations as a record keeps them, as values again."""
    return tuple(Cited(str(one["concept"]), str(one["text"]), bool(one["verified"])) for one in kept)


def _names(*accounts: UUID | None) -> dict[UUID, str]:
    return dict(User.objects.filter(pk__in=[one for one in accounts if one]).values_list("pk", "name"))


def _items(order: RectificationOrder) -> list[Item]:
    rows = list(OrderItem.objects.filter(order=order, voided_on=None).order_by("due_on", "id"))
    hazards = {one.id: one for one in findings(Hazard.objects.filter(pk__in=[row.hazard_id for row in rows]))}
    return [_item(row, hazards[row.hazard_id]) for row in rows if row.hazard_id in hazards]


def _item(row: OrderItem, hazard: Finding) -> Item:
    prolonged = Extension.objects.filter(item=row, voided_on=None).order_by("applied_on", "id")
    extensions = tuple(Prolonging(one.pk, one.state, one.applied_on, one.granted_to) for one in prolonged)
    outcome = (
        ReinspectionOutcome.objects.filter(
            item=row, voided_on=None, reinspection__voided_on=None, reinspection__inspection__voided_on=None
        )
        .select_related("reinspection")
        .order_by("reinspection__reinspected_on", "-result")
        .last()
    )
    granted = [one.granted_to for one in extensions if one.granted_to]
    return Item(
        id=row.pk,
        hazard=hazard,
        ordered_on=row.due_on,
        due_on=max([row.due_on, *granted]),
        requirement=row.requirement,
        result=None if outcome is None else ItemResult(outcome.result),
        result_on=None if outcome is None else outcome.reinspection.reinspected_on,
        extensions=extensions,
    )
