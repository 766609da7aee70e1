"""Acts of procedure, done and declined: what is proposed next, until when, on which article — and what no longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.domain.histories import (
    SITE,
    all_proved,
    day,
    enterprise,
    hazard,
    ledger,
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

from duban.domain.assess import assess
from duban.domain.campaign import AllOf, Campaign, Ground, Negation, Proposal, Subject, Test
from duban.domain.case import case_of
from duban.domain.facts import (
    Acceptance,
    ClosureRequest,
    Decline,
    ExitReturn,
    Extension,
    PowerCut,
    PublishedNotice,
    Referral,
    UnapprovedActivity,
    Urging,
)
from duban.domain.grounds import ready_ground
from duban.domain.law import Law
from duban.domain.rules.closure import basis
from duban.domain.rules.suspensions import bases
from duban.domain.standing import Act, Cited, NextAct, Standing
from duban.domain.vocabulary import (
    Answer,
    CardColour,
    ClosureDecision,
    ItemResult,
    ReferralKind,
    RefusalOf,
    Standardisation,
)

PASSED, FAILED = ItemResult.PASSED, ItemResult.FAILED
FOUND = (profile(), visit("07-20"), hazard())
MAJOR = (profile(), visit("07-20"), hazard(major=True, safe=Answer.YES))
UNSAFE = (profile(), visit("07-20"), hazard(major=True, safe=Answer.NO))
HANDLED = (*UNSAFE, order("07-20", "08-20"), suspension("07-20"), yellow("07-20"), listing("07-20"))
OVERDUE = (*MAJOR, order("07-20", "08-20"), listing("07-20", proofs=all_proved("07-20")))
STOP_REFUSED = (*HANDLED, refusal("08-01", "停产", RefusalOf.MEASURE))

Assess = Callable[..., Standing]


@pytest.fixture
def on_day(shenyang: Campaign, law: Law) -> Assess:
    """Assess facts on a day of 2021 under the founding campaign (or another one)."""

    def assessed(on: str, *facts: Any, campaign: Campaign = shenyang) -> Standing:
        return assess(enterprise(*facts), day(on), campaign, law)

    return assessed


def acts(standing: Standing) -> list[str]:
    return [f"{act.ground} {act.act}".strip() for act in standing.next_acts]


def the(standing: Standing, act: Act) -> NextAct:
    return next(each for each in standing.next_acts if each.act is act)


def article(cited: Cited) -> str:
    return cited.text.rpartition("）")[2]


def codes(act: NextAct) -> list[str]:
    return [note.code for note in act.notes]


# --- orders ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "notes"), [("08-10", ["order.not_running"]), ("08-11", ["order.not_running", "order.lapsed"])]
)
def test_an_undelivered_order_is_to_be_delivered_and_nothing_runs(on: str, notes: list[str], on_day: Assess) -> None:
    standing = on_day(on, *FOUND, order("07-20", "08-10", delivered=None))
    assert acts(standing) == ["deliver_order"]
    assert codes(the(standing, Act.DELIVER_ORDER)) == notes
    assert ("order.lapsed" in {warning.code for warning in standing.warnings}) is ("order.lapsed" in notes)


@pytest.mark.parametrize(
    ("delivered", "overdue", "expected"),
    [
        ("08-10", ["隐患的整改"], ["reinspect"]),  # the due day itself: in time
        ("08-11", [], ["G1 issue_order"]),
        ("08-25", [], ["G1 issue_order"]),
    ],
)
def test_an_order_delivered_after_its_due_day_is_never_overdue_and_is_issued_anew(
    delivered: str, overdue: list[str], expected: list[str], on_day: Assess
) -> None:
    standing = on_day("08-30", *FOUND, order("07-20", "08-10", delivered=delivered))
    assert [item.item for item in standing.overdue] == overdue
    assert acts(standing) == expected
    if not overdue:
        assert [str(note) for note in the(standing, Act.ISSUE_ORDER).notes] == [
            "指令书 - 写明的整改期限 2021-08-10 在送达前已过：期限没有起算，不算逾期；请撤回后重新签发、送达。"
        ]


def test_a_major_hazard_whose_order_came_after_its_due_day_gets_no_red_card(on_day: Assess) -> None:
    found = (ledger(), profile(), visit("07-20"), hazard(major=True, safe=Answer.YES))
    assert "G5 confirm_red" in acts(on_day("08-30", *found, order("07-20", "08-20", delivered="08-20")))
    assert acts(on_day("08-30", *found, order("07-20", "08-20", delivered="08-25"))) == [
        "G1 issue_order",
        "G3 list_supervision",
    ]


@pytest.mark.parametrize("ended", [{"withdrawn_on": day("07-25")}, {"ended_on": day("07-25")}])
def test_an_order_withdrawn_or_ended_is_not_delivered(ended: dict[str, Any], on_day: Assess) -> None:
    assert "deliver_order" not in acts(on_day("08-30", *FOUND, order("07-20", "08-10", delivered=None, **ended)))


def test_a_withdrawn_order_leaves_the_hazard_to_be_ordered_again(on_day: Assess) -> None:
    assert acts(on_day("08-30", *FOUND, order("07-20", "08-10", withdrawn_on=day("07-25")))) == ["G1 issue_order"]


def test_after_a_failed_reinspection_a_new_report_starts_a_new_clock(on_day: Assess) -> None:
    facts = (*FOUND, order("07-20", "08-10"), reinspection("08-12", FAILED))
    assert acts(on_day("08-16", *facts)) == []
    standing = on_day("08-16", *facts, report("08-16"))
    assert the(standing, Act.REINSPECT).due_on == day("08-26")


def test_a_report_made_late_does_not_lengthen_the_clock(on_day: Assess) -> None:
    standing = on_day("08-16", *FOUND, order("07-20", "08-10"), report("08-15"))
    assert the(standing, Act.REINSPECT).due_on == day("08-20")


def test_two_findings_of_a_visit_are_one_order(on_day: Assess) -> None:
    standing = on_day("07-20", *FOUND, hazard("乙"))
    assert [(act.subject, act.because) for act in standing.next_acts] == [("检查", ("乙", "隐患"))]


# --- suspensions ----------------------------------------------------------------------------------------------------


def test_an_undelivered_stop_is_to_be_delivered(on_day: Assess) -> None:
    facts = (*UNSAFE, order("07-20", "08-20"), suspension("07-20", delivered=None), yellow("07-20"), listing("07-20"))
    assert acts(on_day("07-21", *facts)) == ["deliver_measure"]


def test_a_passed_review_asks_for_written_consent(on_day: Assess) -> None:
    facts = (*HANDLED, resumption("08-10", reviewed_on=day("08-12"), passed=True))
    assert acts(on_day("08-12", *facts)) == ["consent_resumption"]


@pytest.mark.parametrize("end", [{"refused_on": day("08-12")}, {"reviewed_on": day("08-12"), "passed": False}])
def test_a_refused_or_failed_application_asks_for_nothing_more(end: dict[str, Any], on_day: Assess) -> None:
    standing = on_day("08-12", *HANDLED, resumption("08-10", **end))
    assert not {"review_resumption", "consent_resumption"} & set(acts(standing))


@pytest.mark.parametrize(
    ("until", "last"),
    [(day("08-10"), "08-10"), (None, "2022-01-20")],
    ids=["as written", "six months, never rolled"],
)
def test_at_the_end_of_its_term_a_stop_is_reinspected(until: Any, last: str, on_day: Assess) -> None:
    told = (yellow("07-20"), PublishedNotice("公告", "yellow", day("10-05")), listing("07-20"))
    facts = (*UNSAFE, order("07-20", "2022-12-30"), suspension("07-20", until=until), *told)
    assert acts(on_day(last, *facts)) == []
    after = on_day(str(day(last).replace(day=day(last).day + 1)), *facts)
    assert acts(after) == ["reinspect"]
    assert codes(the(after, Act.REINSPECT)) == ["suspension.term_ended"]
    unverified = [article(cited) for cited in the(after, Act.REINSPECT).citations if not cited.verified]
    assert unverified == ([] if until else ["第十四条"])  # where none is written, on what the term rests


def test_not_when_it_was_reinspected_since(on_day: Assess) -> None:
    stop = suspension("07-20", until=day("08-10"))
    facts = (*UNSAFE, order("07-20", "12-30"), stop, yellow("07-20"), listing("07-20"), reinspection("08-12", FAILED))
    assert "reinspect" not in acts(on_day("08-12", *facts))


def test_a_suspension_for_missing_implementations_can_rest_on_a_refused_order(on_day: Assess) -> None:
    facts = (*MAJOR, order("07-20", "08-20"), listing("07-20", plan_due="08-01"))
    refused = (*facts, refusal("08-02", "指令", RefusalOf.ORDER))
    act = the(on_day("08-03", *refused), Act.IMPOSE_SUSPENSION)
    assert [cited.text for cited in act.citations] == ["《中华人民共和国安全生产法》（2014年修正）第九十九条"]
    assert "suspension.no_article_fits" not in codes(act)


def test_or_on_safety_that_is_not_assured(on_day: Assess) -> None:
    act = the(on_day("08-03", *UNSAFE, listing("07-20", plan_due="08-01")), Act.IMPOSE_SUSPENSION)
    assert [article(cited) for cited in act.citations] == ["第六十二条第一款第三项"]


def test_before_the_law_knew_it_a_refused_order_is_no_basis(shenyang: Campaign, law: Law) -> None:
    facts = enterprise(
        visit("2014-11-03"),
        hazard(on="2014-11-03", major=True),
        order("2014-11-03", "2014-11-20"),
        refusal("2014-11-04", "指令", RefusalOf.ORDER),
    )
    case = case_of(facts, day("2014-11-05"), shenyang, law)
    assert bases(case, case.hazards[0]) == ()


def test_no_article_fits_stands_among_the_warnings(on_day: Assess) -> None:
    standing = on_day("08-03", *MAJOR, order("07-20", "08-20"), listing("07-20", plan_due="08-01"))
    assert [warning.code for warning in standing.warnings] == ["suspension.no_article_fits"]


# --- cards ----------------------------------------------------------------------------------------------------------


def test_a_card_is_told_to_the_enterprise(on_day: Assess) -> None:
    facts = (*UNSAFE, order("07-20", "08-20"), suspension("07-20"), yellow("07-20", told=None), listing("07-20"))
    assert acts(on_day("07-21", *facts)) == ["notify_card"]


def test_red_supersedes_yellow_and_both_stay_in_the_record(on_day: Assess) -> None:
    standing = on_day("08-30", *HANDLED, reinspection("08-21", FAILED), red("08-22"))
    assert standing.card is CardColour.RED
    assert [card.id for card in standing.cards_in_force] == ["red", "yellow"]
    assert "G5 confirm_red" not in acts(standing)


def test_a_second_unsafe_hazard_asks_for_its_own_yellow_card(on_day: Assess) -> None:
    second = hazard("乙", major=True, safe=Answer.NO)
    act = the(on_day("07-21", *HANDLED, second), Act.CONFIRM_YELLOW)
    assert (act.subject, act.because) == (SITE, ("乙",))


def test_the_list_is_published_in_the_third_phase(on_day: Assess) -> None:
    facts = (*HANDLED, reinspection("08-21", FAILED), red("08-22"), ClosureRequest("提请", day("08-25")))
    assert "publish_notice" not in acts(on_day("09-30", *facts))
    act = the(on_day("10-01", *facts), Act.PUBLISH_NOTICE)
    assert (act.due_on, act.clause) == (day("11-30"), "四（三）")
    published = (PublishedNotice("公告", "red", day("10-05")), PublishedNotice("公告二", "yellow", day("10-05")))
    assert "publish_notice" not in acts(on_day("10-06", *facts, *published))


def test_a_plan_without_publication_publishes_nothing(on_day: Assess, shenyang: Campaign) -> None:
    quiet = replace(shenyang, publication=None)
    assert "publish_notice" not in acts(on_day("10-06", *HANDLED, campaign=quiet))


# --- declined and done ----------------------------------------------------------------------------------------------


def decline(*seen: str) -> Decline:
    return Decline("不采纳", "G5", "confirm_red", SITE, day("08-22"), frozenset(seen), "示例理由")


def test_a_declined_proposal_stays_away_while_the_item_stays_overdue(on_day: Assess) -> None:
    standing = on_day("08-23", *OVERDUE, decline("隐患", "隐患的整改", "指令"))
    assert "G5 confirm_red" not in acts(standing)
    assert "G5 request_closure" in acts(standing)
    assert [item.item for item in standing.overdue] == ["隐患的整改"]


def test_it_returns_with_a_new_fact(on_day: Assess) -> None:
    declined = decline("隐患", "隐患的整改", "指令")
    assert "G5 confirm_red" in acts(on_day("08-25", *OVERDUE, declined, reinspection("08-25", FAILED)))


def test_a_longer_term_that_ran_out_brings_a_declined_proposal_back(on_day: Assess) -> None:
    declined = decline("隐患", "隐患的整改", "指令")
    granted = Extension("延期", "隐患的整改", day("08-15"), Answer.YES, True, day("08-24"), day("09-05"))
    assert "G5 confirm_red" not in acts(on_day("08-23", *OVERDUE, declined, granted))
    assert "G5 confirm_red" not in acts(on_day("09-05", *OVERDUE, declined, granted))
    assert "G5 confirm_red" in acts(on_day("09-06", *OVERDUE, declined, granted))


def test_a_refusal_of_the_order_brings_a_declined_proposal_back(on_day: Assess) -> None:
    facts = (*OVERDUE, decline("隐患", "隐患的整改", "指令"), refusal("08-24", "指令", RefusalOf.ORDER))
    assert "G5 confirm_red" not in acts(on_day("08-23", *facts))
    assert "G5 confirm_red" in acts(on_day("08-24", *facts))


@pytest.mark.parametrize(("recorded", "returns"), [("07-22", False), ("07-25", False), ("07-26", True)])
def test_an_answer_about_safety_after_the_decline_brings_the_yellow_card_back(
    recorded: str, returns: bool, on_day: Assess
) -> None:
    found = (profile(), visit("07-20"), replace(hazard(major=True, safe=Answer.NO), safety_recorded_on=day(recorded)))
    declined = Decline("不采纳", "G2", "confirm_yellow", SITE, day("07-25"), frozenset(["隐患"]), "能够保证安全")
    assert ("G2 confirm_yellow" in acts(on_day("07-26", *found, declined))) is returns


def test_before_the_decline_it_stood(on_day: Assess) -> None:
    assert "G5 confirm_red" in acts(on_day("08-21", *OVERDUE, decline("隐患", "隐患的整改", "指令")))


def test_a_refused_stop_is_followed_up_once(on_day: Assess) -> None:
    open_acts = {"L2 cut_power", "L2 penalise", "L2 check_criminal_transfer"}
    assert open_acts <= set(acts(on_day("08-01", *STOP_REFUSED)))
    done = (
        PowerCut("断电", "停产", day("08-01"), day("08-01"), day("08-02")),
        penalty("08-03", hazards=()),
        Referral("移送", ReferralKind.CRIMINAL, day("08-03"), "拒不执行08-01"),
    )
    assert not open_acts & set(acts(on_day("08-03", *STOP_REFUSED, *done)))


def test_a_power_cut_not_yet_in_force_is_still_to_be_done(on_day: Assess) -> None:
    approved = PowerCut("断电", "停产", approved_on=day("08-01"))
    assert "L2 cut_power" in acts(on_day("08-02", *STOP_REFUSED, approved))


@pytest.mark.parametrize(
    ("refused_again", "proposed"),
    [(None, False), ("08-08", False), ("08-10", True), ("08-12", True)],  # restored on 08-10
)
def test_a_stop_refused_again_after_power_was_restored_is_cut_again(
    refused_again: str | None, proposed: bool, on_day: Assess
) -> None:
    cut = PowerCut("断电", "停产", day("08-01"), day("08-01"), day("08-02"), day("08-10"))
    again = [refusal(refused_again, "停产", RefusalOf.MEASURE)] if refused_again else []
    assert ("L2 cut_power" in acts(on_day("08-15", *STOP_REFUSED, cut, *again))) is proposed


def test_a_violation_over_the_switch_is_judged_under_both_laws(on_day: Assess) -> None:
    act = the(on_day("09-10", *STOP_REFUSED), Act.PENALISE)
    assert [article(cited) for cited in act.citations] == ["第一百零二条", "第九十九条"]
    assert codes(act) == ["law.both_evaluated"]


@pytest.mark.parametrize(
    ("hazards", "open_still"),
    [(("隐患",), False), ((), False), (("另一",), True)],
)
def test_a_penalty_for_another_hazard_does_not_answer_a_refusal(
    hazards: tuple[str, ...], open_still: bool, on_day: Assess
) -> None:
    acts = on_day("09-10", *STOP_REFUSED, penalty("09-05", hazards=hazards)).next_acts
    assert any(act.act is Act.PENALISE for act in acts) is open_still


def test_the_choice_of_law_is_cited(on_day: Assess) -> None:
    (note,) = the(on_day("09-10", *STOP_REFUSED), Act.PENALISE).notes
    assert "（从旧兼从轻，《中华人民共和国行政处罚法》（2021年修订）第三十七条）" in str(note)


def test_closure_over_the_switch_evaluates_the_grounds_not_who_decides(on_day: Assess) -> None:
    penalised = penalty("08-25", suspends=True)
    standing = on_day("09-20", *HANDLED, penalised, reinspection("09-15", FAILED))
    act = next(act for act in standing.next_acts if act.act is Act.REQUEST_CLOSURE and act.ground == "L1")
    assert [article(cited) for cited in act.citations] == ["第一百一十五条", "第一百一十三条第二项", "第一百零八条"]


def test_the_time_of_notice_before_a_power_cut_comes_from_the_lawbook(on_day: Assess) -> None:
    (note,) = the(on_day("09-10", *STOP_REFUSED), Act.CUT_POWER).notes
    assert "第七十条第二款" in str(note)


def test_before_the_switch_there_is_one_law(on_day: Assess) -> None:
    assert codes(the(on_day("08-10", *STOP_REFUSED), Act.PENALISE)) == []


def test_acting_without_approval_is_referred_once(on_day: Assess) -> None:
    found = UnapprovedActivity("无证", day("07-20"), "工信")
    act = the(on_day("07-20", profile(), found), Act.REFER_UNAPPROVED)
    assert act.citations[0].text.endswith("第六十条")
    sent = Referral("移送", ReferralKind.UNAPPROVED, day("07-22"), "无证")
    assert acts(on_day("07-22", profile(), found, sent)) == []


def test_safety_work_is_urged_without_penalty_and_once(on_day: Assess) -> None:
    none = profile(grade=Standardisation.NONE)
    act = the(on_day("07-20", none), Act.URGE_SAFETY_WORK)
    assert [cited.concept for cited in act.citations] == ["standardisation"]
    assert acts(on_day("07-22", none, Urging("督促", day("07-21")))) == []


@pytest.mark.parametrize(("on", "urged"), [("08-31", False), ("09-01", True)])
def test_dual_prevention_is_a_duty_from_september(on: str, urged: bool, on_day: Assess) -> None:
    assert (acts(on_day(on, profile(dual=Answer.NO))) == ["G7 urge_safety_work"]) == urged


def test_without_a_profile_nothing_can_have_been_urged(on_day: Assess, shenyang: Campaign) -> None:
    always = Ground(
        "示例", "", Subject.ENTERPRISE, Negation(Test("open_major_hazard")), (Proposal("urge_safety_work"),), ""
    )
    campaign = replace(shenyang, grounds=(always,))
    assert acts(on_day("07-22", Urging("督促", day("07-21")), campaign=campaign)) == ["示例 urge_safety_work"]


# --- closure --------------------------------------------------------------------------------------------------------


def request(**more: Any) -> ClosureRequest:
    return ClosureRequest("提请", day("08-25"), **{k: day(v) if k.endswith("_on") else v for k, v in more.items()})


CLOSE, NOT_CLOSE = ClosureDecision.CLOSE, ClosureDecision.NOT_CLOSE
REVIEWED = {"reviewed_on": "08-26", "basis": "closure_repeat"}
SENT = {**REVIEWED, "sent_on": "08-28"}
DECIDED = {**SENT, "decided_on": "09-05", "decision": CLOSE}
STEPS = (
    ("drafted", {}, ["send_closure"]),
    ("reviewed", REVIEWED, ["send_closure"]),
    ("sent", SENT, ["record_closure_answer"]),
    ("decided to close", DECIDED, ["carry_out_closure", "revoke_licences"]),
    ("licences revoked", {**DECIDED, "licences_revoked_on": "09-06"}, ["carry_out_closure"]),
    ("carried out", {**DECIDED, "licences_revoked_on": "09-06", "carried_out_on": "09-08"},
     ["accept_closure", "file_year_end_return"]),
    ("decided not to close", {**DECIDED, "decision": NOT_CLOSE}, []),
    ("withdrawn", {"withdrawn_on": "09-01"}, []),
)  # fmt: skip


@pytest.mark.parametrize("row", STEPS, ids=[row[0] for row in STEPS])
def test_the_steps_of_a_closure(row: tuple[str, dict[str, Any], list[str]], on_day: Assess) -> None:
    _, state, expected = row
    assert sorted(acts(on_day("09-10", profile(), request(**state)))) == sorted(expected)


def test_an_unreviewed_request_says_what_is_missing(on_day: Assess) -> None:
    assert codes(the(on_day("09-10", profile(), request()), Act.SEND_CLOSURE)) == ["closure.review_first"]
    assert codes(the(on_day("09-10", profile(), request(**REVIEWED)), Act.SEND_CLOSURE)) == []


def test_once_accepted_and_reported_nothing_is_left(on_day: Assess) -> None:
    done = request(**DECIDED, licences_revoked_on="09-06", carried_out_on="09-08")
    standing = on_day("09-10", done, Acceptance("验收", day("09-09"), True), ExitReturn("报送", day("09-10")))
    assert (acts(standing), standing.closed, standing.accepted) == ([], True, True)


def test_an_acceptance_before_the_closure_accepts_nothing(on_day: Assess) -> None:
    done = request(**DECIDED, carried_out_on="09-08")
    assert not on_day("09-10", done, Acceptance("验收", day("09-07"), True)).accepted


def test_a_request_in_hand_is_not_proposed_again(on_day: Assess) -> None:
    assert "G5 request_closure" not in acts(on_day("08-26", *OVERDUE, request()))


@pytest.mark.parametrize(("failed", "again"), [("09-04", False), ("09-06", True)])
def test_after_not_close_only_something_newer_asks_again(failed: str, again: bool, on_day: Assess) -> None:
    decided = request(**{**DECIDED, "decision": NOT_CLOSE})
    standing = on_day("09-10", *OVERDUE, decided, reinspection(failed, FAILED))
    assert ("G5 request_closure" in acts(standing)) == again


def test_a_met_item_of_the_law_is_named_where_the_plan_proposes_closure(on_day: Assess) -> None:
    decisions = (penalty("09-05"), penalty("09-20"), penalty("10-15"))
    standing = on_day("10-15", *OVERDUE, *decisions)
    notes = [note for act in standing.next_acts if act.ground == "G5" for note in act.notes]
    met = next(str(note) for note in notes if note.code == "closure.basis_met")
    assert met.endswith("第一百一十三条第一项。")
    assert "closure.basis_missing" not in {warning.code for warning in standing.warnings}


def test_the_basis_tells_what_is_met_and_what_was_evaluated(shenyang: Campaign, law: Law) -> None:
    case = case_of(enterprise(*OVERDUE), day("09-10"), shenyang, law)
    found = basis(case, "L1", ["隐患"])
    assert found.met == ()
    assert [article(cited) for cited in found.evaluated][:2] == ["第一百零八条", "第一百一十三条第一项"]


def test_a_campaign_without_that_ground_has_no_basis(shenyang: Campaign, law: Law) -> None:
    case = case_of(enterprise(*OVERDUE), day("09-10"), shenyang, law)
    assert basis(case, "L9", ["隐患"]).evaluated == ()


# --- days, light and trace ------------------------------------------------------------------------------------------


def test_an_entry_not_in_the_ledger_yet_or_removed_asks_for_no_visit(on_day: Assess) -> None:
    assert acts(on_day("07-10", profile("07-01"), ledger(added_on=day("07-12")))) == []
    gone = ledger(removed_on=day("08-05"), removed_reason="示例")
    assert acts(on_day("08-05", profile(), gone)) == []
    assert acts(on_day("08-04", profile(), gone)) == ["inspect"]


def test_a_deadline_in_a_year_without_calendar_is_provisional(on_day: Assess) -> None:
    standing = on_day("2026-12-28", *UNSAFE, suspension("2026-12-28"), resumption("2026-12-28"))
    assert "calendar.provisional" in codes(the(standing, Act.REVIEW_RESUMPTION))
    assert "calendar.provisional" in {warning.code for warning in standing.warnings}


def test_where_the_law_gives_no_term_the_act_stands_without_a_day(on_day: Assess) -> None:
    act = the(on_day("2026-03-20", *FOUND, order("2026-02-20", "2026-03-10")), Act.REINSPECT)
    assert (act.due_on, act.deadline, act.citations) == (None, "D03", ())


def test_where_the_law_gives_no_window_there_is_no_warning_of_it(on_day: Assess) -> None:
    late = Extension("延期", "隐患的整改", day("2026-03-01"), Answer.YES, True)
    standing = on_day("2026-03-02", *FOUND, order("2026-02-20", "2026-03-10"), late)
    assert codes(the(standing, Act.REPLY_EXTENSION)) == []


def test_a_concept_that_nobody_knows_is_passed_over(law: Law) -> None:
    assert (law.cited("no_such_concept", day("09-10")), law.wording("no_such_concept", day("09-10"))) == (None, "")


def test_a_clock_in_hours_has_no_due_day(law: Law) -> None:
    assert law.due("D08", day("09-10")) is None


def test_a_trace_holds_every_condition_hit_or_not(on_day: Assess, shenyang: Campaign) -> None:
    twice = AllOf((Test("hazard_open"), Negation(Test("hazard_is_major")), Test("safety_not_assured")))
    ground = replace(shenyang.ground("G1"), when=twice)
    standing = on_day("07-20", *MAJOR, campaign=replace(shenyang, grounds=(ground,)))
    trace = standing.findings[0].trace
    assert trace is not None
    assert (trace.name, trace.answer) == ("all", Answer.NO)
    assert [(part.name, part.answer) for part in trace.parts] == [
        ("hazard_open", Answer.YES),
        ("not", Answer.NO),
        ("safety_not_assured", Answer.NO),
    ]
    assert trace.parts[1].parts[0].name == "hazard_is_major"


def test_what_is_not_known_is_asked_below_a_negation_too(on_day: Assess, shenyang: Campaign) -> None:
    ground = replace(shenyang.ground("G1"), when=Negation(Test("safety_not_assured")))
    standing = on_day("07-20", visit("07-20"), hazard(major=True), campaign=replace(shenyang, grounds=(ground,)))
    assert [(q.ground, q.subject, q.message.code) for q in standing.questions] == [
        ("G1", "隐患", "question.safety_not_assured")
    ]


def test_a_ground_outside_its_days_is_not_asked(on_day: Assess, shenyang: Campaign) -> None:
    ground = replace(shenyang.ground("G1"), valid_from=day("07-21"), valid_to=day("07-31"))
    campaign = replace(shenyang, grounds=(ground,))
    asked = {on: bool(acts(on_day(on, *FOUND, campaign=campaign))) for on in ("07-20", "07-21", "07-31", "08-01")}
    assert asked == {"07-20": False, "07-21": True, "07-31": True, "08-01": False}


def test_an_unknown_ground_is_not_there(shenyang: Campaign) -> None:
    assert ready_ground(shenyang, "L9") is None


def test_an_act_on_a_stop_whose_hazards_nobody_knows_is_about_the_enterprise(on_day: Assess, law: Law) -> None:
    stop = penalty("07-20", suspends=True, hazards=(), id="停产")
    standing = on_day("08-12", profile(), stop, resumption("08-10", reviewed_on=day("08-12"), passed=False))
    assert the(standing, Act.CONFIRM_RED).subject == "企业"
