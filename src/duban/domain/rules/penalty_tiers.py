"""Penalty tiers 处罚情形: a heavier one rests on a fact about each hazard that was on record by the day."""

from __future__ import annotations

from collections.abc import Iterable

from duban.domain.case import Case, HazardCase, ItemCase
from duban.domain.citations import Tier
from duban.domain.facts import Id
from duban.domain.messages import N_, Refusal
from duban.domain.rules.penalty_decisions import Intended
from duban.domain.rules.refusing import refuse


def tier_refusal(case: Case, intended: Intended, hazards: Iterable[Id]) -> Refusal | None:
    """A heavier tier 逾期未改正、拒不执行 rests on a fact about each hazard that was on record by the day.

    A decision that names no hazard rests on none: the order that was not met has to be shown.
    """
    proved = _PROVED.get(intended.tier)
    if proved is None:
        return None
    clause = case.law.wording(intended.concept, intended.last_on)
    named = tuple(dict.fromkeys(hazards))
    if not named:
        text = N_("“{tier}”的处罚没有写明所针对的隐患，无从认定。")
        remedy = N_("请写明责令改正所针对的隐患；不按该情形处罚的，改选其他情形。")
        return refuse("penalty.tier_without_hazard", text, clause, remedy, tier=TIER_LABELS[intended.tier])
    lacking = [each for each in named if each not in case.by_id or not proved(case, case.by_id[each])]
    if not lacking:
        return None
    params = {"hazards": "、".join(_described(case, each) for each in lacking), "on": case.on}
    if intended.tier is Tier.REFUSED:
        text = N_("截至 {on} 没有登记企业拒不执行针对以下隐患的决定，不能按“拒不执行”处罚：{hazards}。")
        remedy = N_("请先登记拒不执行；或者按责令改正的情形处理（其时的条文规定了罚款的）。")
        return refuse("penalty.no_refusal", text, clause, remedy, **params)
    text = N_("截至 {on} 以下隐患没有逾期未改正的记录（整改逾期、期限届满的复查不合格、拒不执行）：{hazards}。")
    remedy = N_("请先登记整改指令的送达、复查结论或者拒不执行；或者按责令改正的情形处理。")
    return refuse("penalty.not_overdue", text, clause, remedy, **params)


def _described(case: Case, hazard: Id) -> str:
    return case.by_id[hazard].hazard.description if hazard in case.by_id else hazard


def _overdue(case: Case, hazard: HazardCase) -> bool:
    """An item overdue on the day, one that failed its re-inspection after its time was over, or a refusal."""
    return _refused(case, hazard) or any(item.overdue or _failed_late(case, hazard, item) for item in hazard.items)


def _failed_late(case: Case, hazard: HazardCase, item: ItemCase) -> bool:
    """Whether the item failed on or after its due day, which is over by now."""
    failed = any(each.item == item.id and not each.passed and each.on >= item.due_on for each in hazard.outcomes)
    return failed and not item.lapsed and case.on > item.due_on


def _refused(case: Case, hazard: HazardCase) -> bool:
    """Whether the enterprise refused 拒不执行 a decision about the hazard."""
    return any(hazard.id in _about(case, refusal.refusal.decision) for refusal in case.refusals)


TIER_LABELS = {Tier.OVERDUE: N_("逾期未改正"), Tier.REFUSED: N_("拒不执行")}
_PROVED = {Tier.OVERDUE: _overdue, Tier.REFUSED: _refused}


def _about(case: Case, decision: Id) -> set[Id]:
    """The hazards that an order, a measure or a penalty names; none where it was withdrawn or annulled."""
    facts = case.facts
    orders = [order for order in facts.orders if order.id == decision and order.withdrawn_on is None]
    measures = [measure for measure in facts.measures if measure.id == decision and measure.withdrawn_on is None]
    penalties = [penalty for penalty in facts.penalties if penalty.id == decision and penalty.annulled_on is None]
    ordered = {item.hazard for order in orders for item in order.items}
    return ordered.union(*(each.hazards for each in measures), *(each.hazards for each in penalties))
