"""Ordering 下达指令书: what an order's items need, and when it may be issued. What follows from one: ``orders``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal

CONCEPTS = ("order_removal", "order_correction")
"""The powers that an order cites, each in the article of its day."""


def due_refusal(hazard: str, due_on: date, issued_on: date, law: Law) -> Refusal | None:
    """A due day lies not before the order is issued."""
    if due_on >= issued_on:
        return None
    params = {"hazard": hazard, "due_on": due_on, "issued_on": issued_on}
    return Refusal(
        "order.due_before_issue",
        Message("order.due_before_issue", N_("“{hazard}”的整改期限 {due_on} 早于指令书日期 {issued_on}。"), params),
        law.wording("order_correction", issued_on),
        Message("order.due_before_issue.remedy", N_("请填写不早于签发日期的整改期限。")),
    )


def item_refusal(
    hazard: str, corrected_on: date | None, passed: bool, orders: Iterable[str], *, on: date, law: Law
) -> Refusal | None:
    """Nothing is ordered twice, nor what is corrected already. ``orders``: others in which the hazard still runs."""
    clause = law.wording("order_correction", on)
    if corrected_on is not None:
        text = N_("“{hazard}”已于 {corrected_on} 当场改正，不再责令整改。")
        return _needless("order.corrected", text, {"hazard": hazard, "corrected_on": corrected_on}, clause)
    if passed:
        return _needless("order.passed", N_("“{hazard}”已复查合格，不再责令整改。"), {"hazard": hazard}, clause)
    running = "、".join(orders)
    if running:
        text = N_("“{hazard}”已列入尚未结清的指令书：{orders}。")
        return _needless("order.twice", text, {"hazard": hazard, "orders": running}, clause)
    return None


def issue_refusal(drafts: Iterable[str], items: int, on: date, law: Law) -> Refusal | None:
    """An order or a measure names hazards, all from visits whose record is complete. ``drafts``: those that do not."""
    clause = law.wording("inspection_record", on)
    if not items:
        return Refusal(
            "order.empty",
            Message("order.empty", N_("文书没有列入任何隐患。")),
            clause,
            Message("order.empty.remedy", N_("请列入至少一项隐患，或者作废草稿。")),
        )
    unfinished = "、".join(drafts)
    if not unfinished:
        return None
    return Refusal(
        "order.visit_is_draft",
        Message("order.visit_is_draft", N_("以下隐患的检查记录尚未完成：{hazards}。"), {"hazards": unfinished}),
        clause,
        Message("order.complete_visit", N_("请先完成检查记录（签字或者注明拒签），再签发文书。")),
    )


def _needless(rule: str, text: str, params: dict[str, object], clause: str) -> Refusal:
    return Refusal(
        rule,
        Message(rule, text, params),
        clause,
        Message("order.needless.remedy", N_("请从本指令书中去掉这一项；原指令书有误的，先撤回。")),
    )
