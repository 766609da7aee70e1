"""What deeds on listings, cards, refusals, power cuts, closures and acceptances need, fact by fact."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.domain.histories import day, enterprise, hazard, maybe, order, refusal, resumption, suspension, visit

from duban.domain.assess import assess
from duban.domain.calendars import SHANGHAI
from duban.domain.campaign import Campaign
from duban.domain.case import case_of
from duban.domain.law import Law
from duban.domain.messages import Refusal
from duban.domain.rules import acceptances, answering, closing, listing, power_cuts
from duban.domain.rules.non_compliance import recording_refusal
from duban.domain.rules.resuming import no_stop, waiting_refusal
from duban.domain.standing import Act
from duban.domain.vocabulary import Answer, CardColour, RefusalOf

UNSAFE = (visit("07-20"), hazard(major=True, safe=Answer.NO))
STOPPED = (*UNSAFE, suspension("07-21"))


def rule(found: Refusal | None) -> str | None:
    return found.rule if found else None


def moment(on: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"2021-{on}T{clock}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("plan_due", "deadline", "fits"),
    [("07-20", "07-20", True), ("07-31", "08-31", True), ("07-19", "08-31", False), ("08-31", "07-31", False)],
)
def test_the_terms_of_a_listing(plan_due: str, deadline: str, fits: bool, law: Law) -> None:
    assert (listing.terms_refusal(day(plan_due), day(deadline), day("07-20"), law) is None) is fits


@pytest.mark.parametrize(
    ("listed", "delisted", "stands"),
    [
        (None, None, False),
        ("07-22", None, True),
        ("07-24", None, False),
        ("07-22", "07-23", False),
        ("07-22", "07-24", True),
    ],
)
def test_a_listing_stands_from_its_day_to_the_day_before_de_listing(
    listed: str | None, delisted: str | None, stands: bool, law: Law
) -> None:
    days = [maybe(text) for text in (listed, delisted)]
    assert (listing.standing_refusal(*days, day("07-23"), law) is None) is stands


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (UNSAFE, None),
        (STOPPED, "listing.resumption_first"),
        ((*STOPPED, resumption("07-25")), None),
    ],
)
def test_a_review_waits_for_the_application_where_stopped(
    facts: tuple[Any, ...], expected: str | None, shenyang: Campaign, law: Law
) -> None:
    case = case_of(enterprise(*facts), day("07-30"), shenyang, law)
    assert rule(listing.review_refusal(case.by_id["隐患"], day("07-30"), law)) == expected


def test_refusals_that_are_always_said(law: Law) -> None:
    assert listing.draft_visit(day("07-20"), law).rule == "listing.draft_visit"
    assert no_stop(day("07-20"), law).rule == "resumption.no_stop"


@pytest.mark.parametrize(("pending", "expected"), [((), None), (("甲",), "listing.pending")])
def test_one_listing_proposed_at_a_time(pending: tuple[str, ...], expected: str | None, law: Law) -> None:
    assert rule(listing.pending_refusal(pending, day("07-20"), law)) == expected


@pytest.mark.parametrize(
    ("resumptions", "expected"),
    [
        ((), None),
        ((resumption("07-25"),), "resumption.waiting"),
        ((resumption("07-25", reviewed_on=day("07-26"), passed=False, refused_on=day("07-27")),), None),
        ((resumption("07-25", reviewed_on=day("07-26"), passed=True, consented_on=day("07-27")),), None),
    ],
)
def test_one_application_at_a_time(resumptions: tuple[Any, ...], expected: str | None, law: Law) -> None:
    assert rule(waiting_refusal(resumptions, day("07-30"), law)) == expected


@pytest.mark.parametrize(
    ("delivered", "over", "expected"),
    [
        (None, None, "refusal.undelivered"),
        ("08-21", None, "refusal.undelivered"),
        ("08-20", None, None),
        ("08-01", "08-21", None),
        ("08-01", "08-20", "refusal.over"),
    ],
)
def test_what_can_be_refused(delivered: str | None, over: str | None, expected: str | None, law: Law) -> None:
    days: list[date | None] = [maybe(text) for text in (delivered, over)]
    assert rule(recording_refusal(*days, day("08-20"), law)) == expected


REFUSED = refusal("07-25", "停产", RefusalOf.MEASURE)


@pytest.mark.parametrize(
    ("facts", "decision", "expected"),
    [
        ((*STOPPED, REFUSED), "停产", None),
        (STOPPED, "停产", "power_cut.not_refused"),
        ((*STOPPED, REFUSED), "指令", "power_cut.no_stop"),
        ((visit("07-20"), hazard(), suspension("07-21"), REFUSED), "停产", "power_cut.no_stop"),  # no major hazard
        ((*STOPPED, refusal("07-25", "停产", RefusalOf.MEASURE, danger=Answer.UNKNOWN)), "停产", "power_cut.no_danger"),
        (
            (*STOPPED, REFUSED, resumption("07-26", reviewed_on=day("07-26"), passed=True, consented_on=day("07-27"))),
            "停产", "power_cut.no_stop",
        ),
    ],
)  # fmt: skip
def test_what_a_power_cut_presupposes(
    facts: tuple[Any, ...], decision: str, expected: str | None, shenyang: Campaign, law: Law
) -> None:
    case = case_of(enterprise(*facts), day("07-30"), shenyang, law)
    assert rule(power_cuts.conditions_refusal(case, decision)) == expected


@pytest.mark.parametrize(
    ("told", "cut", "emergency", "allowed"),
    [
        (("07-20", "09:00"), ("07-21", "09:00"), False, True),
        (("07-20", "09:00"), ("07-21", "08:59"), False, False),
        (("10-01", "20:00"), ("10-02", "20:00"), False, True),  # hours run through holidays
        (("07-20", "09:00"), ("07-20", "09:00"), True, True),
        (("07-20", "09:00"), ("07-20", "08:59"), True, False),
    ],
)
def test_the_notice_of_a_power_cut(
    told: tuple[str, str], cut: tuple[str, str], emergency: bool, allowed: bool, law: Law
) -> None:
    assert (power_cuts.notice_refusal(moment(*told), moment(*cut), emergency, law) is None) is allowed


@pytest.mark.parametrize(
    ("given", "fits"), [(("07-20", "00:00"), True), (("07-19", "23:59"), False), (("07-20", "12:01"), False)]
)
def test_a_moment_lies_on_the_day_and_not_in_the_future(given: tuple[str, str], fits: bool) -> None:
    found = power_cuts.moment_refusal(moment(*given), day("07-20"), moment("07-20", "12:00"))
    assert (found is None) is fits


def test_what_is_proposed_is_named_where_a_proposal_is_missing(shenyang: Campaign, law: Law) -> None:
    standing = assess(enterprise(*UNSAFE), day("07-20"), shenyang, law)
    act = answering.proposal(standing, CardColour.YELLOW, "G2", "厂区")
    assert act is not None
    assert answering.proposal(standing, CardColour.YELLOW, "G2", "别处") is None
    assert answering.proposal(standing, CardColour.RED, "G2", "厂区") is None
    assert "G2黄牌" in str(answering.not_proposed(standing, CardColour.RED, "G5"))
    assert answering.proposed(standing, "G2", Act.CONFIRM_YELLOW, "厂区") == act
    assert "G2 confirm_yellow" in str(answering.nothing_to_decline(standing, "G5", Act.CONFIRM_RED, "厂区"))


def test_a_card_rests_on_the_hazards_of_its_site(shenyang: Campaign, law: Law) -> None:
    facts = enterprise(*UNSAFE, hazard("旁", major=True, safe=Answer.NO, site="二厂"))
    case, standing = case_of(facts, day("07-20"), shenyang, law), assess(facts, day("07-20"), shenyang, law)
    act = answering.proposal(standing, CardColour.YELLOW, "G2", "厂区")
    assert act is not None
    assert answering.hazards_behind(case, act) == ("隐患",)
    assert answering.hazards_refusal(case, act, ["隐患"]) is None
    assert rule(answering.hazards_refusal(case, act, ["隐患", "旁"])) == "card.foreign_hazard"
    assert {cited.concept for cited in answering.citations(case, shenyang.ground("G2"))} == {
        "temporary_suspension", "onsite_measure",
    }  # fmt: skip


@pytest.mark.parametrize(("grounds", "expected"), [(["G5"], None), (["G5", "G6"], "closure.not_proposed")])
def test_a_request_is_drafted_on_what_is_proposed(
    grounds: list[str], expected: str | None, shenyang: Campaign, law: Law
) -> None:
    facts = enterprise(visit("07-20"), hazard(major=True, safe=Answer.YES), order("07-21", "08-20"))
    standing = assess(facts, day("08-21"), shenyang, law)
    assert rule(closing.drafting_refusal(standing, grounds)) == expected


def test_a_request_on_no_known_ground_has_no_basis(shenyang: Campaign, law: Law) -> None:
    case = case_of(enterprise(*UNSAFE), day("08-21"), shenyang, law)
    found = closing.basis_refusal(case, ["Z9"], "closure_repeat")
    assert rule(found) == "closure.basis_missing"


@pytest.mark.parametrize(
    ("participants", "joint"), [(("甲", "乙"), True), (("甲",), False), ((), False), (("甲", "甲"), False)]
)
def test_an_acceptance_is_joint(participants: tuple[str, ...], joint: bool) -> None:
    assert (acceptances.participants_refusal(participants) is None) is joint


@pytest.mark.parametrize(
    ("exited", "done"),
    [((), True), (("11-02",), True), (("11-06",), False), ((None,), False), (("11-02", None), False)],
)
def test_only_what_was_done_is_accepted(exited: tuple[str | None, ...], done: bool) -> None:
    days = [maybe(text) for text in exited]
    assert (acceptances.exit_refusal(days, day("11-05")) is None) is done


@pytest.mark.parametrize(
    ("department", "signed", "agreed", "text", "expected"),
    [
        ("甲", (), True, "", None),
        ("甲", (), False, "未拆除", None),
        ("甲", (), False, "", "acceptance.no_reason"),
        ("甲", ("甲",), True, "", "acceptance.signed_twice"),
        ("丙", (), True, "", "acceptance.stranger"),
    ],
)
def test_who_may_sign(department: str, signed: tuple[str, ...], agreed: bool, text: str, expected: str | None) -> None:
    assert rule(acceptances.signature_refusal(department, ("甲", "乙"), signed, agreed, text)) == expected


@pytest.mark.parametrize(
    ("signed", "passed", "expected"),
    [
        ({"甲": True, "乙": True}, True, None),
        ({"甲": True}, True, "acceptance.unsigned"),
        ({"甲": True, "乙": False}, True, "acceptance.disagreed"),
        ({"甲": True, "乙": False}, False, None),
        ({"甲": True}, False, "acceptance.unsigned"),
    ],
)
def test_when_an_acceptance_is_concluded(signed: dict[str, bool], passed: bool, expected: str | None) -> None:
    assert rule(acceptances.conclusion_refusal(("甲", "乙"), signed, passed)) == expected
