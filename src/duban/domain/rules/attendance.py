"""Attendance 到场: who may be named at a visit, when it began and ended, who signed, which plan it carries out."""

from __future__ import annotations

from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.wordlists import PersonKind, word_label

_RECORD = "inspection_record"


def attendance_refusal(
    name: str, kind: PersonKind, wanted: PersonKind, left_on: date | None, on: date, *, law: Law
) -> Refusal | None:
    """Officers act and experts advise: nobody is named as what he is not, nor after he left."""
    clause = law.wording(_RECORD, on)
    if kind is not wanted:
        params = {"name": name, "kind": word_label(kind), "wanted": word_label(wanted)}
        return Refusal(
            "attendance.kind",
            Message("attendance.kind", N_("{name}登记为{kind}，不能作为{wanted}到场。"), params),
            clause,
            Message("attendance.kind.remedy", N_("执法人员和专家请分别填写。")),
        )
    if left_on is not None and left_on <= on:
        return Refusal(
            "attendance.left",
            Message(
                "attendance.left",
                N_("{name}已于 {left_on} 离岗，不能登记 {on} 到场。"),
                {"name": name, "left_on": left_on, "on": on},
            ),
            clause,
            Message("attendance.left.remedy", N_("请核对检查日期和到场人员。")),
        )
    return None


def times_refusal(on: date, started_on: date | None, ended_on: date | None, law: Law) -> Refusal | None:
    """A visit begins on its own day, and ends no earlier; it may run past midnight."""
    if started_on is not None and started_on != on:
        return _times(N_("检查开始时间在 {day}，不在检查日期 {on}。"), started_on, on, law)
    if ended_on is not None and ended_on < on:
        return _times(N_("检查结束时间在 {day}，早于检查日期 {on}。"), ended_on, on, law)
    return None


def signature_refusal(signed: bool, note: str, on: date, law: Law) -> Refusal | None:
    """A record is signed by the enterprise, or the refusal to sign 拒签 is noted."""
    if signed or note:
        return None
    return Refusal(
        "visit.signature",
        Message("visit.signature", N_("检查记录没有签字，也没有注明拒签情况。")),
        law.wording(_RECORD, on),
        Message("visit.signature.remedy", N_("请由被检查单位负责人签字；拒签的，注明情况。")),
    )


def plan_item_refusal(approved_on: date | None, on: date, law: Law) -> Refusal | None:
    """A visit carries out a plan that was approved by its day. A visit without a plan names none."""
    if approved_on is not None and approved_on <= on:
        return None
    return Refusal(
        "visit.plan_not_approved",
        Message("visit.plan_not_approved", N_("所执行的检查方案在 {on} 尚未批准。"), {"on": on}),
        law.wording("inspection_plan", on),
        Message("visit.plan_not_approved.remedy", N_("请先批准检查方案，或者不填方案安排。")),
    )


def _times(text: str, day: date, on: date, law: Law) -> Refusal:
    return Refusal(
        "visit.times",
        Message("visit.times", text, {"day": day, "on": on}),
        law.wording(_RECORD, on),
        Message("visit.times.remedy", N_("请核对检查日期和起止时间。")),
    )
