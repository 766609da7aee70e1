"""Checklists 检查表: what was answered "no" is on record as a hazard."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal


def failing_refusal(failing: Iterable[str], named: Collection[str], on: date, law: Law) -> Refusal | None:
    """``failing``: items answered 不符合; ``named``: items that the visit's hazards name."""
    items = "、".join(item for item in failing if item not in named)
    if not items:
        return None
    return Refusal(
        "checklist.failing_without_hazard",
        Message(
            "checklist.failing_without_hazard", N_("检查表答“不符合”的条目没有登记隐患：{items}。"), {"items": items}
        ),
        law.wording("hazard_levels", on),
        Message("checklist.failing_without_hazard.remedy", N_("请按这些条目补充登记隐患，或者更正检查表的答案。")),
    )
