"""验收: joint, after the exit was carried out; concluded when every department has signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.actions.later_steps import (
    DEPARTMENTS,
    acts,
    answered,
    closed,
    planned_acceptance,
    projection_is_exact,
    signed,
    standing,
)
from tests.actions.steps import CASE, OFFICER, SITE, day
from tests.actions.world import CAMPAIGN, DAY, TIEXI, an_id, do, refused, rows, stored, writing

from duban.records.models import Acceptance, AcceptanceSignoff, CapacityItem, ClosureRequest

pytestmark = pytest.mark.usefixtures("world")

ONE, TWO, THREE = DEPARTMENTS
ON = day("11-05")


def sign(acceptance: UUID, department: str, **more: Any) -> dict[str, Any]:
    return {"by": OFFICER, "on": ON, "acceptance": acceptance, "department": department, "agreed": True} | more


def conclude(acceptance: UUID, *, passed: bool = True) -> dict[str, Any]:
    return {"by": OFFICER, "on": ON, "acceptance": acceptance, "passed": passed, "text": "示例结论"}


def test_a_passed_acceptance_closes_the_request() -> None:
    request = closed()
    acceptance = planned_acceptance(request, on=day("11-03"))
    assert stored(Acceptance, acceptance).participants == list(DEPARTMENTS)
    signed(acceptance, ONE, TWO, on=ON)
    row = stored(Acceptance, acceptance)
    assert (row.state, row.held_on) == ("carried_out", ON)
    unsigned = refused("conclude_acceptance", **conclude(acceptance))
    assert (unsigned.rule, THREE in str(unsigned)) == ("acceptance.unsigned", True)
    assert "accept_closure" in acts(ON)
    signed(acceptance, THREE, on=ON)
    do("conclude_acceptance", **conclude(acceptance))
    row, closing = stored(Acceptance, acceptance), stored(ClosureRequest, request)
    assert (row.state, row.passed, row.concluded_on, row.conclusion) == ("passed", True, ON, "示例结论")
    assert (closing.state, closing.accepted_exit_on) == ("accepted", ON)
    assert standing(ON).accepted is True
    assert projection_is_exact()


@pytest.mark.parametrize("participants", [[], [ONE], [ONE, ONE]])
def test_an_acceptance_is_joint(participants: list[str]) -> None:
    inputs: dict[str, Any] = {**CASE, "participants": participants}
    assert refused("plan_acceptance", by=OFFICER, **inputs).rule == "acceptance.joint"


def test_nothing_is_accepted_before_it_was_carried_out() -> None:
    acceptance = planned_acceptance(answered(), on=day("10-21"))
    assert refused("sign_off_acceptance", **sign(acceptance, ONE)).rule == "acceptance.nothing_done"
    assert refused("conclude_acceptance", **conclude(acceptance)).rule == "workflow.acceptance.pass"


def test_each_participant_signs_once_and_strangers_do_not() -> None:
    acceptance = planned_acceptance(None, on=DAY)
    assert refused("sign_off_acceptance", **sign(acceptance, "示例区税务局")).rule == "acceptance.stranger"
    do("sign_off_acceptance", **sign(acceptance, ONE, person_role="产业科负责人"))
    assert rows(AcceptanceSignoff).get().signatory == "产业科负责人"
    assert refused("sign_off_acceptance", **sign(acceptance, ONE)).rule == "acceptance.signed_twice"
    against: dict[str, Any] = sign(acceptance, TWO, agreed=False)
    assert refused("sign_off_acceptance", **against).rule == "acceptance.no_reason"
    do("sign_off_acceptance", **against, opinion="主体设备尚未拆除")


def test_against_a_department_nothing_passes_but_it_is_rechecked_and_signed_anew() -> None:
    request = closed()
    acceptance = planned_acceptance(request, on=day("11-03"))
    signed(acceptance, ONE, TWO, on=ON)
    signed(acceptance, THREE, on=ON, agreed=False)
    disagreed = refused("conclude_acceptance", **conclude(acceptance))
    assert (disagreed.rule, THREE in str(disagreed)) == ("acceptance.disagreed", True)
    do("conclude_acceptance", **conclude(acceptance, passed=False))
    assert (stored(Acceptance, acceptance).state, stored(Acceptance, acceptance).passed) == ("not_passed", False)
    assert stored(ClosureRequest, request).state == "carried_out"
    do("recheck_acceptance", by=OFFICER, on=ON, acceptance=acceptance)
    assert stored(Acceptance, acceptance).rechecked_on == ON
    assert refused("conclude_acceptance", **conclude(acceptance)).rule == "acceptance.unsigned"
    signed(acceptance, *DEPARTMENTS, on=ON)
    do("conclude_acceptance", **conclude(acceptance))
    assert stored(ClosureRequest, request).state == "accepted"
    assert rows(AcceptanceSignoff).filter(voided_on=None).count() == len(DEPARTMENTS)
    assert projection_is_exact()


def test_the_exit_of_one_furnace_is_accepted_without_ending_the_case() -> None:
    with writing(TIEXI):
        furnace = CapacityItem.objects.create(
            home_agency_id=TIEXI, campaign=CAMPAIGN, enterprise_id=CASE["enterprise"], site_id=SITE, kind="furnace"
        )
    acceptance = planned_acceptance(None, on=DAY, capacity_item=furnace.id, manner="main_dismantled")
    assert refused("sign_off_acceptance", **sign(acceptance, ONE)).rule == "acceptance.nothing_done"
    with writing(TIEXI):
        CapacityItem.objects.filter(pk=furnace.id).update(
            exited_on=day("11-01"), exit_reason="safety", exit_manner="main_dismantled"
        )
    signed(acceptance, *DEPARTMENTS, on=ON)
    do("conclude_acceptance", **conclude(acceptance))
    assert (standing(ON).closed, standing(ON).accepted) == (False, False)


def test_an_acceptance_is_of_this_enterprises_records() -> None:
    other: dict[str, Any] = {**CASE, "enterprise": an_id("plant-second"), "participants": [ONE, TWO]}
    refusal = refused("plan_acceptance", by=OFFICER, on=day("11-03"), **other, request=closed())
    assert refusal.rule == "record.other_enterprise"
