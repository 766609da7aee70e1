"""Clocks 期限 of a penalty decision: delivered, paid, surcharge, filed, published, each with its due day and light."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duban.domain.campaign import Campaign
from duban.domain.law import Law
from duban.domain.rules.penalties import DELIVER_BY
from duban.domain.rules.penalty_steps import PAY_BY, PUBLISH_BY, WITHDRAW_BY, Owed, owed
from duban.domain.standing import Light
from duban.queries.penalties import Steps
from duban.web.due import due_day
from duban.web.parts import Missing
from duban.web.sheets import Cell, Cite, Lamp, Line, Many, Ref, Sheet, Term
from duban.web.wording import day, yuan


@dataclass(frozen=True, slots=True)
class Clock:
    """One step: done on a day, or waited for until a due day. ``waits`` names it in the filter of the list."""

    waits: str
    title: str
    done_on: date | None
    due_on: date | None
    code: str
    started_on: date | None
    light: Light

    @property
    def open(self) -> bool:
        """Whether the step is still to be done."""
        return self.done_on is None

    @property
    def cell(self) -> Cell:
        """In a list: the day it was done, or its due day with its light."""
        if self.done_on is not None:
            late = self.due_on is not None and self.done_on > self.due_on
            return Many([Ref(day(self.done_on)), Ref(_("逾期完成"), quiet=True)]) if late else day(self.done_on)
        if self.due_on is None:
            return Lamp("near", _("未办理"))
        return Term(due_day(self.due_on, self.code, self.started_on), self.light.value)


def clocks(steps: Steps, on: date, campaign: Campaign, law: Law) -> Sequence[Clock]:
    """The steps that the decision has, or still needs; in their order."""
    return list(_clocks(steps, on, campaign, law))


def _clocks(steps: Steps, on: date, campaign: Campaign, law: Law) -> Iterable[Clock]:
    def clock(waits: str, title: str, done: date | None, code: str, start: date | None) -> Clock:
        due = law.due(code, start).due_on if code and start and law.due(code, start) else None  # type: ignore[union-attr]  # asked just before
        return Clock(waits, title, done, due, code, start, _light(due, on, campaign))

    if steps.stands or steps.delivered_on:
        yield clock("delivery", _("送达"), steps.delivered_on, DELIVER_BY, steps.decided_on)
    if steps.fine_fen and (steps.stands or steps.paid_on):
        yield clock("payment", _("缴款"), steps.paid_on, PAY_BY, steps.delivered_on)
    if steps.summary and (steps.stands or steps.filed_on):
        yield clock("filing", _("报所属机关备案"), steps.filed_on, "", None)
    if steps.stands or steps.published_on:
        yield clock("publication", _("公示"), steps.published_on, PUBLISH_BY, steps.decided_on)
    if steps.gone_on and steps.published_on:
        yield clock("withdrawal", _("撤回公示"), steps.unpublished_on, WITHDRAW_BY, steps.gone_on)


def _light(due: date | None, on: date, campaign: Campaign) -> Light:
    if due is None:
        return Light.NORMAL
    return Light.OVERDUE if due < on else Light.NEAR if campaign.is_near(due, on) else Light.NORMAL


def sheet(steps: Steps, found: Sequence[Clock], on: date, law: Law) -> Sheet:
    """期限 on the record page, with the surcharge that runs."""
    lines = [Line((each.title, day(each.done_on), each.cell if each.open else _in_time(each), _basis(each, law)))
             for each in found]  # fmt: skip
    surcharge = surcharge_of(steps, on, law)
    if surcharge is not None:
        lines.append(_surcharge(surcharge, steps))
    heads = (_("步骤"), _("办理日期"), _("期限"), _("依据"))
    return Sheet("clocks", _("送达、缴款和公示"), heads, lines, none=_("没有要办理的步骤。"))


def _in_time(one: Clock) -> Cell:
    if one.due_on is None:
        return Lamp("normal", _("已办理"))
    late = one.done_on is not None and one.done_on > one.due_on
    term = Term(due_day(one.due_on, one.code, one.started_on))
    return Many([term, Lamp("overdue" if late else "normal", _("逾期完成") if late else _("按期完成"))])


def _basis(one: Clock, law: Law) -> Cell:
    due = law.due(one.code, one.started_on) if one.code and one.started_on else None
    if due is not None:
        return Cite(due.cited.text, due.cited.verified)
    filing = law.cited("summary_filing", one.done_on or date.max) if one.waits == "filing" else None
    return Cite(filing.text, filing.verified) if filing else "—"


def surcharge_of(steps: Steps, on: date, law: Law) -> Owed | None:
    """What is owed beside the fine on the day, or was on the day of payment."""
    if not steps.stands:
        return None
    return owed(steps.fine_fen, steps.delivered_on, steps.paid_on or on, law)


def _surcharge(found: Owed, steps: Steps) -> Line:
    told = [Ref(_("没有逾期，不加处罚款。"))]
    if found.days:
        rate = _("逾期 {days} 日，每日按罚款数额的 {rate}% 加处：{amount} 元").format(
            days=found.days, rate=found.percent_per_day, amount=yuan(found.amount_fen)
        )
        told = [Ref(rate)]
    if found.capped:
        told.append(Ref(_("已到限额，不再增加。"), quiet=True))
    if found.days and found.pauses:
        told.append(Ref(_("复议、诉讼期间不计算；本系统没有登记复议、诉讼的，请人工扣除。"), quiet=True))
    if steps.paid_on and (found.days or steps.surcharge_fen):
        told.append(Ref(_("实收加处罚款 {amount} 元").format(amount=yuan(steps.surcharge_fen))))
    cite: Cell = Cite(found.cited.text, found.cited.verified) if found.cited else "—"
    return Line((_("加处罚款"), day(steps.paid_on), Many(told), cite))


def missing(found: Sequence[Clock]) -> Sequence[Missing]:
    """还缺什么: the steps that are still to be done."""
    wanted = {
        "delivery": _("送达回证"), "payment": _("罚款缴清"), "filing": _("报所属机关备案"),
        "publication": _("处罚决定公示"), "withdrawal": _("撤回公示"),
    }  # fmt: skip
    return [
        Missing(wanted[each.waits], _("期限 {day}").format(day=day(each.due_on)) if each.due_on else "")
        for each in found
        if each.open
    ]
