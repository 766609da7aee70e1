"""Power cuts 停止供电: what they presuppose, and the notice of twenty-four hours."""

from __future__ import annotations

from datetime import date, datetime

from duban.domain.case import Case
from duban.domain.days import local_day
from duban.domain.facts import Id
from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse
from duban.domain.vocabulary import Answer

NOTICE = "D08"
_CONCEPT = "power_cut"


def conditions_refusal(case: Case, decision: Id) -> Refusal | None:
    """A stop decision for a major hazard that is still there, a refusal of it, and real danger."""
    clause = case.law.wording(_CONCEPT, case.on)
    stop = next((each for each in case.suspensions if each.id == decision), None)
    hazards = [] if stop is None or stop.consented else case.stopped_for(stop)
    if not any(hazard.major and hazard.open for hazard in hazards):
        return refuse(
            "power_cut.no_stop",
            N_("没有针对尚未消除的重大隐患、仍须执行的停产决定，不能停止供电。"),
            clause,
            N_("请核对停产决定及其针对的隐患。"),
        )
    answers = [each.refusal.real_danger for each in case.refusals if each.refusal.decision == decision]
    if not answers:
        text, remedy = N_("没有登记企业拒不执行该停产决定。"), N_("请先登记拒不执行的事实。")
        return refuse("power_cut.not_refused", text, clause, remedy)
    if Answer.YES not in answers:
        text = N_("没有认定有发生生产安全事故的现实危险。")
        return refuse("power_cut.no_danger", text, clause, N_("请查明并登记是否有现实危险。"))
    return None


def notice_refusal(notified_at: datetime, in_force_at: datetime, emergency: bool, law: Law) -> Refusal | None:
    """Not before the enterprise has had twenty-four hours, unless safety is in immediate danger."""
    due = law.deadlines.compute(NOTICE, in_force_at, law.calendar)
    if due.due_at is None or notified_at <= (in_force_at if emergency else due.due_at):
        return None
    return refuse(
        "power_cut.notice",
        N_("{notified} 通知企业，{cut} 停止供电，提前通知不足 {hours} 小时。"),
        due.citation.marked,
        N_("请在通知满 {hours} 小时后停止供电；有危及生产安全的紧急情形的，在通知时写明。"),
        notified=notified_at.isoformat(timespec="minutes"),
        cut=in_force_at.isoformat(timespec="minutes"),
        hours=due.length,
    )


def moment_refusal(moment: datetime, on: date, at: datetime) -> Refusal | None:
    """The moment lies on the day of the deed and not after now."""
    if local_day(moment) == on and moment <= at:
        return None
    return refuse(
        "power_cut.moment",
        N_("时刻 {moment} 不在办理日期 {on}，或者晚于现在。"),
        N_("执法全过程记录：如实记录已经发生的事实"),
        N_("请填写实际的时刻；补录以前的事实时须写明时刻。"),
        moment=moment.isoformat(timespec="minutes"),
        on=on,
    )
