"""The worked cases from the first visit to the re-inspection, done through the deeds, day by day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.actions.later_steps import act, acts, begun, listed, projection_is_exact, standing
from tests.actions.steps import (
    APPROVER,
    CASE,
    GENERAL,
    MAJOR,
    OFFICER,
    PAIR,
    SAFE,
    SITE,
    day,
    delivered,
    draft_visit,
    issued,
    ordered,
    reinspected,
    visited,
)
from tests.actions.world import TIEXI, an_id, do, refused

from duban.domain.standing import NextAct

pytestmark = pytest.mark.usefixtures("world")

FIRST = day("07-20")


def cites(found: NextAct, article: str) -> bool:
    return any(article in cited.text for cited in found.citations)


def test_2_an_attempt_covers_nothing() -> None:
    do("record_attempt", by=OFFICER, on=day("07-18"), **CASE, site=SITE, officers=PAIR, reason="厂门关闭，无人应答")
    assert (standing(day("07-19")).covered, acts(day("07-19"))) == (False, {"inspect"})
    assert projection_is_exact()


def test_3_nothing_found() -> None:
    visited(on=FIRST)
    assert (standing(day("07-21")).covered, acts(day("07-21"))) == (True, set())
    assert projection_is_exact()


def test_4_corrected_on_the_spot() -> None:
    visited({**GENERAL, "corrected_on_spot": True}, on=FIRST)
    assert (standing(day("07-21")).covered, acts(day("07-21"))) == (True, set())
    assert projection_is_exact()


@pytest.mark.parametrize(("on", "article"), [("07-20", "第六十二条"), ("09-03", "第六十五条")])
def test_5_and_6_a_general_hazard_before_and_after_the_new_act(on: str, article: str) -> None:
    visited(GENERAL, on=day(on))
    assert acts(day(on)) == {"G1 issue_order"}
    assert cites(act(day(on), "issue_order"), article)
    assert projection_is_exact()


def test_7_passed_in_time() -> None:
    order, (item,), _ = ordered(GENERAL, due=day("08-10"))
    reinspected(order, {item: "passed"}, on=day("08-09"))
    assert (acts(day("08-11")), standing(day("08-11")).open_hazards) == (set(), ())
    assert projection_is_exact()


def test_8_and_9_the_due_day_and_the_day_after() -> None:
    _, (item,), _ = ordered(GENERAL, due=day("08-10"))
    assert (standing(day("08-10")).overdue, acts(day("08-10"))) == ((), set())
    (overdue,) = standing(day("08-11")).overdue
    assert (overdue.item, overdue.major, overdue.awaiting) == (str(item), False, False)
    assert acts(day("08-11")) == {"reinspect"}
    assert act(day("08-11"), "reinspect").due_on == day("08-20")
    assert projection_is_exact()


def test_9a_reported_in_time() -> None:
    _, (item,), _ = ordered(GENERAL, due=day("08-10"))
    do("report_completion", by=OFFICER, on=day("08-09"), item=item)
    (awaiting,) = standing(day("08-11")).overdue
    assert awaiting.awaiting
    assert act(day("08-11"), "reinspect").due_on == day("08-19")
    assert projection_is_exact()


def test_11_major_and_safe() -> None:
    visited(SAFE, on=FIRST)
    assert acts(FIRST) == {"G1 issue_order", "G3 list_supervision"}
    assert projection_is_exact()


def test_13_nobody_recorded_whether_it_is_safe() -> None:
    _, (hazard,) = visited(MAJOR, on=FIRST)
    assert acts(FIRST) == {"G1 issue_order", "G3 list_supervision"}
    assert ("G2", str(hazard)) in {(question.ground, question.subject) for question in standing(FIRST).questions}
    do("record_safety", by=OFFICER, on=day("07-21"), hazard=hazard, assured=False)
    assert "G2 confirm_yellow" in acts(day("07-21"))
    assert "G2 confirm_yellow" not in acts(FIRST)
    assert projection_is_exact()


def extended(applied: date, replied: date | None) -> None:
    case = begun()
    extension = do(
        "apply_extension", by=OFFICER, on=applied, item=case.item, text="连续暴雨停工", force_majeure=True,
        proof="示例气象证明",
    )  # fmt: skip
    if replied is not None:
        do("reply_extension", by=APPROVER, on=replied, extension=extension, reason="属实", granted_to=day("09-05"))


def test_18_and_19_an_extension_holds_overdue_back_until_its_day() -> None:
    extended(day("08-08"), day("08-12"))
    assert (standing(day("08-21")).overdue, standing(day("09-05")).overdue) == ((), ())
    assert {"G5 confirm_red", "G5 request_closure"} <= acts(day("09-06"))
    assert act(day("09-06"), "reinspect").due_on == day("09-15")
    assert projection_is_exact()


def test_20_a_late_application_is_taken_with_a_warning() -> None:
    extended(day("08-15"), None)
    reply = act(day("08-15"), "reply_extension")
    assert reply.due_on == day("08-20")
    assert "extension.window" in {note.code for note in reply.notes}
    assert projection_is_exact()


def test_23a_a_look_on_the_bureaus_own_initiative_changes_nothing() -> None:
    case = begun()
    reinspected(case.order, {case.item: "not_yet_due"}, on=day("08-12"))
    assert acts(day("08-12")) == set()
    assert standing(day("08-12")).card == "yellow"
    assert projection_is_exact()


def test_24_the_next_reinspection_carries_one_item() -> None:
    visit, found = visited(GENERAL, GENERAL, SAFE, on=FIRST)
    order, (first, second, major) = issued(visit, dict.fromkeys(found, day("08-20")), on=FIRST)
    delivered(order, on=FIRST)
    listed(found[2], on=day("07-22"))
    reinspected(order, {first: "passed", second: "passed", major: "not_yet_due"}, on=day("08-19"))
    assert [item.item for item in standing(day("08-21")).overdue] == [str(major)]
    assert {"reinspect", "G5 confirm_red", "G5 request_closure"} <= acts(day("08-21"))
    assert set(act(day("08-21"), "reinspect").because) == {str(order), str(major), str(found[2])}
    assert projection_is_exact()


@pytest.mark.parametrize(
    ("officers", "rule"),
    [(PAIR[:1], "visit.two_officers"), ((PAIR[0], an_id(f"person:expired-{TIEXI}")), "visit.certificate")],
)
def test_29_and_30_a_visit_without_two_valid_officers_stays_a_draft(officers: tuple[object, ...], rule: str) -> None:
    visit, _ = draft_visit(GENERAL, officers=officers)
    assert refused("complete_inspection", by=OFFICER, inspection=visit, signed=True).rule == rule
    assert (standing(FIRST).covered, acts(FIRST)) == (False, {"inspect", "complete_visit"})
    assert projection_is_exact()
