"""现场处理措施: on a basis in force, for hazards that warrant them, for a term, until consent."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.later_steps import standing
from tests.actions.steps import (
    APPROVER,
    CASE,
    GENERAL,
    MAJOR,
    OFFICER,
    SAFE,
    UNSAFE,
    day,
    draft_visit,
    drafted_measure,
    stopped,
    visited,
)
from tests.actions.world import CAMPAIGN, CITY, DAY, HUNNAN, TIEXI, an_id, do, refused, rows, stored, writing

from duban.records.models import Agency, Hazard, MeasureHazard, OnSiteMeasure, Resumption

pytestmark = pytest.mark.usefixtures("world")


def drafting(hazard: UUID, **more: Any) -> dict[str, Any]:
    stop = {"kind": "temporary_suspension", "hazards": [hazard], "concept": "temporary_suspension"}
    return {"by": OFFICER, **CASE, **stop} | more


def consent(measure: UUID, on: str) -> None:
    with writing(TIEXI):
        Resumption.objects.create(
            home_agency_id=TIEXI, campaign=CAMPAIGN, enterprise_id=CASE["enterprise"], measure_id=measure,
            state="consented", applied_on=DAY, reviewed_on=DAY, passed=True, consented_on=day(on),
        )  # fmt: skip


def test_a_stop_is_drafted_issued_and_cites_its_basis() -> None:
    visit, (hazard,) = visited(UNSAFE)
    measure = drafted_measure(hazard, hazard, until=day("10-20"), content="停止炼钢车间生产")
    do("issue_measure", by=APPROVER, measure=measure)
    row = stored(OnSiteMeasure, measure)
    assert (row.state, row.issued_on, row.until_on, row.number) == (
        "issued", DAY, day("10-20"), "（示例）铁应急现决〔2021〕1号",
    )  # fmt: skip
    assert (row.basis, row.inspection_id, row.campaign_version) == ("temporary_suspension", visit, "1")
    assert [each["text"] for each in row.citations] == [
        "《中华人民共和国安全生产法》（2014年修正）第六十二条第一款第三项"
    ]
    assert rows(MeasureHazard).filter(measure=measure).count() == 1


@pytest.mark.parametrize(
    ("found", "rule"),
    [(GENERAL, "measure.major_only"), (MAJOR, "measure.safety_unknown"), (SAFE, "measure.safety_assured")],
)
def test_production_is_stopped_only_for_major_hazards_that_cannot_be_made_safe(
    found: dict[str, Any], rule: str
) -> None:
    _, (hazard,) = visited(found)
    refusal = refused("draft_measure", **drafting(hazard))
    assert (refusal.rule, found["description"] in str(refusal)) == (rule, True)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"concept": "示例"}, "law.unknown_concept"),
        ({"concept": "closure_repeat"}, "law.not_in_force"),
        ({"concept": ""}, "input"),
        ({"until": day("07-19")}, "measure.until_before_issue"),
        ({"until": "2022-01-21"}, "measure.long_term"),
        ({"until": "2022-01-21", "term_reason": " "}, "measure.long_term"),
        ({"hazards": []}, "input"),
        ({"hazards": [uuid4()]}, "record.unknown"),
        ({"kind": "示例"}, "input"),
        ({"on": day("07-19")}, "day.order"),
        ({"enterprise": an_id("plant-second")}, "record.other_enterprise"),
        ({"campaign": "another"}, "ledger.not_listed"),
        ({"by": f"officer-{HUNNAN}"}, "ledger.not_listed"),
    ],
)
def test_a_measure_is_refused(changes: dict[str, Any], rule: str) -> None:
    _, (hazard,) = visited(UNSAFE)
    assert refused("draft_measure", **(drafting(hazard) | changes)).rule == rule
    assert rows(OnSiteMeasure).count() == 0


def test_six_months_need_no_reason() -> None:
    _, (hazard,) = visited(UNSAFE)
    assert stored(OnSiteMeasure, do("draft_measure", **drafting(hazard, until="2022-01-20"))).state == "draft"


def test_a_stop_for_longer_than_normal_keeps_its_reason_and_the_standing_warns() -> None:
    """«一般不超过六个月», and nobody read it in the official text: a warning with a reason, no refusal."""
    _, (hazard,) = visited(UNSAFE)
    measure = stopped(hazard, until=date(2022, 3, 20), term_reason="炉体须拆除重建")
    assert stored(OnSiteMeasure, measure).term_reason == "炉体须拆除重建"
    warnings = [str(each) for each in standing(DAY).warnings if each.code == "suspension.long_term"]
    assert warnings == [
        "责令暂时停产停业至 2022-03-20，超过一般的期限 2022-01-20"
        "（《安全生产违法行为行政处罚办法》（2015年修正）第十四条（待法规科核实）），请核对理由。"
    ]


def test_the_term_is_asked_again_on_the_day_of_issue() -> None:
    _, (hazard,) = visited(UNSAFE)
    measure = drafted_measure(hazard, until=date(2022, 1, 20))
    draft = {"by": OFFICER, "noun": "on_site_measure", "record": measure}
    do("correct_fact", **draft, values={"until_on": "2022-03-20"}, reason="工期有误")
    assert refused("issue_measure", by=APPROVER, measure=measure).rule == "measure.long_term"
    do("correct_fact", **draft, values={"term_reason": "炉体须拆除重建"}, reason="补充理由")
    do("issue_measure", by=APPROVER, measure=measure)


def test_people_are_withdrawn_for_any_hazard_and_longer() -> None:
    _, (hazard,) = visited(GENERAL)
    inputs = drafting(hazard, kind="remove_at_once", concept="order_removal", until="2022-03-01")
    assert stored(OnSiteMeasure, do("draft_measure", **inputs)).kind == "remove_at_once"


def test_a_hazard_of_another_campaign_is_refused() -> None:
    _, (hazard,) = visited(UNSAFE)
    with writing(TIEXI):
        Hazard.objects.filter(pk=hazard).update(campaign="another")
    assert refused("draft_measure", **drafting(hazard)).rule == "record.other_campaign"


def test_what_changed_since_the_draft_is_asked_again_when_it_is_issued() -> None:
    _, (hazard,) = visited(UNSAFE)
    measure = drafted_measure(hazard)
    do("record_safety", by=OFFICER, hazard=hazard, assured=True)
    assert refused("issue_measure", by=APPROVER, measure=measure).rule == "measure.safety_assured"


def test_a_measure_waits_for_the_visits_record() -> None:
    _, (hazard,) = draft_visit(UNSAFE)
    assert refused("issue_measure", by=APPROVER, measure=drafted_measure(hazard)).rule == "order.visit_is_draft"


def test_issuing_needs_another_person_the_capacity_and_the_right_day() -> None:
    _, (hazard,) = visited(UNSAFE)
    own = do("draft_measure", **drafting(hazard, by=f"all-{TIEXI}"))
    assert refused("issue_measure", by=f"all-{TIEXI}", measure=own).rule == "permission.four_eyes"
    assert refused("issue_measure", by=OFFICER, measure=own).rule == "permission.not_held"
    assert refused("issue_measure", by=APPROVER, on=day("07-19"), measure=own).rule == "day.order"
    with writing(CITY):
        Agency.objects.filter(pk=TIEXI).update(enforcement_capacity="assist")
    assert refused("issue_measure", by=APPROVER, measure=own).rule == "capacity.assist_only"


def test_a_stop_is_lifted_by_consent_alone() -> None:
    _, (hazard,) = visited(UNSAFE)
    measure = stopped(hazard)
    refusal = refused("lift_measure", by=APPROVER, on=day("08-19"), measure=measure, reason="已整改")
    assert refusal.rule == "measure.consent_first"
    consent(measure, "08-19")
    assert refused("lift_measure", by=APPROVER, on=day("08-18"), measure=measure, reason="已整改").rule == (
        "measure.consent_first"
    )
    do("lift_measure", by=APPROVER, on=day("08-19"), measure=measure, reason="已整改")
    row = stored(OnSiteMeasure, measure)
    assert (row.state, row.lifted_on, row.lifted_reason) == ("lifted", day("08-19"), "已整改")
    assert row.consent_id is not None


def test_other_measures_are_lifted_when_the_danger_is_over() -> None:
    _, (hazard,) = visited(UNSAFE)
    measure = stopped(hazard, kind="withdraw_people", concept="withdraw_people")
    assert refused("lift_measure", by=APPROVER, on=day("07-19"), measure=measure, reason="误").rule == "day.order"
    do("lift_measure", by=APPROVER, on=day("07-21"), measure=measure, reason="险情已经消除")
    assert stored(OnSiteMeasure, measure).state == "lifted"


def test_a_term_ends_the_day_after_its_last_one() -> None:
    _, (hazard,) = visited(UNSAFE)
    measure = stopped(hazard, until=day("08-20"))
    assert refused("end_measure_term", by=OFFICER, on=day("08-20"), measure=measure).rule == "measure.term_runs"
    do("end_measure_term", by=OFFICER, on=day("08-21"), measure=measure)
    assert (stored(OnSiteMeasure, measure).state, stored(OnSiteMeasure, measure).term_ended_on) == (
        "term_ended",
        day("08-21"),
    )


def test_a_draft_is_discarded_and_an_issued_one_withdrawn() -> None:
    _, (hazard,) = visited(UNSAFE)
    draft, issued = drafted_measure(hazard), stopped(hazard)
    do("discard_measure", by=OFFICER, measure=draft, reason="误")
    do("withdraw_measure", by=APPROVER, on=day("07-21"), measure=issued, reason="认定有误")
    assert [stored(OnSiteMeasure, each).state for each in (draft, issued)] == ["withdrawn", "withdrawn"]
    assert stored(OnSiteMeasure, issued).withdrawn_reason == "认定有误"
    assert refused("withdraw_measure", by=APPROVER, on=day("07-21"), measure=draft, reason="误").rule == (
        "workflow.on_site_measure.withdraw"
    )
