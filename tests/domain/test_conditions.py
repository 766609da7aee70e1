"""Each condition: what makes it yes, no, and not known. A missing fact is never "no"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests.domain.histories import (
    SITE,
    all_proved,
    day,
    enterprise,
    hazard,
    listing,
    order,
    penalty,
    profile,
    red,
    refusal,
    reinspection,
    report,
    resumption,
    suspension,
    visit,
    yellow,
)

from duban.domain.campaign import Campaign, Subject
from duban.domain.case import Case, case_of
from duban.domain.conditions import CONDITIONS
from duban.domain.facts import ClosureRequest, GraveAccident, ItemOutcome, Reinspection, UnapprovedActivity
from duban.domain.grounds import SUBJECTS
from duban.domain.law import Law
from duban.domain.vocabulary import (
    Answer,
    ClosureDecision,
    ItemResult,
    PenaltyTarget,
    RefusalOf,
    ReinspectionCause,
    Standardisation,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
PASSED, FAILED, NOT_YET_DUE = ItemResult.PASSED, ItemResult.FAILED, ItemResult.NOT_YET_DUE

FOUND = (visit("07-20"), hazard())
MAJOR = (visit("07-20"), hazard(major=True, safe=NO))
ORDERED = (*MAJOR, order("07-21", "08-20"))
STOPPED = (*ORDERED, suspension("07-21"))
STOP_PENALTY = (*ORDERED, penalty("07-21", suspends=True, id="停产处罚"))
REVIEWED = {"reviewed_on": day("08-19")}
REQUEST = ClosureRequest("提请", day("08-25"))

TABLE: tuple[tuple[str, str, tuple[Any, ...], str, Mapping[str, str], Answer], ...] = (
    # condition, what is so, facts, day, parameters, answer
    ("hazard_open", "found", FOUND, "07-20", {}, YES),
    ("hazard_open", "corrected on the spot", (visit("07-20"), hazard(corrected="07-20")), "07-20", {}, NO),
    ("hazard_open", "passed", (*ORDERED, reinspection("08-10", PASSED)), "08-10", {}, NO),
    ("hazard_open", "passed, then failed",
     (*ORDERED, reinspection("08-10", PASSED), reinspection("08-12", FAILED)), "08-12", {}, YES),
    ("hazard_open", "passed and failed on one day",
     (*ORDERED, reinspection("08-10", FAILED, id="甲"), reinspection("08-10", PASSED, id="乙")), "08-10", {}, YES),
    ("hazard_open", "its only order ended", (*MAJOR, order("07-21", "08-20", ended_on=day("08-01"))), "08-02", {}, NO),
    ("hazard_open", "one of two orders ended",
     (*MAJOR, order("07-21", "08-20", ended_on=day("08-01")), order("07-22", "08-20", "另一")), "08-02", {}, YES),
    ("hazard_open", "an order ended that was withdrawn",
     (*MAJOR, order("07-21", "08-20", ended_on=day("08-01"), withdrawn_on=day("07-25"))), "08-02", {}, YES),
    ("hazard_is_major", "general", FOUND, "07-20", {}, NO),
    ("hazard_is_major", "major", MAJOR, "07-20", {}, YES),
    ("safety_not_assured", "not assured", MAJOR, "07-20", {}, YES),
    ("safety_not_assured", "assured", (visit("07-20"), hazard(major=True, safe=YES)), "07-20", {}, NO),
    ("safety_not_assured", "not recorded", (visit("07-20"), hazard(major=True)), "07-20", {}, UNKNOWN),
    ("implementations_missing", "not listed", MAJOR, "08-02", {"applies_to": "listed"}, NO),
    ("implementations_missing", "not listed, every hazard meant", MAJOR, "08-02", {"applies_to": "any"}, UNKNOWN),
    ("implementations_missing", "all proved",
     (*MAJOR, listing("07-22", plan_due="08-01", proofs=all_proved("08-01"))), "08-02", {"applies_to": "listed"}, NO),
    ("implementations_missing", "nothing proved on the day set", (*MAJOR, listing("07-22", plan_due="08-01")),
     "08-01", {"applies_to": "listed"}, NO),
    ("implementations_missing", "nothing proved the day after", (*MAJOR, listing("07-22", plan_due="08-01")),
     "08-02", {"applies_to": "listed"}, YES),
    ("implementations_missing", "no day set", (*MAJOR, listing("07-22")), "08-02", {"applies_to": "any"}, UNKNOWN),
    ("rectification_overdue", "on the due day", ORDERED, "08-20", {"applies_to": "major"}, NO),
    ("rectification_overdue", "the day after", ORDERED, "08-21", {"applies_to": "major"}, YES),
    ("rectification_overdue", "reported in time", (*ORDERED, report("08-20")), "08-21", {"applies_to": "major"}, NO),
    ("rectification_overdue", "reported late", (*ORDERED, report("08-21")), "08-21", {"applies_to": "major"}, YES),
    ("rectification_overdue", "reported in time, failed",
     (*ORDERED, report("08-20"), reinspection("08-25", FAILED)), "08-25", {"applies_to": "major"}, YES),
    ("rectification_overdue", "failed early, reported again in time",
     (*ORDERED, report("08-01"), reinspection("08-05", FAILED), report("08-19")), "08-21", {"applies_to": "major"}, NO),
    ("rectification_overdue", "never delivered", (*MAJOR, order("07-21", "08-20", delivered=None)), "08-21",
     {"applies_to": "major"}, NO),
    ("rectification_overdue", "delivered after the due day", (*MAJOR, order("07-21", "08-20", delivered="08-21")),
     "08-30", {"applies_to": "any"}, NO),
    ("rectification_overdue", "delivered on the due day", (*MAJOR, order("07-21", "08-20", delivered="08-20")),
     "08-21", {"applies_to": "major"}, YES),
    ("rectification_overdue", "general hazard", (*FOUND, order("07-21", "08-20")), "08-21",
     {"applies_to": "major"}, NO),
    ("rectification_overdue", "general hazard, every order meant", (*FOUND, order("07-21", "08-20")), "08-21",
     {"applies_to": "any"}, YES),
    ("rectification_overdue", "general hazard under a suspension",
     (*FOUND, order("07-21", "08-20"), suspension("07-21")), "08-21", {"applies_to": "major"}, YES),
    ("rectification_overdue", "general hazard, the suspension not delivered",
     (*FOUND, order("07-21", "08-20"), suspension("07-21", delivered=None)), "08-21", {"applies_to": "major"}, NO),
    ("still_unsafe_after_suspension", "not delivered", (*ORDERED, suspension("07-21", delivered=None)),
     "08-21", {}, NO),
    ("still_unsafe_after_suspension", "nothing re-inspected", STOPPED, "08-21", {}, NO),
    ("still_unsafe_after_suspension", "failed on the due day", (*STOPPED, reinspection("08-20", FAILED)),
     "08-21", {}, YES),
    ("still_unsafe_after_suspension", "failed early, on the bureau's own initiative",
     (*STOPPED, reinspection("08-10", FAILED, ReinspectionCause.OWN_INITIATIVE)), "08-21", {}, NO),
    ("still_unsafe_after_suspension", "failed early, applied for",
     (*STOPPED, reinspection("08-10", FAILED, ReinspectionCause.APPLIED)), "08-21", {}, YES),
    ("still_unsafe_after_suspension", "failed before the stop",
     (*ORDERED, suspension("08-25"), reinspection("08-21", FAILED)), "08-26", {}, NO),
    ("still_unsafe_after_suspension", "failed on the day of the stop, which followed from it",
     (*ORDERED, suspension("08-25"), reinspection("08-25", FAILED)), "08-26", {}, NO),
    ("still_unsafe_after_suspension", "failed on an order delivered after its due day",
     (*MAJOR, order("07-21", "08-20", delivered="08-22"), suspension("07-21"), reinspection("08-23", FAILED)),
     "08-23", {}, NO),
    ("still_unsafe_after_suspension", "failed early, on the bureau's own initiative, on an order since withdrawn",
     (*MAJOR, order("07-21", "08-20", withdrawn_on=day("08-12")), suspension("07-21"),
      reinspection("08-10", FAILED, ReinspectionCause.OWN_INITIATIVE)), "08-23", {}, NO),
    ("still_unsafe_after_suspension", "failed on an order since withdrawn",
     (*MAJOR, order("07-21", "08-20", withdrawn_on=day("08-22")), suspension("07-21"), reinspection("08-21", FAILED)),
     "08-23", {}, YES),
    ("still_unsafe_after_suspension", "failed, judged by the hazard itself without an order",
     (*MAJOR, suspension("07-21"),
      Reinspection("复查", "检查08-23", day("08-23"), ReinspectionCause.DUE, (ItemOutcome("隐患", FAILED),))),
     "08-23", {}, YES),
    ("still_unsafe_after_suspension", "review failed",
     (*STOPPED, resumption("08-18", passed=False, **REVIEWED)), "08-21", {}, YES),
    ("still_unsafe_after_suspension", "review failed, later one passed",
     (*STOPPED, resumption("08-18", passed=False, **REVIEWED),
      resumption("08-20", passed=True, reviewed_on=day("08-21"))), "08-21", {}, NO),
    ("still_unsafe_after_suspension", "review failed, all passed afterwards",
     (*STOPPED, resumption("08-18", passed=False, **REVIEWED), reinspection("08-20", PASSED)), "08-21", {}, NO),
    ("still_unsafe_after_suspension", "review failed, passed only before",
     (*STOPPED, reinspection("08-18", PASSED), resumption("08-18", passed=False, **REVIEWED)), "08-21", {}, YES),
    ("still_unsafe_after_suspension", "review failed, consent given later",
     (*STOPPED, resumption("08-18", passed=False, **REVIEWED),
      resumption("08-20", consented_on=day("08-21"))), "08-21", {}, NO),
    ("still_unsafe_after_suspension", "hazards of the stop not recorded",
     (*ORDERED, penalty("07-21", suspends=True, hazards=())), "08-21", {}, UNKNOWN),
    ("still_unsafe_after_suspension", "hazards not recorded, review failed",
     (*ORDERED, penalty("07-21", suspends=True, hazards=(), id="停产"), resumption("08-18", passed=False, **REVIEWED)),
     "08-21", {}, YES),
    ("stop_for_major_hazard_refused", "stop refused", (*STOPPED, refusal("08-01", "停产", RefusalOf.MEASURE)),
     "08-01", {}, YES),
    ("stop_for_major_hazard_refused", "order refused", (*STOPPED, refusal("08-01", "指令", RefusalOf.ORDER)),
     "08-01", {}, NO),
    ("stop_for_major_hazard_refused", "general hazard",
     (*FOUND, suspension("07-21"), refusal("08-01", "停产", RefusalOf.MEASURE)), "08-01", {}, NO),
    ("stop_for_major_hazard_refused", "consent given since",
     (*MAJOR, suspension("07-21", lifted_on=day("08-02")), refusal("08-01", "停产", RefusalOf.MEASURE)),
     "08-02", {}, NO),
    ("stop_for_major_hazard_refused", "hazards of the stop not recorded",
     (*MAJOR, penalty("07-21", suspends=True, hazards=(), id="停产"), refusal("08-01", "停产", RefusalOf.PENALTY)),
     "08-01", {}, UNKNOWN),
    ("real_danger", "recorded", (refusal("08-01", "停产", RefusalOf.MEASURE, YES),), "08-01", {}, YES),
    ("real_danger", "not recorded", (refusal("08-01", "停产", RefusalOf.MEASURE, UNKNOWN),), "08-01", {}, UNKNOWN),
    ("open_major_hazard", "major", MAJOR, "07-20", {}, YES),
    ("open_major_hazard", "general", FOUND, "07-20", {}, NO),
    ("penalties_repeated", "three in 180 days", tuple(penalty(on) for on in ("09-05", "09-20", "10-15")),
     "10-15", {}, YES),
    ("penalties_repeated", "reached while the major hazard was there, later out of the window",
     (*MAJOR, *(penalty(on) for on in ("09-05", "09-20", "10-15"))), "2022-08-01", {}, YES),
    ("penalties_repeated", "out of the window before a major hazard was there",
     (visit("2022-08-01"), hazard(on="2022-08-01", major=True),
      *(penalty(on, hazards=()) for on in ("09-05", "09-20", "10-15"))), "2022-08-01", {}, NO),
    ("penalties_repeated", "within the window when the hazard became major",
     (visit("07-20"), replace(hazard(major=True), major_from=day("11-01")),
      *(penalty(on) for on in ("09-05", "09-20", "10-15"))), "2022-08-01", {}, YES),
    ("penalties_repeated", "out of the window before the hazard became major",
     (visit("07-20"), replace(hazard(major=True), major_from=day("2022-07-01")),
      *(penalty(on) for on in ("09-05", "09-20", "10-15"))), "2022-08-01", {}, NO),
    ("penalties_repeated", "one against a manager",
     (penalty("09-05"), penalty("09-20", target=PenaltyTarget.PERSON), penalty("10-15")), "10-15", {}, NO),
    ("penalties_repeated", "one annulled",
     (penalty("09-05"), penalty("09-20", annulled_on=day("10-01")), penalty("10-15")), "10-15", {}, NO),
    ("penalties_repeated", "one under another act",
     (penalty("09-05"), penalty("09-20", statute="penalty_act"), penalty("10-15")), "10-15", {}, NO),
    ("penalties_repeated", "the first on the 180th day back",
     tuple(penalty(on) for on in ("09-05", "12-01", "2022-03-03")), "2022-03-03", {}, YES),
    ("penalties_repeated", "the first on the 181st day back",
     tuple(penalty(on) for on in ("09-05", "12-01", "2022-03-04")), "2022-03-04", {}, NO),
    ("penalties_repeated", "four in a year",
     tuple(penalty(on) for on in ("09-05", "12-01", "2022-04-01", "2022-08-01")), "2022-08-01", {}, YES),
    ("unsafe_after_suspension_penalty", "temporary suspension only", (*STOPPED, reinspection("08-21", FAILED)),
     "08-21", {}, NO),
    ("unsafe_after_suspension_penalty", "penalty and failed", (*STOP_PENALTY, reinspection("08-21", FAILED)),
     "08-21", {}, YES),
    ("unsafe_after_suspension_penalty", "failed, and the penalty delivered for it on the same day",
     (*ORDERED, reinspection("08-21", FAILED), penalty("08-21", suspends=True)), "08-30", {}, NO),
    ("unsafe_after_suspension_penalty", "penalty, hazards not recorded",
     (*ORDERED, penalty("07-21", suspends=True, hazards=())), "08-21", {}, UNKNOWN),
    ("grave_accident_for_lack_of_conditions", "none", FOUND, "07-20", {}, NO),
    ("grave_accident_for_lack_of_conditions", "cause recorded", (GraveAccident("事故", day("09-02"), YES),),
     "09-02", {}, YES),
    ("grave_accident_for_lack_of_conditions", "before the law knew this ground",
     (GraveAccident("事故", day("08-31"), YES),), "09-02", {}, NO),
    ("grave_accident_for_lack_of_conditions", "cause not recorded", (GraveAccident("事故", day("09-02")),),
     "09-02", {}, UNKNOWN),
    ("suspension_penalty_refused", "temporary suspension refused",
     (*STOPPED, refusal("09-10", "停产", RefusalOf.MEASURE)), "09-10", {}, NO),
    ("suspension_penalty_refused", "penalty refused",
     (*STOP_PENALTY, refusal("09-10", "停产处罚", RefusalOf.PENALTY)), "09-10", {}, YES),
    ("suspension_penalty_refused", "penalty refused, consent given since",
     (*STOP_PENALTY, refusal("09-10", "停产处罚", RefusalOf.PENALTY),
      resumption("09-11", "停产处罚", consented_on=day("09-12"))), "09-12", {}, NO),
    ("suspension_penalty_refused", "fine not paid",
     (*ORDERED, penalty("09-05", id="罚款"), refusal("09-10", "罚款", RefusalOf.PENALTY)), "09-10", {}, NO),
    ("suspension_penalty_refused", "decision not on file", (refusal("09-10", "另案", RefusalOf.PENALTY),),
     "09-10", {}, UNKNOWN),
    ("acting_without_approval", "found", (UnapprovedActivity("无证", day("07-20"), "工信"),), "07-20", {}, YES),
    ("no_standardisation_grade", "third grade", (profile(),), "07-20", {}, NO),
    ("no_standardisation_grade", "none", (profile(grade=Standardisation.NONE),), "07-20", {}, YES),
    ("no_standardisation_grade", "not recorded", (profile(grade=None),), "07-20", {}, UNKNOWN),
    ("no_standardisation_grade", "no profile", FOUND, "07-20", {}, UNKNOWN),
    ("no_standardisation_grade", "a later profile replaces the earlier",
     (profile(grade=Standardisation.NONE), profile("07-18", id="后")), "07-20", {}, NO),
    ("dual_prevention_missing", "in place", (profile(),), "07-20", {}, NO),
    ("dual_prevention_missing", "not in place", (profile(dual=NO),), "07-20", {}, YES),
    ("dual_prevention_missing", "not recorded", (profile(dual=UNKNOWN),), "07-20", {}, UNKNOWN),
    ("dual_prevention_missing", "no profile", FOUND, "07-20", {}, UNKNOWN),
    ("card_is", "yellow", (*MAJOR, yellow("07-21")), "07-21", {"colour": "yellow"}, YES),
    ("card_is", "not red", (*MAJOR, yellow("07-21")), "07-21", {"colour": "red"}, NO),
    ("card_hazards_passed", "open", (*ORDERED, yellow("07-21")), "07-21", {}, NO),
    ("card_hazards_passed", "passed", (*ORDERED, yellow("07-21"), reinspection("08-18", PASSED)), "08-18", {}, YES),
    ("card_hazards_passed", "one of two open",
     (*MAJOR, hazard("乙"), order("07-21", {"隐患": "08-20", "乙": "08-20"}), yellow("07-21", "隐患", "乙"),
      reinspection("08-18", PASSED)), "08-18", {}, NO),
    ("card_hazards_passed", "one not on file",
     (*ORDERED, yellow("07-21", "隐患", "另一"), reinspection("08-18", PASSED)), "08-18", {}, UNKNOWN),
    ("card_hazards_passed", "names no known hazard", (red("07-21", "另一"),), "08-18", {}, UNKNOWN),
    ("production_consented", "nothing stopped", (*ORDERED, yellow("07-21")), "07-21", {}, YES),
    ("production_consented", "stopped", (*STOPPED, yellow("07-21")), "07-21", {}, NO),
    ("production_consented", "stopped by a penalty that names no hazard",
     (*ORDERED, penalty("07-21", suspends=True, hazards=()), yellow("07-21")), "07-21", {}, UNKNOWN),
    ("production_consented", "consent given to a penalty that names no hazard",
     (*ORDERED, penalty("07-21", suspends=True, hazards=(), id="停产处罚"), yellow("07-21"),
      resumption("08-18", "停产处罚", consented_on=day("08-19"))), "08-19", {}, YES),
    ("production_consented", "consent given",
     (*STOPPED, yellow("07-21"), resumption("08-18", consented_on=day("08-19"))), "08-19", {}, YES),
    ("no_closure_pending", "never requested", (*MAJOR, red("08-21")), "08-21", {}, YES),
    ("no_closure_pending", "requested", (*MAJOR, red("08-21"), REQUEST), "08-25", {}, NO),
    ("no_closure_pending", "withdrawn",
     (*MAJOR, red("08-21"), ClosureRequest("提请", day("08-25"), withdrawn_on=day("08-26"))), "08-26", {}, YES),
    ("no_closure_pending", "decided not to close",
     (*MAJOR, red("08-21"), ClosureRequest("提请", day("08-25"), decided_on=day("09-01"),
                                           decision=ClosureDecision.NOT_CLOSE)), "09-01", {}, YES),
)  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=[f"{row[0]}: {row[1]}" for row in TABLE])
def test_condition(row: tuple[Any, ...], shenyang: Campaign, law: Law) -> None:
    name, _, facts, on, params, answer = row
    condition = CONDITIONS[name]
    case = case_of(enterprise(*facts), day(on), shenyang, law)
    assert condition.bound(params)(case, _subject(case, condition.subject))[0] is answer


def _subject(case: Case, subject: Subject) -> Any:
    return SUBJECTS[subject](case)[0]


def test_every_condition_has_a_yes_and_a_no() -> None:
    always = {"acting_without_approval", "real_danger"}  # the first is a finding; the second hands on what is recorded
    seen = {(row[0], row[5]) for row in TABLE}
    assert {n for n in CONDITIONS if (n, YES) not in seen} == set()
    assert {n for n in CONDITIONS if (n, NO) not in seen} == always


def test_a_condition_states_itself_in_chinese_with_clause_and_question() -> None:
    for condition in CONDITIONS.values():
        assert (condition.sentence, condition.clause, condition.question) > ("", "", ""), condition.name
    assert str(CONDITIONS["card_is"].stated({"colour": "yellow"})) == "名单类别是黄牌"
    assert CONDITIONS["safety_not_assured"].asked({}).code == "question.safety_not_assured"


def test_a_hazard_is_major_from_its_day(shenyang: Campaign, law: Law) -> None:
    later = replace(hazard(major=True), major_from=day("08-01"))
    answers = [
        case_of(enterprise(visit("07-20"), later), day(on), shenyang, law).hazards[0].major for on in ("07-31", "08-01")
    ]
    assert answers == [False, True]


def test_findings_of_a_draft_count_nowhere(shenyang: Campaign, law: Law) -> None:
    case = case_of(
        enterprise(visit("07-20", done=False), hazard(), order("07-21", "08-20")), day("08-21"), shenyang, law
    )
    assert (case.hazards, case.items) == ([], [])


def test_a_site_is_named_by_its_hazard(shenyang: Campaign, law: Law) -> None:
    assert case_of(enterprise(*FOUND), day("07-20"), shenyang, law).hazards[0].hazard.site == SITE
