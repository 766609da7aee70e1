"""行政处罚决定: article and range of the day, both laws where a violation spans them, delivery, payment, change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.actions.later_steps import HEAD, acts, decided, halted, penalised, projection_is_exact, resisted, standing
from tests.actions.steps import CASE, GENERAL, OFFICER, SAFE, UNSAFE, day, delivered, ordered, reinspected, visited
from tests.actions.world import DAY, TIEXI, an_id, do, refused, rows, stored

from duban.records.models import DocumentNumber, PenaltyDecision, PenaltyHazard

pytestmark = pytest.mark.usefixtures("world")

FINE: dict[str, Any] = {"target": "enterprise", "kinds": ["fine"], "fine_fen": 1_000_000, "reason": "示例事实"}
TRAINING = {"statute_concept": "organisation_and_training"}
REMOVAL = {"statute_concept": "hazard_not_eliminated"}
STOP = {"kinds": ["suspension"], "fine_fen": 0}
YUAN = 100


def decide_refused(on: str, *hazards: UUID, **more: Any) -> str:
    inputs = CASE | FINE | TRAINING | {"hazards": list(hazards)} | more
    return refused("decide_penalty", by=HEAD, on=day(on), **inputs).rule


def test_a_decision_keeps_its_number_its_basis_and_the_choice_of_law() -> None:
    _, (hazard,) = visited(GENERAL)
    penalty = decided(hazard, on=day("09-06"))
    row = stored(PenaltyDecision, penalty)
    assert (row.state, row.statute, row.concept, row.fine_fen) == (
        "decided", "safety_act", "organisation_and_training", 1_000_000,
    )  # fmt: skip
    assert row.number == "（示例）铁应急罚〔2021〕1号"
    assert [link.hazard_id for link in rows(PenaltyHazard).filter(penalty=row)] == [hazard]
    weighing = row.weighing
    assert weighing is not None
    assert [each["text"][-6:] for each in weighing["evaluated"]] == ["）第九十四条", "）第九十七条"]
    assert weighing["chosen"].endswith("第九十四条")  # 5 万元以下 is lighter than 10 万元以下
    assert (weighing["began_on"], weighing["ended_on"]) == ("2021-07-20", None)
    assert [cited["concept"] for cited in row.citations] == ["organisation_and_training", "choice_of_law"]
    assert acts(day("09-06")) >= {"deliver_penalty"}
    assert projection_is_exact()


def test_a_paper_number_is_kept_as_it_is() -> None:
    penalty = decided(on=DAY, number="（示例）铁应急罚〔2021〕77号")
    assert rows(DocumentNumber).get(document=penalty).by_hand is True
    assert stored(PenaltyDecision, penalty).number == "（示例）铁应急罚〔2021〕77号"


@pytest.mark.parametrize(
    ("on", "yuan", "rule"),
    [
        ("08-31", 50_000, None),  # 2014: not more than 50,000
        ("08-31", 50_001, "penalty.fine_range"),
        ("09-01", 100_000, None),  # 2021: not more than 100,000
        ("09-01", 100_001, "penalty.fine_range"),
    ],
)
def test_the_range_is_that_of_the_day(on: str, yuan: int, rule: str | None) -> None:
    if rule is None:
        decided(on=day(on), fine_fen=yuan * YUAN)
        assert rows(PenaltyDecision).count() == 1
    else:
        assert decide_refused(on, fine_fen=yuan * YUAN) == rule


def test_a_violation_that_goes_on_is_judged_under_both_laws() -> None:
    _, (hazard,) = visited(GENERAL)
    penalty = decided(hazard, on=day("09-06"), fine_fen=80_000 * YUAN)
    weighing = stored(PenaltyDecision, penalty).weighing
    assert weighing is not None
    assert weighing["chosen"].endswith("第九十七条")


def test_a_violation_that_ended_before_the_new_law_is_judged_under_the_old_one() -> None:
    order, items, (hazard,) = ordered(GENERAL)
    reinspected(order, {items[0]: "passed"}, on=day("08-10"))
    assert decide_refused("09-06", hazard, fine_fen=80_000 * YUAN) == "penalty.fine_range"
    row = stored(PenaltyDecision, decided(hazard, on=day("09-06"), fine_fen=40_000 * YUAN))
    assert row.violated_on == day("08-10")
    assert [cited["text"][-6:] for cited in row.citations] == ["）第九十四条"]


def test_the_days_of_the_violation_may_be_given() -> None:
    days = {"began_on": "2021-08-01", "ended_on": "2021-08-15"}
    assert decide_refused("09-06", fine_fen=80_000 * YUAN, **days) == "penalty.fine_range"
    assert decide_refused("09-06", began_on="2021-08-20", ended_on="2021-08-01") == "penalty.days"
    assert stored(PenaltyDecision, decided(on=day("09-06"), **days)).violated_on == day("08-15")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"statute_concept": "no_risk_grading"}, "law.not_in_force"),  # only from 2021-09-01
        ({"statute_concept": "nonsense"}, "law.unknown_concept"),
        ({"fine_fen": 0}, "penalty.fine_kind"),
        ({"kinds": ["warning"]}, "penalty.fine_kind"),
        ({"kinds": []}, "input"),
        ({"kinds": ["prison"]}, "input"),
        ({"tier": "serious"}, "penalty.fine_range"),
        (STOP | REMOVAL, "penalty.no_suspension"),
        (STOP | {"target": "person", "person_role": "示例企业主要负责人"}, "penalty.suspension_target"),
        ({"target": "person"}, "penalty.fine_range"),
        ({"target": "enterprise", "person_role": "主要负责人"}, "penaltydecision_person_matches_target"),
    ],
)
def test_what_no_article_of_the_day_allows(change: dict[str, Any], rule: str) -> None:
    assert decide_refused("07-20", **change) == rule
    assert rows(PenaltyDecision).count() == 0


def test_the_first_order_on_a_hazard_carried_no_fine_before_september() -> None:
    _, (hazard,) = visited(GENERAL)
    assert decide_refused("08-31", hazard, **REMOVAL) == "penalty.fine_range"
    decided(hazard, on=day("09-01"), **REMOVAL)


def test_refusal_is_fined_only_when_it_is_on_record() -> None:
    order, _, (hazard,) = ordered(GENERAL)
    both: dict[str, Any] = {**REMOVAL, "tier": "refused", "kinds": ["fine", "suspension"], "fine_fen": 100_000 * YUAN}
    assert decide_refused("08-25", hazard, **both) == "penalty.no_refusal"
    resisted(order, on=day("08-24"), kind="order", danger=None)
    penalty = decided(hazard, on=day("08-25"), **both)
    assert stored(PenaltyDecision, penalty).kinds == ["fine", "suspension"]


def test_overdue_is_fined_only_when_the_term_is_over() -> None:
    order, (item,), (hazard,) = ordered(GENERAL)  # due 08-20
    overdue: dict[str, Any] = {**TRAINING, "tier": "overdue", "fine_fen": 60_000 * YUAN}
    assert decide_refused("08-20", hazard, **overdue) == "penalty.not_overdue"
    assert decide_refused("08-21", **overdue) == "penalty.tier_without_hazard"
    decided(hazard, on=day("08-21"), **overdue)
    reinspected(order, {item: "passed"}, on=day("08-25"))
    assert decide_refused("08-26", hazard, **overdue) == "penalty.not_overdue"


def test_the_days_of_the_violation_do_not_contradict_the_record() -> None:
    """Moved past the first of September they would choose the later and heavier text."""
    order, (item,), (hazard,) = ordered(GENERAL)
    heavier = {"fine_fen": 80_000 * YUAN}
    assert decide_refused("09-06", hazard, **heavier, began_on="2021-09-01") == "penalty.days_on_record"
    reinspected(order, {item: "passed"}, on=day("08-10"))
    assert decide_refused("09-06", hazard, **heavier, ended_on="2021-09-05") == "penalty.days_on_record"


def test_the_new_law_orders_the_stop_alone_and_two_texts_are_not_combined() -> None:
    order, _, (hazard,) = ordered(GENERAL)
    resisted(order, on=day("08-24"), kind="order", danger=None)
    stop = decided(hazard, on=day("09-06"), **REMOVAL, tier="refused", **STOP)
    weighing = stored(PenaltyDecision, stop).weighing
    assert weighing is not None
    assert weighing["chosen"].endswith("第一百零二条")


def test_a_person_is_penalised_beside_the_enterprise() -> None:
    person = {"target": "person", "person_role": "示例企业主要负责人", "statute_concept": "principal_fails_duties"}
    assert decide_refused("08-31", **person, fine_fen=20_000 * YUAN) == "penalty.fine_range"
    penalised(on=day("09-01"), **person, fine_fen=20_000 * YUAN)
    assert stored(PenaltyDecision, rows(PenaltyDecision).get().pk).person == "示例企业主要负责人"
    assert [len(window.decisions) for window in standing(day("09-02")).counter.windows] == [0, 0]


def test_a_warning_rests_on_an_article_alone() -> None:
    penalty = decided(on=day("09-06"), kinds=["warning"], fine_fen=0, statute_concept="contracting_out")
    weighing = stored(PenaltyDecision, penalty).weighing
    assert weighing is not None
    assert weighing["evaluated"][0]["maximum_fen"] is None


def test_hazards_and_enterprise_belong_together() -> None:
    _, (hazard,) = visited(GENERAL)
    other = {"enterprise": an_id("plant-second")}
    assert decide_refused("09-06", hazard, **other) == "record.other_enterprise"
    assert decide_refused("09-06", hazard, campaign="shenyang-2022") == "ledger.not_listed"


def test_only_the_head_decides() -> None:
    refusal = refused("decide_penalty", by=f"approver-{TIEXI}", **CASE, **FINE, **TRAINING)
    assert refusal.rule == "permission.not_held"


def test_a_delivered_fine_is_paid_in_full() -> None:
    penalty = decided(on=day("09-06"))
    pay: dict[str, Any] = {"by": OFFICER, "on": day("09-20"), "penalty": penalty}
    assert refused("pay_penalty", **pay).rule == "workflow.penalty_decision.pay"
    delivered(penalty, kind="penalty_decision", on=day("09-07"))
    assert refused("pay_penalty", **pay, amount_fen=999_999).rule == "penalty.not_paid_whole"
    do("pay_penalty", **pay, amount_fen=1_000_000)
    row = stored(PenaltyDecision, penalty)
    assert (row.state, row.delivered_on, row.paid_on, row.surcharge_fen) == ("paid", day("09-07"), day("09-20"), 0)


@pytest.mark.parametrize(
    ("paid", "surcharge_yuan", "rule"),
    [
        ("09-22", 0, None),  # delivered on 09-07: the 15th day is 09-22
        ("09-22", 1, "penalty.surcharge"),  # in time: nothing is owed
        ("09-23", 300, None),  # one day late: 3 % of 10,000
        ("09-23", 301, "penalty.surcharge"),
        ("09-24", 600, None),
        ("09-24", 300, None),  # less may have been agreed
        ("10-25", 9_900, None),  # 33 days
        ("10-26", 10_000, None),  # never more than the fine
        ("10-26", 10_001, "penalty.surcharge"),
    ],
)
def test_not_more_surcharge_is_taken_than_is_owed_on_the_day(paid: str, surcharge_yuan: int, rule: str | None) -> None:
    penalty = decided(on=day("09-06"))
    delivered(penalty, kind="penalty_decision", on=day("09-07"))
    pay: dict[str, Any] = {"by": OFFICER, "on": day(paid), "penalty": penalty, "surcharge_fen": surcharge_yuan * YUAN}
    if rule is None:
        do("pay_penalty", **pay)
        assert stored(PenaltyDecision, penalty).surcharge_fen == surcharge_yuan * YUAN
    else:
        assert refused("pay_penalty", **pay).rule == rule
        assert stored(PenaltyDecision, penalty).state == "delivered"


def test_where_nothing_was_fined_nothing_is_paid() -> None:
    stop = halted(visited(UNSAFE)[1][0], on=day("09-06"))
    assert refused("pay_penalty", by=OFFICER, on=day("09-07"), penalty=stop).rule == "penalty.not_paid_whole"


def test_an_annulled_decision_counts_nowhere() -> None:
    visited(SAFE)
    decisions = [penalised(on=day(on)) for on in ("09-05", "09-20", "10-15")]
    assert "L1 request_closure" in acts(day("10-15"))
    do("annul_penalty", by=HEAD, on=day("10-15"), penalty=decisions[0], reason="复议撤销")
    row = stored(PenaltyDecision, decisions[0])
    assert (row.state, row.annulled_on, row.annulled_reason) == ("annulled", day("10-15"), "复议撤销")
    assert "L1 request_closure" not in acts(day("10-15"))
    assert projection_is_exact()


def test_a_changed_decision_is_one_decision_with_the_new_amount() -> None:
    _, (hazard,) = visited(GENERAL)
    old = penalised(hazard, on=day("09-06"))
    change: dict[str, Any] = {"by": HEAD, "on": day("09-15"), "penalty": old, "reason": "复议变更"}
    assert refused("change_penalty", **change, fine_fen=200_000 * YUAN).rule == "penalty.fine_range"
    assert refused("change_penalty", **change, fine_fen=0).rule == "penalty.change_fine_only"
    new = do("change_penalty", **change, fine_fen=500_000)
    before, after = stored(PenaltyDecision, old), stored(PenaltyDecision, new)
    assert (before.state, before.changed_on, before.fine_fen) == ("changed", day("09-15"), 1_000_000)
    assert (after.state, after.decided_on, after.fine_fen, after.changed_from_id) == (
        "decided", day("09-06"), 500_000, old,
    )  # fmt: skip
    assert after.number != before.number
    assert [link.hazard_id for link in rows(PenaltyHazard).filter(penalty=after)] == [hazard]
    assert [len(window.decisions) for window in standing(day("09-15")).counter.windows] == [1, 1]
    inputs = {"document_kind": "penalty_decision", "document": old, "method": "direct", "recipient": "安全科"}
    again = refused("deliver", by=OFFICER, on=day("09-16"), **inputs)
    assert again.rule == "workflow.penalty_decision.deliver"
    delivered(new, kind="penalty_decision", on=day("09-16"))
    assert projection_is_exact()


def test_a_changed_decision_keeps_the_end_of_the_violation() -> None:
    penalty = decided(on=day("09-06"), began_on="2021-08-01", ended_on="2021-08-15")
    change: dict[str, Any] = {"by": HEAD, "on": day("09-15"), "penalty": penalty, "reason": "复议变更"}
    assert refused("change_penalty", **change, fine_fen=80_000 * YUAN).rule == "penalty.fine_range"
    new = do("change_penalty", **change, fine_fen=20_000 * YUAN)
    assert stored(PenaltyDecision, new).violated_on == day("08-15")


def test_a_stop_is_not_changed_into_a_fine() -> None:
    stop = halted(visited(UNSAFE)[1][0], on=day("09-06"))
    inputs: dict[str, Any] = {"penalty": stop, "fine_fen": 100, "reason": "复议变更"}
    assert refused("change_penalty", by=HEAD, on=day("09-15"), **inputs).rule == "penalty.change_fine_only"
