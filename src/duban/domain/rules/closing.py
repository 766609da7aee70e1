"""Closing 提请关闭 as deeds: when a request may be sent, answered, carried out and accepted."""

from __future__ import annotations

from datetime import date

from duban.domain.facts import ClosureRequest
from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.guards import article_refusal
from duban.domain.rules.refusing import refuse
from duban.domain.vocabulary import ClosureDecision

AUTHORITY = "penalty_authority"


def send_refusal(request: ClosureRequest, on: date, law: Law) -> Refusal | None:
    """A request is sent only after the legal review named its basis in law, in force on the day."""
    clause = law.wording(AUTHORITY, on)
    if request.reviewed_on is None or request.reviewed_on > on:
        text = N_("提请关闭的材料没有经过法制审核。")
        return refuse("closure.not_reviewed", text, clause, N_("请先送法制审核。"))
    if not request.basis:
        text = N_("法制审核没有写明法定关闭依据（法定关闭依据待补）。")
        remedy = N_("请补齐停产停业整顿处罚决定及其后的复查等步骤，由法制审核写明依据后再报送。")
        return refuse("closure.no_basis", text, clause, remedy)
    return article_refusal(request.basis, on, law)


def carry_out_refusal(request: ClosureRequest, on: date, law: Law) -> Refusal | None:
    """Nothing is closed without the government's decision to close."""
    decided = request.decided_on is not None and request.decided_on <= on
    if decided and request.decision is ClosureDecision.CLOSE:
        return None
    text = N_("到 {on} 没有登记政府予以关闭的决定，不能登记关闭的执行。")
    remedy = N_("请先登记政府的答复；关闭由县级以上人民政府决定。")
    return refuse("closure.not_decided", text, law.wording(AUTHORITY, on), remedy, on=on)


def accept_refusal(request: ClosureRequest, on: date) -> Refusal | None:
    """An exit is accepted after it was carried out."""
    if request.carried_out_on is not None and request.carried_out_on <= on:
        return None
    text = N_("到 {on} 没有登记关闭的执行情况，不能验收。")
    return refuse("closure.not_carried_out", text, N_("工作方案四（三）"), N_("请先登记断电、拆除等执行情况。"), on=on)
