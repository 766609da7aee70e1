"""送达: never before the document, with a witness when it is left behind; it starts the clocks."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.steps import (
    APPROVER,
    DUE,
    GENERAL,
    OFFICER,
    UNSAFE,
    day,
    draft_order,
    drafted_measure,
    issued,
    visited,
)
from tests.actions.world import CAMPAIGN, DAY, HUNNAN, TIEXI, an_id, do, noon, refused, rows, stored, writing

from duban.records.models import Delivery, OnSiteMeasure, PenaltyDecision, RectificationOrder, Urging

pytestmark = pytest.mark.usefixtures("world")

WHOSE = {"home_agency_id": TIEXI, "campaign": CAMPAIGN, "enterprise_id": an_id("plant-210106")}


def delivering(document: UUID, kind: str = "rectification_order", **more: Any) -> dict[str, Any]:
    sent = {"document_kind": kind, "document": document, "method": "direct", "recipient": "安全科负责人"}
    return {"by": OFFICER, **sent} | more


def an_order() -> UUID:
    visit, (hazard,) = visited(GENERAL)
    return issued(visit, {hazard: DUE})[0]


def test_an_order_is_delivered_and_its_clock_runs() -> None:
    order = an_order()
    deed = do("deliver", **delivering(order, on=day("07-21"), note="当面交付"))
    row = stored(RectificationOrder, order)
    assert (row.state, row.delivered_on) == ("delivered", day("07-21"))
    receipt = stored(Delivery, deed)
    assert (receipt.document, receipt.delivered_on, receipt.recipient, receipt.enterprise_id, receipt.note) == (
        order, day("07-21"), "安全科负责人", WHOSE["enterprise_id"], "当面交付",
    )  # fmt: skip


def test_a_measure_and_a_penalty_are_delivered() -> None:
    _, (hazard,) = visited(UNSAFE)
    measure = drafted_measure(hazard)
    do("issue_measure", by=APPROVER, measure=measure)
    do("deliver", **delivering(measure, "on_site_measure"))
    assert stored(OnSiteMeasure, measure).delivered_on == DAY
    with writing(TIEXI):
        penalty = PenaltyDecision.objects.create(
            state="decided", number="示例1号", statute="safety_act", target="enterprise", kinds=["fine"], fine_fen=1,
            decided_on=DAY, **WHOSE,
        ).id  # fmt: skip
    do("deliver", **delivering(penalty, "penalty_decision"))
    assert stored(PenaltyDecision, penalty).state == "delivered"


def test_a_document_without_states_has_a_receipt_only() -> None:
    with writing(TIEXI):
        urging = Urging.objects.create(urged_on=DAY, text="示例", **WHOSE).id
    do("deliver", **delivering(urging, "urging"))
    assert rows(Delivery).get().document_kind == "urging"


def test_nothing_is_delivered_before_it_was_issued() -> None:
    order = an_order()
    assert refused("deliver", **delivering(order, on=day("07-19"))).rule == "delivery.before_issue"
    visit, (hazard,) = visited(GENERAL)
    assert refused("deliver", **delivering(draft_order(visit, {hazard: DUE})[0])).rule == "delivery.before_issue"
    assert rows(Delivery).count() == 0


@pytest.mark.parametrize(
    ("on", "rule"),
    [
        ("07-20", None),
        ("08-20", None),  # the due day itself is in time
        ("08-21", "delivery.lapsed"),
        ("09-30", "delivery.lapsed"),
    ],
)
def test_an_order_is_not_delivered_after_a_day_that_it_sets(on: str, rule: str | None) -> None:
    visit, (one, other) = visited(GENERAL, GENERAL)
    order, _ = issued(visit, {one: DUE, other: day("12-31")})
    if rule is None:
        do("deliver", **delivering(order, on=day(on)))
    else:
        assert refused("deliver", **delivering(order, on=day(on))).rule == rule
    assert stored(RectificationOrder, order).state == ("delivered" if rule is None else "issued")


def test_an_order_that_lapsed_is_withdrawn_and_issued_anew() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, _ = issued(visit, {hazard: DUE})
    assert refused("deliver", **delivering(order, on=day("08-21"))).rule == "delivery.lapsed"
    do("withdraw_order", by=APPROVER, on=day("08-21"), order=order, reason="未能在整改期限内送达")
    again, _ = issued(visit, {hazard: day("09-10")}, on=day("08-21"))
    do("deliver", **delivering(again, on=day("08-21")))


def test_a_delivery_entered_late_counts_on_its_own_day() -> None:
    order = an_order()
    do("deliver", **delivering(order, on=day("07-25")), at=noon(day("09-10")))
    assert stored(RectificationOrder, order).delivered_on == day("07-25")


def test_a_measure_is_not_delivered_after_its_term() -> None:
    _, (hazard,) = visited(UNSAFE)
    measure = drafted_measure(hazard, until=day("08-20"))
    do("issue_measure", by=APPROVER, measure=measure)
    assert refused("deliver", **delivering(measure, "on_site_measure", on=day("08-21"))).rule == "delivery.lapsed"
    do("deliver", **delivering(measure, "on_site_measure", on=day("08-20")))


@pytest.mark.parametrize(("to", "rule"), [("08-20", None), ("08-21", "delivery.lapsed")])
def test_a_receipt_is_not_corrected_to_a_day_after_the_due_day(to: str, rule: str | None) -> None:
    order = an_order()
    receipt = do("deliver", **delivering(order, on=day("07-21")))
    inputs = {"by": OFFICER, "noun": "delivery", "record": receipt, "values": {"delivered_on": f"2021-{to}"}}
    inputs |= {"on": day("09-10"), "reason": "回执日期有误"}
    if rule is None:
        do("correct_fact", **inputs)
        assert stored(RectificationOrder, order).delivered_on == day(to)
    else:
        assert refused("correct_fact", **inputs).rule == rule


def test_what_is_left_behind_has_a_witness() -> None:
    order = an_order()
    refusal = refused("deliver", **delivering(order, method="left"))
    assert (refusal.rule, "见证人" in str(refusal)) == ("delivery.witness", True)
    do("deliver", **delivering(order, method="left", witness="社区工作人员"))
    assert rows(Delivery).get().witness == "社区工作人员"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"document_kind": "card_notice"}, "delivery.kind"),
        ({"document_kind": "power_cut_notice"}, "delivery.kind"),
        ({"document_kind": "on_site_measure"}, "record.unknown"),
        ({"document_kind": "letter"}, "input"),
        ({"method": "pigeon"}, "input"),
        ({"recipient": " "}, "input"),
        ({"document": uuid4()}, "record.unknown"),
        ({"by": f"officer-{HUNNAN}"}, "record.unknown"),
    ],
)
def test_a_delivery_is_refused(changes: dict[str, Any], rule: str) -> None:
    assert refused("deliver", **(delivering(an_order()) | changes)).rule == rule


def test_an_order_is_delivered_once() -> None:
    order = an_order()
    do("deliver", **delivering(order))
    assert refused("deliver", **delivering(order)).rule == "workflow.rectification_order.deliver"
