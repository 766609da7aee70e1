"""恢复生产审查: applied for, reviewed, consented to or refused; the stop ends with the consent alone."""

from __future__ import annotations

from typing import Any

import pytest
from tests.actions.later_steps import (
    ALL_HATS,
    acts,
    applied,
    begun,
    decided,
    halted,
    passed,
    penalised,
    projection_is_exact,
    reviewed,
    standing,
)
from tests.actions.steps import APPROVER, OFFICER, UNSAFE, day, delivered, drafted_measure, stopped, visited
from tests.actions.world import DAY, do, refused, stored

from duban.domain.vocabulary import CardColour
from duban.records.models import OnSiteMeasure, Resumption

pytestmark = pytest.mark.usefixtures("world")


def apply_refused(suspension: Any, kind: str = "measure", **more: Any) -> str:
    inputs: dict[str, Any] = {"by": OFFICER, "suspension_kind": kind, "suspension": suspension, "text": "已整改"}
    return refused("apply_resumption", **(inputs | more)).rule


def test_consent_lifts_the_stop() -> None:
    case = begun()
    passed(case, on=day("08-18"))
    resumption = reviewed(case.measure, on=day("08-18"))
    assert "consent_resumption" in acts(day("08-18"))
    do("consent_resumption", by=APPROVER, on=day("08-19"), resumption=resumption)
    row, measure = stored(Resumption, resumption), stored(OnSiteMeasure, case.measure)
    assert (row.state, row.consented_on, row.application) == ("consented", day("08-19"), "隐患已经整改完毕")
    assert row.number
    assert (measure.state, measure.lifted_on, measure.consent_id) == ("lifted", day("08-19"), resumption)
    assert apply_refused(case.measure, on=day("08-20")) == "resumption.consented"
    assert projection_is_exact()


def test_a_penalty_ends_with_the_consent_too() -> None:
    case = begun()
    penalty = halted(case.hazard, on=day("08-01"))
    passed(case, on=day("08-18"))
    for suspension, kind in ((case.measure, "measure"), (penalty, "penalty")):
        resumption = applied(suspension, on=day("08-18"), kind=kind)
        do("review_resumption", by=OFFICER, on=day("08-18"), resumption=resumption, passed=True)
        do("consent_resumption", by=APPROVER, on=day("08-18"), resumption=resumption)
    assert "X1 lift_card" in acts(day("08-18"))
    assert standing(day("08-18")).card is CardColour.YELLOW


def test_only_a_delivered_stop_can_be_applied_against_and_once() -> None:
    _, (hazard,) = visited(UNSAFE)
    assert apply_refused(drafted_measure(hazard)) == "resumption.no_stop"
    assert apply_refused(decided(hazard, on=DAY, statute_concept="safety_equipment"), "penalty") == "resumption.no_stop"
    fine = penalised(hazard, on=DAY, statute_concept="safety_equipment")
    assert apply_refused(fine, "penalty") == "resumption.no_stop"
    measure = stopped(hazard, on=DAY)
    assert apply_refused(measure, "penalty") == "record.unknown"
    assert apply_refused(measure, "order") == "input"
    applied(measure, on=DAY)
    assert apply_refused(measure) == "resumption.waiting"


def test_a_stop_issued_and_not_delivered_is_no_stop_yet() -> None:
    measure = drafted_measure(*visited(UNSAFE)[1])
    do("issue_measure", by=APPROVER, measure=measure)
    assert apply_refused(measure) == "resumption.not_stopped"
    delivered(measure, kind="on_site_measure", on=DAY)
    applied(measure, on=DAY)


def test_consent_needs_a_review_that_passed_and_hazards_that_are_gone() -> None:
    case = begun()
    resumption = applied(case.measure, on=day("08-10"))
    consent: dict[str, Any] = {"by": APPROVER, "on": day("08-18"), "resumption": resumption}
    assert refused("consent_resumption", **consent).rule == "workflow.resumption.consent"
    do("review_resumption", by=OFFICER, on=day("08-12"), resumption=resumption, passed=True)
    refusal = refused("consent_resumption", **consent)
    assert refusal.rule == "resumption.open_hazard"
    assert "会议室" in str(refusal)
    passed(case, on=day("08-18"))
    do("consent_resumption", **consent)


def test_consent_takes_another_person() -> None:
    case = begun()
    passed(case, on=day("08-18"))
    inputs: dict[str, Any] = {"suspension_kind": "measure", "suspension": case.measure, "text": "已整改"}
    resumption = do("apply_resumption", by=ALL_HATS, on=day("08-18"), **inputs)
    do("review_resumption", by=OFFICER, on=day("08-18"), resumption=resumption, passed=True)
    refusal = refused("consent_resumption", by=ALL_HATS, on=day("08-18"), resumption=resumption)
    assert refusal.rule == "permission.four_eyes"


def test_a_failed_review_is_refused_and_asked_for_again() -> None:
    measure = stopped(*visited(UNSAFE)[1])
    resumption = reviewed(measure, on=DAY, passed=False)
    assert refused("consent_resumption", by=APPROVER, resumption=resumption).rule == "resumption.not_passed"
    do("refuse_resumption", by=APPROVER, resumption=resumption, reason="防护未到位")
    row = stored(Resumption, resumption)
    assert (row.state, row.refused_on, row.refused_reason) == ("refused", DAY, "防护未到位")
    assert stored(OnSiteMeasure, measure).state == "delivered"
    applied(measure, on=day("07-22"))
    assert projection_is_exact()


def test_an_early_review_is_refused_by_its_days() -> None:
    resumption = applied(stopped(*visited(UNSAFE)[1]), on=DAY)
    early: dict[str, Any] = {"by": OFFICER, "on": day("07-19"), "resumption": resumption, "passed": True}
    assert refused("review_resumption", **early).rule == "resumption_reviewed_on_order"
