"""Conditions of one hazard 隐患."""

from __future__ import annotations

from collections.abc import Mapping

from duban.domain.campaign import Subject
from duban.domain.case import Case, HazardCase
from duban.domain.conditions.registry import NOTHING, Found, condition
from duban.domain.messages import N_
from duban.domain.vocabulary import NO, UNKNOWN, YES, Implementation

_PLAN = N_("工作方案四（二）")
_PARTS = tuple(Implementation)
_NOT_SAFE = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}


@condition(
    Subject.HAZARD,
    N_("发现的问题或者隐患没有当场改正，也没有复查合格"),
    _PLAN,
    N_("请查明该隐患是否已经消除"),
)
def hazard_open(case: Case, hazard: HazardCase) -> Found:
    return (YES if hazard.open else NO), hazard.ids


@condition(Subject.HAZARD, N_("属于重大事故隐患"), _PLAN, N_("请对照判定标准查明是否属于重大事故隐患"))
def hazard_is_major(case: Case, hazard: HazardCase) -> Found:
    return (YES if hazard.major else NO), hazard.ids


@condition(
    Subject.HAZARD,
    N_("隐患排除前或者排除过程中无法保证安全"),
    _PLAN,
    N_("请查明并登记：隐患排除前或者排除过程中能否保证安全"),
)
def safety_not_assured(case: Case, hazard: HazardCase) -> Found:
    return _NOT_SAFE[hazard.hazard.safety_assured], hazard.ids


@condition(
    Subject.HAZARD,
    N_("到规定日期仍未做到隐患整改责任、措施、资金、时限、预案“五落实”（适用范围：{applies_to}）"),
    _PLAN,
    N_("请登记治理方案提交日期和“五落实”证明材料"),
    applies_to=("listed", "any"),
)
def implementations_missing(case: Case, hazard: HazardCase, params: Mapping[str, str]) -> Found:
    """Proof must be there by the end of ``plan_due_on``; that day is still in time. Proved later: no longer missing."""
    listing = hazard.listing
    if listing is None:
        return (UNKNOWN, hazard.ids) if params["applies_to"] == "any" else NOTHING
    ids = (hazard.id, listing.id)
    if not missing_implementations(hazard):
        return NO, ids
    if listing.plan_due_on is None:
        return UNKNOWN, ids
    return (YES if case.on > listing.plan_due_on else NO), ids


def missing_implementations(hazard: HazardCase) -> tuple[Implementation, ...]:
    """Which of the 五落实 have no proof yet, in their usual order."""
    proofs = hazard.listing.proofs if hazard.listing else ()
    proved = [proof.part for proof in proofs]  # five at most: a list is asked sooner than a set is made
    return tuple([part for part in _PARTS if part not in proved])
