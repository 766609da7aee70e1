"""Fines within the range of the day, 从旧兼从轻; what is decided on the spot; suspension as a penalty."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.histories import day, enterprise, maybe, penalty

from duban.domain.campaign import Campaign
from duban.domain.case import case_of
from duban.domain.citations import Tier, Who
from duban.domain.law import Law
from duban.domain.rules.penalties import (
    acts,
    applicable,
    choices,
    counter,
    fine_refusal,
    summary_refusal,
    suspension_refusal,
)
from duban.domain.vocabulary import PenaltyKind

YUAN = 100
UNIT, PERSON = Who.UNIT, Who.PERSON
FIRST, REFUSED = Tier.FIRST, Tier.REFUSED

FINES = (
    # what, yuan, concept, who, tier, began, ended, decided, allowed
    ("old law: no fine on a first order", 40_000, "hazard_not_eliminated", UNIT, FIRST,
     "07-20", "08-10", "08-20", False),
    ("old law: refused", 100_000, "hazard_not_eliminated", UNIT, REFUSED, "07-20", None, "08-20", True),
    ("old law: refused, too low", 99_999, "hazard_not_eliminated", UNIT, REFUSED, "07-20", None, "08-20", False),
    ("new law: first order", 50_000, "hazard_not_eliminated", UNIT, FIRST, "09-02", None, "09-06", True),
    ("new law: too high", 50_001, "hazard_not_eliminated", UNIT, FIRST, "09-02", None, "09-06", False),
    ("found under the old law, still open: both are evaluated", 40_000, "hazard_not_eliminated", UNIT, FIRST,
     "07-20", None, "09-06", True),
    ("ended under the old law: the new one is not lighter", 40_000, "hazard_not_eliminated", UNIT, FIRST,
     "07-20", "08-10", "09-06", False),
    ("unit: refused and ended under the old law, decided under it", 200_000, "hazard_not_eliminated", UNIT, REFUSED,
     "07-20", "08-10", "08-20", True),
    ("unit: the new law, which fines no unit for it, is lighter and alone applies", 200_000, "hazard_not_eliminated",
     UNIT, REFUSED, "07-20", "08-10", "09-06", False),
    ("unit: still refusing under the new law, both are evaluated", 200_000, "hazard_not_eliminated", UNIT, REFUSED,
     "07-20", None, "09-06", True),
    ("manager: the new law is heavier, the old one stays", 50_001, "hazard_not_eliminated", PERSON, REFUSED,
     "07-20", "08-10", "09-06", False),
    ("manager: refused under the new law", 60_000, "hazard_not_eliminated", PERSON, REFUSED,
     "09-02", None, "09-06", True),
    ("no such article then", 1, "no_risk_grading", UNIT, FIRST, "07-20", None, "08-20", False),
)  # fmt: skip


@pytest.mark.parametrize("row", FINES, ids=[row[0] for row in FINES])
def test_fines(row: tuple[Any, ...], law: Law) -> None:
    _, yuan, concept, who, tier, began, ended, decided, allowed = row
    refusal = fine_refusal(
        yuan * YUAN, concept, who, tier, began_on=day(began), ended_on=maybe(ended), decided_on=day(decided), law=law
    )
    assert (refusal is None) == allowed


def test_a_refused_fine_names_every_range_that_was_looked_at(law: Law) -> None:
    refusal = fine_refusal(
        60_000 * YUAN, "hazard_not_eliminated", UNIT, FIRST,
        began_on=day("07-20"), ended_on=None, decided_on=day("09-06"), law=law,
    )  # fmt: skip
    assert refusal is not None
    assert "第九十九条 -" in str(refusal)
    assert "第一百零二条 0.00—50000.00元" in str(refusal)


def test_where_both_texts_apply_the_choice_is_shown(law: Law) -> None:
    found = choices(
        "hazard_not_eliminated", UNIT, FIRST, began_on=day("07-20"), ended_on=None, decided_on=day("09-06"), law=law
    )
    assert [choice.citation.number for choice in found] == ["99", "102"]


def test_a_later_text_that_is_lighter_applies_to_what_ended_before(law: Law) -> None:
    found = choices(
        "hazard_not_eliminated", UNIT, REFUSED, began_on=day("07-20"), ended_on=day("08-10"), decided_on=day("09-06"),
        law=law,
    )  # fmt: skip
    assert [choice.citation.number for choice in found] == ["99", "102"]


def test_a_later_text_that_is_heavier_does_not(law: Law) -> None:
    found = choices(
        "hazard_not_eliminated", PERSON, REFUSED, began_on=day("07-20"), ended_on=day("08-10"), decided_on=day("09-06"),
        law=law,
    )  # fmt: skip
    assert [choice.citation.number for choice in found] == ["99"]


def test_a_lighter_later_text_takes_the_place_of_the_earlier_one(law: Law) -> None:
    found = applicable(
        "hazard_not_eliminated", UNIT, REFUSED, began_on=day("07-20"), ended_on=day("08-10"), decided_on=day("09-06"),
        law=law,
    )  # fmt: skip
    assert [choice.citation.number for choice in found] == ["102"]


def test_a_refused_fine_says_which_text_is_not_verified(law: Law) -> None:
    refusal = fine_refusal(
        60_000 * YUAN, "organisation_and_training", UNIT, FIRST,
        began_on=day("07-20"), ended_on=None, decided_on=day("08-20"), law=law,
    )  # fmt: skip
    assert refusal is not None
    assert refusal.clause == "《中华人民共和国安全生产法》（2014年修正）第九十四条（待法规科核实）"


SUMMARY = (
    ("unit, old law, at the limit", 1_000, UNIT, "07-14", {PenaltyKind.FINE}, None),
    ("unit, old law, above", 1_001, UNIT, "07-14", {PenaltyKind.FINE}, "penalty.summary_limit"),
    ("unit, new law, at the limit", 3_000, UNIT, "07-15", {PenaltyKind.FINE}, None),
    ("unit, new law, above", 3_001, UNIT, "07-15", {PenaltyKind.FINE}, "penalty.summary_limit"),
    ("person, new law, above", 201, PERSON, "07-15", {PenaltyKind.FINE}, "penalty.summary_limit"),
    ("warning", 0, PERSON, "07-15", {PenaltyKind.WARNING}, None),
    ("suspension", 0, UNIT, "07-15", {PenaltyKind.SUSPENSION}, "penalty.summary_kind"),
    ("a day for which no limit is loaded", 9_999, UNIT, "2010-01-01", {PenaltyKind.FINE}, None),
)


@pytest.mark.parametrize("row", SUMMARY, ids=[row[0] for row in SUMMARY])
def test_on_the_spot(row: tuple[Any, ...], law: Law) -> None:
    _, yuan, who, decided, kinds, rule = row
    refusal = summary_refusal(yuan * YUAN, kinds, who, decided_on=day(decided), law=law)
    assert (refusal.rule if refusal else None) == rule


def test_a_refused_order_allows_suspension_as_a_penalty(law: Law) -> None:
    days = {"began_on": day("07-20"), "ended_on": None, "decided_on": day("09-06")}
    assert suspension_refusal("hazard_not_eliminated", REFUSED, law=law, **days) is None


def test_a_first_order_does_not(law: Law) -> None:
    refusal = suspension_refusal(
        "hazard_not_eliminated", FIRST, began_on=day("07-20"), ended_on=None, decided_on=day("09-06"), law=law
    )
    assert refusal is not None
    assert refusal.rule == "penalty.no_suspension"


def test_an_undelivered_decision_is_to_be_delivered_in_seven_working_days(shenyang: Campaign, law: Law) -> None:
    case = case_of(enterprise(penalty("09-27", delivered=None)), day("09-28"), shenyang, law)
    assert [(act.act, act.due_on) for act in acts(case)] == [("deliver_penalty", day("10-12"))]


def test_the_counter_knows_no_window_before_the_law_did(shenyang: Campaign, law: Law) -> None:
    case = case_of(enterprise(penalty("08-20")), day("08-31"), shenyang, law)
    assert counter(case).windows == ()
