"""Attendance 到场人员: who may be named at a visit, as officer or as expert, and when a visit began and ended."""

from __future__ import annotations

from datetime import date

from duban.domain.messages import N_, Message, Refusal
from duban.domain.wordlists import PersonKind, word_label

_RECORD = N_("安全生产法：监督检查书面记录")


def attendance_refusal(
    name: str, kind: PersonKind, wanted: PersonKind, left_on: date | None, on: date
) -> Refusal | None:
    """Officers act and experts advise: nobody is named as what he is not, nor after he left."""
    if kind is not wanted:
        params = {"name": name, "kind": word_label(kind), "wanted": word_label(wanted)}
        return Refusal(
            "attendance.kind",
            Message("attendance.kind", N_("{name}登记为{kind}，不能作为{wanted}到场。"), params),
            _RECORD,
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
            _RECORD,
            Message("attendance.left.remedy", N_("请核对检查日期和到场人员。")),
        )
    return None


def times_refusal(on: date, started_on: date | None, ended_on: date | None) -> Refusal | None:
    """A visit begins on its own day, and ends no earlier; it may run past midnight."""
    if started_on is not None and started_on != on:
        return _times(N_("检查开始时间在 {day}，不在检查日期 {on}。"), started_on, on)
    if ended_on is not None and ended_on < on:
        return _times(N_("检查结束时间在 {day}，早于检查日期 {on}。"), ended_on, on)
    return None


def _times(text: str, day: date, on: date) -> Refusal:
    return Refusal(
        "visit.times",
        Message("visit.times", text, {"day": day, "on": on}),
        _RECORD,
        Message("visit.times.remedy", N_("请核对检查日期和起止时间。")),
    )
