"""Visits, hazards and orders 执法检查、隐患、整改指令."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.case import HazardCase, ItemCase
from duban.domain.facts import Hazard, Order, Visit
from duban.domain.standing import Light
from duban.domain.vocabulary import Answer, HazardLevel, ItemResult
from duban.domain.workflow import Noun, state_label
from duban.queries.dossier import Dossier, Record
from duban.web.due import written_day
from duban.web.enterprise.acts import days_left
from duban.web.enterprise.names import anchor
from duban.web.sheets import Cell, Drawn, Lamp, Line, Many, Ref, Sheet, Term, Word
from duban.web.wording import day
from duban.web.words import label

NOTHING = Ref("—", quiet=True)


def visits_sheet(dossier: Dossier) -> Sheet:
    """执法检查, newest first."""
    heads = (_("检查日期"), _("类型"), _("状态"), _("执法人员"), _("专家"), _("隐患"), _("签字"), _("情况"))
    visits = sorted(dossier.facts.visits, key=lambda visit: (visit.on, visit.id), reverse=True)
    found = Counter(hazard.visit for hazard in dossier.facts.hazards)
    return Sheet("visits", _("执法检查"), heads, Drawn(visits, lambda visit: _visit(visit, found[visit.id], dossier)))


def _visit(visit: Visit, found: int, dossier: Dossier) -> Line:
    record = dossier.records.get(visit.id)
    officers: list[Cell] = [Ref(f"{officer.name} {officer.certificate}".strip()) for officer in visit.officers]
    return Line(
        (
            Ref(day(visit.on), reverse("inspection", args=[visit.id])),
            label(visit.kind),
            Word(_state(Noun.INSPECTION, record.state), "good" if visit.completed_on else "warn")
            if record
            else NOTHING,
            Many(officers),
            str(visit.experts),
            str(found),
            {True: _("已签字"), False: _("拒签"), None: "—"}[visit.signed],
            record.text if record else "",
        ),
        anchor("visit", visit.id),
    )


def _state(noun: Noun, state: str) -> str:
    return _(state_label(noun, state))


def hazards_sheet(dossier: Dossier) -> Sheet:
    """问题和隐患: the open ones first, major before general."""
    heads = (_("隐患"), _("等级"), _("发现"), _("能否保证安全"), _("整改期限"), _("结果"))
    cases = {case.id: case for case in dossier.case.hazards}

    def order(hazard: Hazard) -> tuple[bool, bool, object, str]:
        case = cases.get(hazard.id)
        return not (case and case.open), hazard.level is not HazardLevel.MAJOR, hazard.found_on, hazard.id

    hazards = sorted(dossier.facts.hazards, key=order)
    draw = Drawn(hazards, lambda each: _hazard(each, cases.get(each.id), dossier))
    return Sheet("hazards", _("问题和隐患"), heads, draw)


def _hazard(hazard: Hazard, case: HazardCase | None, dossier: Dossier) -> Line:
    record = dossier.records.get(hazard.id)
    place = record.text if record else ""
    why = _("判定标准 {item}").format(item=hazard.standard_item) if hazard.standard_item else ""
    return Line(
        (
            Many(
                [
                    Ref(hazard.description, reverse("hazard", args=[hazard.id])),
                    Ref("；".join(filter(None, (place, why))), quiet=True),
                ]
            ),
            Word(label(hazard.level), "bad" if hazard.level is HazardLevel.MAJOR else "neutral"),
            Ref(day(hazard.found_on), f"#{anchor('visit', hazard.visit)}"),
            label(hazard.safety_assured) if hazard.level is HazardLevel.MAJOR else NOTHING,
            Many([_item_due(item, dossier) for item in case.items]) if case and case.items else NOTHING,
            _result(hazard, case),
        ),
        anchor("hazard", hazard.id),
    )


def _item_due(item: ItemCase, dossier: Dossier) -> Cell:
    changed = item.due_on != item.item.due_on
    rule = (
        _("经书面批准延期的日期，当日在期限内。")
        if changed
        else _("指令书写明的整改期限，当日在期限内，遇节假日不顺延。")
    )
    due = written_day(item.due_on, rule, item.order.number)
    if not item.running:
        return Term(due)
    if item.awaiting:
        return Term(due, Light.NEAR, _("到期待复查"))
    near = dossier.campaign.is_near(item.due_on, dossier.on)
    light = Light.OVERDUE if item.overdue else Light.NEAR if near else Light.NORMAL
    return Term(due, light, days_left(item.due_on, dossier.on))


def _result(hazard: Hazard, case: HazardCase | None) -> Cell:
    if case is None:
        return Word(_("检查记录未完成，不计"), "warn")
    if hazard.corrected_on_spot_on:
        return Lamp("normal", _("{day} 当场改正").format(day=day(hazard.corrected_on_spot_on)))
    if case.last is None:
        return Word(_("未复查"), "warn") if case.open else Word(_("因关闭终结"))
    word = _("{day} 复查合格") if case.last.passed else _("{day} 复查不合格")
    return Lamp("normal" if case.last.passed else "overdue", word.format(day=day(case.last.on)))


def orders_sheet(dossier: Dossier) -> Sheet:
    """责令限期整改指令书 with items, reports, extensions and results."""
    heads = (_("文号"), _("状态"), _("签发"), _("送达"), _("整改项、报告和复查"), _("延期"))
    drafts = [record for record in dossier.records.values() if record.kind == "order" and record.state == "draft"]
    orders: list[Order | Record] = [*dossier.facts.orders, *drafts]
    lines = Drawn(orders, lambda one: _draft(one) if isinstance(one, Record) else _order(one, dossier))
    return Sheet("orders", _("责令限期整改指令书"), heads, lines)


def _draft(record: Record) -> Line:
    state = Word(_state(Noun.RECTIFICATION_ORDER, record.state))
    link = Ref(_("（拟稿）"), reverse("order", args=[record.id]))
    return Line((link, state, "", "", "", ""), anchor("order", record.id))


def _order(order: Order, dossier: Dossier) -> Line:
    record = dossier.records.get(order.id)
    undelivered = Word(_("未送达"), "warn") if order.withdrawn_on is None else NOTHING
    return Line(
        (
            Ref(order.number, reverse("order", args=[order.id])),
            Word(_state(Noun.RECTIFICATION_ORDER, record.state), "info") if record else NOTHING,
            day(order.issued_on),
            day(order.delivered_on) if order.delivered_on else undelivered,
            Many(list(_items(order, dossier))),
            Many(list(_extensions(order, dossier))),
        ),
        anchor("order", order.id),
    )


def _items(order: Order, dossier: Dossier) -> Iterable[Cell]:
    hazards = {hazard.id: hazard.description for hazard in dossier.facts.hazards}
    for number, item in enumerate(order.items, start=1):
        yield Ref(
            f"{number}. {hazards.get(item.hazard, '')}（{day(item.due_on)}）", f"#{anchor('hazard', item.hazard)}"
        )
        for report in dossier.facts.reports:
            if report.item == item.id:
                yield Ref(_("{day} 报告整改完成").format(day=day(report.filed_on)), quiet=True)
        for reinspection in dossier.facts.reinspections:
            for outcome in reinspection.outcomes:
                if outcome.item == item.id:
                    yield Ref(
                        _("{day} 复查（{cause}）：{result}").format(
                            day=day(reinspection.on),
                            cause=label(reinspection.cause),
                            result=label(ItemResult(outcome.result)),
                        ),
                        quiet=True,
                    )


def _extensions(order: Order, dossier: Dossier) -> Iterable[Cell]:
    items = {item.id for item in order.items}
    for extension in dossier.facts.extensions:
        if extension.item not in items:
            continue
        majeure = _("不可抗力：{answer}").format(answer=label(Answer(extension.force_majeure)))
        proof = _("有证明材料") if extension.proved else _("没有证明材料")
        yield Ref(
            _("{day} 申请，{majeure}，{proof}").format(day=day(extension.applied_on), majeure=majeure, proof=proof)
        )
        if extension.granted_to:
            yield Ref(_("{day} 批准延至 {to}").format(day=day(extension.replied_on), to=day(extension.granted_to)))
        elif extension.replied_on:
            yield Ref(_("{day} 不批准").format(day=day(extension.replied_on)))
        else:
            yield Word(_("尚未答复"), "warn")
