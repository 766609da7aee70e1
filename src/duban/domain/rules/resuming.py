"""Resuming 恢复生产 as deeds: resumption is never automatic, but applied for, reviewed on site and consented to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.domain.case import HazardCase
from duban.domain.facts import Resumption
from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse

CONSENT = "resumption_consent"


def apply_refusal(delivered_on: date | None, consented: bool, on: date, law: Law) -> Refusal | None:
    """Only a stop that was delivered and still lasts can be applied against."""
    clause = law.wording(CONSENT, on)
    if delivered_on is None or delivered_on > on:
        return refuse("resumption.not_stopped", N_("停产决定尚未送达。"), clause, N_("请先登记停产决定的送达。"))
    if consented:
        return refuse("resumption.consented", N_("该停产决定已经书面同意恢复生产。"), clause, N_("请核对停产决定。"))
    return None


def consent_refusal(resumption: Resumption, hazards: Iterable[HazardCase], on: date, law: Law) -> Refusal | None:
    """Consent needs an on-site review that passed, and every hazard behind the stop re-inspected and passed."""
    clause = law.wording(CONSENT, on)
    if resumption.reviewed_on is None or resumption.reviewed_on > on:
        return refuse("resumption.not_reviewed", N_("没有经过现场审查。"), clause, N_("请先现场审查并登记结论。"))
    if not resumption.passed:
        text = N_("现场审查没有合格，不能同意恢复生产。")
        return refuse("resumption.not_passed", text, clause, N_("请登记不予同意，或者重新审查。"))
    open_ones = "、".join(hazard.hazard.description for hazard in hazards if not hazard.passed)
    if open_ones:
        text = N_("停产所针对的隐患尚未复查合格：{hazards}。")
        remedy = N_("请先复查并登记合格的结论。")
        return refuse("resumption.open_hazard", text, clause, remedy, hazards=open_ones)
    return None


def waiting_refusal(resumptions: Iterable[Resumption], on: date, law: Law) -> Refusal | None:
    """One application at a time: the last one is answered first."""
    waiting = [each.applied_on for each in resumptions if each.consented_on is None and each.refused_on is None]
    if not waiting:
        return None
    text, remedy = N_("{applied} 的恢复生产申请还没有办结。"), N_("请先审查并答复该申请。")
    return refuse("resumption.waiting", text, law.wording(CONSENT, on), remedy, applied=max(waiting))


def no_stop(on: date, law: Law) -> Refusal:
    """Only a stop that binds, be it a measure or a penalty, can be applied against."""
    text = N_("该文书在 {on} 不是有效的停产决定（暂时停产停业措施或者停产停业整顿处罚）。")
    return refuse("resumption.no_stop", text, law.wording(CONSENT, on), N_("请核对停产决定。"), on=on)
