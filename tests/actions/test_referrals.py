"""移送, 事故, 未经批准擅自从事: what is handed on is on record."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.actions.later_steps import acts, penalised, projection_is_exact, resisted, standing
from tests.actions.steps import CASE, OFFICER, UNSAFE, day, stopped, visited
from tests.actions.world import DAY, an_id, do, refused, rows, stored

from duban.records.models import GraveAccident, Referral, UnapprovedActivity

pytestmark = pytest.mark.usefixtures("world")

CRIME: dict[str, Any] = {**CASE, "kind": "criminal", "authority": "示例区公安局", "text": "涉嫌危险作业"}
BAN: dict[str, Any] = {**CASE, "kind": "unapproved", "authority": "示例区公安局", "text": "请依法取缔"}
ACTIVITY: dict[str, Any] = {**CASE, "authority": "示例区公安局", "text": "未经许可储存民用爆炸物品"}
ACCIDENT: dict[str, Any] = {**CASE, "text": "示例重大事故"}


def test_the_refusal_that_the_standing_proposes_is_handed_on() -> None:
    refusal = resisted(stopped(*visited(UNSAFE)[1]), on=DAY)
    assert "L2 check_criminal_transfer" in acts(DAY)
    row = stored(Referral, do("send_referral", by=OFFICER, **CRIME))
    assert (row.subject, row.state, row.department, row.sent_on) == (refusal, "sent", "示例区公安局", DAY)
    assert [cited["concept"] for cited in row.citations] == ["dangerous_operation_crime", "crime_transfer"]
    assert row.number
    assert "L2 check_criminal_transfer" not in acts(DAY)
    assert projection_is_exact()


def test_a_matter_may_be_chosen_but_is_on_record() -> None:
    _, (hazard,) = visited(UNSAFE)
    assert refused("send_referral", by=OFFICER, **CRIME).rule == "referral.no_matter"
    assert refused("send_referral", by=OFFICER, **CRIME, subject=uuid4()).rule == "referral.no_matter"
    assert stored(Referral, do("send_referral", by=OFFICER, **CRIME, subject=hazard)).subject == hazard
    assert refused("send_referral", by=OFFICER, **BAN, subject=hazard).rule == "referral.no_matter"


def test_activity_without_approval_is_recorded_and_referred() -> None:
    visit, _ = visited()
    activity = do("record_unapproved_activity", by=OFFICER, **ACTIVITY, inspection=visit)
    row = stored(UnapprovedActivity, activity)
    assert (row.found_on, row.authority, row.inspection_id) == (DAY, "示例区公安局", visit)
    assert "L3 refer_unapproved" in acts(DAY)
    assert stored(Referral, do("send_referral", by=OFFICER, **BAN)).subject == activity
    assert "L3 refer_unapproved" not in acts(DAY)
    assert projection_is_exact()


def test_an_activity_names_a_visit_to_the_enterprise() -> None:
    visit, _ = visited()
    inputs = ACTIVITY | {"enterprise": an_id("plant-second"), "inspection": visit}
    assert refused("record_unapproved_activity", by=OFFICER, **inputs).rule == "record.other_enterprise"


@pytest.mark.parametrize(
    ("lacking", "proposed", "asked"), [(True, True, False), (False, False, False), (None, False, True)]
)
def test_a_grave_accident_for_lack_of_conditions_is_a_ground_of_closure(
    lacking: bool | None, proposed: bool, asked: bool
) -> None:
    accident = do("record_accident", by=OFFICER, on=day("09-20"), **ACCIDENT, conditions_lacking=lacking)
    assert stored(GraveAccident, accident).happened_on == day("09-20")
    assert ("L1 request_closure" in acts(day("09-20"))) is proposed
    assert ("L1" in {question.ground for question in standing(day("09-20")).questions}) is asked


def test_an_accident_is_not_recorded_before_it_happened() -> None:
    assert refused("record_accident", by=OFFICER, **ACCIDENT, happened_on=day("07-21")).rule == "day.order"
    accident = do("record_accident", by=OFFICER, **ACCIDENT, happened_on=day("07-18"))
    assert stored(GraveAccident, accident).happened_on == day("07-18")


def test_nothing_is_recorded_of_an_enterprise_that_is_not_on_the_ledger() -> None:
    penalised(on=DAY)
    other = {"enterprise": an_id("plant-210112")}
    for deed, inputs in (
        ("send_referral", CRIME),
        ("record_accident", ACCIDENT),
        ("record_unapproved_activity", ACTIVITY),
    ):
        assert refused(deed, by=OFFICER, **(inputs | other)).rule == "ledger.not_listed"
    assert rows(Referral).count() == 0
