"""What deeds from the visit to the re-inspection are refused: facts | day | rule."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.domain.histories import day

from duban.domain.calendars import SHANGHAI
from duban.domain.law import Law
from duban.domain.messages import Refusal
from duban.domain.rules import (
    attendance,
    corrections,
    evidence,
    extensions,
    guards,
    hazards,
    measures,
    ordering,
    plans,
    reinspections,
)
from duban.domain.rules.measures import Danger
from duban.domain.rules.reinspections import ItemToReinspect
from duban.domain.vocabulary import Answer, HazardLevel, ItemResult, MeasureKind, ReinspectionCause, VisitKind
from duban.domain.wordlists import PersonKind
from duban.domain.workflow import RectificationOrderState
from duban.specs.hazards_loader import load_hazard_standards

MAJOR, GENERAL = HazardLevel.MAJOR, HazardLevel.GENERAL
STOP, OUT = MeasureKind.TEMPORARY_SUSPENSION, MeasureKind.WITHDRAW_PEOPLE
OFFICER, EXPERT = PersonKind.OFFICER, PersonKind.EXPERT
ITEM = ItemToReinspect("1", "安全出口堵塞", day("08-20"), passed=False, reported=False)
DONE = ItemToReinspect("2", "护栏缺失", day("08-20"), passed=True, reported=True)


def rule(refusal: Refusal | None) -> str | None:
    """The rule of a refusal, which must say what to do next."""
    if refusal is None:
        return None
    assert refusal.remedy is not None
    assert str(refusal)
    return refusal.rule


@pytest.mark.parametrize(
    ("kind", "wanted", "left", "expected"),
    [
        (OFFICER, OFFICER, None, None),
        (OFFICER, OFFICER, "07-21", None),
        (OFFICER, OFFICER, "07-20", "attendance.left"),
        (EXPERT, OFFICER, None, "attendance.kind"),
        (OFFICER, EXPERT, None, "attendance.kind"),
    ],
)
def test_who_may_be_named_at_a_visit(
    law: Law, kind: PersonKind, wanted: PersonKind, left: str | None, expected: str | None
) -> None:
    left_on = None if left is None else day(left)
    assert rule(attendance.attendance_refusal("示例", kind, wanted, left_on, day("07-20"), law=law)) == expected


@pytest.mark.parametrize(
    ("started", "ended", "expected"),
    [
        (None, None, None),
        ("07-20", "07-20", None),
        ("07-20", "07-21", None),
        (None, "07-19", "visit.times"),
        ("07-19", None, "visit.times"),
    ],
)
def test_a_visit_begins_on_its_day(law: Law, started: str | None, ended: str | None, expected: str | None) -> None:
    days = [None if text is None else day(text) for text in (started, ended)]
    assert rule(attendance.times_refusal(day("07-20"), *days, law)) == expected


def test_a_record_is_signed_or_the_refusal_noted(law: Law) -> None:
    assert rule(attendance.signature_refusal(True, "", day("07-20"), law)) is None
    assert rule(attendance.signature_refusal(False, "负责人拒签", day("07-20"), law)) is None
    assert rule(attendance.signature_refusal(False, "", day("07-20"), law)) == "visit.signature"


@pytest.mark.parametrize(
    ("approved", "expected"),
    [("07-20", None), ("07-21", "visit.plan_not_approved"), (None, "visit.plan_not_approved")],
)
def test_a_visit_carries_out_an_approved_plan(law: Law, approved: str | None, expected: str | None) -> None:
    approved_on = None if approved is None else day(approved)
    assert rule(attendance.plan_item_refusal(approved_on, day("07-20"), law)) == expected


@pytest.mark.parametrize(
    ("level", "item", "opinion", "expected"),
    [
        (GENERAL, "", "", None),
        (GENERAL, "GM2017-YJ-1", "", "hazard.general_with_item"),
        (MAJOR, "GM2017-YJ-1", "", None),
        (MAJOR, "", "专家意见", None),
        (MAJOR, "other", "专家意见", None),
        (MAJOR, "", "", "hazard.major_needs_ground"),
        (MAJOR, "other", "", "hazard.other_needs_opinion"),
        (MAJOR, "GM2017-0", "", "hazard.unknown_item"),
    ],
)
def test_a_major_hazard_has_a_ground(
    law: Law, level: HazardLevel, item: str, opinion: str, expected: str | None
) -> None:
    found = hazards.grade_refusal(level, item, opinion, day("07-20"), load_hazard_standards(), law=law)
    assert rule(found) == expected


def test_an_item_is_in_force_on_the_day(law: Law) -> None:
    found = hazards.grade_refusal(MAJOR, "GM2017-YJ-1", "", date(2023, 6, 1), load_hazard_standards(), law=law)
    assert rule(found) == "hazard.item_not_in_force"


def test_what_was_decided_on_a_major_hazard_keeps_it_major(law: Law) -> None:
    assert rule(hazards.downgrade_refusal([], day("07-20"), law)) is None
    assert rule(hazards.downgrade_refusal(["挂牌督办"], day("07-20"), law)) == "hazard.relied_upon"


@pytest.mark.parametrize(
    ("on", "orders", "expected"),
    [
        ("07-20", (), None),
        ("07-21", (), "hazard.not_on_the_spot"),
        ("07-20", ("示例1号",), "hazard.ordered_already"),
    ],
)
def test_on_the_spot_is_the_visits_day(law: Law, on: str, orders: tuple[str, ...], expected: str | None) -> None:
    assert rule(hazards.spot_correction_refusal(day("07-20"), day(on), orders, law)) == expected


def test_a_plan_looks_ahead_with_two_officers(law: Law) -> None:
    on = day("07-10")
    assert rule(plans.planned_day_refusal("示例", on, on)) is None
    assert rule(plans.planned_day_refusal("示例", day("07-09"), on)) == "plan.day_passed"
    assert rule(plans.submission_refusal([("示例", 2)], on, law)) is None
    assert rule(plans.submission_refusal([("示例", 2), ("示例二", 1)], on, law)) == "plan.two_officers"
    assert rule(plans.submission_refusal([], on, law)) == "plan.empty"


@pytest.mark.parametrize(("due", "expected"), [("07-20", None), ("08-20", None), ("07-19", "order.due_before_issue")])
def test_a_due_day_is_not_before_the_order(law: Law, due: str, expected: str | None) -> None:
    assert rule(ordering.due_refusal("示例", day(due), day("07-20"), law)) == expected


@pytest.mark.parametrize(
    ("corrected", "passed", "orders", "expected"),
    [
        (None, False, (), None),
        (day("07-20"), False, (), "order.corrected"),
        (None, True, (), "order.passed"),
        (None, False, ("示例1号",), "order.twice"),
    ],
)
def test_nothing_is_ordered_needlessly(
    law: Law, corrected: date | None, passed: bool, orders: tuple[str, ...], expected: str | None
) -> None:
    assert rule(ordering.item_refusal("示例", corrected, passed, orders, on=day("07-20"), law=law)) == expected


@pytest.mark.parametrize(
    ("drafts", "items", "expected"),
    [((), 1, None), ((), 0, "order.empty"), (("示例",), 2, "order.visit_is_draft")],
)
def test_an_order_rests_on_completed_records(
    law: Law, drafts: tuple[str, ...], items: int, expected: str | None
) -> None:
    assert rule(ordering.issue_refusal(drafts, items, day("07-20"), law)) == expected


@pytest.mark.parametrize(
    ("stated", "proved", "to", "expected"),
    [
        (Answer.YES, True, "09-05", None),
        (Answer.UNKNOWN, True, "09-05", "extension.force_majeure"),
        (Answer.NO, True, "09-05", "extension.force_majeure"),
        (Answer.YES, False, "09-05", "extension.force_majeure"),
        (Answer.YES, True, "08-20", "extension.not_longer"),
        (Answer.YES, True, "08-21", "extension.past"),
    ],
)
def test_a_longer_term_needs_proved_force_majeure(
    law: Law, stated: Answer, proved: bool, to: str, expected: str | None
) -> None:
    found = extensions.grant_refusal(stated, proved, granted_to=day(to), due_on=day("08-20"), on=day("08-22"), law=law)
    assert rule(found) == expected


@pytest.mark.parametrize(
    ("open_already", "on", "expected"),
    [
        (False, "08-08", None),
        (False, "08-15", None),  # inside the window of D01, which is not verified: the standing warns
        (False, "08-20", None),  # the due day is in time
        (False, "08-21", "extension.expired"),
        (True, "08-08", "extension.open"),
        (True, "08-21", "extension.open"),
    ],
)
def test_one_application_at_a_time_while_the_term_runs(
    law: Law, open_already: bool, on: str, expected: str | None
) -> None:
    assert rule(extensions.application_refusal(open_already, day("08-20"), day(on), law)) == expected


def test_an_application_after_expiry_names_clause_and_way_out(law: Law) -> None:
    refusal = extensions.application_refusal(False, day("08-20"), day("08-21"), law)
    assert str(refusal) == (
        "整改期限 2021-08-20 在申请日 2021-08-21 已经届满，没有可以延长的期限。"
        "（《安全生产违法行为行政处罚办法》（2015年修正）第十七条（待法规科核实））"
        "请办理整改复查并按结论处理；企业在期限内已书面申请的，按收到申请的日期补录。"
    )


@pytest.mark.parametrize(
    ("kind", "completed", "visited", "expected"),
    [
        (VisitKind.REINSPECTION, True, "08-19", None),
        (VisitKind.FIRST, True, "08-19", "reinspection.kind"),
        (VisitKind.REINSPECTION, False, "08-19", "reinspection.draft"),
        (VisitKind.REINSPECTION, True, "08-18", "reinspection.day"),
    ],
)
def test_which_visit_makes_a_reinspection(
    law: Law, kind: VisitKind, completed: bool, visited: str, expected: str | None
) -> None:
    assert rule(reinspections.visit_refusal(kind, completed, day(visited), day("08-19"), law)) == expected


@pytest.mark.parametrize(
    ("state", "delivered", "expected"),
    [
        ("delivered", "07-20", None),
        ("delivered", "08-20", "order.not_delivered"),
        ("issued", None, "order.not_delivered"),
        ("draft", None, "order.not_delivered"),
        ("closed", "07-20", "order.not_running"),
        ("ended", "07-20", "order.not_running"),
        ("withdrawn", "07-20", "order.not_running"),
    ],
)
def test_terms_run_while_an_order_is_delivered(
    law: Law, state: str, delivered: str | None, expected: str | None
) -> None:
    sent = None if delivered is None else day(delivered)
    assert rule(reinspections.running_refusal(RectificationOrderState(state), sent, day("08-19"), law)) == expected


@pytest.mark.parametrize(
    ("outcomes", "on", "expected"),
    [
        ([("1", ItemResult.PASSED)], "08-19", None),
        ([("1", ItemResult.NOT_YET_DUE)], "08-20", None),
        ([("1", ItemResult.NOT_YET_DUE)], "08-21", "reinspection.due"),
        ([("1", ItemResult.PASSED), ("1", ItemResult.FAILED)], "08-19", "reinspection.twice"),
        ([("2", ItemResult.FAILED)], "08-21", "reinspection.passed_already"),
        ([("3", ItemResult.PASSED)], "08-19", "reinspection.foreign_item"),
    ],
)
def test_which_results_fit(law: Law, outcomes: list[tuple[str, ItemResult]], on: str, expected: str | None) -> None:
    assert rule(reinspections.outcomes_refusal([ITEM, DONE], outcomes, day(on), law)) == expected


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        ({}, None),
        ({"1": "通道已清空，照片两张"}, None),
        ({"1": ""}, "reinspection.unproved"),
        ({"1": "　 "}, "reinspection.unproved"),
    ],
)
def test_what_has_passed_is_proved_item_by_item(law: Law, passed: dict[str, str], expected: str | None) -> None:
    assert rule(reinspections.proof_refusal([ITEM, DONE], passed, day("08-20"), law)) == expected


@pytest.mark.parametrize(
    ("cause", "items", "on", "expected"),
    [
        (ReinspectionCause.OWN_INITIATIVE, [ITEM], "08-01", None),
        (ReinspectionCause.DUE, [ITEM], "08-20", None),
        (ReinspectionCause.DUE, [ITEM], "08-19", "reinspection.cause_due"),
        (ReinspectionCause.APPLIED, [ITEM, DONE], "08-19", None),
        (ReinspectionCause.APPLIED, [ITEM], "08-19", "reinspection.cause_applied"),
    ],
)
def test_the_cause_fits(
    law: Law, cause: ReinspectionCause, items: list[ItemToReinspect], on: str, expected: str | None
) -> None:
    assert rule(reinspections.cause_refusal(cause, items, day(on), law)) == expected


UNSAFE = Danger("会议室在吊运影响范围内", major=True, safety_assured=Answer.NO)


@pytest.mark.parametrize(
    ("kind", "concept", "dangers", "until", "expected"),
    [
        (STOP, "temporary_suspension", [UNSAFE], None, None),
        (STOP, "temporary_suspension", [UNSAFE], "2022-01-20", None),
        (STOP, "temporary_suspension", [UNSAFE], "2022-01-21", "measure.long_term"),
        (STOP, "temporary_suspension", [UNSAFE], "2021-07-19", "measure.until_before_issue"),
        (STOP, "temporary_suspension", [], None, "measure.major_only"),
        (STOP, "temporary_suspension", [Danger("示例", False, Answer.NO)], None, "measure.major_only"),
        (STOP, "temporary_suspension", [UNSAFE, Danger("示例", True, Answer.YES)], None, "measure.safety_assured"),
        (STOP, "temporary_suspension", [Danger("示例", True, Answer.UNKNOWN)], None, "measure.safety_unknown"),
        (STOP, "closure_repeat", [UNSAFE], None, "law.not_in_force"),
        (STOP, "示例", [UNSAFE], None, "law.unknown_concept"),
        (OUT, "withdraw_people", [Danger("示例", False, Answer.UNKNOWN)], "2022-06-01", None),
    ],
)
def test_when_a_measure_may_be_taken(
    law: Law, kind: MeasureKind, concept: str, dangers: list[Danger], *, until: str | None, expected: str | None
) -> None:
    last = None if until is None else date.fromisoformat(until)
    assert rule(measures.measure_refusal(kind, concept, dangers, until=last, on=day("07-20"), law=law)) == expected


def test_a_term_that_is_not_verified_asks_for_a_reason_and_refuses_nothing(law: Law) -> None:
    long_after = date(2022, 12, 31)
    kind, concept, dangers = STOP, "temporary_suspension", [UNSAFE]
    found = measures.measure_refusal(
        kind, concept, dangers, until=long_after, reason="炉体须拆除重建", on=day("07-20"), law=law
    )
    assert found is None


@pytest.mark.parametrize(
    ("code", "refuses"),
    [("D01", False), ("D04", False), ("D08", True)],  # the standing warns; a reason is asked for; the cut is refused
)
def test_only_a_verified_term_refuses(law: Law, code: str, refuses: bool) -> None:
    """The terms outside which something is said to the officer: only one that somebody read says no."""
    due = law.deadlines.compute(code, datetime(2021, 7, 20, 12, tzinfo=SHANGHAI), law.calendar)
    assert due.verified is refuses


def test_a_stop_is_lifted_by_consent_alone(law: Law) -> None:
    assert rule(measures.lift_refusal(STOP, False, day("08-19"), law)) == "measure.consent_first"
    assert rule(measures.lift_refusal(STOP, True, day("08-19"), law)) is None
    assert rule(measures.lift_refusal(OUT, False, day("08-19"), law)) is None


@pytest.mark.parametrize(
    ("delivered", "until", "on", "expected"),
    [
        ("2021-07-20", "2021-08-20", "2021-08-21", None),
        ("2021-07-20", "2021-08-20", "2021-08-20", "measure.term_runs"),
        ("2021-07-20", None, "2022-01-20", "measure.term_runs"),
        ("2021-07-20", None, "2022-01-21", None),
        (None, None, "2022-01-21", "measure.no_term"),
    ],
)
def test_when_a_term_has_ended(
    law: Law, delivered: str | None, until: str | None, on: str, expected: str | None
) -> None:
    sent, last = (None if text is None else date.fromisoformat(text) for text in (delivered, until))
    assert rule(measures.term_end_refusal(sent, last, date.fromisoformat(on), law)) == expected


def test_a_file_is_there_before_anything_points_to_it() -> None:
    now = datetime(2021, 7, 20, 12, tzinfo=SHANGHAI)
    assert rule(evidence.file_refusal("0" * 64, 7, 7)) is None
    assert rule(evidence.file_refusal("0" * 64, 7, 8)) == "evidence.file"
    assert rule(evidence.file_refusal("0" * 64, 7, None)) == "evidence.file"
    assert rule(evidence.taken_refusal(None, now)) is None
    assert rule(evidence.taken_refusal(now, now)) is None
    assert rule(evidence.taken_refusal(now.replace(hour=13), now)) == "evidence.taken"


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (corrections.fields_refusal("隐患", ["place"], ["place"], "示例"), None),
        (corrections.fields_refusal("隐患", ["level"], ["place"], "示例"), "correction.fields"),
        (corrections.fields_refusal("隐患", ["level"], [], "示例"), "correction.fields"),
        (corrections.unchanged_refusal("隐患", ["place"]), None),
        (corrections.unchanged_refusal("隐患", []), "correction.unchanged"),
        (corrections.settled_refusal("延期", True, "示例"), None),
        (corrections.settled_refusal("延期", False, "示例"), "correction.settled"),
        (corrections.kept_refusal("隐患", [], "示例"), None),
        (corrections.kept_refusal("隐患", ["指令书"], "示例"), "correction.kept"),
        (corrections.not_voidable_refusal("送达", "示例"), "correction.not_voidable"),
        (corrections.delivered_day_refusal(day("07-21"), day("07-20"), day("08-01")), None),
        (corrections.delivered_day_refusal(day("07-21"), None, None), None),
        (corrections.delivered_day_refusal(day("07-19"), day("07-20"), None), "correction.delivered_day"),
        (corrections.delivered_day_refusal(day("08-02"), day("07-20"), day("08-01")), "correction.delivered_day"),
    ],
)
def test_what_may_be_corrected(refusal: Refusal | None, expected: str | None) -> None:
    assert rule(refusal) == expected


@pytest.mark.parametrize(
    ("on", "earlier", "expected"), [("07-20", "07-20", None), ("07-20", None, None), ("07-20", "07-21", "day.order")]
)
def test_a_step_is_not_before_the_one_it_rests_on(on: str, earlier: str | None, expected: str | None) -> None:
    before: Any = None if earlier is None else day(earlier)
    assert rule(guards.before_refusal("签发", day(on), "起草", before)) == expected
