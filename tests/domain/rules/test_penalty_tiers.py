"""逾期未改正、拒不执行: a heavier tier rests on a fact about each hazard. Facts | hazards | day | rule."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.histories import (
    day,
    enterprise,
    hazard,
    order,
    penalty,
    refusal,
    reinspection,
    report,
    suspension,
    visit,
)

from duban.domain.campaign import Campaign
from duban.domain.case import Case, case_of
from duban.domain.citations import Tier
from duban.domain.facts import Extension
from duban.domain.law import Law
from duban.domain.messages import Refusal
from duban.domain.rules.penalty_decisions import Intended
from duban.domain.rules.penalty_tiers import tier_refusal
from duban.domain.vocabulary import Answer, ItemResult, PenaltyKind, PenaltyTarget, RefusalOf, ReinspectionCause

PASSED, FAILED = ItemResult.PASSED, ItemResult.FAILED
OWN, APPLIED = ReinspectionCause.OWN_INITIATIVE, ReinspectionCause.APPLIED
FIRST, OVERDUE, REFUSED, SERIOUS = Tier.FIRST, Tier.OVERDUE, Tier.REFUSED, Tier.SERIOUS

FOUND = (visit("07-20"), hazard("甲"), hazard("乙"))
ORDERED = (*FOUND, order("07-20", {"甲": "08-10", "乙": "09-30"}))
EXTENDED = Extension("延期", "甲的整改", day("08-01"), Answer.YES, True, day("08-03"), day("08-31"))
STOPPED = (*ORDERED, suspension("07-20", "乙"))
FINED = (*ORDERED, penalty("08-20", id="罚款", hazards=("甲",)))


def case(facts: tuple[Any, ...], on: str, campaign: Campaign, law: Law) -> Case:
    return case_of(enterprise(*facts), day(on), campaign, law)


def intended(tier: Tier, on: str, concept: str = "safety_equipment") -> Intended:
    return Intended(
        concept, PenaltyTarget.ENTERPRISE, tier, (PenaltyKind.FINE,), 6_000_000, day("07-20"), None, day(on)
    )


def rule(refusal: Refusal | None) -> str | None:
    return refusal.rule if refusal else None


@pytest.mark.parametrize(
    ("facts", "tier", "hazards", "on", "expected"),
    [
        # 责令改正的同时、情节严重: nothing more is asked for
        (FOUND, FIRST, (), "08-11", None),
        (FOUND, SERIOUS, (), "08-11", None),
        # 逾期未改正: an item overdue on the day
        (FOUND, OVERDUE, ("甲",), "08-11", "penalty.not_overdue"),  # nothing was ordered
        (ORDERED, OVERDUE, ("甲",), "08-10", "penalty.not_overdue"),  # the due day itself is in time
        (ORDERED, OVERDUE, ("甲",), "08-11", None),
        (ORDERED, OVERDUE, ("乙",), "08-11", "penalty.not_overdue"),  # due on 09-30
        (ORDERED, OVERDUE, ("甲", "乙"), "08-11", "penalty.not_overdue"),  # each of them has to be
        (ORDERED, OVERDUE, (), "08-11", "penalty.tier_without_hazard"),
        (ORDERED, OVERDUE, ("无",), "08-11", "penalty.not_overdue"),
        ((*ORDERED, EXTENDED), OVERDUE, ("甲",), "08-11", "penalty.not_overdue"),
        ((*ORDERED, EXTENDED), OVERDUE, ("甲",), "09-01", None),
        ((*ORDERED, report("08-10", "甲的整改")), OVERDUE, ("甲",), "08-15", "penalty.not_overdue"),  # 到期待复查
        ((*FOUND, order("07-20", {"甲": "08-10"}, delivered=None)), OVERDUE, ("甲",), "08-15", "penalty.not_overdue"),
        ((*FOUND, order("07-20", {"甲": "08-10"}, delivered="08-12")), OVERDUE, ("甲",), "08-15",
         "penalty.not_overdue"),
        ((*FOUND, order("07-20", {"甲": "08-10"}, withdrawn_on=day("08-12"))), OVERDUE, ("甲",), "08-15",
         "penalty.not_overdue"),
        # 逾期未改正: a re-inspection failed when the time was over, also where it has passed since
        ((*ORDERED, reinspection("08-12", {"甲": FAILED})), OVERDUE, ("甲",), "08-12", None),
        ((*ORDERED, reinspection("08-12", {"甲": FAILED}), reinspection("08-20", {"甲": PASSED})), OVERDUE, ("甲",),
         "08-25", None),
        ((*ORDERED, reinspection("08-10", {"甲": FAILED})), OVERDUE, ("甲",), "08-10", "penalty.not_overdue"),
        ((*ORDERED, reinspection("08-10", {"甲": FAILED}), reinspection("08-11", {"甲": PASSED})), OVERDUE, ("甲",),
         "08-11", None),
        ((*ORDERED, reinspection("08-02", {"甲": FAILED}, OWN), reinspection("08-09", {"甲": PASSED})), OVERDUE,
         ("甲",), "08-25", "penalty.not_overdue"),
        ((*ORDERED, reinspection("08-02", {"甲": FAILED}, APPLIED)), OVERDUE, ("甲",), "08-03", "penalty.not_overdue"),
        ((*ORDERED, reinspection("08-12", {"甲": PASSED})), OVERDUE, ("甲",), "08-25", "penalty.not_overdue"),
        ((*ORDERED, reinspection("08-12", {"甲": FAILED})), OVERDUE, ("甲",), "08-09", "penalty.not_overdue"),  # later
        # 逾期未改正: a refusal says more than overdue
        ((*ORDERED, refusal("07-25", "指令", RefusalOf.ORDER)), OVERDUE, ("甲", "乙"), "07-26", None),
        # 拒不执行: a refusal of a decision about the hazard, on record by the day; being overdue is none
        (ORDERED, REFUSED, ("甲",), "08-25", "penalty.no_refusal"),
        ((*ORDERED, reinspection("08-12", {"甲": FAILED})), REFUSED, ("甲",), "08-25", "penalty.no_refusal"),
        ((*ORDERED, refusal("08-24", "指令", RefusalOf.ORDER)), REFUSED, ("甲", "乙"), "08-25", None),
        ((*ORDERED, refusal("08-24", "指令", RefusalOf.ORDER)), REFUSED, ("甲",), "08-23", "penalty.no_refusal"),
        ((*ORDERED, refusal("08-24", "指令", RefusalOf.ORDER)), REFUSED, (), "08-25", "penalty.tier_without_hazard"),
        ((*ORDERED, refusal("08-24", "别的", RefusalOf.ORDER)), REFUSED, ("甲",), "08-25", "penalty.no_refusal"),
        ((*STOPPED, refusal("08-24", "停产", RefusalOf.MEASURE)), REFUSED, ("乙",), "08-25", None),
        ((*STOPPED, refusal("08-24", "停产", RefusalOf.MEASURE)), REFUSED, ("甲",), "08-25", "penalty.no_refusal"),
        ((*FOUND, order("07-20", {"甲": "08-10"}, withdrawn_on=day("08-24")),
          refusal("08-01", "指令", RefusalOf.ORDER)),
         REFUSED, ("甲",), "08-25", "penalty.no_refusal"),  # nothing is left that was refused
        ((*FINED, refusal("08-24", "罚款", RefusalOf.PENALTY)), REFUSED, ("甲",), "08-25", None),
    ],
)  # fmt: skip
def test_a_heavier_tier_rests_on_a_fact_known_on_the_day(
    facts: tuple[Any, ...], tier: Tier, hazards: tuple[str, ...], on: str, *, expected: str | None,
    shenyang: Campaign, law: Law,
) -> None:  # fmt: skip
    assert rule(tier_refusal(case(facts, on, shenyang, law), intended(tier, on), hazards)) == expected


@pytest.mark.parametrize("concept", ["hazard_not_eliminated", "inspection_refused", "organisation_and_training"])
def test_no_article_has_a_heavier_tier_without_its_fact(concept: str, shenyang: Campaign, law: Law) -> None:
    for tier, expected in ((OVERDUE, "penalty.not_overdue"), (REFUSED, "penalty.no_refusal")):
        found = tier_refusal(case(FOUND, "09-06", shenyang, law), intended(tier, "09-06", concept), ("甲",))
        assert rule(found) == expected


def test_the_refusal_names_the_hazards_that_lack_the_fact(shenyang: Campaign, law: Law) -> None:
    facts = (*ORDERED, hazard("丙"))
    found = tier_refusal(case(facts, "08-11", shenyang, law), intended(OVERDUE, "08-11"), ("甲", "乙", "丁"))
    assert str(found) == (
        "截至 2021-08-11 以下隐患没有逾期未改正的记录（整改逾期、期限届满的复查不合格、拒不执行）：示例隐患、丁。"
        "（《中华人民共和国安全生产法》（2014年修正）第九十六条（待法规科核实））"
        "请先登记整改指令的送达、复查结论或者拒不执行；或者按责令改正的情形处理。"
    )
