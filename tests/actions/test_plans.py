"""检查方案: who visits whom when, approved by another person; a revision is a new version."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.actions.samples_checking import PLANNED, planned, returned, submitted
from tests.actions.steps import APPROVER, OFFICER, PAIR, PLANT
from tests.actions.world import CAMPAIGN, CITY, DAY, HUNNAN, TIEXI, an_id, do, refused, rows, stored

from duban.records.models import InspectionPlan, PlanItem, PlanItemExpert, PlanItemOfficer

pytestmark = pytest.mark.usefixtures("world")


def draft(**changes: Any) -> dict[str, Any]:
    return {"by": OFFICER, "campaign": CAMPAIGN, "title": "示例检查方案", "items": [PLANNED | changes]}


def test_a_plan_says_who_visits_whom_when_with_whom() -> None:
    item_id = uuid4()
    plan = do("draft_plan", **draft(id=item_id, site=an_id("site-210106"), note="重点查吊运"))
    row = stored(InspectionPlan, plan)
    assert (row.state, row.version, row.home_agency_id) == ("draft", 1, TIEXI)
    item = stored(PlanItem, item_id)
    assert (item.plan_id, item.enterprise_id, item.planned_on, item.note) == (
        plan,
        PLANT,
        date(2021, 7, 25),
        "重点查吊运",
    )
    assert set(rows(PlanItemOfficer).values_list("person", flat=True)) == set(PAIR)
    assert rows(PlanItemExpert).count() == 1


def test_an_approved_plan_keeps_the_opinion() -> None:
    plan = submitted()
    do("approve_plan", by=APPROVER, plan=plan, opinion="同意")
    row = stored(InspectionPlan, plan)
    assert (row.state, row.submitted_on, row.approved_on, row.opinion) == ("approved", DAY, DAY, "同意")


def test_a_revision_is_a_new_version_and_the_old_one_stays() -> None:
    old = returned()
    new = do("revise_plan", by=OFFICER, plan=old, items=[PLANNED])
    row = stored(InspectionPlan, new)
    assert (row.version, row.revises_id, row.state, row.title) == (2, old, "draft", "示例检查方案")
    assert (stored(InspectionPlan, old).state, stored(InspectionPlan, old).returned_reason) == ("returned", "缺少专家")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"enterprise": uuid4()}, "record.unknown"),
        ({"enterprise": an_id(f"plant-{HUNNAN}")}, "record.unknown"),
        ({"site": an_id("site-second")}, "record.other_enterprise"),
        ({"planned_on": date(2021, 7, 19)}, "plan.day_passed"),
        ({"officers": [uuid4()]}, "attendance.unknown"),
        ({"officers": [an_id(f"person:expert-{TIEXI}")]}, "attendance.kind"),
        ({"experts": [PAIR[0]]}, "attendance.kind"),
        ({"officers": ["甲"]}, "input"),
        ({"planned_on": "7月25日"}, "input"),
    ],
)
def test_a_plan_is_refused(changes: dict[str, Any], rule: str) -> None:
    assert refused("draft_plan", **draft(**changes)).rule == rule
    assert rows(InspectionPlan).count() == 0


def test_a_plan_of_an_unknown_campaign_is_refused() -> None:
    assert refused("draft_plan", **(draft() | {"campaign": "another"})).rule == "ledger.not_listed"


def test_a_plan_with_one_officer_is_not_submitted() -> None:
    plan = do("draft_plan", **draft(officers=PAIR[:1]))
    refusal = refused("submit_plan", by=OFFICER, plan=plan)
    assert refusal.rule == "plan.two_officers"
    assert "示例钢铁210106（1）" in str(refusal)
    assert "第四十二条" in refusal.clause


@pytest.mark.parametrize(("deed", "inputs"), [("approve_plan", {}), ("return_plan", {"reason": "缺少专家"})])
def test_a_plan_that_was_not_submitted_is_not_decided(deed: str, inputs: dict[str, str]) -> None:
    assert refused(deed, by=APPROVER, plan=planned(), **inputs).rule.startswith("workflow.inspection_plan.")


def test_nobody_approves_his_own_plan() -> None:
    plan = do("draft_plan", **(draft() | {"by": f"all-{TIEXI}"}))
    do("submit_plan", by=f"all-{TIEXI}", plan=plan)
    assert refused("approve_plan", by=f"all-{TIEXI}", plan=plan).rule == "permission.four_eyes"


def test_a_plan_is_not_approved_before_it_was_submitted() -> None:
    assert refused("approve_plan", by=APPROVER, on=date(2021, 7, 19), plan=submitted()).rule == "day.order"


def test_a_draft_is_not_revised_and_a_version_only_once() -> None:
    assert refused("revise_plan", by=OFFICER, plan=planned(), items=[PLANNED]).rule == "workflow.inspection_plan.revise"
    old = returned()
    do("revise_plan", by=OFFICER, plan=old, items=[PLANNED])
    assert refused("revise_plan", by=OFFICER, plan=old, items=[PLANNED]).rule == "plan.revised_already"


def test_a_sister_district_cannot_touch_the_plan() -> None:
    assert refused("submit_plan", by=f"officer-{HUNNAN}", plan=planned()).rule == "record.unknown"


def test_the_city_plans_its_own_visit_of_a_districts_plant() -> None:
    city = [an_id(f"person:officer-{CITY}"), an_id(f"person:officer2-{CITY}")]
    plan = do("draft_plan", **(draft(officers=city, experts=[]) | {"by": f"officer-{CITY}"}))
    assert stored(InspectionPlan, plan).home_agency_id == CITY
