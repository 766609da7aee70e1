"""整改复查: which visit makes one, which items it carries, when it closes the order."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.steps import GENERAL, MAJOR, OFFICER, day, draft_visit, issued, ordered, reinspected, visited
from tests.actions.world import HUNNAN, TIEXI, an_id, do, refused, rows, stored, writing

from duban.records.models import RectificationOrder, Reinspection, ReinspectionOutcome

pytestmark = pytest.mark.usefixtures("world")


def judging(visit: UUID, order: UUID, results: dict[UUID, str], on: str, cause: str = "due") -> dict[str, Any]:
    outcomes = [{"item": item, "result": result, "proof": "现场查看并拍照"} for item, result in results.items()]
    return {
        "by": OFFICER, "on": day(on), "inspection": visit, "order": order, "cause": cause, "outcomes": outcomes,
    }  # fmt: skip


def revisit(on: str, **more: Any) -> UUID:
    return visited(on=day(on), kind="reinspection", **more)[0]


def test_a_reinspection_that_passes_all_items_closes_the_order() -> None:
    order, items, _ = ordered(GENERAL, MAJOR)
    visit = revisit("08-20")
    deed = do("record_reinspection", **judging(visit, order, dict.fromkeys(items, "passed"), "08-20"))
    row = stored(Reinspection, deed)
    assert (row.inspection_id, row.reinspected_on, row.number) == (visit, day("08-20"), "（示例）铁应急复查〔2021〕1号")
    assert stored(RectificationOrder, order).closed_on == day("08-20")
    assert stored(RectificationOrder, order).state == "closed"


def test_the_next_reinspection_carries_what_has_not_passed() -> None:
    """Case 24: two general items pass, the major one is not yet due; the next re-inspection carries one item."""
    order, (first, second, major), _ = ordered(GENERAL, GENERAL, MAJOR)
    reinspected(order, {first: "passed", second: "passed", major: "not_yet_due"}, on=day("08-19"))
    assert stored(RectificationOrder, order).state == "delivered"
    visit = revisit("08-21")
    refusal = refused("record_reinspection", **judging(visit, order, {first: "passed", major: "failed"}, "08-21"))
    assert (refusal.rule, "安全出口堵塞" in str(refusal)) == ("reinspection.passed_already", True)
    do("record_reinspection", **judging(visit, order, {major: "failed"}, "08-21"))
    assert stored(RectificationOrder, order).state == "delivered"
    reinspected(order, {major: "passed"}, on=day("08-30"), cause="due")
    assert stored(RectificationOrder, order).state == "closed"


def test_a_result_keeps_its_proof() -> None:
    order, (item,), _ = ordered(GENERAL)
    inputs = judging(revisit("08-20"), order, {item: "passed"}, "08-20")
    inputs["outcomes"][0]["proof"] = "通道已清空，有照片"
    do("record_reinspection", **inputs)
    assert rows(ReinspectionOutcome).get().note == "通道已清空，有照片"


@pytest.mark.parametrize("proof", ["", "  "])
def test_an_item_is_not_closed_without_a_proof_of_its_own(proof: str) -> None:
    order, (first, second), _ = ordered(GENERAL, MAJOR)
    inputs = judging(revisit("08-20"), order, {first: "passed", second: "passed"}, "08-20")
    inputs["outcomes"][1]["proof"] = proof
    refusal = refused("record_reinspection", **inputs)
    assert (refusal.rule, "会议室设在铁水吊运影响范围内" in str(refusal)) == ("reinspection.unproved", True)
    assert rows(Reinspection).count() == 0


def test_what_failed_needs_no_proof_of_removal() -> None:
    order, (item,), _ = ordered(GENERAL)
    inputs = judging(revisit("08-20"), order, {item: "failed"}, "08-20")
    inputs["outcomes"][0]["proof"] = ""
    do("record_reinspection", **inputs)
    assert rows(ReinspectionOutcome).get().result == "failed"


def test_only_a_completed_reinspection_visit_of_the_day_counts() -> None:
    order, (item,), _ = ordered(GENERAL)
    results = {item: "passed"}
    first = visited(on=day("08-20"))[0]
    assert refused("record_reinspection", **judging(first, order, results, "08-20")).rule == "reinspection.kind"
    draft = draft_visit(on=day("08-20"), kind="reinspection")[0]
    assert refused("record_reinspection", **judging(draft, order, results, "08-20")).rule == "reinspection.draft"
    earlier = revisit("08-19")
    assert refused("record_reinspection", **judging(earlier, order, results, "08-20")).rule == "reinspection.day"
    assert refused("record_reinspection", **judging(uuid4(), order, results, "08-20")).rule == "record.unknown"
    assert rows(Reinspection).count() == 0


def test_nothing_is_reinspected_before_the_order_was_delivered() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, (item,) = issued(visit, {hazard: day("08-31")})
    again = revisit("08-20")
    refusal = refused("record_reinspection", **judging(again, order, {item: "passed"}, "08-20"))
    assert refusal.rule == "order.not_delivered"
    do(
        "deliver", by=OFFICER, on=day("08-21"), document_kind="rectification_order", document=order, method="direct",
        recipient="安全科",
    )  # fmt: skip
    assert (
        refused("record_reinspection", **judging(again, order, {item: "passed"}, "08-20")).rule == "order.not_delivered"
    )


def test_a_closed_order_is_not_reinspected() -> None:
    order, (item,), _ = ordered(GENERAL)
    reinspected(order, {item: "passed"}, on=day("08-20"))
    refusal = refused("record_reinspection", **judging(revisit("08-21"), order, {item: "failed"}, "08-21"))
    assert (refusal.rule, "已结清" in str(refusal)) == ("order.not_running", True)


def test_an_order_of_another_enterprise_or_campaign_is_not_reinspected() -> None:
    order, (item,), _ = ordered(GENERAL)
    foreign = revisit("08-20", enterprise=an_id("plant-second"), site=an_id("site-second"))
    assert refused("record_reinspection", **judging(foreign, order, {item: "passed"}, "08-20")).rule == (
        "record.other_enterprise"
    )
    with writing(TIEXI):
        RectificationOrder.objects.filter(pk=order).update(campaign="another")
    assert refused("record_reinspection", **judging(revisit("08-20"), order, {item: "passed"}, "08-20")).rule == (
        "record.other_campaign"
    )


@pytest.mark.parametrize(
    ("on", "result", "cause", "rule"),
    [
        ("08-21", "not_yet_due", "due", "reinspection.due"),
        ("08-19", "failed", "due", "reinspection.cause_due"),
        ("08-19", "failed", "applied", "reinspection.cause_applied"),
        ("08-19", "perhaps", "due", "input"),
    ],
)
def test_a_result_and_a_cause_fit_the_day(on: str, result: str, cause: str, rule: str) -> None:
    order, (item,), _ = ordered(GENERAL)
    assert refused("record_reinspection", **judging(revisit(on), order, {item: result}, on, cause)).rule == rule


def test_one_that_was_applied_for_has_an_application() -> None:
    order, (item,), _ = ordered(GENERAL)
    do("report_completion", by=OFFICER, on=day("08-09"), item=item)
    do("record_reinspection", **judging(revisit("08-10"), order, {item: "passed"}, "08-10", "applied"))
    assert stored(RectificationOrder, order).state == "closed"


def test_an_item_is_judged_once_and_belongs_to_the_order() -> None:
    order, (item,), _ = ordered(GENERAL)
    _, (foreign,), _ = ordered(GENERAL)
    visit = revisit("08-20")
    inputs = judging(visit, order, {item: "passed"}, "08-20")
    assert (
        refused("record_reinspection", **(inputs | {"outcomes": inputs["outcomes"] * 2})).rule == "reinspection.twice"
    )
    assert refused("record_reinspection", **(inputs | {"outcomes": []})).rule == "input"
    assert refused("record_reinspection", **judging(visit, order, {foreign: "passed"}, "08-20")).rule == (
        "reinspection.foreign_item"
    )
    assert refused("record_reinspection", **(inputs | {"by": f"officer-{HUNNAN}"})).rule == "record.unknown"
