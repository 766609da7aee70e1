"""黄牌、红牌: proposed from the standing alone, confirmed by another person, notified, declined, lifted."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.actions.later_steps import (
    ALL_HATS,
    act,
    acts,
    begun,
    confirmed,
    listed,
    notified,
    passed,
    projection_is_exact,
    proposed,
    resisted,
    reviewed,
    sent,
    still_failing,
)
from tests.actions.steps import (
    APPROVER,
    CASE,
    MAJOR,
    OFFICER,
    PLANT,
    SAFE,
    SITE,
    UNSAFE,
    day,
    ordered,
    reinspected,
    stopped,
    visited,
)
from tests.actions.world import CITY, DAY, an_id, do, refused, rows, stored

from duban.records.models import Card, CardHazard, Decline, Delivery, Share

pytestmark = pytest.mark.usefixtures("world")

YELLOW: dict[str, Any] = {**CASE, "site": SITE, "colour": "yellow", "ground": "G2"}
WHY = {"reason": "情况属实"}


def test_a_proposed_card_names_its_hazards_and_keeps_what_was_seen() -> None:
    _, (hazard,) = visited(UNSAFE)
    card = stored(Card, proposed("yellow", "G2", on=DAY))
    assert (card.state, card.grounds, card.proposed_on, card.confirmed_on) == ("proposed", ["G2"], DAY, None)
    assert [link.hazard_id for link in rows(CardHazard).filter(card=card)] == [hazard]
    assert card.campaign_version == "1"
    assert [cited["text"] for cited in card.citations if "第六十二条第一款第三项" in cited["text"]]
    assert {finding["ground"] for finding in card.trace} == {"G2"}
    assert [node["name"] for node in card.trace[0]["trace"]["parts"]] == [
        "hazard_open", "hazard_is_major", "safety_not_assured",
    ]  # fmt: skip
    assert acts(DAY) >= {"G2 confirm_yellow"}


@pytest.mark.parametrize(
    ("found", "colour", "ground"),
    [
        ((), "yellow", "G2"),  # nothing found
        ((MAJOR,), "yellow", "G2"),  # nobody recorded whether safety is assured
        ((SAFE,), "yellow", "G2"),
        ((UNSAFE,), "red", "G2"),
        ((UNSAFE,), "yellow", "G5"),
        ((UNSAFE,), "yellow", "X1"),
    ],
)
def test_a_card_that_the_standing_does_not_propose_is_refused(found: Any, colour: str, ground: str) -> None:
    visited(*found)
    refusal = refused("propose_card", by=OFFICER, **(YELLOW | {"colour": colour, "ground": ground}))
    assert refusal.rule == "card.not_proposed"
    assert rows(Card).count() == 0


def test_an_open_question_is_named_in_the_refusal() -> None:
    visited(MAJOR)
    assert "能否保证安全" in str(refused("propose_card", by=OFFICER, **YELLOW))


def test_a_card_names_only_hazards_behind_it_and_some_may_be_chosen() -> None:
    _, (first, second, other) = visited(UNSAFE, UNSAFE, SAFE)
    assert refused("propose_card", by=OFFICER, **YELLOW, hazards=[other]).rule == "card.foreign_hazard"
    card = proposed("yellow", "G2", on=DAY, hazards=[first])
    assert [link.hazard_id for link in rows(CardHazard).filter(card=card)] == [first]
    do("confirm_card", by=APPROVER, card=card, **WHY)
    rest = proposed("yellow", "G2", on=DAY)
    assert [link.hazard_id for link in rows(CardHazard).filter(card=rest)] == [second]


def test_one_proposal_at_a_time() -> None:
    visited(UNSAFE)
    proposed("yellow", "G2", on=DAY)
    assert refused("propose_card", by=OFFICER, **YELLOW).rule == "card.pending"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"site": an_id("site-second")}, "record.other_enterprise"),
        ({"site": uuid4()}, "record.unknown"),
        ({"enterprise": an_id("plant-210112")}, "ledger.not_listed"),
        ({"colour": "blue"}, "input"),
        ({"campaign": "unknown"}, "ledger.not_listed"),
    ],
)
def test_a_card_is_of_a_site_of_the_enterprise(change: dict[str, Any], rule: str) -> None:
    visited(UNSAFE)
    assert refused("propose_card", by=OFFICER, **(YELLOW | change)).rule == rule


def test_confirming_takes_another_person_and_keeps_why() -> None:
    visited(UNSAFE)
    mine = proposed("yellow", "G2", on=DAY, by=ALL_HATS)
    assert refused("confirm_card", by=ALL_HATS, card=mine, **WHY).rule == "permission.four_eyes"
    do("confirm_card", by=APPROVER, card=mine, **WHY)
    card = stored(Card, mine)
    assert (card.state, card.confirmed_on, card.decided_reason, card.decided_by_id) == (
        "confirmed", DAY, "情况属实", an_id(APPROVER),
    )  # fmt: skip
    assert acts(DAY) >= {"notify_card"}
    assert "G2 confirm_yellow" not in acts(DAY)
    assert projection_is_exact()
    assert refused("confirm_card", by=APPROVER, card=mine, **WHY).rule == "workflow.card.confirm"


def test_a_proposal_whose_ground_is_gone_is_not_confirmed() -> None:
    order, items, _ = ordered(UNSAFE)
    card = proposed("yellow", "G2", on=DAY)
    reinspected(order, {items[0]: "passed"}, on=day("07-22"))
    refusal = refused("confirm_card", by=APPROVER, on=day("07-22"), card=card, **WHY)
    assert refusal.rule == "card.not_proposed"
    do("decline_card", by=APPROVER, on=day("07-22"), card=card, reason="已经整改")
    assert rows(Decline).get().seen == [str(link.hazard_id) for link in rows(CardHazard).filter(card=card)]


def test_a_red_card_waits_for_a_reinspection_or_a_refusal() -> None:
    case = begun()
    card = proposed("red", "G5", on=day("08-21"))
    refusal = refused("confirm_card", by=APPROVER, on=day("08-21"), card=card, **WHY)
    assert refusal.rule == "card.needs_reinspection"
    resisted(case.order, on=day("08-22"), kind="order", danger=None)
    do("confirm_card", by=APPROVER, on=day("08-22"), card=card, **WHY)
    assert stored(Card, card).state == "confirmed"


def test_red_supersedes_a_yellow_card_of_which_the_enterprise_was_not_told() -> None:
    order, items, hazards = ordered(UNSAFE)
    yellow = confirmed("yellow", "G2", on=DAY)
    listed(hazards[0], on=DAY)
    reinspected(order, {items[0]: "failed"}, on=day("08-21"), cause="due")
    red = confirmed("red", "G5", on=day("08-21"))
    row = stored(Card, yellow)
    assert (row.state, row.notified_on, row.superseded_by_id) == ("superseded", None, red)
    assert projection_is_exact()


def test_a_red_card_after_a_failed_review_alone_rests_on_the_hazards_of_the_stop() -> None:
    _, (hazard,) = visited(UNSAFE)
    reviewed(stopped(hazard), on=DAY, passed=False)
    red = confirmed("red", "G6", on=DAY)
    assert [link.hazard_id for link in rows(CardHazard).filter(card=red)] == [hazard]


def test_telling_the_enterprise_notes_the_delivery() -> None:
    visited(UNSAFE)
    card = confirmed("yellow", "G2", on=DAY)
    tell: dict[str, Any] = {"by": OFFICER, "card": card, "recipient": "安全科"}
    assert refused("notify_card", **tell, method="left").rule == "delivery.witness"
    early = refused("notify_card", **tell, method="direct", on=day("07-19"))
    assert early.rule == "delivery.before_issue"
    notified(card, on=DAY)
    assert (stored(Card, card).state, stored(Card, card).notified_on) == ("notified", DAY)
    delivery = rows(Delivery).get(document=card)
    assert (delivery.document_kind, delivery.delivered_on, delivery.recipient) == ("card_notice", DAY, "安全科负责人")
    assert "notify_card" not in acts(DAY)


def test_a_declined_card_comes_back_only_with_a_new_fact() -> None:
    visited(UNSAFE)
    card = proposed("yellow", "G2", on=DAY)
    seen = act(DAY, "confirm_yellow").because
    do("decline_card", by=APPROVER, card=card, reason="设备已经停用，没有人员")
    row, decline = stored(Card, card), rows(Decline).get()
    assert (row.state, row.declined_on, row.decided_reason) == ("declined", DAY, "设备已经停用，没有人员")
    assert (decline.ground, decline.act, decline.subject) == ("G2", "confirm_yellow", SITE)
    assert tuple(decline.seen) == seen
    assert "G2 confirm_yellow" not in acts(DAY)
    assert refused("propose_card", by=OFFICER, **YELLOW).rule == "card.not_proposed"
    visited(UNSAFE, on=day("07-22"))
    assert "G2 confirm_yellow" in acts(day("07-22"))
    assert projection_is_exact()


def test_declining_takes_another_person() -> None:
    visited(UNSAFE)
    card = proposed("yellow", "G2", on=DAY, by=ALL_HATS)
    assert refused("decline_card", by=ALL_HATS, card=card, reason="无").rule == "permission.four_eyes"


def test_a_proposal_may_be_declined_without_a_card() -> None:
    _, (hazard,) = visited(UNSAFE)
    what: dict[str, Any] = {
        **CASE,
        "ground": "G3",
        "act": "list_supervision",
        "subject": hazard,
        "reason": "当日可排除",
    }
    do("decline_proposal", by=APPROVER, **what)
    assert "G3 list_supervision" not in acts(DAY)
    decline = rows(Decline).get()
    assert (decline.reason, decline.seen) == ("当日可排除", [str(hazard)])
    refusal = refused("decline_proposal", by=APPROVER, **what)
    assert refusal.rule == "decline.not_proposed"
    assert "G2 confirm_yellow" in str(refusal)


def test_what_no_ground_proposes_cannot_be_declined() -> None:
    visited(UNSAFE)
    nothing: dict[str, Any] = {**CASE, "ground": "G5", "act": "confirm_red", "subject": PLANT, "reason": "无"}
    assert refused("decline_proposal", by=APPROVER, **nothing).rule == "decline.not_proposed"


def test_lifting_names_the_open_ground() -> None:
    case = begun()
    lift: dict[str, Any] = {"by": APPROVER, "card": case.card, "reason": "合格"}
    refusal = refused("lift_card", on=day("08-18"), **lift)
    assert refusal.rule == "card.open_ground"
    assert "G2" in str(refusal)
    assert "会议室设在铁水吊运影响范围内" in str(refusal)
    passed(case, on=day("08-18"))
    refusal = refused("lift_card", on=day("08-18"), **lift)
    assert "书面同意恢复生产" in str(refusal)
    assert "复查合格" not in str(refusal.message)
    resumption = reviewed(case.measure, on=day("08-18"))
    do("consent_resumption", by=APPROVER, on=day("08-18"), resumption=resumption)
    do("lift_card", on=day("08-19"), **lift)
    row = stored(Card, case.card)
    assert (row.state, row.lifted_on, row.lifted_reason, row.lifted_by_id) == (
        "lifted", day("08-19"), "合格", an_id(APPROVER),
    )  # fmt: skip


def test_a_red_card_stays_while_a_closure_is_pending() -> None:
    still_failing()
    red = notified(confirmed("red", "G5", on=day("08-30")), on=day("08-30"))
    sent(on=day("09-08"), before=day("09-06"))
    refusal = refused("lift_card", by=APPROVER, on=day("09-09"), card=red, reason="无")
    assert refusal.rule == "card.open_ground"
    assert "提请关闭" in str(refusal)
    assert "名单类别" not in str(refusal)


def test_a_card_is_told_before_it_is_lifted_and_not_on_a_day_before_it_stood() -> None:
    visited(UNSAFE)
    card = confirmed("yellow", "G2", on=DAY)
    assert refused("lift_card", by=APPROVER, card=card, reason="无").rule == "workflow.card.lift"
    notified(card, on=DAY)
    assert refused("lift_card", by=APPROVER, on=day("07-19"), card=card, reason="无").rule == "card.not_in_force"


def test_a_superior_shares_its_card_with_the_agency_that_keeps_the_ledger() -> None:
    visited(UNSAFE, by=f"officer-{CITY}", officers=[an_id(f"person:officer-{CITY}"), an_id(f"person:officer2-{CITY}")])
    proposed("yellow", "G2", on=DAY, by=f"officer-{CITY}")
    assert rows(Share).filter(home_agency=CITY, enterprise=PLANT).exists()
