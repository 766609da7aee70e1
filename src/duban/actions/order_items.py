"""Order items 整改项 as they stand: due day with extensions, last result, whether reported done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.rules.reinspections import ItemToReinspect
from duban.domain.vocabulary import ItemResult
from duban.domain.workflow import ExtensionState, RectificationOrderState
from duban.records.models import CompletionReport, Extension, Hazard, OrderItem, RectificationOrder, ReinspectionOutcome

_RUNNING = (RectificationOrderState.DRAFT, RectificationOrderState.ISSUED, RectificationOrderState.DELIVERED)
_STANDING = Q(voided_on=None, reinspection__voided_on=None, reinspection__inspection__voided_on=None)
"""Results that count: neither they nor their re-inspection nor its visit were made void."""


def has_passed(item: OrderItem) -> bool:
    """Whether a re-inspection passed the item."""
    return ReinspectionOutcome.objects.filter(_STANDING, item=item, result=ItemResult.PASSED).exists()


def due_now(item: OrderItem) -> date:
    """The due day as it stands: the order's own, or the latest granted in writing."""
    granted = Extension.objects.filter(item=item, voided_on=None, state=ExtensionState.GRANTED)
    return max((day for day in granted.values_list("granted_to", flat=True) if day), default=item.due_on)


def reported_done(item: OrderItem) -> bool:
    """Whether the enterprise reported the item done."""
    return CompletionReport.objects.filter(item=item, voided_on=None).exists()


def items_of(order: RectificationOrder) -> list[ItemToReinspect]:
    """The order's items as a re-inspection sees them."""
    items = OrderItem.objects.filter(order=order, voided_on=None).select_related("hazard").order_by("due_on", "id")
    return [
        ItemToReinspect(str(item.id), item.hazard.description, due_now(item), has_passed(item), reported_done(item))
        for item in items
    ]


def last_result(hazard: Hazard) -> ItemResult | None:
    """Passed or failed, whichever a re-inspection found last; on one day a failed one outweighs."""
    results = ReinspectionOutcome.objects.filter(_STANDING, item__hazard=hazard)
    judged = results.filter(result__in=(ItemResult.PASSED, ItemResult.FAILED))
    last = judged.order_by("reinspection__reinspected_on", "-result").values_list("result", flat=True).last()
    return None if last is None else ItemResult(last)


def running_orders(hazard: Hazard) -> Iterable[str]:
    """Numbers of the orders in which the hazard runs (a draft has none yet: 拟稿)."""
    items = OrderItem.objects.filter(hazard=hazard, voided_on=None, order__voided_on=None, order__state__in=_RUNNING)
    return [number or N_("拟稿") for number in items.order_by("order__number").values_list("order__number", flat=True)]
