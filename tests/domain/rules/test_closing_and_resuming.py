"""Sending, carrying out and accepting a closure; resuming; listing and de-listing."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.histories import day, enterprise, hazard, listing, order, reinspection, resumption, suspension, visit

from duban.domain.campaign import Campaign
from duban.domain.case import HazardCase, case_of
from duban.domain.facts import ClosureRequest
from duban.domain.law import Law
from duban.domain.messages import Refusal
from duban.domain.rules.closing import accept_refusal, carry_out_refusal, send_refusal
from duban.domain.rules.listing import delist_refusal, list_refusal
from duban.domain.rules.resuming import apply_refusal, consent_refusal
from duban.domain.vocabulary import ClosureDecision, ItemResult

PASSED = ItemResult.PASSED
MAJOR = (visit("07-20"), hazard(major=True), order("07-20", "08-20"))


def request(**more: Any) -> ClosureRequest:
    return ClosureRequest("提请", day("09-01"), **more)


def rule(refusal: Refusal | None) -> str | None:
    return refusal.rule if refusal else None


@pytest.mark.parametrize(
    ("made", "on", "refused"),
    [
        (request(), "09-08", "closure.not_reviewed"),
        (request(reviewed_on=day("09-09"), basis="closure_repeat"), "09-08", "closure.not_reviewed"),
        (request(reviewed_on=day("09-06")), "09-08", "closure.no_basis"),
        (request(reviewed_on=day("08-20"), basis="closure_repeat"), "08-31", "law.not_in_force"),
        (request(reviewed_on=day("09-06"), basis="closure_repeat"), "09-08", None),
    ],
)
def test_a_request_is_sent_on_a_reviewed_basis_in_force(
    made: ClosureRequest, on: str, refused: str | None, law: Law
) -> None:
    assert rule(send_refusal(made, day(on), law)) == refused


@pytest.mark.parametrize(
    ("made", "refused"),
    [
        (request(), "closure.not_decided"),
        (request(decided_on=day("10-20"), decision=ClosureDecision.NOT_CLOSE), "closure.not_decided"),
        (request(decided_on=day("11-20"), decision=ClosureDecision.CLOSE), "closure.not_decided"),
        (request(decided_on=day("10-20"), decision=ClosureDecision.CLOSE), None),
    ],
)
def test_nothing_is_closed_without_the_governments_decision(
    made: ClosureRequest, refused: str | None, law: Law
) -> None:
    assert rule(carry_out_refusal(made, day("11-02"), law)) == refused


@pytest.mark.parametrize(
    ("carried_out", "refused"),
    [(None, "closure.not_carried_out"), ("11-06", "closure.not_carried_out"), ("11-02", None)],
)
def test_an_exit_is_accepted_after_it_was_carried_out(carried_out: str | None, refused: str | None) -> None:
    made = request(carried_out_on=day(carried_out) if carried_out else None)
    assert rule(accept_refusal(made, day("11-05"))) == refused


@pytest.mark.parametrize(
    ("delivered", "consented", "refused"),
    [
        (None, False, "resumption.not_stopped"),
        ("08-19", False, "resumption.not_stopped"),
        ("07-21", True, "resumption.consented"),
        ("07-21", False, None),
    ],
)
def test_only_a_stop_that_lasts_is_applied_against(
    delivered: str | None, consented: bool, refused: str | None, law: Law
) -> None:
    assert rule(apply_refusal(day(delivered) if delivered else None, consented, day("08-18"), law)) == refused


@pytest.mark.parametrize(
    ("review", "cured", "refused"),
    [
        ({}, True, "resumption.not_reviewed"),
        ({"reviewed_on": day("08-20"), "passed": True}, True, "resumption.not_reviewed"),
        ({"reviewed_on": day("08-19"), "passed": False}, True, "resumption.not_passed"),
        ({"reviewed_on": day("08-19"), "passed": True}, False, "resumption.open_hazard"),
        ({"reviewed_on": day("08-19"), "passed": True}, True, None),
    ],
)
def test_consent_needs_a_passed_review_and_every_hazard_passed(
    review: dict[str, Any], cured: bool, refused: str | None, shenyang: Campaign, law: Law
) -> None:
    facts = (*MAJOR, suspension("07-21"), *([reinspection("08-18", PASSED)] if cured else []))
    case = case_of(enterprise(*facts), day("08-19"), shenyang, law)
    refusal = consent_refusal(resumption("08-18", **review), case.hazards, day("08-19"), law)
    assert rule(refusal) == refused


def the_hazard(shenyang: Campaign, law: Law, *facts: Any) -> HazardCase:
    return case_of(enterprise(*facts), day("08-19"), shenyang, law).hazards[0]


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ((visit("07-20"), hazard()), "listing.not_major"),
        ((*MAJOR, reinspection("08-18", PASSED)), "listing.not_open"),
        ((*MAJOR, listing("07-22")), "listing.listed"),
        (MAJOR, None),
    ],
)
def test_only_an_open_major_hazard_is_listed_and_once(
    facts: tuple[Any, ...], refused: str | None, shenyang: Campaign, law: Law
) -> None:
    assert rule(list_refusal(the_hazard(shenyang, law, *facts), day("08-19"), law)) == refused


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ((*MAJOR, listing("07-22")), "listing.not_passed"),
        ((*MAJOR, suspension("07-21"), reinspection("08-18", PASSED)), "listing.not_consented"),
        ((*MAJOR, reinspection("08-18", PASSED)), None),
        ((*MAJOR, suspension("07-21", lifted_on=day("08-19")), reinspection("08-18", PASSED)), None),
    ],
)
def test_a_listing_ends_when_passed_and_consented(
    facts: tuple[Any, ...], refused: str | None, shenyang: Campaign, law: Law
) -> None:
    assert rule(delist_refusal(the_hazard(shenyang, law, *facts), day("08-19"), law)) == refused
