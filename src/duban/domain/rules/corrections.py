"""Corrections 更正和作废: what may be corrected, and what stands in the way of a silent change."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from duban.domain.messages import N_, Message, Refusal

_RECORDING = N_("执法全过程记录：更正和作废须留痕并说明理由")


def fields_refusal(noun: str, asked: Collection[str], correctable: Collection[str], remedy: str) -> Refusal | None:
    """Only some columns of a fact are corrected; what it is about is recorded anew."""
    foreign = [field for field in asked if field not in correctable]
    if not foreign:
        return None
    params = {"noun": noun, "fields": "、".join(foreign), "correctable": "、".join(correctable) or "-"}
    return Refusal(
        "correction.fields",
        Message("correction.fields", N_("{noun}的以下栏目不能更正：{fields}；可以更正：{correctable}。"), params),
        _RECORDING,
        Message("correction.fields.remedy", remedy),
    )


def unchanged_refusal(noun: str, differing: Collection[str]) -> Refusal | None:
    """A correction changes something."""
    if differing:
        return None
    return Refusal(
        "correction.unchanged",
        Message("correction.unchanged", N_("更正后的{noun}与原来相同。"), {"noun": noun}),
        _RECORDING,
        Message("correction.unchanged.remedy", N_("请核对要更正的栏目。")),
    )


def settled_refusal(noun: str, open_still: bool, remedy: str) -> Refusal | None:
    """What was decided or has ended is not corrected behind the decision."""
    if open_still:
        return None
    return Refusal(
        "correction.settled",
        Message("correction.settled", N_("{noun}已经决定或者办结，不能直接更正或者作废。"), {"noun": noun}),
        _RECORDING,
        Message("correction.settled.remedy", remedy),
    )


def kept_refusal(noun: str, keepers: Iterable[str], remedy: str) -> Refusal | None:
    """What an issued document says is not changed under it. ``keepers``: the documents that rest on the fact."""
    documents = "、".join(keepers)
    if not documents:
        return None
    return Refusal(
        "correction.kept",
        Message(
            "correction.kept",
            N_("{noun}已经是以下事项的内容或者依据，不能直接更正或者作废：{documents}。"),
            {"noun": noun, "documents": documents},
        ),
        _RECORDING,
        Message("correction.kept.remedy", remedy),
    )


def not_voidable_refusal(noun: str, remedy: str) -> Refusal:
    """Documents end by their own moves, not by being void."""
    return Refusal(
        "correction.not_voidable",
        Message("correction.not_voidable", N_("{noun}不能作废。"), {"noun": noun}),
        _RECORDING,
        Message("correction.not_voidable.remedy", remedy),
    )


def delivered_day_refusal(delivered_on: date, issued_on: date | None, acted_on: date | None) -> Refusal | None:
    """A delivery's day lies between the document's own and what was done on the strength of it."""
    if (issued_on is None or delivered_on >= issued_on) and (acted_on is None or delivered_on <= acted_on):
        return None
    params = {"delivered_on": delivered_on, "issued_on": issued_on or "-", "acted_on": acted_on or "-"}
    text = N_("送达日期 {delivered_on} 须不早于文书日期 {issued_on}，不晚于其后的办理日期 {acted_on}。")
    return Refusal(
        "correction.delivered_day",
        Message("correction.delivered_day", text, params),
        _RECORDING,
        Message("correction.delivered_day.remedy", N_("请核对送达回证；其后的复查、缴款等有误的，先更正它们。")),
    )
