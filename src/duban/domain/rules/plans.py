"""Plans 检查方案: what a plan needs before it is submitted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal

_PAIR = 2  # "不得少于两人"; the article that says so is looked up by the day


def planned_day_refusal(enterprise: str, planned_on: date, on: date) -> Refusal | None:
    """A plan looks ahead: what has been done is recorded as a visit."""
    if planned_on >= on:
        return None
    params = {"enterprise": enterprise, "planned_on": planned_on, "on": on}
    return Refusal(
        "plan.day_passed",
        Message("plan.day_passed", N_("{enterprise}的计划检查日期 {planned_on} 早于编制方案的日期 {on}。"), params),
        N_("工作方案：制定检查方案"),
        Message("plan.day_passed.remedy", N_("请填写今后的日期；已经进行的检查请直接记录。")),
    )


def submission_refusal(officers: Collection[tuple[str, int]], on: date, law: Law) -> Refusal | None:
    """A plan names two officers for every visit. ``officers``: enterprise and how many are named, by item."""
    if not officers:
        return Refusal(
            "plan.empty",
            Message("plan.empty", N_("检查方案没有安排任何检查。")),
            N_("工作方案：制定检查方案"),
            Message("plan.empty.remedy", N_("请先列出被检查企业、日期和执法人员。")),
        )
    short = "、".join(f"{enterprise}（{count}）" for enterprise, count in officers if count < _PAIR)
    if not short:
        return None
    return Refusal(
        "plan.two_officers",
        Message("plan.two_officers", N_("以下企业安排的执法人员少于两人：{enterprises}。"), {"enterprises": short}),
        law.wording("two_officers", on),
        Message("plan.two_officers.remedy", N_("请补充执法人员后再送审。")),
    )


def redraft_refusal(draft: bool) -> Refusal | None:
    """Only a draft is changed; what was submitted is returned or revised."""
    if draft:
        return None
    return Refusal(
        "plan.not_draft",
        Message("plan.not_draft", N_("检查方案已经送审，不能再改拟稿。")),
        N_("工作方案：制定检查方案"),
        Message("plan.not_draft.remedy", N_("已批准或者退回的，请修订为新的版本；审批中的，请审批人退回。")),
    )


def seen_refusal(seen: str, stored: str) -> Refusal | None:
    """Nobody writes over what another has changed meanwhile. ``seen``: the state that was changed, empty: any."""
    if not seen or seen == stored:
        return None
    return Refusal(
        "plan.changed",
        Message("plan.changed", N_("您打开以后，另一人修改了这份拟稿；您填写的内容还在，没有覆盖他人的修改。")),
        remedy=Message("plan.changed.remedy", N_("请对照下面列出的差异，改好后再次保存，以您的内容为准。")),
    )
