"""检查方案: who visits whom when, approved by another person; a revision is a new version."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.actions.samples_checking import PLANNED, planned, returned, submitted
from tests.actions.steps import APPROVER, OFFICER, PAIR, PLANT
from tests.actions.world import CAMPAIGN, CITY, DAY, HUNNAN, TIEXI, actor, an_id, do, refused, rows, stored

from duban.actions.plans import plan_seen
from duban.queries.reading import reading
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


# Drafts, conflicts, kept days -------------------------------------------------------------------------------------


SECOND = {"enterprise": an_id("plant-second"), "planned_on": date(2021, 7, 26), "officers": PAIR}


def live(plan: Any) -> set[tuple[Any, date]]:
    return set(rows(PlanItem).filter(plan=plan, voided_on=None).values_list("enterprise", "planned_on"))


def test_a_draft_is_changed_and_what_stays_the_same_is_left_alone() -> None:
    plan = do("draft_plan", by=OFFICER, campaign=CAMPAIGN, title="示例检查方案", items=[PLANNED, SECOND])
    kept = rows(PlanItem).get(plan=plan, enterprise=PLANT)
    do("redraft_plan", by=OFFICER, plan=plan, title="改名", items=[PLANNED, SECOND | {"planned_on": date(2021, 7, 27)}])
    assert live(plan) == {(PLANT, date(2021, 7, 25)), (SECOND["enterprise"], date(2021, 7, 27))}
    assert (stored(PlanItem, kept.pk).voided_on, stored(InspectionPlan, plan).title) == (None, "改名")
    assert rows(PlanItem).filter(plan=plan, enterprise=SECOND["enterprise"]).exclude(voided_on=None).count() == 1


def test_who_changed_a_draft_last_does_not_approve_it() -> None:
    plan = planned()
    do("redraft_plan", by=f"all-{TIEXI}", plan=plan, items=[PLANNED])
    do("submit_plan", by=OFFICER, plan=plan)
    assert refused("approve_plan", by=f"all-{TIEXI}", plan=plan).rule == "permission.four_eyes"


def test_two_people_do_not_write_over_one_another() -> None:
    plan = planned()
    with reading(actor(OFFICER)):
        seen = plan_seen(plan)
    do("redraft_plan", by=f"officer2-{TIEXI}", plan=plan, items=[PLANNED, SECOND], seen=seen)
    assert refused("redraft_plan", by=OFFICER, plan=plan, items=[PLANNED], seen=seen).rule == "plan.changed"
    assert len(live(plan)) == 2


@pytest.mark.parametrize("made", [submitted, returned])
def test_only_a_draft_is_changed(made: Any) -> None:
    assert refused("redraft_plan", by=OFFICER, plan=made(), items=[PLANNED]).rule == "plan.not_draft"


def test_an_officer_whose_certificate_does_not_reach_the_day_stops_the_plan() -> None:
    plan = do("draft_plan", **draft(officers=[PAIR[0], an_id(f"person:expired-{TIEXI}")]))
    refusal = refused("submit_plan", by=OFFICER, plan=plan)
    assert refusal.rule == "plan.conflicts"
    assert f"示例expired-{TIEXI}的执法证件到 2021-06-30 为止，检查日期 2021-07-25 在其后" in str(refusal)


def test_a_recusal_recorded_after_submission_stops_the_approval() -> None:
    plan = submitted()
    do("record_recusal", by=APPROVER, person=PAIR[0], enterprise=PLANT, reason="近亲属在该企业任职")
    assert refused("approve_plan", by=APPROVER, plan=plan).rule == "plan.conflicts"
    do("return_plan", by=APPROVER, plan=plan, reason="须换人")


def test_a_visit_on_a_day_off_is_shown_and_not_refused() -> None:
    assert date(2021, 7, 25).weekday() == 6
    assert stored(InspectionPlan, submitted()).state == "submitted"


def test_a_revision_keeps_days_that_have_passed_and_takes_no_new_ones() -> None:
    old = submitted()
    do("approve_plan", by=APPROVER, plan=old)
    late = {"by": OFFICER, "on": date(2021, 8, 2), "plan": old}
    assert refused("revise_plan", **late, items=[PLANNED, SECOND]).rule == "plan.day_passed"
    new = do("revise_plan", **late, items=[PLANNED, SECOND | {"planned_on": date(2021, 8, 3)}])
    assert live(new) == {(PLANT, date(2021, 7, 25)), (SECOND["enterprise"], date(2021, 8, 3))}
