"""Conditions of the enterprise's own safety work 标准化、双重预防."""

from __future__ import annotations

from duban.domain.campaign import Subject
from duban.domain.case import Case
from duban.domain.conditions.registry import Found, condition
from duban.domain.facts import SafetyProfile
from duban.domain.messages import N_
from duban.domain.vocabulary import NO, UNKNOWN, YES, Standardisation

_PLAN = N_("工作方案五（三）")
_MISSING = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}


@condition(Subject.ENTERPRISE, N_("没有安全生产标准化等级"), _PLAN, N_("请查明并登记安全生产标准化等级"))
def no_standardisation_grade(case: Case, enterprise: Case) -> Found:
    profile = latest_profile(case)
    if profile is None or profile.standardisation is None:
        return UNKNOWN, () if profile is None else (profile.id,)
    return (YES if profile.standardisation is Standardisation.NONE else NO), (profile.id,)


@condition(
    Subject.ENTERPRISE,
    N_("没有建立双重预防工作机制"),
    _PLAN,
    N_("请查明并登记双重预防工作机制是否建立"),
)
def dual_prevention_missing(case: Case, enterprise: Case) -> Found:
    profile = latest_profile(case)
    return (UNKNOWN, ()) if profile is None else (_MISSING[profile.dual_prevention], (profile.id,))


def latest_profile(case: Case) -> SafetyProfile | None:
    """The last statement of the day or before; it replaces the earlier ones."""
    return max(case.facts.profiles, key=lambda profile: (profile.on, profile.id), default=None)
