"""Conditions of the enterprise as a whole 企业, and of what it does without approval."""

from __future__ import annotations

from duban.domain.campaign import Subject
from duban.domain.case import Case, RefusalCase
from duban.domain.conditions.registry import NOTHING, Found, condition
from duban.domain.conditions.suspensions import still_unsafe_after_suspension
from duban.domain.facts import UnapprovedActivity
from duban.domain.messages import N_
from duban.domain.rules.penalties import repeated
from duban.domain.vocabulary import NO, UNKNOWN, YES, RefusalOf

_CLOSURE = N_("安全生产法关于关闭的规定")
_ACCIDENT = "closure_accident"


@condition(Subject.ENTERPRISE, N_("存在尚未消除的重大事故隐患"), _CLOSURE, N_("请查明重大事故隐患是否消除"))
def open_major_hazard(case: Case, enterprise: Case) -> Found:
    major = tuple(hazard.id for hazard in case.hazards if hazard.major and hazard.open)
    return (YES if major else NO), major


@condition(
    Subject.ENTERPRISE,
    N_("在规定期间内多次受到安全生产法规定的行政处罚"),
    _CLOSURE,
    N_("请查明处罚次数"),
)
def penalties_repeated(case: Case, enterprise: Case) -> Found:
    """Our reading: once the number was reached, it stays reached for as long as the major hazard is there."""
    decisions = repeated(case)
    return (YES if decisions else NO), decisions


@condition(
    Subject.ENTERPRISE,
    N_("经停产停业整顿（行政处罚）后仍不具备安全生产条件"),
    _CLOSURE,
    N_("请登记停产停业整顿决定针对的隐患"),
)
def unsafe_after_suspension_penalty(case: Case, enterprise: Case) -> Found:
    found = [still_unsafe_after_suspension(case, s) for s in case.suspensions if s.penalty is not None]
    return _strongest(found)


@condition(
    Subject.ENTERPRISE,
    N_("不具备安全生产条件，导致发生重大、特别重大生产安全事故"),
    _CLOSURE,
    N_("请查明：事故是否因不具备安全生产条件所致"),
)
def grave_accident_for_lack_of_conditions(case: Case, enterprise: Case) -> Found:
    """An accident is judged by the law of its day: one before the article was in force is no ground."""
    known = (accident for accident in case.facts.accidents if case.law.cited(_ACCIDENT, accident.on) is not None)
    accidents = sorted(known, key=lambda accident: accident.id)
    return _strongest([(accident.conditions_lacking, (accident.id,)) for accident in accidents])


@condition(
    Subject.ENTERPRISE,
    N_("拒不执行停产停业整顿决定（行政处罚）"),
    _CLOSURE,
    N_("请登记拒不执行的是哪一份行政处罚决定"),
)
def suspension_penalty_refused(case: Case, enterprise: Case) -> Found:
    return _strongest([_penalty_refused(case, refusal) for refusal in case.refusals])


def _penalty_refused(case: Case, refusal: RefusalCase) -> Found:
    if refusal.refusal.decision_kind is not RefusalOf.PENALTY:
        return NOTHING
    if refusal.suspension is not None and refusal.suspension.penalty is not None:
        return (NO if refusal.suspension.consented else YES), (refusal.id, refusal.suspension.id)
    known = any(penalty.id == refusal.refusal.decision for penalty in case.facts.penalties)
    return (NO if known else UNKNOWN), (refusal.id,)


@condition(
    Subject.UNAPPROVED,
    N_("未依法取得批准擅自从事有关活动"),
    N_("安全生产法关于未经批准擅自从事有关活动的规定"),
    N_("请查明是否已经取得批准"),
)
def acting_without_approval(case: Case, activity: UnapprovedActivity) -> Found:
    return YES, (activity.id,)


def _strongest(found: list[Found]) -> Found:
    """All records that say yes; else those that are not known; else no."""
    if not found:
        return NOTHING
    for answer in (YES, UNKNOWN):
        ids = [because for each, because in found if each is answer]
        if ids:
            return answer, tuple(i for because in ids for i in because)
    return NO, tuple(i for _, because in found for i in because)
