"""The worked cases from the yellow card to the closure, done through the deeds, day by day."""

from __future__ import annotations

import pytest
from tests.actions.later_steps import (
    DEPARTMENTS,
    act,
    acts,
    applied,
    begun,
    closed,
    confirmed,
    halted,
    listed,
    notified,
    passed,
    penalised,
    planned_acceptance,
    projection_is_exact,
    resisted,
    signed,
    standing,
    still_failing,
)
from tests.actions.steps import APPROVER, OFFICER, SAFE, UNSAFE, day, delivered, issued, reinspected, stopped, visited
from tests.actions.world import do, refused, rows, stored

from duban.domain.vocabulary import CardColour
from duban.records.models import Card, OnSiteMeasure, RectificationOrder

pytestmark = pytest.mark.usefixtures("world")

RED_AND_CLOSURE = {"G5 confirm_red", "G5 request_closure"}


def test_12_major_and_not_safe() -> None:
    visited(UNSAFE, on=day("07-20"))
    assert acts(day("07-20")) == {
        "G1 issue_order", "G2 impose_temporary_suspension", "G2 confirm_yellow", "G3 list_supervision",
    }  # fmt: skip
    assert projection_is_exact()


def test_14_passed_and_consented_then_lifted_and_delisted() -> None:
    case = begun()
    passed(case, on=day("08-18"))
    resumption = applied(case.measure, on=day("08-18"))
    do("review_resumption", by=OFFICER, on=day("08-19"), resumption=resumption, passed=True)
    do("consent_resumption", by=APPROVER, on=day("08-19"), resumption=resumption)
    assert acts(day("08-19")) == {"X1 lift_card", "delist"}
    assert standing(day("08-19")).card is CardColour.YELLOW
    assert projection_is_exact()
    do("start_delisting_review", by=OFFICER, on=day("08-19"), listing=case.listing)
    do("delist", by=APPROVER, on=day("08-19"), listing=case.listing, reason="复查合格")
    do("lift_card", by=APPROVER, on=day("08-19"), card=case.card, reason="依据全部消除")
    assert acts(day("08-19")) == set()
    assert standing(day("08-19")).card is None
    assert stored(OnSiteMeasure, case.measure).lifted_on == day("08-19")
    assert projection_is_exact()


def test_15_applied_and_not_reviewed() -> None:
    case = begun()
    passed(case, on=day("08-18"))
    applied(case.measure, on=day("08-18"))
    assert acts(day("08-19")) == {"review_resumption"}
    assert act(day("08-19"), "review_resumption").due_on == day("08-30")
    assert refused("lift_card", by=APPROVER, on=day("08-19"), card=case.card, reason="合格").rule == "card.open_ground"


def test_16_and_17_the_due_day_and_the_day_after() -> None:
    begun()
    assert acts(day("08-20")) == set()
    assert acts(day("08-21")) == {"reinspect", *RED_AND_CLOSURE}
    notes = {note.code for note in act(day("08-21"), "request_closure").notes}
    assert "closure.basis_missing" in notes
    assert act(day("08-21"), "reinspect").due_on == day("08-30")


def test_23_red_may_be_confirmed_and_takes_the_place_of_yellow() -> None:
    case = begun()
    reinspected(case.order, {case.item: "failed"}, on=day("08-21"), cause="due")
    assert acts(day("08-21")) == {*RED_AND_CLOSURE, "G6 confirm_red", "G6 request_closure"}
    red = confirmed("red", "G6", on=day("08-21"))
    yellow = stored(Card, case.card)
    assert (yellow.state, yellow.superseded_on, yellow.superseded_by_id) == ("superseded", day("08-21"), red)
    assert standing(day("08-21")).card is CardColour.RED
    assert standing(day("08-20")).card is CardColour.YELLOW
    assert acts(day("08-21")) == {"G5 request_closure", "G6 request_closure", "notify_card"}
    assert projection_is_exact()


def test_25_temporary_suspension_refused_with_real_danger() -> None:
    _, (hazard,) = visited(UNSAFE, on=day("07-20"))
    resisted(stopped(hazard, on=day("07-21")), on=day("09-10"))
    assert acts(day("09-10")) == {
        "G1 issue_order", "G2 confirm_yellow", "G3 list_supervision",
        "L2 cut_power", "L2 penalise", "L2 check_criminal_transfer",
    }  # fmt: skip
    assert projection_is_exact()


def test_25a_suspension_penalty_refused() -> None:
    _, (hazard,) = visited(UNSAFE, on=day("07-20"))
    resisted(halted(hazard, on=day("09-06")), on=day("09-10"), kind="penalty")
    assert acts(day("09-10")) == {
        "G1 issue_order", "G2 confirm_yellow", "G3 list_supervision",
        "L1 request_closure", "L2 cut_power", "L2 penalise", "L2 check_criminal_transfer",
    }  # fmt: skip
    citations = [cited.text for cited in act(day("09-10"), "request_closure").citations]
    assert any(text.endswith("第一百一十三条第四项") for text in citations)
    assert projection_is_exact()


def test_26_and_27_three_penalties_in_180_days() -> None:
    visit, (hazard,) = visited(SAFE, on=day("07-20"))
    order, _ = issued(visit, {hazard: day("12-31")}, on=day("07-20"))
    delivered(order, on=day("07-20"))
    listed(hazard, on=day("07-22"))
    for on in ("09-05", "09-20"):
        penalised(on=day(on))
    assert acts(day("10-15")) == set()
    penalised(on=day("10-15"))
    assert acts(day("10-15")) == {"L1 request_closure"}
    assert [len(window.decisions) for window in standing(day("10-15")).counter.windows] == [3, 3]
    assert projection_is_exact()


def test_28_closed_and_accepted() -> None:
    request = closed()
    acceptance = planned_acceptance(request, on=day("11-03"))
    signed(acceptance, *DEPARTMENTS, on=day("11-05"))
    do("conclude_acceptance", by=OFFICER, on=day("11-05"), acceptance=acceptance, passed=True, text="已经关停退出")
    found = standing(day("11-06"))
    assert (found.closed, found.accepted, found.overdue) == (True, True, ())
    assert acts(day("11-06")) == {"revoke_licences", "file_year_end_return", "publish_notice"}
    assert {row.state for row in rows(RectificationOrder)} == {"ended"}
    assert projection_is_exact()


def test_28_the_red_card_before_it() -> None:
    case = still_failing()
    red = notified(confirmed("red", "G5", on=day("08-30")), on=day("08-31"))
    assert stored(Card, case.card).state == "superseded"
    assert stored(Card, red).state == "notified"
