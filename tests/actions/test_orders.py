"""责令限期整改指令书: drafted, issued by another person with number and articles of the day, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.steps import (
    APPROVER,
    CASE,
    DUE,
    GENERAL,
    MAJOR,
    OFFICER,
    PLANT,
    day,
    delivered,
    draft_order,
    draft_visit,
    issued,
    ordered,
    reinspected,
    visited,
)
from tests.actions.world import CITY, DAY, HUNNAN, TIEXI, ZONE, an_id, do, refused, rows, stored, writing

from duban.records.models import Agency, DocumentNumber, Inspection, OrderItem, RectificationOrder

pytestmark = pytest.mark.usefixtures("world")


def drafting(visit: UUID, hazard: UUID, due_on: date = DUE, **changes: Any) -> dict[str, Any]:
    items = [{"hazard": hazard, "due_on": due_on}]
    return {"by": OFFICER, **CASE, "inspection": visit, "items": items} | changes


def test_a_draft_has_one_due_day_for_each_hazard() -> None:
    visit, (first, second) = visited(GENERAL, MAJOR)
    order, items = draft_order(visit, {first: day("08-10"), second: DUE})
    row = stored(RectificationOrder, order)
    assert (row.state, row.drafted_on, row.issued_on, row.number, row.home_agency_id) == ("draft", DAY, None, "", TIEXI)
    assert [stored(OrderItem, item).due_on for item in items] == [day("08-10"), DUE]


def test_issuing_gives_the_number_and_cites_the_articles_of_the_day() -> None:
    visit, (hazard,) = visited(GENERAL)
    row = stored(RectificationOrder, issued(visit, {hazard: DUE})[0])
    assert (row.state, row.issued_on, row.number) == ("issued", DAY, "（示例）铁应急责改〔2021〕1号")
    assert (row.campaign_version, row.issued_by_id) == ("1", an_id(APPROVER))
    assert [each["concept"] for each in row.citations] == ["order_removal", "order_correction"]


@pytest.mark.parametrize(("on", "article"), [("08-20", "第六十二条"), ("09-05", "第六十五条")])
def test_an_order_cites_the_act_in_force_on_its_day(on: str, article: str) -> None:
    visit, (hazard,) = visited(GENERAL, on=day(on))
    row = stored(RectificationOrder, issued(visit, {hazard: day("09-30")}, on=day(on))[0])
    assert row.citations[0]["text"].endswith(article)


def test_numbers_of_a_series_follow_each_other_and_paper_numbers_stand_beside_it() -> None:
    visit, hazards = visited(GENERAL, GENERAL, GENERAL)
    paper = draft_order(visit, {hazards[0]: DUE})[0]
    do("issue_order", by=APPROVER, order=paper, paper_number="（示例）铁应急责改〔2021〕88号")
    orders = [paper, *(issued(visit, {hazard: DUE})[0] for hazard in hazards[1:])]
    numbers = [stored(RectificationOrder, order).number.partition("〕")[2] for order in orders]
    assert numbers == ["88号", "1号", "2号"]
    assert rows(DocumentNumber).filter(by_hand=True).count() == 1


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"campaign": "another"}, "ledger.not_listed"),
        ({"enterprise": uuid4()}, "ledger.not_listed"),
        ({"enterprise": an_id("plant-second")}, "record.other_enterprise"),
        ({"inspection": uuid4()}, "record.unknown"),
        ({"items": []}, "input"),
        ({"items": [{"hazard": uuid4(), "due_on": DUE}]}, "record.unknown"),
        ({"items": [{"due_on": DUE}]}, "input"),
        ({"on": day("07-19")}, "day.order"),
        ({"by": APPROVER}, "permission.not_held"),
        ({"by": f"officer-{HUNNAN}"}, "ledger.not_listed"),
    ],
)
def test_a_draft_is_refused(changes: dict[str, Any], rule: str) -> None:
    visit, (hazard,) = visited(GENERAL)
    assert refused("draft_order", **(drafting(visit, hazard) | changes)).rule == rule
    assert rows(RectificationOrder).count() == 0


def test_a_due_day_before_the_order_is_refused_when_drafted_and_when_issued() -> None:
    visit, (hazard,) = visited(GENERAL)
    refusal = refused("draft_order", **drafting(visit, hazard, day("07-19")))
    assert refusal.rule == "order.due_before_issue"
    assert "第六十二条" in refusal.clause
    order, _ = draft_order(visit, {hazard: day("07-25")})
    assert refused("issue_order", by=APPROVER, on=day("07-26"), order=order).rule == "order.due_before_issue"


def test_hazards_of_another_plant_are_not_ordered() -> None:
    visit, _ = visited(GENERAL)
    _, (foreign,) = visited(GENERAL, enterprise=an_id("plant-second"), site=an_id("site-second"))
    assert refused("draft_order", **drafting(visit, foreign)).rule == "record.other_enterprise"


def test_facts_of_another_campaign_are_not_ordered() -> None:
    visit, (hazard,) = visited(GENERAL)
    with writing(TIEXI):
        Inspection.objects.filter(pk=visit).update(campaign="another")
    assert refused("draft_order", **drafting(visit, hazard)).rule == "record.other_campaign"


@pytest.mark.parametrize(
    ("what", "rule"), [("corrected", "order.corrected"), ("drafted", "order.twice"), ("ordered", "order.twice")]
)
def test_nothing_is_ordered_needlessly(what: str, rule: str) -> None:
    visit, (hazard,) = visited({**GENERAL, "corrected_on_spot": what == "corrected"})
    if what == "drafted":
        draft_order(visit, {hazard: DUE})
    if what == "ordered":
        issued(visit, {hazard: DUE})
    assert refused("draft_order", **drafting(visit, hazard)).rule == rule


def test_what_passed_is_not_ordered_again_but_what_failed_may_be() -> None:
    order, (item, second), (hazard, failed) = ordered(GENERAL, MAJOR)
    reinspected(order, {item: "passed", second: "failed"}, on=day("08-19"))
    visit, _ = visited(on=day("08-20"))
    assert refused("draft_order", on=day("08-20"), **drafting(visit, hazard, day("09-01"))).rule == "order.passed"
    again = do("draft_order", on=day("08-20"), **drafting(visit, failed, day("09-01")))
    assert stored(RectificationOrder, again).state == "draft"


def test_nobody_issues_his_own_draft() -> None:
    visit, (hazard,) = visited(GENERAL)
    order = do("draft_order", **drafting(visit, hazard, by=f"all-{TIEXI}"))
    assert refused("issue_order", by=f"all-{TIEXI}", order=order).rule == "permission.four_eyes"


def test_an_agency_that_only_assists_issues_nothing() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, _ = draft_order(visit, {hazard: DUE})
    with writing(CITY):
        Agency.objects.filter(pk=TIEXI).update(enforcement_capacity="assist")
    assert refused("issue_order", by=APPROVER, order=order).rule == "capacity.assist_only"


def test_an_entrusted_zone_issues_orders() -> None:
    case = {"enterprise": an_id(f"plant-{ZONE}"), "site": an_id(f"site-{ZONE}")}
    officers = [an_id(f"person:officer-{ZONE}"), an_id(f"person:officer2-{ZONE}")]
    visit, (hazard,) = visited(GENERAL, by=f"officer-{ZONE}", officers=officers, **case)
    inputs = drafting(visit, hazard, by=f"officer-{ZONE}", enterprise=case["enterprise"])
    order = do("draft_order", **inputs)
    do("issue_order", by=f"approver-{ZONE}", order=order)
    assert stored(RectificationOrder, order).number == "（示例）开应急责改〔2021〕1号"


def test_an_order_waits_for_the_visits_record() -> None:
    visit, (hazard,) = draft_visit(GENERAL)
    order, _ = draft_order(visit, {hazard: DUE})
    refusal = refused("issue_order", by=APPROVER, order=order)
    assert (refusal.rule, "安全出口堵塞" in str(refusal)) == ("order.visit_is_draft", True)


def test_an_order_without_items_is_not_issued() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, (item,) = draft_order(visit, {hazard: DUE})
    with writing(TIEXI):
        OrderItem.objects.filter(pk=item).update(voided_on=DAY, void_reason="误")
    assert refused("issue_order", by=APPROVER, order=order).rule == "order.empty"


def test_an_order_is_issued_once_and_not_before_it_was_drafted() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, _ = draft_order(visit, {hazard: DUE}, on=day("07-22"))
    assert refused("issue_order", by=APPROVER, on=day("07-21"), order=order).rule == "day.order"
    do("issue_order", by=APPROVER, on=day("07-22"), order=order)
    assert (
        refused("issue_order", by=APPROVER, on=day("07-22"), order=order).rule == "workflow.rectification_order.issue"
    )


def test_a_paper_number_is_used_once() -> None:
    visit, hazards = visited(GENERAL, GENERAL)
    first, second = (draft_order(visit, {hazard: DUE})[0] for hazard in hazards)
    do("issue_order", by=APPROVER, order=first, paper_number="（示例）铁应急责改〔2021〕88号")
    refusal = refused("issue_order", by=APPROVER, order=second, paper_number="（示例）铁应急责改〔2021〕88号")
    assert (refusal.rule, str(refusal)) == ("documentnumber_text_once", "该文号已使用")


def test_a_discarded_draft_frees_its_hazards() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, _ = draft_order(visit, {hazard: DUE})
    do("discard_order", by=OFFICER, order=order, reason="期限有误")
    assert (stored(RectificationOrder, order).state, stored(RectificationOrder, order).withdrawn_reason) == (
        "withdrawn",
        "期限有误",
    )
    draft_order(visit, {hazard: DUE})


def test_an_order_is_withdrawn_with_a_reason_and_its_number_stays_used() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, _ = issued(visit, {hazard: DUE})
    delivered(order)
    assert refused("discard_order", by=OFFICER, order=order, reason="误").rule == "workflow.rectification_order.discard"
    assert refused("withdraw_order", by=APPROVER, on=day("07-19"), order=order, reason="误").rule == "day.order"
    do("withdraw_order", by=APPROVER, on=day("07-21"), order=order, reason="送错企业")
    row = stored(RectificationOrder, order)
    assert (row.state, row.withdrawn_on, row.withdrawn_reason) == ("withdrawn", day("07-21"), "送错企业")
    assert stored(RectificationOrder, issued(visit, {hazard: DUE})[0]).number.endswith("2号")
    assert rows(RectificationOrder).filter(pk=order).get().delivered_on == DAY


def test_an_unknown_order_is_refused() -> None:
    assert refused("issue_order", by=APPROVER, order=uuid4()).rule == "record.unknown"
    assert refused("withdraw_order", by=APPROVER, order=PLANT, reason="误").rule == "record.unknown"
