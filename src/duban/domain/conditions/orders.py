"""Conditions of one order item 整改事项."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duban.domain.campaign import Subject
from duban.domain.case import Case, HazardCase, ItemCase
from duban.domain.conditions.registry import Found, condition
from duban.domain.facts import Id
from duban.domain.messages import N_
from duban.domain.vocabulary import NO, YES


@condition(
    Subject.ORDER_ITEM,
    N_("逾期未整改：期限届满且没有在期限内申请复查，或者申请后复查不合格（适用范围：{applies_to}）"),
    N_("工作方案四（二）"),
    N_("请查明该项整改是否逾期"),
    applies_to=("major", "any"),
)
def rectification_overdue(case: Case, item: ItemCase, params: Mapping[str, str]) -> Found:
    """``major``: items of major hazards and of hazards under a delivered suspension only; ``any``: every order."""
    if not item.overdue:
        return NO, item.ids
    hazard = case.hazard_of(item)
    weighty = hazard.major or any(suspension.delivered_on is not None for suspension in hazard.suspensions)
    if params["applies_to"] == "major" and not weighty:
        return NO, item.ids
    return YES, (*item.ids, *_since(case, item, hazard))


def _since(case: Case, item: ItemCase, hazard: HazardCase) -> Iterator[Id]:
    """What came after the order: its last re-inspection, longer terms, refusals. Each may bring a proposal back."""
    if hazard.last is not None:
        yield hazard.last.reinspection
    yield from sorted(each.id for each in case.facts.extensions if each.item == item.id and each.granted_to is not None)
    yield from (each.id for each in case.refusals if each.refusal.decision == item.order.id)
