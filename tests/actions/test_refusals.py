"""拒不执行: of an order, a measure or a penalty that was delivered and still binds."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.later_steps import acts, begun, halted, passed, penalised, resisted, reviewed, standing
from tests.actions.steps import APPROVER, GENERAL, OFFICER, UNSAFE, day, delivered, issued, ordered, stopped, visited
from tests.actions.world import DAY, do, refused, rows

from duban.records.models import NonCompliance

pytestmark = pytest.mark.usefixtures("world")


def record_refused(kind: str, decision: UUID, on: str = "07-20") -> str:
    inputs: dict[str, Any] = {"decision_kind": kind, "decision": decision, "text": "拒不执行"}
    return refused("record_refusal", by=OFFICER, on=day(on), **inputs).rule


def test_each_kind_of_decision_can_be_refused() -> None:
    order, _, (hazard,) = ordered(UNSAFE)
    measure, penalty = stopped(hazard), halted(hazard, on=DAY)
    for kind, decision in (("order", order), ("measure", measure), ("penalty", penalty)):
        resisted(decision, on=DAY, kind=kind)
    found = rows(NonCompliance).order_by("order", "measure", "penalty")
    assert {(row.order_id, row.measure_id, row.penalty_id) for row in found} == {
        (order, None, None), (None, measure, None), (None, None, penalty),
    }  # fmt: skip


@pytest.mark.parametrize(("danger", "stored"), [(True, "yes"), (False, "no"), (None, "unknown")])
def test_nobody_having_recorded_danger_is_not_no_danger(danger: bool | None, stored: str) -> None:
    resisted(stopped(*visited(UNSAFE)[1]), on=DAY, danger=danger)
    assert rows(NonCompliance).get().real_danger == stored
    assert ("L2 cut_power" in acts(DAY)) is (danger is True)
    assert ("L2" in {question.ground for question in standing(DAY).questions}) is (danger is None)


def test_what_was_not_delivered_is_not_refused() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, _ = issued(visit, {hazard: day("08-20")})
    assert record_refused("order", order) == "refusal.undelivered"
    delivered(order, on=day("07-22"))
    assert record_refused("order", order, "07-21") == "refusal.undelivered"


def test_what_binds_no_more_is_not_refused() -> None:
    case = begun()
    passed(case, on=day("08-18"))
    assert record_refused("order", case.order, "08-19") == "refusal.over"
    do("consent_resumption", by=APPROVER, on=day("08-18"), resumption=reviewed(case.measure, on=day("08-18")))
    assert record_refused("measure", case.measure, "08-19") == "refusal.over"
    penalty = penalised(on=day("08-18"))
    do("annul_penalty", by="head-210106", on=day("08-18"), penalty=penalty, reason="复议撤销")
    assert record_refused("penalty", penalty, "08-18") == "refusal.over"


def test_an_unknown_decision_is_refused() -> None:
    assert record_refused("measure", uuid4()) == "record.unknown"
