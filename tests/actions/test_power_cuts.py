"""停止供电: what it presupposes, the head's approval, twenty-four hours, restored when the stop is obeyed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.actions.later_steps import ALL_HATS, HEAD, acts, halted, penalised, projection_is_exact, resisted, reviewed
from tests.actions.samples_closing import approved_cut, cut_in_force, drafted_cut, notified_cut
from tests.actions.steps import APPROVER, CASE, OFFICER, PLANT, UNSAFE, day, ordered, reinspected, stopped, visited
from tests.actions.world import DAY, an_id, do, noon, refused, rows, stored

from duban.domain.calendars import SHANGHAI
from duban.records.models import Delivery, PowerCut

pytestmark = pytest.mark.usefixtures("world")

TELL = {"method": "direct", "recipient": "安全科负责人"}


def moment(on: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"2021-{on}T{clock}").replace(tzinfo=SHANGHAI)


def draft(decision: Any, kind: str = "measure", **more: Any) -> dict[str, Any]:
    return {"by": OFFICER, **CASE, "decision_kind": kind, "decision": decision} | more


def test_from_the_draft_to_the_restored_supply() -> None:
    cut = cut_in_force()
    row = stored(PowerCut, cut)
    assert (row.state, row.notified_at, row.in_force_at) == ("in_force", noon(DAY), noon(day("07-21")))
    assert (row.approved_by_id, row.approved_on) == (an_id(HEAD), DAY)
    assert [cited["text"][-8:] for cited in row.citations] == ["第六十七条第一款", "第六十七条第二款"]
    assert row.number
    assert rows(Delivery).get(document=cut).document_kind == "power_cut_notice"
    assert "L2 cut_power" not in acts(day("07-21"))
    assert projection_is_exact()
    do("restore_power", by=OFFICER, on=day("07-25"), power_cut=cut)
    assert (stored(PowerCut, cut).state, stored(PowerCut, cut).restored_on) == ("restored", day("07-25"))


def test_a_stop_refused_and_real_danger_come_first() -> None:
    _, (hazard,) = visited(UNSAFE)
    stop = stopped(hazard)
    assert refused("draft_power_cut", **draft(stop)).rule == "power_cut.not_refused"
    resisted(stop, on=DAY, danger=None)
    assert refused("draft_power_cut", **draft(stop)).rule == "power_cut.no_danger"
    resisted(stop, on=DAY, danger=True)
    cut = do("draft_power_cut", **draft(stop, supply="explosives", supplier="示例民爆公司"))
    assert (stored(PowerCut, cut).supply, stored(PowerCut, cut).supplier) == ("explosives", "示例民爆公司")


def test_a_penalty_that_stops_production_is_enforced_the_same_way() -> None:
    _, (hazard,) = visited(UNSAFE)
    fine = penalised(hazard, on=DAY)
    resisted(fine, on=DAY, kind="penalty")
    assert refused("draft_power_cut", **draft(fine, "penalty")).rule == "power_cut.no_stop"
    stop = halted(hazard, on=DAY)
    resisted(stop, on=DAY, kind="penalty")
    cut = stored(PowerCut, do("draft_power_cut", **draft(stop, "penalty")))
    assert (cut.measure_id, cut.penalty_id) == (None, stop)


def test_a_hazard_that_is_gone_needs_no_cut() -> None:
    order, items, (hazard,) = ordered(UNSAFE)
    stop = stopped(hazard)
    resisted(stop, on=DAY)
    reinspected(order, {items[0]: "passed"}, on=day("07-21"))
    assert refused("draft_power_cut", on=day("07-21"), **draft(stop)).rule == "power_cut.no_stop"


def test_it_is_about_a_decision_against_this_enterprise() -> None:
    stop = stopped(*visited(UNSAFE)[1])
    other = draft(stop, enterprise=an_id("plant-second"))
    assert refused("draft_power_cut", **other).rule == "record.other_enterprise"
    assert refused("draft_power_cut", **draft(stop, "penalty")).rule == "record.unknown"
    assert refused("draft_power_cut", **draft(stop, "order")).rule == "input"


def test_the_head_approves_and_not_the_drafter() -> None:
    stop = stopped(*visited(UNSAFE)[1])
    resisted(stop, on=DAY)
    cut = do("draft_power_cut", **draft(stop, by=ALL_HATS))
    assert refused("approve_power_cut", by=APPROVER, power_cut=cut).rule == "permission.not_held"
    assert refused("approve_power_cut", by=ALL_HATS, power_cut=cut).rule == "permission.four_eyes"
    do("approve_power_cut", by=HEAD, power_cut=cut)
    assert refused("approve_power_cut", by=HEAD, power_cut=cut).rule == "workflow.power_cut.approve"


def test_nobody_cuts_before_the_enterprise_was_told() -> None:
    cut = approved_cut()
    assert refused("put_power_cut_in_force", by=OFFICER, power_cut=cut).rule == "workflow.power_cut.cut"
    early = refused("notify_power_cut", by=OFFICER, on=day("07-19"), power_cut=cut, **TELL)
    assert early.rule == "delivery.before_issue"


@pytest.mark.parametrize(
    ("told", "cut_at", "rule"),
    [
        ("09:00", "09:00", None),
        ("09:00", "08:59", "power_cut.notice"),
        ("11:59", "12:00", None),
    ],
)
def test_twenty_four_hours_from_moment_to_moment(told: str, cut_at: str, rule: str | None) -> None:
    cut = approved_cut()
    do("notify_power_cut", by=OFFICER, power_cut=cut, **TELL, notified_at=moment("07-20", told))
    inputs: dict[str, Any] = {"by": OFFICER, "on": day("07-21"), "power_cut": cut}
    inputs["in_force_at"] = moment("07-21", cut_at)
    if rule is None:
        do("put_power_cut_in_force", **inputs)
        assert stored(PowerCut, cut).state == "in_force"
    else:
        refusal = refused("put_power_cut_in_force", **inputs)
        assert refusal.rule == rule
        assert "24" in str(refusal)


def test_an_emergency_shortens_the_notice_but_is_stated() -> None:
    cut = approved_cut()
    told = {"notified_at": moment("07-20", "09:00"), "emergency_reason": "煤气泄漏，危及周边"}
    do("notify_power_cut", by=OFFICER, power_cut=cut, **TELL, **told)
    before = {"in_force_at": moment("07-20", "08:00")}
    assert refused("put_power_cut_in_force", by=OFFICER, power_cut=cut, **before).rule == "power_cut.notice"
    do("put_power_cut_in_force", by=OFFICER, power_cut=cut, in_force_at=moment("07-20", "09:30"))
    row = stored(PowerCut, cut)
    assert (row.emergency, row.emergency_reason) == (True, "煤气泄漏，危及周边")


@pytest.mark.parametrize("given", [moment("07-19", "09:00"), moment("07-20", "12:01"), None])
def test_the_moment_lies_on_the_day_of_the_deed_and_not_in_the_future(given: datetime | None) -> None:
    cut = approved_cut()
    inputs: dict[str, Any] = {"by": OFFICER, "power_cut": cut, **TELL}
    if given is None:  # entered a day later without a moment
        refusal = refused("notify_power_cut", at=noon(day("07-21")), **inputs)
    else:
        refusal = refused("notify_power_cut", notified_at=given, **inputs)
    assert refusal.rule == "power_cut.moment"


def test_a_naive_moment_is_refused() -> None:
    inputs: dict[str, Any] = {"power_cut": approved_cut(), **TELL, "notified_at": "2021-07-20T09:00:00"}
    assert refused("notify_power_cut", by=OFFICER, **inputs).rule == "input"


def test_who_obeys_after_the_notice_is_not_cut_off() -> None:
    order, items, (hazard,) = ordered(UNSAFE)
    stop = stopped(hazard)
    resisted(stop, on=DAY)
    cut = do("draft_power_cut", **draft(stop))
    do("approve_power_cut", by=HEAD, power_cut=cut)
    do("notify_power_cut", by=OFFICER, power_cut=cut, **TELL)
    reinspected(order, {items[0]: "passed"}, on=day("07-21"))
    do("consent_resumption", by=APPROVER, on=day("07-21"), resumption=reviewed(stop, on=day("07-21")))
    inputs: dict[str, Any] = {"on": day("07-21"), "power_cut": cut}
    assert refused("put_power_cut_in_force", by=OFFICER, **inputs).rule == "power_cut.no_stop"
    do("withdraw_power_cut", by=HEAD, **inputs, reason="企业已经履行决定")
    row = stored(PowerCut, cut)
    assert (row.state, row.withdrawn_on, row.withdrawn_reason) == ("withdrawn", day("07-21"), "企业已经履行决定")


def test_what_is_in_force_is_restored_and_not_withdrawn() -> None:
    cut = cut_in_force()
    refusal = refused("withdraw_power_cut", by=HEAD, on=day("07-21"), power_cut=cut, reason="无")
    assert refusal.rule == "workflow.power_cut.withdraw"
    assert refused("restore_power", by=OFFICER, power_cut=notified_cut()).rule == "workflow.power_cut.restore"


def test_the_draft_is_on_record() -> None:
    row = stored(PowerCut, drafted_cut())
    assert (row.state, row.drafted_on, row.enterprise_id, row.prepared_by_id) == ("draft", DAY, PLANT, an_id(OFFICER))
