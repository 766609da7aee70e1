"""When a card may be confirmed or lifted, and what stands behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.domain.histories import (
    SITE,
    day,
    enterprise,
    hazard,
    order,
    penalty,
    red,
    refusal,
    reinspection,
    report,
    resumption,
    suspension,
    visit,
    yellow,
)

from duban.domain.campaign import Campaign, Test
from duban.domain.carding import behind, confirm_refusal, lift_refusal
from duban.domain.facts import ClosureRequest
from duban.domain.law import Law
from duban.domain.vocabulary import Answer, CardColour, ItemResult, RefusalOf, ReinspectionCause

PASSED, FAILED = ItemResult.PASSED, ItemResult.FAILED
YELLOW, RED = CardColour.YELLOW, CardColour.RED
OWN, APPLIED = ReinspectionCause.OWN_INITIATIVE, ReinspectionCause.APPLIED
UNSAFE = (visit("07-20"), hazard(major=True, safe=Answer.NO))
OVERDUE = (*UNSAFE, order("07-20", "08-20"))
STOPPED = (*OVERDUE, suspension("07-20"))

CONFIRM = (
    # what, colour, facts, day, rule
    ("unsafe major hazard", YELLOW, UNSAFE, "07-20", None),
    ("safety assured", YELLOW, (visit("07-20"), hazard(major=True, safe=Answer.YES)), "07-20", "card.no_ground"),
    ("safety not recorded", YELLOW, (visit("07-20"), hazard(major=True)), "07-20", "card.no_ground"),
    ("yellow names it already", YELLOW, (*UNSAFE, yellow("07-20")), "07-21", "card.standing"),
    ("yellow names another hazard", YELLOW, (*UNSAFE, yellow("07-20", "另一")), "07-21", None),
    ("red stands at the site", YELLOW, (*UNSAFE, red("07-20")), "07-21", "card.standing"),
    ("overdue, nothing examined", RED, OVERDUE, "08-21", "card.needs_reinspection"),
    ("overdue, failed", RED, (*OVERDUE, reinspection("08-21", FAILED)), "08-21", None),
    ("overdue, the order refused", RED, (*OVERDUE, refusal("08-21", "指令", RefusalOf.ORDER)), "08-21", None),
    ("overdue, failed only while the time still ran, on the bureau's own initiative", RED,
     (*OVERDUE, reinspection("08-12", FAILED, OWN)), "08-21", "card.needs_reinspection"),
    ("overdue, failed on the enterprise's own application", RED,
     (*OVERDUE, reinspection("08-12", FAILED, APPLIED)), "08-21", None),
    ("reported in time", RED, (*OVERDUE, report("08-20")), "08-21", "card.no_ground"),
    ("failed resumption review", RED,
     (*STOPPED, resumption("08-10", reviewed_on=day("08-12"), passed=False)), "08-12", None),
    ("the stop refused and overdue", RED, (*STOPPED, refusal("08-21", "停产", RefusalOf.MEASURE)), "08-21", None),
    ("suspension penalty, failed after it", RED,
     (*UNSAFE, order("07-20", "08-20"), penalty("07-21", suspends=True), reinspection("08-21", FAILED)), "08-21", None),
    ("red stands already", RED, (*OVERDUE, reinspection("08-21", FAILED), red("08-21")), "08-22", "card.standing"),
)  # fmt: skip


@pytest.mark.parametrize("row", CONFIRM, ids=[row[0] for row in CONFIRM])
def test_confirming(row: tuple[Any, ...], shenyang: Campaign, law: Law) -> None:
    _, colour, facts, on, rule = row
    refused = confirm_refusal(colour, SITE, facts=enterprise(*facts), on=day(on), campaign=shenyang, law=law)
    assert (refused.rule if refused else None) == rule


@pytest.mark.parametrize(
    ("what", "happened", "at_first", "at_second"),
    [
        ("one failed, the other passed", reinspection("08-21", {"甲": FAILED, "乙": PASSED}), None, "card.no_ground"),
        ("one failed, the other is not due yet", reinspection("08-21", {"甲": FAILED}), None, "card.no_ground"),
        ("the review of both failed", resumption("08-19", reviewed_on=day("08-20"), passed=False), None, None),
    ],
)  # fmt: skip
def test_one_stop_for_two_sites_makes_red_the_site_that_failed(
    what: str, happened: Any, at_first: str | None, at_second: str | None, *, shenyang: Campaign, law: Law
) -> None:
    facts = enterprise(
        visit("07-20"),
        hazard("甲", major=True, safe=Answer.NO, site="一厂"),
        hazard("乙", major=True, safe=Answer.NO, site="二厂"),
        order("07-20", {"甲": "08-20", "乙": "09-20"}),
        suspension("07-20", "甲", "乙"),
        happened,
    )
    given = {"facts": facts, "on": day("08-21"), "campaign": shenyang, "law": law}
    found = [confirm_refusal(RED, site, **given) for site in ("一厂", "二厂")]
    assert [refused.rule if refused else None for refused in found] == [at_first, at_second], what


def test_at_another_site_there_is_no_ground(shenyang: Campaign, law: Law) -> None:
    refused = confirm_refusal(YELLOW, "别处", facts=enterprise(*UNSAFE), on=day("07-20"), campaign=shenyang, law=law)
    assert refused is not None
    assert "本方案的依据：G2 " in str(refused)
    assert refused.clause == "工作方案四（二）"


LIFT = (
    ("passed, nothing stopped", (*OVERDUE, yellow("07-21"), reinspection("08-18", PASSED)), "08-19", None),
    ("open", (*OVERDUE, yellow("07-21")), "08-19", "card.open_ground"),
    ("no consent", (*STOPPED, yellow("07-21"), reinspection("08-18", PASSED)), "08-19", "card.open_ground"),
    ("lifted before", (*OVERDUE, yellow("07-21", lifted_on=day("08-18"))), "08-19", "card.not_in_force"),
    (
        "red, request pending",
        (*OVERDUE, red("08-21", id="yellow"), reinspection("08-28", PASSED), ClosureRequest("提请", day("08-25"))),
        "08-29",
        "card.open_ground",
    ),
    ("red, no request", (*OVERDUE, red("08-21", id="yellow"), reinspection("08-28", PASSED)), "08-29", None),
)


@pytest.mark.parametrize("row", LIFT, ids=[row[0] for row in LIFT])
def test_lifting(row: tuple[Any, ...], shenyang: Campaign, law: Law) -> None:
    _, facts, on, rule = row
    refused = lift_refusal("yellow", facts=enterprise(*facts), on=day(on), campaign=shenyang, law=law)
    assert (refused.rule if refused else None) == rule


def test_each_open_condition_is_named(shenyang: Campaign, law: Law) -> None:
    facts = enterprise(*STOPPED, yellow("07-21"))
    refused = lift_refusal("yellow", facts=facts, on=day("08-19"), campaign=shenyang, law=law)
    assert refused is not None
    assert "列入名单所依据的隐患全部复查合格；停产的已经书面同意恢复生产" in str(refused)


def test_a_campaign_without_a_ground_for_lifting_lifts_nothing(shenyang: Campaign, law: Law) -> None:
    bare = replace(shenyang, grounds=tuple(g for g in shenyang.grounds if g.id not in {"X1", "X2"}))
    facts = enterprise(*OVERDUE, yellow("07-21"), reinspection("08-18", PASSED))
    refused = lift_refusal("yellow", facts=facts, on=day("08-19"), campaign=bare, law=law)
    assert refused is not None
    assert refused.rule == "card.open_ground"


def test_a_ground_for_lifting_may_be_a_single_condition(shenyang: Campaign, law: Law) -> None:
    single = replace(shenyang.ground("X1"), when=Test("card_hazards_passed"))
    plain = replace(shenyang, grounds=(single,))
    facts = enterprise(yellow("07-21", "另一"))
    refused = lift_refusal("yellow", facts=facts, on=day("08-19"), campaign=plain, law=law)
    assert refused is not None
    assert str(refused).count("列入名单所依据的隐患全部复查合格") == 1


def test_what_stands_behind_a_card(shenyang: Campaign, law: Law) -> None:
    facts = enterprise(*OVERDUE, reinspection("08-21", FAILED))
    found = behind(RED, SITE, facts=facts, on=day("08-21"), campaign=shenyang, law=law)
    assert (found.grounds, found.hazards, found.clause) == (("G5",), ("隐患",), "四（二）")
    assert found.because == ("隐患", "隐患的整改", "指令", "复查08-21")


def test_nothing_stands_behind_a_card_without_a_ground(shenyang: Campaign, law: Law) -> None:
    found = behind(RED, SITE, facts=enterprise(), on=day("08-21"), campaign=shenyang, law=law)
    assert (found.grounds, found.hazards, found.because, found.clause) == ((), (), (), "")
