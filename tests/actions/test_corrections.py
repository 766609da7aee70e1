"""更正和作废: by who may record the fact, with a reason; refused where an issued document says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.samples_checking import planned, submitted
from tests.actions.steps import (
    APPROVER,
    DUE,
    EXPERT,
    GENERAL,
    OFFICER,
    PLANT,
    SITE,
    UNSAFE,
    day,
    delivered,
    draft_order,
    draft_visit,
    drafted_measure,
    issued,
    ordered,
    reinspected,
    stopped,
    visited,
)
from tests.actions.world import (
    CAMPAIGN,
    CITY,
    DAY,
    HUNNAN,
    INDUSTRY_OFFICE,
    TIEXI,
    an_id,
    do,
    refused,
    rows,
    stored,
    writing,
)

from duban.actions.correctable import CORRECTABLE
from duban.records import models as m

pytestmark = pytest.mark.usefixtures("world")

CLERK, ADMIN = f"clerk-{TIEXI}", f"system_admin-{TIEXI}"
ENTRY = an_id("entry-210106")
LATER = day("09-10")
WHOSE = {"home_agency_id": TIEXI, "campaign": CAMPAIGN, "enterprise_id": PLANT}


def correcting(noun: str, record: UUID, by: str = OFFICER, on: date = LATER, **values: Any) -> dict[str, Any]:
    return {"by": by, "on": on, "noun": noun, "record": record, "values": values, "reason": "登记有误"}


def voiding(noun: str, record: UUID, by: str = OFFICER, on: date = LATER) -> dict[str, Any]:
    return {"by": by, "on": on, "noun": noun, "record": record, "reason": "重复登记"}


def written(model: type[Any], **columns: Any) -> UUID:
    with writing(TIEXI):
        return model.objects.create(**(WHOSE | columns)).id


def standing(field: str) -> Any:
    return rows(m.StandingRow).get(enterprise=PLANT).payload[field]


def test_a_corrected_fact_moves_the_standing_and_both_are_in_the_trail() -> None:
    _, (hazard,) = visited({**GENERAL, "corrected_on_spot": True})
    assert standing("open_hazards") == []
    deed = uuid4()
    do("correct_fact", id=deed, **correcting("hazard", hazard, corrected_on_spot_on=None, correction_proof=""))
    assert standing("open_hazards") == [str(hazard)]
    assert rows(m.Change).filter(deed_id=deed, relation="hazard").count() == 1
    assert "登记有误" in rows(m.Deed).get(id=deed).canonical


def test_a_void_fact_stays_with_its_reason_and_counts_nowhere() -> None:
    _, (hazard,) = visited(GENERAL)
    do("void_fact", **voiding("hazard", hazard))
    row = stored(m.Hazard, hazard)
    assert (row.voided_on, row.void_reason) == (day("09-10"), "重复登记")
    assert standing("open_hazards") == []
    assert refused("void_fact", **voiding("hazard", hazard)).rule == "record.unknown"


def test_a_return_already_sent_keeps_its_frozen_copy() -> None:
    frozen = [{"enterprise": str(PLANT), "hazards": 1}]
    with writing(TIEXI):
        sent = m.Submission.objects.create(
            home_agency_id=TIEXI, campaign=CAMPAIGN, annex="1", report_on=DAY, state="submitted", rows=frozen,
            counting_rules={}, sha256="0" * 64, prepared_on=DAY, signed_on=DAY, submitted_on=DAY,
            prepared_by_id=an_id(CLERK), signed_by_id=an_id(f"head-{TIEXI}"),
        ).id  # fmt: skip
    _, (hazard,) = visited(GENERAL)
    do("void_fact", **voiding("hazard", hazard))
    assert stored(m.Submission, sent).rows == frozen


Make = Callable[[], UUID]


def _report() -> UUID:
    return do("report_completion", by=OFFICER, on=day("08-09"), item=ordered(GENERAL)[1][0])


def _draft() -> tuple[UUID, list[UUID]]:
    visit, found = visited(GENERAL)
    return draft_order(visit, dict.fromkeys(found, DUE))


def _applied() -> UUID:
    return do("apply_extension", by=OFFICER, on=day("08-08"), item=ordered(GENERAL)[1][0], text="暴雨")


def _reinspected(result: str) -> UUID:
    order, (item,), _ = ordered(GENERAL)
    return reinspected(order, {item: result}, on=day("08-19"))


def _outcome() -> UUID:
    return rows(m.ReinspectionOutcome).get(reinspection=_reinspected("failed")).id


def _receipt() -> UUID:
    ordered(GENERAL)
    return rows(m.Delivery).get().id


CORRECTIONS: list[tuple[str, Make, str, dict[str, Any]]] = [
    ("enterprise", lambda: PLANT, CLERK, {"address": "示例路2号", "operating_status": "suspended", "status_on": DAY}),
    ("site", lambda: SITE, CLERK, {"region": "210106", "latitude": 41.8, "longitude": 123.4}),
    ("ledger_entry", lambda: ENTRY, CLERK, {"industry": "cement", "responsible_id": an_id(f"person:{OFFICER}")}),
    ("certificate", lambda: an_id(f"certificate:{OFFICER}"), ADMIN, {"valid_to": date(2025, 1, 31)}),
    ("person", lambda: EXPERT, ADMIN, {"expertise": ["冶金", "机械"]}),
    ("plan_item", lambda: rows(m.PlanItem).get(plan=planned()).id, OFFICER, {"planned_on": day("09-20")}),
    ("inspection", lambda: visited()[0], OFFICER, {"place": "轧钢车间", "kind": "tip"}),
    ("hazard", lambda: visited(GENERAL)[1][0], OFFICER, {"description": "安全出口被货物堵塞"}),
    ("order_item", lambda: _draft()[1][0], OFFICER, {"due_on": day("08-31")}),
    ("extension", _applied, OFFICER, {"force_majeure": "yes", "proved": True, "applied_on": day("08-07")}),
    ("completion_report", _report, OFFICER, {"filed_on": day("08-10")}),
    ("reinspection", lambda: _reinspected("failed"), OFFICER, {"opinion": "示例意见"}),
    ("reinspection_outcome", _outcome, OFFICER, {"note": "有照片"}),
    ("on_site_measure", lambda: drafted_measure(*visited(UNSAFE)[1]), OFFICER, {"until_on": day("10-20")}),
    ("delivery", _receipt, OFFICER, {"recipient": "值班负责人", "delivered_on": day("07-21")}),
    ("non_compliance", lambda: written(m.NonCompliance, order_id=ordered(GENERAL)[0], refused_on=DAY), OFFICER,
     {"real_danger": "yes"}),
    ("grave_accident", lambda: written(m.GraveAccident, happened_on=DAY), OFFICER, {"happened_on": day("07-21")}),
    ("capacity_item", lambda: written(m.CapacityItem, site_id=SITE, kind="kiln"), CLERK, {"size": 2.5, "unit": "米"}),
    ("urging", lambda: written(m.Urging, urged_on=DAY), OFFICER, {"text": "示例"}),
    ("ledger_opinion", lambda: written(m.LedgerOpinion, entry_id=ENTRY, department="工信局", opinion="agreed",
                                       given_on=DAY), CLERK, {"opinion": "objected", "text": "不属于重点行业"}),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "make", "by", "values"), CORRECTIONS, ids=[row[0] for row in CORRECTIONS])
def test_a_fact_is_corrected(noun: str, make: Make, by: str, values: dict[str, Any]) -> None:
    record = make()
    do("correct_fact", **correcting(noun, record, by, **values))
    row = stored(CORRECTABLE[noun].model, record)
    assert {name: getattr(row, name) for name in values} == values


@pytest.mark.parametrize(("noun", "make", "by", "values"), CORRECTIONS, ids=[row[0] for row in CORRECTIONS])
def test_who_may_not_record_a_fact_may_not_correct_it(noun: str, make: Make, by: str, values: dict[str, Any]) -> None:
    record = make()
    other = CLERK if by == OFFICER else OFFICER
    assert refused("correct_fact", **correcting(noun, record, other, **values)).rule == "permission.not_held"
    assert refused("correct_fact", **correcting(noun, record, APPROVER, **values)).rule == "permission.not_held"


def _in_issued_order() -> UUID:
    visit, (hazard,) = visited(GENERAL)
    issued(visit, {hazard: DUE})
    return hazard


def _in_draft_order() -> UUID:
    visit, (hazard,) = visited(GENERAL)
    draft_order(visit, {hazard: DUE})
    return hazard


def _stopped_for() -> UUID:
    _, (hazard,) = visited(UNSAFE)
    stopped(hazard)
    return hazard


def _revisited() -> UUID:
    _reinspected("failed")
    return rows(m.Inspection).get(kind="reinspection").id


def _answered() -> UUID:
    extension = _applied()
    do("reply_extension", by=APPROVER, on=day("08-12"), extension=extension, reason="不属不可抗力")
    return extension


def _officer(state: str) -> UUID:
    visit = visited()[0] if state == "completed" else draft_visit()[0]
    return rows(m.InspectionOfficer).filter(inspection=visit).first().id  # type: ignore[union-attr]  # it has two


def _applied_for() -> UUID:
    order, (item,), _ = ordered(GENERAL)
    report = do("report_completion", by=OFFICER, on=day("08-09"), item=item)
    reinspected(order, {item: "failed"}, on=day("08-12"), cause="applied")
    return report


def _proof(state: str) -> UUID:
    _, (hazard,) = visited(UNSAFE)
    days = {"listed_on": DAY} | ({"delisted_on": day("08-20")} if state == "delisted" else {})
    listing = written(m.SupervisionListing, hazard_id=hazard, state=state, level="district", **days)
    return written(m.ImplementationProof, listing_id=listing, part="funds", proved_on=DAY, amount_fen=1)


def _refusal() -> UUID:
    _, (hazard,) = visited(UNSAFE)
    measure = stopped(hazard)
    refusal = written(m.NonCompliance, measure_id=measure, refused_on=DAY, real_danger="yes")
    written(m.PowerCut, measure_id=measure, state="draft", drafted_on=DAY)
    return refusal


KEPT: list[tuple[str, Make, dict[str, Any] | None, str]] = [
    ("hazard", _in_issued_order, {"description": "示例"}, "责令限期整改指令书"),
    ("hazard", _in_issued_order, None, "责令限期整改指令书"),
    ("hazard", _in_draft_order, None, "责令限期整改指令书"),
    ("hazard", _stopped_for, {"place": "示例"}, "现场处理措施决定书"),
    ("order_item", lambda: ordered(GENERAL)[1][0], {"due_on": day("08-31")}, "责令限期整改指令书"),
    ("order_item", lambda: ordered(GENERAL)[1][0], None, "责令限期整改指令书"),
    ("plan_item", lambda: rows(m.PlanItem).get(plan=submitted()).id, {"planned_on": day("09-20")}, "已送审的检查方案"),
    ("inspection", _revisited, {"kind": "spot"}, "整改复查"),
    ("inspection_officer", lambda: _officer("completed"), None, "签字的检查记录"),
    ("completion_report", _applied_for, {"filed_on": day("08-10")}, "企业申请的整改复查"),
    ("completion_report", _applied_for, None, "企业申请的整改复查"),
    ("reinspection", lambda: _reinspected("passed"), None, "已结清的指令书"),
    ("reinspection", lambda: _reinspected("passed"), {"cause": "due"}, "已结清的指令书"),
    ("implementation_proof", lambda: _proof("delisted"), None, "已销号的挂牌督办"),
    ("non_compliance", _refusal, {"real_danger": "no"}, "停止供电"),
    ("site", lambda: SITE, None, "台账"),
    ("enterprise", lambda: PLANT, None, "台账"),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "make", "values", "document"), KEPT)
def test_what_an_issued_document_says_is_kept(
    noun: str, make: Make, values: dict[str, Any] | None, document: str
) -> None:
    record = make()
    by = CLERK if noun in ("site", "enterprise") else OFFICER
    if values is None:
        refusal = refused("void_fact", **voiding(noun, record, by))
    else:
        refusal = refused("correct_fact", **correcting(noun, record, by, **values))
    assert (refusal.rule, document in str(refusal)) == ("correction.kept", True)
    assert refusal.remedy is not None


FREE: list[tuple[str, Make, dict[str, Any] | None]] = [
    ("hazard", _in_draft_order, {"description": "示例"}),
    ("hazard", _in_issued_order, {"category": "示例"}),
    ("inspection_officer", lambda: _officer("draft"), None),
    ("completion_report", _report, None),
    ("completion_report", _applied_for, {"text": "示例"}),
    ("reinspection", lambda: _reinspected("failed"), None),
    ("extension", _applied, None),
    ("implementation_proof", lambda: _proof("listed"), {"amount_fen": 200}),
]


def _site() -> UUID:
    with writing(TIEXI):
        return m.Site.objects.create(home_agency_id=TIEXI, enterprise_id=PLANT, region="210106").id


@pytest.mark.parametrize(("noun", "make", "values"), FREE)
def test_what_nothing_rests_on_is_free(noun: str, make: Make, values: dict[str, Any] | None) -> None:
    record = make()
    if values is None:
        do("void_fact", **voiding(noun, record))
        assert stored(CORRECTABLE[noun].model, record).voided_on == LATER
    else:
        do("correct_fact", **correcting(noun, record, **values))
        row = stored(CORRECTABLE[noun].model, record)
        assert {name: getattr(row, name) for name in values} == values


def test_a_site_without_facts_is_made_void() -> None:
    site = _site()
    do("void_fact", **voiding("site", site, CLERK))
    assert stored(m.Site, site).voided_on == day("09-10")


def test_after_the_withdrawal_of_the_order_a_hazard_is_free_again() -> None:
    hazard = _in_issued_order()
    order = rows(m.RectificationOrder).get().id
    do("withdraw_order", by=APPROVER, order=order, reason="误")
    do("correct_fact", **correcting("hazard", hazard, description="示例"))
    do("void_fact", **voiding("hazard", hazard))
    row = stored(m.Hazard, hazard)
    assert (row.description, row.voided_on) == ("示例", LATER)


@pytest.mark.parametrize("made", [_answered])
def test_what_was_decided_is_settled(made: Make) -> None:
    extension = made()
    assert refused("correct_fact", **correcting("extension", extension, proved=True)).rule == "correction.settled"
    assert refused("void_fact", **voiding("extension", extension)).rule == "correction.settled"


@pytest.mark.parametrize(
    ("noun", "make", "by"),
    [
        ("rectification_order", lambda: ordered(GENERAL)[0], OFFICER),
        ("on_site_measure", lambda: stopped(*visited(UNSAFE)[1]), OFFICER),
        ("inspection", lambda: visited()[0], OFFICER),
        ("delivery", _receipt, OFFICER),
        ("reinspection_outcome", _outcome, OFFICER),
        ("ledger_entry", lambda: ENTRY, CLERK),
        ("person", lambda: EXPERT, ADMIN),
    ],
)
def test_documents_end_by_their_own_deeds(noun: str, make: Make, by: str) -> None:
    refusal = refused("void_fact", **voiding(noun, make(), by))
    assert refusal.rule == "correction.not_voidable"
    assert refusal.remedy is not None


def test_a_documents_own_columns_are_not_corrected() -> None:
    order = ordered(GENERAL)[0]
    assert (
        refused("correct_fact", **correcting("rectification_order", order, issued_on=DAY)).rule == "correction.fields"
    )


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"found_on": DAY}, "correction.fields"),
        ({"level": "major"}, "correction.fields"),
        ({"home_agency_id": HUNNAN}, "correction.fields"),
        ({"description": ""}, "input"),
        ({"description": GENERAL["description"]}, "correction.unchanged"),
        ({"corrected_on_spot_on": day("07-21")}, "hazard.not_on_the_spot"),
        ({"corrected_on_spot_on": date(2021, 9, 11)}, "day.future"),
        ({}, "input"),
    ],
)
def test_a_correction_is_refused(values: dict[str, Any], rule: str) -> None:
    _, (hazard,) = visited(GENERAL)
    assert refused("correct_fact", **correcting("hazard", hazard, **values)).rule == rule


@pytest.mark.parametrize("deed", ["correct_fact", "void_fact"])
def test_only_known_facts_of_the_own_unit_are_corrected(deed: str) -> None:
    inputs = {"by": OFFICER, "reason": "误"} | ({"values": {"place": "示例"}} if deed == "correct_fact" else {})
    _, (hazard,) = visited(GENERAL)
    assert refused(deed, noun="account", record=an_id(OFFICER), **inputs).rule == "correction.noun"
    assert refused(deed, noun="hazard", record=uuid4(), **inputs).rule == "record.unknown"
    assert (
        refused(deed, noun="hazard", record=hazard, **(inputs | {"by": f"officer-{HUNNAN}"})).rule == "record.unknown"
    )
    assert refused(deed, noun="hazard", record=hazard, **(inputs | {"by": f"officer-{CITY}"})).rule == "record.unknown"
    assert refused(deed, noun="hazard", record=hazard, **(inputs | {"reason": ""})).rule == "input"


def test_a_partner_may_correct_nothing_but_opinions() -> None:
    _, (hazard,) = visited(GENERAL)
    by = f"partner-{INDUSTRY_OFFICE}"
    assert refused("correct_fact", **correcting("hazard", hazard, by, place="示例")).rule == "permission.not_held"


@pytest.mark.parametrize(
    ("noun", "make", "values"),
    [
        ("completion_report", _report, {"filed_on": day("07-19")}),
        ("extension", _applied, {"applied_on": day("07-19")}),
        ("order_item", lambda: _draft()[1][0], {"due_on": day("07-19")}),
        ("on_site_measure", lambda: drafted_measure(*visited(UNSAFE)[1]), {"until_on": day("07-19")}),
        ("implementation_proof", lambda: _proof("listed"), {"proved_on": day("07-19")}),
    ],
)
def test_a_corrected_day_is_not_before_what_it_rests_on(noun: str, make: Make, values: dict[str, Any]) -> None:
    assert refused("correct_fact", **correcting(noun, make(), **values)).rule == "day.order"


def test_a_visits_times_are_of_its_day() -> None:
    visit, _ = visited()
    values = {"started_at": "2021-07-21T09:00:00+08:00"}
    assert refused("correct_fact", **correcting("inspection", visit, **values)).rule == "visit.times"
    values = {"started_at": "2021-09-11T09:00:00+08:00"}
    assert refused("correct_fact", **correcting("inspection", visit, **values)).rule == "day.future"
    do("correct_fact", **correcting("inspection", visit, started_at="2021-07-20T09:00:00+08:00"))
    assert stored(m.Inspection, visit).started_at == datetime(2021, 7, 20, 1, tzinfo=UTC)


def test_a_deliverys_day_moves_the_documents_day() -> None:
    visit, (hazard,) = visited(GENERAL)
    order, (item,) = issued(visit, {hazard: DUE})
    receipt = delivered(order, on=day("07-22"))
    do("correct_fact", **correcting("delivery", receipt, delivered_on=day("07-21")))
    assert stored(m.RectificationOrder, order).delivered_on == day("07-21")
    assert refused("correct_fact", **correcting("delivery", receipt, delivered_on=day("07-19"))).rule == (
        "delivery.before_issue"
    )
    reinspected(order, {item: "passed"}, on=day("08-19"))
    assert refused("correct_fact", **correcting("delivery", receipt, delivered_on=day("08-20"))).rule == (
        "correction.delivered_day"
    )
    assert refused("correct_fact", **correcting("delivery", receipt, method="left")).rule == "delivery.witness"


@pytest.mark.parametrize(
    ("deed", "on"),
    [("report_completion", "08-01"), ("apply_extension", "08-02"), ("record_refusal", "08-03"), ("reinspect", "08-04")],
)
def test_an_order_was_delivered_before_what_followed_from_it(deed: str, on: str) -> None:
    visit, found = visited(GENERAL, GENERAL)
    order, (item, _) = issued(visit, dict.fromkeys(found, DUE))
    receipt = delivered(order, on=day("07-22"))
    inputs: dict[str, dict[str, Any]] = {
        "report_completion": {"item": item},
        "apply_extension": {"item": item, "text": "连续暴雨停工"},
        "record_refusal": {"decision_kind": "order", "decision": order, "text": "拒不整改"},
    }
    if deed == "reinspect":
        reinspected(order, {item: "failed"}, on=day(on))
    else:
        do(deed, by=OFFICER, on=day(on), **inputs[deed])
    do("correct_fact", **correcting("delivery", receipt, delivered_on=day(on)))
    later = correcting("delivery", receipt, delivered_on=day("08-05"))
    assert refused("correct_fact", **later).rule == "correction.delivered_day"


def test_receipts_of_other_papers_have_no_document_to_move() -> None:
    urging = written(m.Urging, urged_on=DAY)
    receipt = delivered(urging, kind="urging", on=day("07-21"))
    do("correct_fact", **correcting("delivery", receipt, delivered_on=day("07-22")))
    assert stored(m.Delivery, receipt).delivered_on == day("07-22")
    card = written(m.Delivery, document_kind="card_notice", document=uuid4(), method="direct", delivered_on=DAY,
                   recipient="示例")  # fmt: skip
    do("correct_fact", **correcting("delivery", card, note="示例"))
    assert stored(m.Delivery, card).note == "示例"


def test_a_name_brings_its_keys_and_a_code_is_judged() -> None:
    do("correct_fact", **correcting("enterprise", PLANT, CLERK, name="示例（沈阳）钢铁有限公司"))
    row = stored(m.Enterprise, PLANT)
    assert (row.name_key, row.pinyin[:5]) == ("示例沈阳钢铁有限公司", "shi l")
    values = {"credit_code": "91210100MA0P00000X", "no_code_reason": ""}
    assert refused("correct_fact", **correcting("enterprise", PLANT, CLERK, **values)).rule == "input"
    values = {"credit_code": "91210100MA0P00000Q", "no_code_reason": "筹建中"}
    assert (
        refused("correct_fact", **correcting("enterprise", PLANT, CLERK, **values)).rule == "enterprise.code_or_reason"
    )


def test_an_entry_needs_no_responsible_person() -> None:
    do("correct_fact", **correcting("ledger_entry", ENTRY, CLERK, inclusion_basis="会商纪要"))
    assert stored(m.LedgerEntry, ENTRY).responsible_id is None


def test_the_responsible_person_and_the_industry_exist() -> None:
    assert (
        refused("correct_fact", **correcting("ledger_entry", ENTRY, CLERK, industry="paper")).rule == "ledger.industry"
    )
    assert refused("correct_fact", **correcting("ledger_entry", ENTRY, CLERK, region="999999")).rule == "region.unknown"
    stranger = an_id(f"person:officer-{HUNNAN}")
    assert refused("correct_fact", **correcting("ledger_entry", ENTRY, CLERK, responsible_id=stranger)).rule == (
        "record.unknown"
    )


def test_an_empty_plant_is_made_void() -> None:
    with writing(TIEXI):
        empty = m.Enterprise.objects.create(
            home_agency_id=TIEXI, no_code_reason="示例", name="示例空厂", name_key="示例空厂", region="210106"
        ).id
    do("void_fact", **voiding("enterprise", empty, CLERK))
    assert stored(m.Enterprise, empty).voided_on == LATER


def test_every_noun_has_its_permission_and_a_way_out() -> None:
    assert [noun for noun, each in CORRECTABLE.items() if not each.remedy] == []
    columns = {
        noun: set(each.columns.model_fields) - {field.attname for field in each.model._meta.concrete_fields}
        for noun, each in CORRECTABLE.items()
    }
    assert {noun: names for noun, names in columns.items() if names} == {}
