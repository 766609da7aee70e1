"""挂牌督办: only open major hazards; plan, proofs, review, failure, de-listing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.actions.later_steps import ALL_HATS, act, acts, applied, begun, listed, passed, projection_is_exact, reviewed
from tests.actions.samples_closing import review_failed, under_review
from tests.actions.steps import (
    APPROVER,
    GENERAL,
    OFFICER,
    SAFE,
    UNSAFE,
    day,
    draft_visit,
    ordered,
    reinspected,
    stopped,
    visited,
)
from tests.actions.world import CAMPAIGN, DAY, do, refused, rows, stored

from duban.records.models import DocumentNumber, ImplementationProof, SupervisionListing, TreatmentPlan

pytestmark = pytest.mark.usefixtures("world")

PLAN = dict.fromkeys(("goals", "methods", "funds", "people", "schedule", "emergency"), "示例内容")
TERMS = {"plan_due_on": day("07-31"), "deadline_on": day("08-31")}


def proposed(hazard: UUID, **more: Any) -> UUID:
    inputs: dict[str, Any] = {"by": OFFICER, "campaign": CAMPAIGN, "hazard": hazard, "level": "district"} | more
    return do("propose_listing", **inputs)


def propose_refused(hazard: UUID, **more: Any) -> str:
    inputs: dict[str, Any] = {"by": OFFICER, "campaign": CAMPAIGN, "hazard": hazard, "level": "district"} | more
    return refused("propose_listing", **inputs).rule


def test_a_major_hazard_is_listed_by_another_person_with_its_days() -> None:
    _, (hazard,) = visited(SAFE)
    listing = proposed(hazard, by=ALL_HATS)
    assert refused("decide_listing", by=ALL_HATS, listing=listing, **TERMS).rule == "permission.four_eyes"
    assert "G3 list_supervision" in acts(DAY)
    do("decide_listing", by=APPROVER, listing=listing, **TERMS)
    row = stored(SupervisionListing, listing)
    assert (row.state, row.listed_on, row.plan_due_on, row.deadline_on) == (
        "listed", DAY, day("07-31"), day("08-31"),
    )  # fmt: skip
    assert row.number == rows(DocumentNumber).get(document=listing).text
    assert "G3 list_supervision" not in acts(DAY)
    assert projection_is_exact()


def test_only_an_open_major_hazard_of_a_completed_visit_is_listed_and_once() -> None:
    _, (general, waiting) = visited(GENERAL, SAFE)
    _, (of_draft,) = draft_visit(SAFE)
    order, items, (removed,) = ordered(SAFE)
    reinspected(order, {items[0]: "passed"}, on=DAY)
    assert propose_refused(general) == "listing.not_major"
    assert propose_refused(of_draft) == "listing.draft_visit"
    assert propose_refused(removed) == "listing.not_open"
    assert propose_refused(waiting, campaign="other") == "record.other_campaign"
    listing = proposed(waiting)
    assert propose_refused(waiting) == "listing.pending"
    do("decide_listing", by=APPROVER, listing=listing, **TERMS)
    assert propose_refused(waiting) == "listing.listed"


@pytest.mark.parametrize(("plan_due", "deadline"), [("07-19", "08-31"), ("08-31", "08-30")])
def test_the_days_follow_each_other(plan_due: str, deadline: str) -> None:
    listing = proposed(visited(SAFE)[1][0])
    terms = {"plan_due_on": day(plan_due), "deadline_on": day(deadline)}
    assert refused("decide_listing", by=APPROVER, listing=listing, **terms).rule == "listing.terms"


def test_a_hazard_removed_meanwhile_is_not_listed() -> None:
    order, items, (hazard,) = ordered(SAFE)
    listing = proposed(hazard)
    reinspected(order, {items[0]: "passed"}, on=day("07-21"))
    refusal = refused("decide_listing", by=APPROVER, on=day("07-21"), listing=listing, **TERMS)
    assert refusal.rule == "listing.not_open"


def test_the_treatment_plan_has_six_parts_and_belongs_to_a_listing_that_stands() -> None:
    hazard = visited(SAFE)[1][0]
    waiting = proposed(hazard)
    assert refused("record_treatment_plan", by=OFFICER, listing=waiting, **PLAN).rule == "listing.not_standing"
    do("decide_listing", by=APPROVER, listing=waiting, **TERMS)
    assert refused("record_treatment_plan", by=OFFICER, listing=waiting, **(PLAN | {"funds": " "})).rule == "input"
    plan = do("record_treatment_plan", by=OFFICER, listing=waiting, **PLAN)
    assert (stored(TreatmentPlan, plan).filed_on, stored(TreatmentPlan, plan).organisation) == (DAY, "示例内容")


@pytest.mark.parametrize(
    ("part", "proof", "proved"),
    [
        ("responsibility", {"person": "安全科负责人"}, True),
        ("responsibility", {"amount_fen": 100}, False),
        ("measures", {"person": "安全科负责人"}, False),
        ("measures", {"document": "施工方案"}, True),
        ("funds", {"amount_fen": 0}, False),
        ("funds", {"amount_fen": 10_000_000}, True),
        ("time_limit", {"day": "2021-08-20"}, True),
        ("time_limit", {}, False),
        ("emergency_plan", {"day": "2021-08-20"}, False),
        ("emergency_plan", {"document": "应急预案"}, True),
    ],
)
def test_each_of_the_five_implementations_has_its_proof(part: str, proof: dict[str, Any], proved: bool) -> None:
    listing = listed(visited(SAFE)[1][0], on=DAY, parts=())
    inputs: dict[str, Any] = {"by": OFFICER, "listing": listing, "part": part, **proof}
    if proved:
        do("prove_implementation", **inputs)
    else:
        assert refused("prove_implementation", **inputs).rule == "listing.unproved"
    assert rows(ImplementationProof).count() == int(proved)


def test_missing_proof_brings_the_suspension_for_rectification_and_proof_takes_it_away() -> None:
    _, _, (hazard,) = ordered(SAFE)
    listing = listed(hazard, on=DAY, plan_due=day("08-01"), parts=("responsibility", "measures"))
    on = day("08-02")
    assert "G4 impose_suspension" in acts(on)
    assert any("资金、时限、预案" in str(note) for note in act(on, "impose_suspension").notes)
    for part, proof in (("funds", {"amount_fen": 1}), ("time_limit", {"day": "2021-08-20"})):
        do("prove_implementation", by=OFFICER, on=on, listing=listing, part=part, **proof)
    do("prove_implementation", by=OFFICER, on=on, listing=listing, part="emergency_plan", document="应急预案")
    assert "G4 impose_suspension" not in acts(on)
    assert projection_is_exact()


def test_where_nothing_is_stopped_the_review_begins_when_the_treatment_is_finished() -> None:
    row = stored(SupervisionListing, under_review())
    assert (row.state, row.finished_on, row.review_started_on) == ("under_review", DAY, DAY)


def test_where_production_is_stopped_the_review_waits_for_the_application() -> None:
    _, (hazard,) = visited(UNSAFE)
    listing = listed(hazard, on=DAY)
    measure = stopped(hazard)
    refusal = refused("start_delisting_review", by=OFFICER, listing=listing)
    assert refusal.rule == "listing.resumption_first"
    applied(measure, on=DAY)
    assert stored(SupervisionListing, listing).state == "resumption_applied"
    do("start_delisting_review", by=OFFICER, listing=listing)
    assert stored(SupervisionListing, listing).state == "under_review"


def test_a_failed_review_is_explained_and_the_hazard_listed_further() -> None:
    listing = review_failed()
    row = stored(SupervisionListing, listing)
    assert (row.state, row.review_failed_on, row.review_failed_reason) == ("review_failed", DAY, "尚未排除")
    assert refused("delist", by=APPROVER, listing=listing, reason="无").rule == "workflow.supervision_listing.delist"
    relist: dict[str, Any] = {"by": APPROVER, "on": day("07-21"), "listing": listing}
    assert refused("relist", **relist, deadline_on=day("07-20")).rule == "listing.terms"
    do("relist", **relist, deadline_on=day("09-30"))
    row = stored(SupervisionListing, listing)
    assert (row.state, row.deadline_on) == ("listed", day("09-30"))


def test_delisting_needs_a_passed_item_and_consent_where_stopped() -> None:
    case = begun()
    applied(case.measure, on=day("08-10"))
    do("start_delisting_review", by=OFFICER, on=day("08-10"), listing=case.listing)
    delist: dict[str, Any] = {"by": APPROVER, "on": day("08-18"), "listing": case.listing, "reason": "合格"}
    assert refused("delist", **delist).rule == "listing.not_passed"
    passed(case, on=day("08-18"))
    assert refused("delist", **delist).rule == "listing.not_consented"


def test_a_delisted_hazard_takes_no_more_proofs() -> None:
    case = begun()
    passed(case, on=day("08-18"))
    resumption = reviewed(case.measure, on=day("08-18"))
    do("consent_resumption", by=APPROVER, on=day("08-18"), resumption=resumption)
    do("start_delisting_review", by=OFFICER, on=day("08-18"), listing=case.listing)
    do("delist", by=APPROVER, on=day("08-18"), listing=case.listing, reason="合格")
    row = stored(SupervisionListing, case.listing)
    assert (row.state, row.delisted_on, row.delisted_reason) == ("delisted", day("08-18"), "合格")
    late: dict[str, Any] = {"by": OFFICER, "listing": case.listing, "part": "funds", "amount_fen": 1}
    assert refused("prove_implementation", **late, on=day("08-19")).rule == "listing.not_standing"
