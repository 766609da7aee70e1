"""Extensions 整改延期: what an application needs, and when a longer term may be granted."""

from __future__ import annotations

from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.vocabulary import Answer


def application_refusal(open_already: bool, due_on: date, on: date, law: Law) -> Refusal | None:
    """One application for an item at a time, made while the term runs.

    One inside the last days before expiry is taken: that window is not verified, so the standing only warns of it.
    """
    clause = law.wording("extension_application", on)
    if open_already:
        text = N_("该项已有一份延期申请尚未答复。")
        return _refusal("extension.open", text, clause, N_("请先书面答复原申请。"))
    if on > due_on:
        text = N_("整改期限 {due_on} 在申请日 {on} 已经届满，没有可以延长的期限。")
        remedy = N_("请办理整改复查并按结论处理；企业在期限内已书面申请的，按收到申请的日期补录。")
        return _refusal("extension.expired", text, clause, remedy, due_on=due_on, on=on)
    return None


def grant_refusal(
    force_majeure: Answer, proved: bool, *, granted_to: date, due_on: date, on: date, law: Law
) -> Refusal | None:
    """A longer term needs force majeure, stated and proved, and a day after the present one."""
    clause = law.wording("extension_application", on)
    if force_majeure is not Answer.YES or not proved:
        text = N_("延期须因不可抗力，并附证明材料；申请没有说明或者没有证明。")
        return _refusal("extension.force_majeure", text, clause, N_("请要求企业补正后更正申请，或者不予延期。"))
    if granted_to <= due_on:
        text = N_("延至 {granted_to} 不晚于现在的整改期限 {due_on}。")
        remedy = N_("请填写更晚的日期，或者不予延期。")
        return _refusal("extension.not_longer", text, clause, remedy, granted_to=granted_to, due_on=due_on)
    if granted_to < on:
        text = N_("延至 {granted_to} 早于答复日期 {on}。")
        remedy = N_("请填写不早于答复日期的整改期限。")
        return _refusal("extension.past", text, clause, remedy, granted_to=granted_to, on=on)
    return None


def _refusal(rule: str, text: str, clause: str, remedy: str, **params: object) -> Refusal:
    return Refusal(rule, Message(rule, text, params), clause, Message(f"{rule}.remedy", remedy))
