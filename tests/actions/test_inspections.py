"""执法检查: attempted, recorded, completed; what a completed record needs; joint visits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.samples_checking import planned, submitted
from tests.actions.steps import (
    APPROVER,
    CASE,
    EXPERT,
    GENERAL,
    OFFICER,
    PAIR,
    SITE,
    UNSAFE,
    day,
    draft_visit,
    issued,
    stopped,
    visited,
)
from tests.actions.world import CITY, DAY, HUNNAN, TIEXI, ZONE, an_id, do, refused, rows, stored, writing

from duban.domain.calendars import SHANGHAI
from duban.queries.actors import actor_named
from duban.records.models import (
    Hazard,
    Inspection,
    InspectionExpert,
    InspectionOfficer,
    LedgerEntry,
    Person,
    PlanItem,
    Share,
    StandingRow,
)
from duban.records.scope import scoped

pytestmark = pytest.mark.usefixtures("world")

VISIT: dict[str, Any] = {"by": OFFICER, **CASE, "site": SITE, "kind": "first", "officers": PAIR}
ATTEMPT: dict[str, Any] = {"by": OFFICER, **CASE, "site": SITE, "officers": PAIR, "reason": "厂门关闭，无人应答"}


def moment(on: date, hour: int) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)


def standing(enterprise: UUID = CASE["enterprise"]) -> dict[str, Any]:
    return rows(StandingRow).get(enterprise=enterprise).payload


def test_a_visit_is_recorded_with_people_and_findings_and_counts_only_when_completed() -> None:
    inputs = VISIT | {"experts": [EXPERT], "hazards": [GENERAL, UNSAFE], "place": "炼钢车间", "seen": "示例情况"}
    visit = do("record_inspection", started_at=moment(DAY, 9), ended_at=moment(DAY, 11), **inputs)
    row = stored(Inspection, visit)
    assert (row.state, row.visited_on, row.home_agency_id, row.lead_agency_id) == ("recorded", DAY, TIEXI, None)
    assert rows(InspectionOfficer).filter(inspection=visit).count() == 2
    assert rows(InspectionExpert).filter(inspection=visit).count() == 1
    assert standing()["covered"] is False
    do("complete_inspection", by=OFFICER, inspection=visit, signed=True, signed_by="安全科负责人")
    row = stored(Inspection, visit)
    assert (row.state, row.completed_on, row.signed, row.signed_by) == ("completed", DAY, True, "安全科负责人")
    assert standing()["covered"] is True


def test_an_officer_is_recorded_with_the_certificate_of_the_day() -> None:
    visit, _ = draft_visit()
    officer = rows(InspectionOfficer).get(inspection=visit, person=PAIR[0])
    assert (officer.certificate_number, officer.valid_from) == (f"示例{TIEXI}-1", date(2019, 1, 1))


def test_a_refusal_to_sign_is_noted() -> None:
    visit, _ = draft_visit()
    do("complete_inspection", by=OFFICER, inspection=visit, signed=False, refusal_note="负责人拒绝签字")
    assert (stored(Inspection, visit).signed, stored(Inspection, visit).refusal_note) == (False, "负责人拒绝签字")


def test_an_attempted_visit_covers_nothing() -> None:
    visit = do("record_attempt", **ATTEMPT)
    row = stored(Inspection, visit)
    assert (row.state, row.attempted_reason, row.visited_on) == ("attempted", "厂门关闭，无人应答", DAY)
    assert standing()["covered"] is False
    assert [act["act"] for act in standing()["next_acts"]] == ["inspect"]


def test_a_visit_carries_out_an_approved_plan() -> None:
    plan = submitted()
    do("approve_plan", by=APPROVER, plan=plan)
    item = rows(PlanItem).get(plan=plan).id
    assert stored(Inspection, do("record_inspection", plan_item=item, **VISIT)).plan_item_id == item


def test_a_plan_that_is_not_approved_is_not_carried_out() -> None:
    item = rows(PlanItem).get(plan=planned()).id
    assert refused("record_inspection", plan_item=item, **VISIT).rule == "visit.plan_not_approved"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"enterprise": uuid4()}, "ledger.not_listed"),
        ({"campaign": "another"}, "ledger.not_listed"),
        ({"site": an_id("site-second")}, "record.other_enterprise"),
        ({"site": uuid4()}, "record.unknown"),
        ({"officers": [uuid4()]}, "attendance.unknown"),
        ({"officers": [EXPERT]}, "attendance.kind"),
        ({"experts": [PAIR[0]]}, "attendance.kind"),
        ({"plan_item": uuid4()}, "record.unknown"),
        ({"kind": "annual"}, "input"),
        ({"started_at": moment(date(2021, 7, 19), 9)}, "visit.times"),
        ({"ended_at": moment(date(2021, 7, 19), 9)}, "visit.times"),
        ({"started_at": moment(DAY, 11), "ended_at": moment(DAY, 9)}, "inspection_ended_at_order"),
        ({"hazards": [{"description": "示例"}]}, "input"),
        ({"hazards": [{**GENERAL, "level": "grave"}]}, "input"),
        ({"hazards": [{**GENERAL, "description": ""}]}, "input"),
        ({"hazards": [{**GENERAL, "found_on": "2021-07-01"}]}, "input"),
        ({"hazards": [{**GENERAL, "standard_item": "GM2017-YJ-1"}]}, "hazard.general_with_item"),
        ({"hazards": [{**GENERAL, "level": "major"}]}, "hazard.major_needs_ground"),
        ({"hazards": [{**UNSAFE, "standard_item": "GM2017-XX-1"}]}, "hazard.unknown_item"),
        ({"on": date(2021, 7, 22), "at": moment(DAY, 12)}, "future-day"),
    ],
)
def test_a_visit_is_refused(changes: dict[str, Any], rule: str) -> None:
    assert refused("record_inspection", **(VISIT | changes)).rule == rule
    assert rows(Inspection).count() == 0


def test_an_item_of_a_standard_not_yet_in_force_is_refused() -> None:
    code = next(s for s in _standards() if s.first_on > date(2022, 1, 1)).sections[0].items[0].code
    refusal = refused("record_inspection", **(VISIT | {"hazards": [{**UNSAFE, "standard_item": code}]}))
    assert refusal.rule == "hazard.item_not_in_force"
    assert "2021-07-20" in str(refusal)


def _standards() -> Any:
    from duban.specs.hazards_loader import load_hazard_standards  # noqa: PLC0415 -- only this test needs it

    return load_hazard_standards().lists


def test_a_major_hazard_may_rest_on_an_expert_opinion() -> None:
    opinion = {"description": "示例", "level": "major", "expert_opinion": "专家组认定须全面停产整改"}
    _, (hazard,) = visited(opinion)
    assert (stored(Hazard, hazard).standard_item, stored(Hazard, hazard).major_from) == ("", DAY)


def test_a_visit_with_one_officer_stays_a_draft() -> None:
    visit = do("record_inspection", **(VISIT | {"officers": PAIR[:1]}))
    refusal = refused("complete_inspection", by=OFFICER, inspection=visit, signed=True)
    assert refusal.rule == "visit.two_officers"
    assert "第四十二条" in refusal.clause
    assert stored(Inspection, visit).state == "recorded"
    do("add_attendance", by=OFFICER, inspection=visit, officers=PAIR[1:])
    do("complete_inspection", by=OFFICER, inspection=visit, signed=True)
    assert stored(Inspection, visit).state == "completed"


def test_the_same_officer_twice_is_one() -> None:
    visit = do("record_inspection", **(VISIT | {"officers": [PAIR[0], PAIR[0]]}))
    assert refused("complete_inspection", by=OFFICER, inspection=visit, signed=True).rule == "visit.two_officers"
    assert refused("add_attendance", by=OFFICER, inspection=visit, officers=PAIR[:1]).rule == "inspectionofficer_once"


def test_an_officer_whose_certificate_has_expired_is_named_with_its_days() -> None:
    expired = an_id(f"person:expired-{TIEXI}")
    visit = do("record_inspection", **(VISIT | {"officers": [PAIR[0], expired]}))
    refusal = refused("complete_inspection", by=OFFICER, inspection=visit, signed=True)
    assert refusal.rule == "visit.certificate"
    assert f"示例expired-{TIEXI}" in str(refusal)
    assert "2021-06-30" in str(refusal)


def test_an_officer_without_a_certificate_cannot_make_the_pair() -> None:
    with writing(TIEXI):
        new = Person.objects.create(home_agency_id=TIEXI, name="示例新人", kind="officer").id
    visit = do("record_inspection", **(VISIT | {"officers": [PAIR[0], new]}))
    assert refused("complete_inspection", by=OFFICER, inspection=visit, signed=True).rule == "visit.certificate"


def test_an_officer_who_left_is_not_named() -> None:
    with writing(TIEXI):
        Person.objects.filter(pk=PAIR[1]).update(left_on=DAY)
    assert refused("record_inspection", **VISIT).rule == "attendance.left"


@pytest.mark.parametrize(
    ("inputs", "rule"),
    [
        ({"signed": False}, "visit.signature"),
        ({"signed": True, "on": date(2021, 7, 19)}, "day.order"),
        ({}, "input"),
        ({"signed": "也许"}, "input"),
    ],
)
def test_a_record_is_not_completed(inputs: dict[str, Any], rule: str) -> None:
    visit, _ = draft_visit()
    assert refused("complete_inspection", by=OFFICER, inspection=visit, **inputs).rule == rule


def test_an_attempt_is_not_completed_nor_added_to() -> None:
    visit = do("record_attempt", **ATTEMPT)
    refusal = refused("complete_inspection", by=OFFICER, inspection=visit, signed=True)
    assert refusal.rule == "workflow.inspection.complete"
    assert refused("add_attendance", by=OFFICER, inspection=visit, officers=PAIR).rule == "correction.kept"


def test_a_completed_record_is_not_added_to() -> None:
    visit, _ = visited(GENERAL)
    assert refused("add_attendance", by=OFFICER, inspection=visit, experts=[EXPERT]).rule == "correction.kept"
    assert refused("add_hazard", by=OFFICER, inspection=visit, hazard=GENERAL).rule == "correction.kept"


def test_a_draft_is_discarded_with_what_it_found() -> None:
    visit, _ = draft_visit(GENERAL)
    do("discard_inspection", by=OFFICER, inspection=visit, reason="重复登记")
    row = stored(Inspection, visit)
    assert (row.state, row.voided_on, row.void_reason) == ("void", DAY, "重复登记")
    assert standing()["open_hazards"] == []


def test_a_completed_record_is_made_void_by_an_approver_and_covers_nothing_then() -> None:
    visit, _ = visited(GENERAL)
    assert (
        refused("discard_inspection", by=OFFICER, inspection=visit, reason="误").rule == "workflow.inspection.discard"
    )
    assert refused("void_inspection", by=OFFICER, inspection=visit, reason="误").rule == "permission.not_held"
    do("void_inspection", by=APPROVER, inspection=visit, reason="登记错企业")
    assert (standing()["covered"], standing()["open_hazards"]) == (False, [])


def test_a_record_on_which_documents_rest_is_not_made_void() -> None:
    visit, (hazard,) = visited(UNSAFE)
    issued(visit, {hazard: day("08-20")})
    stopped(hazard)
    refusal = refused("void_inspection", by=APPROVER, inspection=visit, reason="误")
    assert refusal.rule == "correction.kept"
    assert "责令限期整改指令书、现场处理措施决定书" in str(refusal)


def test_a_joint_visit_counts_once_for_the_lead_agency() -> None:
    """The zone's officer comes along; 铁西区 cannot read the zone's people, but may name them."""
    guest = an_id(f"person:officer-{ZONE}")
    visit = do("record_inspection", **(VISIT | {"officers": [PAIR[0], guest]}))
    do("complete_inspection", by=OFFICER, inspection=visit, signed=True)
    assert stored(Inspection, visit).lead_agency_id == TIEXI
    officer = rows(InspectionOfficer).get(inspection=visit, person=guest)
    assert (officer.name, officer.certificate_number) == (f"示例officer-{ZONE}", f"示例{ZONE}-1")
    assert rows(Inspection).count() == 1


def test_the_citys_visit_is_the_citys_and_the_district_sees_it() -> None:
    city = [an_id(f"person:officer-{CITY}"), an_id(f"person:officer2-{CITY}")]
    visit = do("record_inspection", **(VISIT | {"by": f"officer-{CITY}", "officers": city}))
    do("complete_inspection", by=f"officer-{CITY}", inspection=visit, signed=True)
    assert stored(Inspection, visit).home_agency_id == CITY
    assert rows(Share).values_list("home_agency", "agency").get() == (CITY, TIEXI)
    assert standing()["covered"] is True
    with scoped(actor_named(OFFICER).reads):
        assert Inspection.objects.filter(pk=visit).exists()
    assert refused("discard_inspection", by=OFFICER, inspection=visit, reason="误").rule == "record.unknown"


def test_a_second_visit_of_the_city_shares_once() -> None:
    city = [an_id(f"person:officer-{CITY}"), an_id(f"person:officer2-{CITY}")]
    for _ in range(2):
        do("record_attempt", **(ATTEMPT | {"by": f"officer-{CITY}", "officers": city}))
    assert rows(Share).count() == 1


def test_a_sister_district_cannot_visit() -> None:
    assert refused("record_inspection", **(VISIT | {"by": f"officer-{HUNNAN}"})).rule == "ledger.not_listed"


def test_a_removed_plant_can_still_be_looked_up() -> None:
    with writing(TIEXI):
        LedgerEntry.objects.filter(enterprise=CASE["enterprise"]).update(
            state="removed", removed_on=DAY, removed_reason="示例"
        )
    assert stored(Inspection, do("record_inspection", **VISIT)).state == "recorded"
