"""Hazards 问题和隐患: on what a grade rests, and what was corrected on the spot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.domain.hazard_standards import OTHER_ITEM, HazardStandards
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.vocabulary import HazardLevel

_LEVELS, _ON_THE_SPOT = "hazard_levels", "order_correction"


def grade_refusal(
    level: HazardLevel, item: str, expert_opinion: str, on: date, standards: HazardStandards, *, law: Law
) -> Refusal | None:
    """A major hazard rests on an item in force on the day or an expert opinion; a general one names no item."""
    if level is HazardLevel.GENERAL:
        return _general_with_item(item, law.wording(_LEVELS, on)) if item else None
    if not item and not expert_opinion:
        return _nothing_named(law.wording(_LEVELS, on))
    try:
        standards.determine(item or OTHER_ITEM, on, expert_opinion)
    except Refusal as refusal:
        return refusal
    return None


def downgrade_refusal(relying: Iterable[str], on: date, law: Law) -> Refusal | None:
    """A major hazard does not become general under what was decided because of it."""
    documents = "、".join(relying)
    if not documents:
        return None
    return Refusal(
        "hazard.relied_upon",
        Message(
            "hazard.relied_upon",
            N_("该重大隐患已经是以下事项的依据，不能改为一般隐患：{documents}。"),
            {"documents": documents},
        ),
        law.wording(_LEVELS, on),
        Message("hazard.relied_upon.remedy", N_("请先撤回或者移出这些事项，再改变等级。")),
    )


def spot_correction_refusal(found_on: date, on: date, orders: Iterable[str], law: Law) -> Refusal | None:
    """On the spot means: on the day of the visit, and before any order was issued for it."""
    clause = law.wording(_ON_THE_SPOT, on)
    if on != found_on:
        return Refusal(
            "hazard.not_on_the_spot",
            Message(
                "hazard.not_on_the_spot",
                N_("隐患于 {found_on} 发现，{on} 改正的不是当场改正。"),
                {"found_on": found_on, "on": on},
            ),
            clause,
            Message("hazard.reinspect", N_("请下达整改指令书，并以复查确认整改。")),
        )
    numbers = "、".join(orders)
    if numbers:
        return Refusal(
            "hazard.ordered_already",
            Message("hazard.ordered_already", N_("该隐患已列入指令书：{orders}。"), {"orders": numbers}),
            clause,
            Message("hazard.reinspect_order", N_("请以复查确认整改；指令书下错的，先撤回。")),
        )
    return None


def _general_with_item(item: str, clause: str) -> Refusal:
    return Refusal(
        "hazard.general_with_item",
        Message("hazard.general_with_item", N_("一般隐患不引用重大隐患判定标准的条目（{item}）。"), {"item": item}),
        clause,
        Message("hazard.general_with_item.remedy", N_("请删去条目，或者将等级改为重大。")),
    )


def _nothing_named(clause: str) -> Refusal:
    return Refusal(
        "hazard.major_needs_ground",
        Message("hazard.major_needs_ground", N_("认定为重大隐患，没有引用判定标准的条目，也没有专家意见。")),
        clause,
        Message("hazard.name_item", N_("请填写当日施行的判定标准条目（例如 GM2017-YJ-1）或者专家意见。")),
    )
