"""Intended penalties: whose days, whose range, on which of two texts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.domain.histories import day, enterprise, hazard, maybe, order, reinspection, visit

from duban.domain.campaign import Campaign
from duban.domain.case import Case, case_of
from duban.domain.citations import PenaltyRange, Tier, Who
from duban.domain.law import Law
from duban.domain.messages import Refusal
from duban.domain.rules.penalty_decisions import (
    Intended,
    change_refusal,
    chosen,
    decision_refusal,
    evaluated,
    payment_refusal,
    span,
    span_refusal,
)
from duban.domain.vocabulary import ItemResult, PenaltyKind, PenaltyTarget

FINE, SUSPENSION, WARNING = PenaltyKind.FINE, PenaltyKind.SUSPENSION, PenaltyKind.WARNING
YUAN = 100


def intended(**more: Any) -> Intended:
    given: dict[str, Any] = {
        "concept": "organisation_and_training",
        "target": PenaltyTarget.ENTERPRISE,
        "tier": Tier.FIRST,
        "kinds": (FINE,),
        "fine_fen": 30_000 * YUAN,
        "began_on": day("07-20"),
        "ended_on": None,
        "decided_on": day("09-06"),
    }
    return Intended(**(given | more))


def rule(refusal: Refusal | None) -> str | None:
    return refusal.rule if refusal else None


def case(campaign: Campaign, law: Law, *facts: Any) -> Case:
    return case_of(enterprise(visit("07-20"), *facts), day("08-20"), campaign, law)


TWO_ORDERED = (hazard("甲"), hazard("乙", corrected="07-21"), order("07-20", {"甲": "08-10", "乙": "08-10"}))


@pytest.mark.parametrize(
    ("facts", "hazards", "days"),
    [
        ((hazard("甲"),), ("甲",), ("07-20", None)),  # still there
        (TWO_ORDERED, ("甲", "乙"), ("07-20", None)),
        ((*TWO_ORDERED, reinspection("08-09", {"甲": ItemResult.PASSED})), ("甲", "乙"), ("07-20", "08-09")),
        ((*TWO_ORDERED, reinspection("08-09", {"甲": ItemResult.PASSED})), ("乙",), ("07-20", "07-21")),
        ((hazard("甲"),), (), ("08-20", "08-20")),  # no hazard: of the day
        ((hazard("甲"),), ("无",), ("08-20", "08-20")),
    ],
)
def test_the_days_of_a_violation_are_those_of_its_hazards(
    facts: tuple[Any, ...], hazards: tuple[str, ...], days: tuple[str, str | None], shenyang: Campaign, law: Law
) -> None:
    assert span(case(shenyang, law, *facts), hazards) == (day(days[0]), maybe(days[1]))


@pytest.mark.parametrize(
    ("penalty", "articles"),
    [
        (intended(decided_on=day("08-31")), ["第九十四条"]),
        (intended(began_on=day("09-01")), ["第九十七条"]),
        (intended(), ["第九十四条", "第九十七条"]),  # goes on through the change of law
        (intended(ended_on=day("08-10")), ["第九十四条"]),  # the later text is not lighter
    ],
)
def test_the_texts_evaluated(penalty: Intended, articles: list[str], law: Law) -> None:
    assert [choice.citation.article for choice in evaluated(penalty, law)] == articles


def test_the_lightest_text_that_allows_it_is_chosen(law: Law) -> None:
    assert chosen(intended(), law).citation.article == "第九十四条"
    assert chosen(intended(fine_fen=80_000 * YUAN), law).citation.article == "第九十七条"
    assert chosen(intended(kinds=(WARNING,), fine_fen=0, concept="contracting_out"), law).range is None


@pytest.mark.parametrize(
    ("penalty", "summary", "expected"),
    [
        (intended(), False, None),
        (intended(began_on=day("09-07")), False, "penalty.days"),
        (intended(ended_on=day("09-07")), False, "penalty.days"),
        (intended(concept="daily_penalty", decided_on=day("08-31")), False, "law.not_in_force"),
        (intended(fine_fen=0), False, "penalty.fine_kind"),
        (intended(kinds=(WARNING,)), False, "penalty.fine_kind"),
        (
            intended(kinds=(SUSPENSION,), fine_fen=0, target=PenaltyTarget.PERSON),
            False, "penalty.suspension_target",
        ),
        (intended(concept="hazard_not_eliminated", tier=Tier.REFUSED), False, "penalty.fine_range"),
        (intended(concept="inspection_refused", tier=Tier.REFUSED), False, None),
        (intended(fine_fen=3_001 * YUAN), True, "penalty.summary_limit"),
        (intended(fine_fen=3_000 * YUAN), True, None),
        (intended(kinds=(FINE, SUSPENSION)), False, "penalty.no_suspension"),
        (intended(tier=Tier.OVERDUE, kinds=(SUSPENSION,), fine_fen=0), False, None),
    ],
)  # fmt: skip
def test_the_first_rule_that_a_penalty_breaks(penalty: Intended, summary: bool, expected: str | None, law: Law) -> None:
    assert rule(decision_refusal(penalty, summary=summary, law=law)) == expected


def test_the_kinds_of_two_texts_are_not_combined(law: Law) -> None:
    concept = law.lawbook.concepts["organisation_and_training"]
    old, new = concept.versions
    fined = PenaltyRange(Who.UNIT, Tier.SERIOUS, 0, 5_000_000, False, False, old.from_day, old.to_day, True)
    stopped = PenaltyRange(Who.UNIT, Tier.SERIOUS, None, None, False, True, new.from_day, new.to_day, True)
    changed = replace(concept, penalties=(fined, stopped))
    lawbook = replace(law.lawbook, concepts={**law.lawbook.concepts, concept.id: changed})
    both = intended(tier=Tier.SERIOUS, kinds=(FINE, SUSPENSION))
    other = Law(lawbook, law.deadlines, law.calendar)
    assert rule(decision_refusal(both, summary=False, law=other)) == "penalty.two_texts"
    for kinds, fen in (((FINE,), 3_000_000), ((SUSPENSION,), 0)):
        alone = replace(both, kinds=kinds, fine_fen=fen)
        assert decision_refusal(alone, summary=False, law=other) is None


@pytest.mark.parametrize(
    ("kinds", "fen", "expected"),
    [
        ([FINE], 1, None),
        ([FINE, WARNING], 1, None),
        ([FINE], 0, "penalty.change_fine_only"),
        ([WARNING], 1, "penalty.change_fine_only"),
        ([FINE, SUSPENSION], 1, "penalty.change_fine_only"),
    ],
)
@pytest.mark.parametrize("on", ["07-14", "07-15"])
def test_only_the_amount_of_a_fine_changes(
    kinds: list[PenaltyKind], fen: int, expected: str | None, on: str, law: Law
) -> None:
    assert rule(change_refusal(kinds, fen, day(on), law)) == expected


@pytest.mark.parametrize(
    ("fine", "amount", "paid"), [(100, 100, True), (100, 99, False), (100, 101, False), (0, 0, False)]
)
def test_a_fine_is_paid_in_full(fine: int, amount: int, paid: bool, law: Law) -> None:
    assert (payment_refusal(fine, amount, day("09-06"), law) is None) is paid


ENTERPRISE, PERSON = PenaltyTarget.ENTERPRISE, PenaltyTarget.PERSON
GONE = (
    hazard("甲"),
    hazard("乙"),
    order("07-20", {"甲": "08-10", "乙": "09-30"}),
    reinspection("08-09", {"甲": ItemResult.PASSED}),
)


@pytest.mark.parametrize(
    ("target", "hazards", "began", "ended", "expected"),
    [
        (ENTERPRISE, ("甲",), None, None, None),
        (ENTERPRISE, ("甲",), "07-01", "08-09", None),  # begun before it was found
        (ENTERPRISE, ("甲",), "07-20", "08-05", None),  # gone before the re-inspection saw it
        (ENTERPRISE, ("甲",), "07-21", None, "penalty.days_on_record"),
        (ENTERPRISE, ("甲",), None, "08-10", "penalty.days_on_record"),  # passed on 08-09
        (ENTERPRISE, ("乙",), None, "08-10", "penalty.days_on_record"),  # still there
        (ENTERPRISE, ("甲", "乙"), "09-01", None, "penalty.days_on_record"),
        (ENTERPRISE, (), "09-01", "09-05", None),  # no hazard, no record
        (PERSON, ("甲",), "09-01", None, None),  # in his post since then
    ],
)
def test_the_days_of_a_violation_do_not_contradict_the_record(
    target: PenaltyTarget, hazards: tuple[str, ...], began: str | None, ended: str | None, *, expected: str | None,
    shenyang: Campaign, law: Law,
) -> None:  # fmt: skip
    found = case(shenyang, law, *GONE)
    assert rule(span_refusal(found, target, hazards, maybe(began), maybe(ended))) == expected
