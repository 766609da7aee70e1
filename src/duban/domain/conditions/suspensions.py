"""Conditions of suspensions 停产 and of refusals 拒不执行."""

from __future__ import annotations

from datetime import date

from duban.domain.campaign import Subject
from duban.domain.case import Case, Outcome, RefusalCase, SuspensionCase, due_on
from duban.domain.conditions.registry import NOTHING, Found, condition
from duban.domain.facts import Id
from duban.domain.messages import N_
from duban.domain.vocabulary import NO, UNKNOWN, YES, ReinspectionCause

_APPLIED = ReinspectionCause.APPLIED
_PLAN = N_("工作方案四（二）")
_POWER = N_("安全生产法关于停止供电的规定")


@condition(
    Subject.SUSPENSION,
    N_("停产决定送达后（当日除外），期限届满的复查、企业申请的复查或者恢复生产审查认定仍不具备安全生产条件"),
    _PLAN,
    N_("请登记该停产决定针对的隐患"),
)
def still_unsafe_after_suspension(case: Case, suspension: SuspensionCase) -> Found:
    if suspension.delivered_on is None:
        return NO, (suspension.id,)
    failed = failed_after(case, suspension, suspension.delivered_on)
    if failed:
        return YES, (suspension.id, *failed)
    known = suspension.hazard_ids or suspension.resumptions
    return (NO if known else UNKNOWN), (suspension.id,)


def failed_after(case: Case, suspension: SuspensionCase, since: date) -> tuple[Id, ...]:
    """The hazards still failing after the suspension with the re-inspections that say so, and failed reviews.

    Our reading: a re-inspection of the day on which the stop was delivered is not one after it; often it was its cause.
    """
    failed: list[Id] = []
    for hazard in case.stopped_for(suspension):
        outcome = hazard.last
        if outcome is not None and hazard.open and outcome.on > since and counts(case, outcome):
            failed += (hazard.id, outcome.reinspection)
    return (*failed, *_failed_review(case, suspension))


def counts(case: Case, outcome: Outcome) -> bool:
    """A result on or after the due day of its item (as it then stood), or one that the enterprise applied for.

    The item of an order withdrawn since still had its due day; one that was not delivered by then had none.
    """
    if outcome.cause is _APPLIED:
        return True
    items = ((item, order.delivered_on) for order in case.facts.orders for item in order.items)
    item, delivered_on = next(((i, day) for i, day in items if i.id == outcome.item), (None, None))
    if item is None:
        return True
    return delivered_on is not None and delivered_on <= due_on(item, case.facts.extensions, outcome.on) <= outcome.on


def _failed_review(case: Case, suspension: SuspensionCase) -> tuple[Id, ...]:
    """The last resumption review, when it failed and not everything passed after it."""
    if suspension.consented:
        return ()
    reviewed = [r for r in suspension.resumptions if r.reviewed_on is not None and r.passed is not None]
    last = max(reviewed, key=lambda r: (r.reviewed_on or r.applied_on, r.passed is False), default=None)
    if last is None or last.reviewed_on is None or last.passed:
        return ()
    return () if _all_passed_after(case, suspension, last.reviewed_on) else (last.id,)


def _all_passed_after(case: Case, suspension: SuspensionCase, day: date) -> bool:
    lasts = [hazard.last for hazard in case.stopped_for(suspension)]
    return bool(lasts) and all(last is not None and last.passed and last.on > day for last in lasts)


@condition(
    Subject.REFUSAL,
    N_("拒不执行针对重大事故隐患的停产停业决定"),
    _POWER,
    N_("请登记拒不执行的是哪一份停产决定"),
)
def stop_for_major_hazard_refused(case: Case, refusal: RefusalCase) -> Found:
    stop = refusal.suspension
    if stop is None or stop.consented:
        return NOTHING
    if not stop.hazard_ids:
        return UNKNOWN, (refusal.id, stop.id)
    major = tuple(hazard.id for hazard in case.stopped_for(stop) if hazard.major and hazard.open)
    return (YES if major else NO), (refusal.id, stop.id, *major)


@condition(
    Subject.REFUSAL, N_("有发生生产安全事故的现实危险"), _POWER, N_("请查明并登记：是否有发生生产安全事故的现实危险")
)
def real_danger(case: Case, refusal: RefusalCase) -> Found:
    return refusal.refusal.real_danger, (refusal.id,)
