"""请假、回避: leave is shown and refuses nothing; who is recused is named at no visit and takes no step."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.actions.samples_checking import PLANNED
from tests.actions.samples_organisation import recused
from tests.actions.steps import (
    APPROVER,
    CASE,
    EXPERT,
    GENERAL,
    OFFICER,
    PAIR,
    PLANT,
    SITE,
    draft_visit,
    visited,
)
from tests.actions.world import CAMPAIGN, CITY, DAY, HUNNAN, TIEXI, an_id, do, refused, stored

from duban.records.models import LeaveOfAbsence, Recusal

pytestmark = pytest.mark.usefixtures("world")

AWAY: dict[str, Any] = {
    "person": PAIR[0],
    "first_on": date(2021, 8, 2),
    "last_on": date(2021, 8, 6),
    "reason": "年休假",
}
SECOND = an_id("plant-second")


def recuse(person: UUID = PAIR[0], enterprise: UUID = PLANT, **more: Any) -> UUID:
    inputs = {"by": APPROVER, "person": person, "enterprise": enterprise, "reason": "近亲属在该企业任职"}
    return do("record_recusal", **(inputs | more))


def test_a_leave_keeps_its_days_and_its_reason() -> None:
    row = stored(LeaveOfAbsence, do("record_leave", by=OFFICER, **AWAY))
    assert (row.home_agency_id, row.person_id, row.first_on, row.last_on, row.reason) == (
        TIEXI, PAIR[0], date(2021, 8, 2), date(2021, 8, 6), "年休假",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"last_on": date(2021, 8, 1)}, "leaveofabsence_last_on_order"),
        ({"reason": " "}, "input"),
        ({"person": an_id(f"person:officer-{HUNNAN}")}, "record.unknown"),
        ({"person": an_id(f"person:officer-{CITY}")}, "record.unknown"),
        ({"first_on": "下周"}, "input"),
    ],
)
def test_a_leave_is_refused(changes: dict[str, Any], rule: str) -> None:
    assert refused("record_leave", by=OFFICER, **(AWAY | changes)).rule == rule


def test_a_leave_is_corrected_ahead_and_made_void() -> None:
    leave = do("record_leave", by=OFFICER, **AWAY)
    said = {"by": OFFICER, "noun": "leave_of_absence", "record": leave, "reason": "休假改期"}
    do("correct_fact", **said, values={"last_on": "2021-08-13"})
    assert stored(LeaveOfAbsence, leave).last_on == date(2021, 8, 13)
    do("void_fact", **said)
    assert (stored(LeaveOfAbsence, leave).voided_on, stored(LeaveOfAbsence, leave).void_reason) == (DAY, "休假改期")


def test_a_leave_does_not_refuse_a_visit_that_was_made() -> None:
    do("record_leave", by=OFFICER, **(AWAY | {"first_on": DAY, "last_on": DAY}))
    visited(GENERAL)


# Recusal ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "inputs"),
    [
        ("draft_plan", {"campaign": CAMPAIGN, "title": "示例检查方案", "items": [PLANNED]}),
        ("record_inspection", {**CASE, "site": SITE, "kind": "first", "officers": PAIR}),
        ("record_attempt", {**CASE, "site": SITE, "officers": PAIR, "reason": "厂门关闭"}),
        (
            "decide_on_the_spot",
            {
                **CASE, "officers": PAIR, "target": "enterprise", "kinds": ["warning"],
                "statute_concept": "hazard_not_eliminated", "reason": "示例",
            },
        ),
    ],
)  # fmt: skip
def test_who_is_recused_is_named_nowhere(deed: str, inputs: dict[str, Any]) -> None:
    recuse()
    refusal = refused(deed, by=f"officer2-{TIEXI}", **inputs)
    assert refusal.rule == "recusal.named"
    assert f"示例{OFFICER}对示例钢铁210106须回避" in str(refusal)
    assert "第二十四条" in refusal.clause


def test_an_expert_is_recused_too() -> None:
    recuse(EXPERT)
    assert (
        refused("draft_plan", by=OFFICER, campaign=CAMPAIGN, title="示例检查方案", items=[PLANNED]).rule
        == "recusal.named"
    )
    do("draft_plan", by=OFFICER, campaign=CAMPAIGN, title="示例检查方案", items=[PLANNED | {"experts": []}])


def test_a_recusal_is_about_one_enterprise_and_from_its_day_on() -> None:
    recuse(on=date(2021, 7, 21))
    visited(GENERAL, by=f"officer2-{TIEXI}")  # on the 20th, entered by the other
    do("draft_plan", by=OFFICER, campaign=CAMPAIGN, title="示例检查方案", items=[PLANNED | {"enterprise": SECOND}])


def test_a_record_drafted_before_the_recusal_is_not_completed_after() -> None:
    visit, _ = draft_visit(GENERAL)
    recuse()
    assert refused("complete_inspection", by=f"officer2-{TIEXI}", inspection=visit, signed=True).rule == "recusal.named"


def test_people_of_another_unit_are_asked_past_its_walls() -> None:
    theirs = an_id(f"person:officer-{CITY}")
    with_city = {**CASE, "site": SITE, "kind": "first", "officers": [PAIR[0], theirs]}
    do("record_recusal", by=f"approver-{CITY}", person=theirs, enterprise=PLANT, reason="曾任该企业顾问")
    assert refused("record_inspection", by=OFFICER, **with_city).rule == "recusal.named"


def test_who_is_recused_takes_no_step_in_the_matter() -> None:
    recuse()
    draft, _ = draft_visit(GENERAL, by=f"officer2-{TIEXI}", officers=[PAIR[1]])
    refusal = refused("discard_inspection", by=OFFICER, inspection=draft, reason="登记有误")
    assert (refusal.rule, "您本人对示例钢铁210106须回避" in str(refusal)) == ("recusal.actor", True)
    do("discard_inspection", by=f"officer2-{TIEXI}", inspection=draft, reason="登记有误")


def test_open_items_are_not_handed_to_who_is_recused() -> None:
    do("draft_plan", by=OFFICER, campaign=CAMPAIGN, title="示例检查方案", items=[PLANNED | {"officers": PAIR[:1]}])
    recuse(PAIR[1])
    people = {"from_person": PAIR[0], "to_person": PAIR[1], "reason": "调离"}
    refusal = refused("hand_over", by=APPROVER, **people)
    assert refusal.rule == "recusal.named"
    assert "示例钢铁210106" in str(refusal)


def test_one_recusal_at_a_time() -> None:
    recuse()
    again = {"by": APPROVER, "person": PAIR[0], "enterprise": PLANT, "reason": "示例"}
    assert refused("record_recusal", **again).rule == "recusal.twice"


def test_a_recusal_ends_once_with_a_reason_and_the_days_before_stay_recused() -> None:
    recusal = recused()
    do("end_recusal", by=APPROVER, on=date(2021, 7, 22), recusal=recusal, reason="亲属已离职")
    assert (stored(Recusal, recusal).ended_on, stored(Recusal, recusal).ended_reason) == (
        date(2021, 7, 22),
        "亲属已离职",
    )
    assert (
        refused("end_recusal", by=APPROVER, on=date(2021, 7, 23), recusal=recusal, reason="示例").rule
        == "recusal.ended"
    )
    visit = {**CASE, "site": SITE, "kind": "first", "officers": PAIR}
    assert refused("record_inspection", by=f"officer2-{TIEXI}", on=date(2021, 7, 21), **visit).rule == "recusal.named"
    do("record_inspection", by=f"officer2-{TIEXI}", on=date(2021, 7, 22), **visit)


@pytest.mark.parametrize(
    ("by", "on", "rule"),
    [
        (f"all-{TIEXI}", DAY, "recusal.own"),
        (OFFICER, DAY, "permission.not_held"),
        (APPROVER, date(2021, 7, 19), "recusal_ended_on_order"),
        (f"approver-{HUNNAN}", DAY, "record.unknown"),
    ],
)
def test_a_recusal_is_not_ended(by: str, on: date, rule: str) -> None:
    recusal = recuse(an_id(f"person:all-{TIEXI}"))
    assert refused("end_recusal", by=by, on=on, recusal=recusal, reason="示例").rule == rule


def test_a_recusal_is_ended_and_never_made_void() -> None:
    told = {"by": OFFICER, "noun": "recusal", "record": recused(), "reason": "示例"}
    assert refused("void_fact", **told).rule == "correction.not_voidable"
    assert refused("correct_fact", **told, values={"since_on": "2021-07-19"}).rule == "correction.fields"
