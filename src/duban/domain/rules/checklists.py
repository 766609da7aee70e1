"""Checklists 检查表: what was answered "no" is on record as a hazard, and the other way round."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.vocabulary import CheckAnswer


def answers_refusal(answers: Mapping[str, CheckAnswer], named: Collection[str], on: date, law: Law) -> Refusal | None:
    """``answers`` by item; ``named``: items that the visit's hazards name. The two say the same."""
    clause = law.wording("hazard_levels", on)
    unnamed = "、".join(item for item, answer in answers.items() if answer is CheckAnswer.FAILS and item not in named)
    if unnamed:
        return Refusal(
            "checklist.failing_without_hazard",
            Message(
                "checklist.failing_without_hazard",
                N_("检查表答“不符合”的条目没有登记隐患：{items}。"),
                {"items": unnamed},
            ),
            clause,
            Message("checklist.name_hazards", N_("请按这些条目补充登记隐患，或者更正检查表的答案。")),
        )
    denied = "、".join(item for item, answer in answers.items() if answer is not CheckAnswer.FAILS and item in named)
    if denied:
        return Refusal(
            "checklist.hazard_without_failing",
            Message(
                "checklist.hazard_without_failing",
                N_("登记了隐患的条目，检查表没有答“不符合”：{items}。"),
                {"items": denied},
            ),
            clause,
            Message("checklist.correct_answers", N_("请更正检查表的答案，或者更正隐患的判定标准条目。")),
        )
    return None


def repeated_refusal(items: Iterable[str]) -> Refusal | None:
    """A question has one answer."""
    named = "、".join(items)
    if not named:
        return None
    return Refusal(
        "checklist.answered_twice",
        Message("checklist.answered_twice", N_("检查表的同一条目答了不止一次：{items}。"), {"items": named}),
        remedy=Message("checklist.answered_twice.remedy", N_("请每个条目只答一次，例如 GM2017-YJ-1：符合。")),
    )
