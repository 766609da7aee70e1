"""Measures 现场处理措施: on which hazards and for how long they may be taken, and how they end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.domain.citations import marked
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.rules.guards import article_refusal
from duban.domain.rules.suspensions import NORMAL_STOP, TEMPORARY
from duban.domain.vocabulary import Answer, MeasureKind


@dataclass(frozen=True, slots=True)
class Danger:
    """A hazard as a measure sees it: whether it is major on the day, and whether safety can be assured."""

    description: str
    major: bool
    safety_assured: Answer


def measure_refusal(
    kind: MeasureKind,
    concept: str,
    dangers: Iterable[Danger],
    *,
    until: date | None,
    reason: str = "",
    on: date,
    law: Law,
) -> Refusal | None:
    """The basis is in force; production is stopped only for major hazards that cannot be made safe.

    A term beyond the normal one needs a ``reason`` and no more: the text says "normally", and nobody read it yet.
    """
    checks = (article_refusal(concept, on, law), _until_refusal(until, on, law))
    refusal = next((found for found in checks if found is not None), None)
    if refusal is not None or kind is not MeasureKind.TEMPORARY_SUSPENSION:
        return refusal
    return _stop_refusal(dangers, on, law) or _term_refusal(until, reason, on, law)


def _until_refusal(until: date | None, on: date, law: Law) -> Refusal | None:
    if until is None or until >= on:
        return None
    text = N_("措施期限 {until} 早于决定书日期 {on}。")
    remedy = N_("请填写不早于签发日期的期限。")
    return _refusal("measure.until_before_issue", text, law.wording("onsite_measure", on), remedy, until=until, on=on)


def _stop_refusal(dangers: Iterable[Danger], on: date, law: Law) -> Refusal | None:
    clause = law.wording(TEMPORARY, on)
    dangers = tuple(dangers)
    general = "、".join(danger.description for danger in dangers if not danger.major)
    if general or not dangers:
        text = N_("责令暂时停产停业只能针对重大隐患；不是重大隐患的：{hazards}。")
        remedy = N_("请只列重大隐患，或者选择其他措施。")
        return _refusal("measure.major_only", text, clause, remedy, hazards=general or "-")
    unknown = "、".join(danger.description for danger in dangers if danger.safety_assured is Answer.UNKNOWN)
    if unknown:
        text = N_("没有查明排除前或者排除过程中能否保证安全：{hazards}。")
        remedy = N_("请先登记能否保证安全，再决定停产。")
        return _refusal("measure.safety_unknown", text, clause, remedy, hazards=unknown)
    assured = "、".join(danger.description for danger in dangers if danger.safety_assured is Answer.YES)
    if assured:
        text = N_("以下隐患排除前和排除过程中能够保证安全，没有暂时停产停业的依据：{hazards}。")
        remedy = N_("请责令限期整改，或者选择其他措施。")
        return _refusal("measure.safety_assured", text, clause, remedy, hazards=assured)
    return None


def _term_refusal(until: date | None, reason: str, on: date, law: Law) -> Refusal | None:
    normal = law.due(NORMAL_STOP, on)
    if until is None or normal is None or until <= normal.due_on or reason:
        return None
    text = N_("暂时停产停业至 {until}，超过一般的期限 {normal}，没有说明理由。")
    remedy = N_("请写明需要更长期限的理由，或者填写不晚于该日的期限。")
    clause = marked(normal.cited.text, normal.cited.verified)
    return _refusal("measure.long_term", text, clause, remedy, until=until, normal=normal.due_on)


def lift_refusal(kind: MeasureKind, consented: bool, on: date, law: Law) -> Refusal | None:
    """Production resumes by written consent after a review, never by lifting alone."""
    if kind is not MeasureKind.TEMPORARY_SUSPENSION or consented:
        return None
    return _refusal(
        "measure.consent_first",
        N_("暂时停产停业须经审查并书面同意恢复生产后才能解除。"),
        law.wording("resumption_consent", on),
        N_("请登记恢复生产申请、现场审查和书面同意；同意后措施随之解除。"),
    )


def term_end_refusal(delivered_on: date | None, until: date | None, on: date, law: Law) -> Refusal | None:
    """A term has ended on the day after its last one: as written, else the normal one."""
    normal = None if until is not None or delivered_on is None else law.due(NORMAL_STOP, delivered_on)
    last = until if normal is None else normal.due_on
    if last is not None and on > last:
        return None
    clause = law.wording("onsite_measure", on)
    if last is None:
        text, remedy = N_("该措施没有期限。"), N_("请在整改合格后办理解除。")
        return _refusal("measure.no_term", text, clause, remedy)
    text, remedy = N_("措施期限 {last} 在 {on} 还没有届满。"), N_("请在期限的次日起登记。")
    return _refusal("measure.term_runs", text, clause, remedy, last=last, on=on)


def _refusal(rule: str, text: str, clause: str, remedy: str, **params: object) -> Refusal:
    return Refusal(rule, Message(rule, text, params), clause, Message(f"{rule}.remedy", remedy))
