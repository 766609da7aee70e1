"""Acceptances 验收: joint, after the exit was carried out, concluded only when every department has signed off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse

_CLAUSE = N_("工作方案四（三）")
_JOINT = 2  # 配合有关部门验收: more than one department


def participants_refusal(participants: Collection[str]) -> Refusal | None:
    """An acceptance is joint: at least two departments, each named once."""
    if len(participants) >= _JOINT and len(set(participants)) == len(participants):
        return None
    return refuse(
        "acceptance.joint",
        N_("验收须由两个以上部门共同参加，每个部门写一次：{participants}。"),
        _CLAUSE,
        N_("请补充参加验收的部门。"),
        participants="、".join(participants) or "-",
    )


def exit_refusal(exited_on: Iterable[date | None], on: date) -> Refusal | None:
    """What is accepted has been carried out: the closure, or the exit of the capacity item."""
    if all(day is not None and day <= on for day in exited_on):
        return None
    return refuse(
        "acceptance.nothing_done",
        N_("截至 {on} 没有登记关闭执行或者装备退出，不能验收。"),
        _CLAUSE,
        N_("请先登记关闭执行情况或者装备退出情况。"),
        on=on,
    )


def signature_refusal(
    department: str, participants: Collection[str], signed: Collection[str], agreed: bool, text: str
) -> Refusal | None:
    """Each participant signs off once; who disagrees says why."""
    if department not in participants:
        return refuse(
            "acceptance.stranger",
            N_("“{department}”不在参加验收的部门之列：{participants}。"),
            _CLAUSE,
            N_("请核对部门名称，或者重新安排验收。"),
            department=department,
            participants="、".join(participants),
        )
    if department in signed:
        text_, remedy = N_("“{department}”已经签署意见。"), N_("请等待其他部门签署；意见有误的，先作废再签。")
        return refuse("acceptance.signed_twice", text_, _CLAUSE, remedy, department=department)
    if not agreed and not text:
        text_, remedy = N_("“{department}”不同意，但没有说明理由。"), N_("请写明不同意的理由。")
        return refuse("acceptance.no_reason", text_, _CLAUSE, remedy, department=department)
    return None


def conclusion_refusal(participants: Iterable[str], signed: Mapping[str, bool], passed: bool) -> Refusal | None:
    """Concluded when all have signed; passed when all agree."""
    missing = [department for department in participants if department not in signed]
    if missing:
        return refuse(
            "acceptance.unsigned",
            N_("还有部门没有签署意见：{missing}。"),
            _CLAUSE,
            N_("请待各部门签署后再作结论。"),
            missing="、".join(missing),
        )
    against = [department for department, agreed in signed.items() if not agreed]
    if passed and against:
        return refuse(
            "acceptance.disagreed",
            N_("有部门不同意：{against}，不能作出合格的结论。"),
            _CLAUSE,
            N_("请作出不合格的结论，整改后复验。"),
            against="、".join(against),
        )
    return None
