"""Re-inspections 整改复查: which visit makes one, which items it carries, which results fit its day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duban.domain.facts import Id
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.rules.deliveries import FROM_DELIVERY
from duban.domain.vocabulary import ItemResult, ReinspectionCause, VisitKind
from duban.domain.workflow import Noun, RectificationOrderState, state_label

_CLAUSE = "reinspection"
_ENDED = (RectificationOrderState.CLOSED, RectificationOrderState.ENDED, RectificationOrderState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class ItemToReinspect:
    """An item of the order as it stands: its due day with extensions, whether it passed or was reported done."""

    id: Id
    hazard: str
    due_on: date
    passed: bool
    reported: bool


def visit_refusal(kind: VisitKind, completed: bool, visited_on: date | None, on: date, law: Law) -> Refusal | None:
    """The results rest on a completed visit of kind re-inspection, made on the same day."""
    clause = law.wording(_CLAUSE, on)
    if kind is not VisitKind.REINSPECTION:
        text = N_("所选的检查不是复查。")
        return _refusal("reinspection.kind", text, clause, N_("请选择或者先登记一次类型为“复查”的检查。"))
    if not completed:
        text = N_("复查的检查记录尚未完成。")
        return _refusal("reinspection.draft", text, clause, N_("请先完成检查记录（签字或者注明拒签）。"))
    if visited_on != on:
        text = N_("复查日期 {on} 与检查日期 {visited_on} 不一致。")
        remedy = N_("请按检查当日登记复查结论。")
        return _refusal("reinspection.day", text, clause, remedy, on=on, visited_on=visited_on)
    return None


def running_refusal(state: RectificationOrderState, delivered_on: date | None, on: date, law: Law) -> Refusal | None:
    """Terms run while an order is delivered: nothing is re-inspected, reported done or extended before or after."""
    if state in _ENDED:
        text = N_("指令书现为“{state}”，整改期限不再计算。")
        remedy = N_("请核对指令书；隐患仍在的，另行登记检查并下达指令书。")
        clause = law.wording(_CLAUSE, on)
        return _refusal("order.not_running", text, clause, remedy, state=state_label(Noun.RECTIFICATION_ORDER, state))
    if delivered_on is not None and delivered_on <= on:
        return None
    text = N_("指令书在 {on} 尚未送达，整改期限没有起算，不能复查、延期或者登记整改完成。")
    return _refusal("order.not_delivered", text, FROM_DELIVERY, N_("请先登记指令书的送达。"), on=on)


def passed_refusal(hazard: str, passed: bool, on: date, law: Law) -> Refusal | None:
    """What has passed is not reported done, extended or re-inspected again."""
    if not passed:
        return None
    text = N_("“{hazard}”已复查合格，不再列入复查，也不需要延期或者报告。")
    remedy = N_("请只填写尚未合格的整改项；隐患再次出现的，登记新的检查。")
    return _refusal("reinspection.passed_already", text, law.wording(_CLAUSE, on), remedy, hazard=hazard)


def outcomes_refusal(
    items: Collection[ItemToReinspect], outcomes: Collection[tuple[Id, ItemResult]], on: date, law: Law
) -> Refusal | None:
    """Each result is of an item of this order that has not passed yet; "not yet due" only until the due day."""
    known = {item.id: item for item in items}
    named = [item for item, _ in outcomes]
    if len(set(named)) < len(named):
        text = N_("同一项整改内容填写了两个结论。")
        return _refusal("reinspection.twice", text, law.wording(_CLAUSE, on), N_("请每项只填一个结论。"))
    for item, result in outcomes:
        refusal = _outcome_refusal(known.get(item), item, result, on, law)
        if refusal is not None:
            return refusal
    return None


def _outcome_refusal(item: ItemToReinspect | None, name: Id, result: ItemResult, on: date, law: Law) -> Refusal | None:
    clause = law.wording(_CLAUSE, on)
    if item is None:
        text = N_("整改项 {item} 不在该指令书中。")
        return _refusal("reinspection.foreign_item", text, clause, N_("请选择该指令书的整改项。"), item=name)
    if not item.passed and result is ItemResult.NOT_YET_DUE and on > item.due_on:
        text = N_("“{hazard}”的整改期限 {due_on} 已过，不能填“未到期未判定”。")
        remedy = N_("请判定合格或者不合格。")
        return _refusal("reinspection.due", text, clause, remedy, hazard=item.hazard, due_on=item.due_on)
    return passed_refusal(item.hazard, item.passed, on, law)


def proof_refusal(items: Iterable[ItemToReinspect], passed: Mapping[Id, str], on: date, law: Law) -> Refusal | None:
    """An item is closed 销项 with a proof of its own: what was seen, or which document shows it."""
    unproved = "、".join(item.hazard for item in items if item.id in passed and not passed[item.id].strip())
    if not unproved:
        return None
    text = N_("判定合格的整改项没有写明复查情况和证明：{hazards}。")
    remedy = N_("请逐项写明复查时看到的情况，或者证明整改合格的照片、文件。")
    return _refusal("reinspection.unproved", text, law.wording(_CLAUSE, on), remedy, hazards=unproved)


def cause_refusal(cause: ReinspectionCause, items: Iterable[ItemToReinspect], on: date, law: Law) -> Refusal | None:
    """A re-inspection *because* the term ended is not before the due day; one applied for has an application."""
    carried = tuple(items)
    clause = law.wording(_CLAUSE, on)
    if cause is ReinspectionCause.DUE and all(on < item.due_on for item in carried):
        text = N_("所列整改项在 {on} 都没有到期，复查缘由不能是“期限届满”。")
        remedy = N_("企业申请的请选“企业申请”，其余请选“机关自行”。")
        return _refusal("reinspection.cause_due", text, clause, remedy, on=on)
    if cause is ReinspectionCause.APPLIED and not any(item.reported for item in carried):
        text = N_("所列整改项没有登记整改完成报告（复查申请）。")
        remedy = N_("请先登记企业的整改完成报告，或者改选复查缘由。")
        return _refusal("reinspection.cause_applied", text, clause, remedy)
    return None


def _refusal(rule: str, text: str, clause: str, remedy: str, **params: object) -> Refusal:
    return Refusal(rule, Message(rule, text, params), clause, Message(f"{rule}.remedy", remedy))
