"""Papers 文书 as they are read: rectification orders with their items, on-site measures with their hazards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from duban.domain.standing import Cited
from duban.domain.vocabulary import MeasureKind
from duban.domain.wordlists import DeliveryMethod
from duban.domain.workflow import OnSiteMeasureState, RectificationOrderState
from duban.queries.inspections import Finding, findings
from duban.queries.order_items import Item, items
from duban.records.models import (
    Delivery,
    Hazard,
    MeasureHazard,
    OnSiteMeasure,
    RectificationOrder,
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
    head = _heads([row], "rectification_order")[row.pk]
    return OrderRecord(head, RectificationOrderState(row.state), tuple(items(order=row)))


def measure_record(measure: UUID) -> MeasureRecord | None:
    """The measure; ``None`` when it is unknown, void or out of scope."""
    row = OnSiteMeasure.objects.filter(pk=measure, voided_on=None).select_related("enterprise", "home_agency").first()
    if row is None:
        return None
    links = MeasureHazard.objects.filter(measure=row, voided_on=None).values_list("hazard", flat=True)
    return MeasureRecord(
        head=_heads([row], "on_site_measure")[row.pk],
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
    ).select_related("enterprise", "home_agency")
    found = sorted(rows, key=lambda row: (row.delivered_on or date.max, row.pk))
    by_order: defaultdict[UUID, list[Item]] = defaultdict(list)
    for item in items(order__in=found):
        by_order[item.order].append(item)
    heads = _heads(found, "rectification_order")
    return [OrderRecord(heads[row.pk], RectificationOrderState(row.state), tuple(by_order[row.pk])) for row in found]


_ENDED = {"rectification_order": ("closed_on", "ended_on"), "on_site_measure": ("lifted_on", "term_ended_on")}
"""In which columns a kind of paper keeps the day on which it was done with."""


def _heads(rows: Sequence[Any], kind: str) -> Mapping[UUID, Head]:
    """What papers of one kind say of themselves, by id; two queries for all of them."""
    names = _names(*(account for row in rows for account in (row.prepared_by_id, row.issued_by_id)))
    handed: defaultdict[UUID, list[Handing]] = defaultdict(list)
    papers = [row.pk for row in rows]
    for one in Delivery.objects.filter(document_kind=kind, document__in=papers, voided_on=None).order_by(
        "delivered_on"
    ):
        handed[one.document].append(Handing(one.delivered_on, DeliveryMethod(one.method), one.recipient, one.witness))
    return {row.pk: _head(row, kind, names, handed[row.pk]) for row in rows}


def _head(row: Any, kind: str, names: Mapping[UUID, str], handed: Iterable[Handing]) -> Head:
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
        ended_on=next((day for day in (getattr(row, name) for name in _ENDED[kind]) if day), None),
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
        prepared_by=names.get(row.prepared_by_id, ""),
        issued_by=names.get(row.issued_by_id, ""),
        citations=cited_of(row.citations),
        deliveries=tuple(handed),
    )


def cited_of(kept: list[Mapping[str, Any]]) -> tuple[Cited, ...]:
    """Citations as a record keeps them, as values again."""
    return tuple(Cited(str(one["concept"]), str(one["text"]), bool(one["verified"])) for one in kept)


def _names(*accounts: UUID | None) -> dict[UUID, str]:
    return dict(User.objects.filter(pk__in=[one for one in accounts if one]).values_list("pk", "name"))
