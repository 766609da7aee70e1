"""What the law forbids, the database refuses too: every check constraint, broken once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint
from tests.records.rows import DAY, MODELS, PERSON_A, VALID, add, some

Changes = dict[str, Any]
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
TABLE_OF = {
    constraint.name: table
    for table, model in MODELS.items()
    for constraint in model._meta.constraints
    if isinstance(constraint, CheckConstraint)
}

BROKEN: dict[str, Changes] = {
    # 验收
    "acceptance_concluded_on_order": {"held_on": DAY, "concluded_on": BEFORE},
    "acceptance_has_object": {"enterprise_id": None},
    "acceptance_held_has_day": {"state": "carried_out"},
    "acceptance_not_passed_has_day": {"state": "not_passed", "held_on": DAY},
    "acceptance_passed_has_day": {"state": "passed", "held_on": DAY, "passed": None, "concluded_on": DAY},
    "acceptance_planned_has_day": {"planned_on": None},
    "acceptance_rechecked_has_day": {"state": "rechecked", "held_on": DAY},
    "acceptance_rechecked_on_order": {"held_on": DAY, "rechecked_on": BEFORE},
    "acceptancesignoff_department_named": {"department": ""},
    "acceptancesignoff_disagreed_has_note": {"agreed": False},
    # 共用
    "articleconfirmation_source_named": {"note": ""},
    "backgroundtask_file_named": {"file": "0" * 64, "finished_at": datetime(2021, 7, 20, tzinfo=UTC)},
    "backgroundtask_file_shape": {
        "file": "0" * 63,
        "file_name": "台账.xlsx",
        "finished_at": datetime(2021, 7, 20, tzinfo=UTC),
    },
    "backgroundtask_finished_at_order": {
        "started_at": datetime(2021, 7, 20, tzinfo=UTC),
        "finished_at": datetime(2021, 7, 19, tzinfo=UTC),
    },
    "backgroundtask_refusal_has_end": {"refusal": {"rule": "x"}},
    "backgroundtask_result_has_end": {"file": "0" * 64, "file_name": "台账.xlsx"},
    "backgroundtask_within_total": {"done": 2, "total": 1},
    "calendaredit_has_reason": {"reason": ""},
    "campaigndraft_named": {"campaign": ""},
    "campaignversion_named": {"version": ""},
    "campaignversion_sha256_shape": {"sha256": "0" * 63},
    "agency_code_plain": {"code": "210105,210106", "parent_id": "210105"},
    "user_roles_known": {"roles": ["officer", "king"]},
    "capacityitem_exit_told": {"exited_on": DAY, "exit_reason": "safety"},
    # 黄牌、红牌
    "savedfilter_named": {"name": ""},
    "unitmessage_told": {"text": ""},
    "card_confirmed_has_day": {"confirmed_on": None},
    "card_confirmed_on_order": {"confirmed_on": BEFORE},
    "card_decided_has_reason": {"decided_reason": ""},
    "card_declined_has_day": {"state": "declined", "confirmed_on": None},
    "card_declined_on_order": {"state": "declined", "confirmed_on": None, "declined_on": BEFORE},
    "card_has_ground": {"grounds": []},
    "card_lifted_has_reason": {"state": "lifted", "lifted_on": DAY},
    "card_lifted_on_order": {"state": "lifted", "lifted_on": BEFORE, "lifted_reason": "已整改"},
    "card_lifted_on_state": {"lifted_on": DAY, "lifted_reason": "已整改"},
    "card_notified_has_day": {"notified_on": None},
    "card_notified_on_order": {"notified_on": BEFORE},
    "card_only_yellow_superseded": {"colour": "red", "state": "superseded", "superseded_on": DAY},
    "card_superseded_on_order": {"state": "superseded", "superseded_on": BEFORE},
    "card_superseded_on_state": {"state": "superseded"},
    "certificate_numbered": {"number": ""},
    "certificate_valid_to_order": {"valid_to": date(2019, 12, 31)},
    # 提请关闭
    "closurerequest_accepted_exit_on_order": {
        "decision": "close",
        "decided_on": DAY,
        "carried_out_on": AFTER,
        "accepted_exit_on": DAY,
    },
    "closurerequest_accepted_has_day": {"state": "accepted_by_government"},
    "closurerequest_accepted_on_order": {"accepted_on": BEFORE},
    "closurerequest_carried_out_after_decision": {"carried_out_on": DAY},
    "closurerequest_carried_out_has_day": {"state": "carried_out", "decision": "close", "decided_on": DAY},
    "closurerequest_carried_out_on_order": {"decision": "close", "decided_on": DAY, "carried_out_on": BEFORE},
    "closurerequest_close_is_decided": {"state": "decided_close", "decision": "not_close", "decided_on": DAY},
    "closurerequest_decided_on_order": {"decision": "close", "decided_on": BEFORE},
    "closurerequest_decision_known": {"decision": "no_such_word", "decided_on": DAY},
    "closurerequest_decision_has_day": {"decision": "close"},
    "closurerequest_exit_accepted_has_day": {
        "state": "accepted",
        "decision": "close",
        "decided_on": DAY,
        "carried_out_on": DAY,
    },
    "closurerequest_licences_has_day": {"state": "licences_revoked", "decision": "close", "decided_on": DAY},
    "closurerequest_licences_revoked_on_order": {
        "decision": "close",
        "decided_on": DAY,
        "licences_revoked_on": BEFORE,
    },
    "closurerequest_not_close_is_decided": {"state": "decided_not_close"},
    "closurerequest_reviewed_has_day": {"reviewed_by_id": None},
    "closurerequest_reviewed_on_order": {"reviewed_on": BEFORE},
    "closurerequest_sent_has_basis": {"basis": ""},
    "closurerequest_sent_is_reviewed": {"state": "draft", "reviewed_on": None},
    "closurerequest_sent_on_order": {"sent_on": BEFORE},
    "closurerequest_withdrawn_has_reason": {"state": "withdrawn", "withdrawn_on": DAY},
    "closurerequest_withdrawn_on_state": {"state": "withdrawn"},
    "decline_has_reason": {"reason": ""},
    "delivery_left_is_witnessed": {"method": "left"},
    "delivery_recipient_named": {"recipient": ""},
    "documentnumber_serial_or_by_hand": {"serial": None},
    "documentnumber_written": {"text": ""},
    # 企业
    "enterprise_code_or_reason": {"credit_code": "91210100MA0P000000"},
    "enterprise_code_shape": {"credit_code": "91210100MA0P00000I", "no_code_reason": ""},
    "enterprise_merged_is_void": {"merged_into_id": PERSON_A},
    "enterprise_named": {"name": ""},
    "enterprise_status_has_word": {"status_on": DAY},
    "checklistanswer_answer_known": {"answer": "no_such_word"},
    "evidence_camera_place_pair": {"camera_latitude": 41.8},
    "evidence_camera_place_range": {"camera_latitude": 91.0, "camera_longitude": 123.4},
    "evidence_sha256_shape": {"sha256": "x"},
    "evidence_size_range": {"size": -1},
    "exitreturn_department_named": {"department": ""},
    # 延期
    "extension_decided_has_reply": {"state": "refused", "granted_to": None, "replied_on": None},
    "extension_state_known": {"state": "no_such_word", "granted_to": None},
    "extension_granted_to_order": {"granted_to": BEFORE},
    "extension_granted_to_state": {"state": "refused"},
    "extension_replied_on_order": {"replied_on": BEFORE},
    # 隐患
    "hazard_corrected_on_spot_on_order": {"corrected_on_spot_on": BEFORE},
    "hazard_described": {"description": ""},
    "hazard_major_from_order": {"major_from": BEFORE},
    "hazard_major_has_day": {"major_from": None},
    "hazard_major_has_ground": {"standard_item": ""},
    "hazard_safety_has_day": {"safety_recorded_on": None},
    "hazard_safety_recorded_on_order": {"safety_recorded_on": BEFORE},
    "implementationproof_amount_range": {"amount_fen": -1},
    "implementationproof_proved": {"amount_fen": None},
    "importbatch_sha256_shape": {"sha256": ""},
    "importbatch_undone_has_reason": {"undone_on": DAY},
    "importbatch_undone_on_order": {"undone_on": BEFORE, "undone_reason": "导错文件"},
    # 执法检查
    "inspection_attempted_has_reason": {"state": "attempted", "completed_on": None},
    "inspection_completed_has_day": {"completed_on": None},
    "inspection_completed_is_signed": {"signed": None},
    "inspection_completed_on_order": {"completed_on": BEFORE},
    "inspection_ended_at_order": {"ended_at": datetime(2021, 7, 20, 0, tzinfo=UTC)},
    "inspection_planned_has_day": {"state": "planned", "completed_on": None},
    "inspection_refusal_is_noted": {"signed": False},
    "inspection_state_known": {"state": "no_such_word", "completed_on": None},
    "inspection_visited_has_day": {"state": "recorded", "completed_on": None, "visited_on": None},
    "inspection_void_has_reason": {"state": "void", "voided_on": DAY},
    "inspection_voided_on_state": {"voided_on": DAY, "void_reason": "重复录入"},
    "inspectionofficer_valid_to_order": {"valid_to": date(2019, 12, 31)},
    "inspectionplan_approved_has_day": {"decided_by_id": None},
    "inspectionplan_approved_on_order": {"approved_on": BEFORE},
    "inspectionplan_returned_has_reason": {"state": "returned", "returned_on": DAY},
    "inspectionplan_returned_on_order": {"state": "returned", "returned_on": BEFORE, "returned_reason": "人员不足"},
    "inspectionplan_submitted_has_day": {"submitted_on": None},
    # 台账
    "leaveofabsence_last_on_order": {"last_on": BEFORE},
    "leaveofabsence_told": {"reason": ""},
    "recusal_ended_has_reason": {"ended_on": DAY},
    "recusal_ended_on_order": {"ended_on": BEFORE, "ended_reason": "亲属已离职"},
    "recusal_told": {"reason": ""},
    "ledgerentry_confirmed_has_day": {"confirmed_on": None},
    "ledgerentry_confirmed_on_order": {"added_on": AFTER},
    "ledgerentry_moved_is_removed": {"moved_to_id": "210106"},
    "ledgerentry_removed_has_reason": {"state": "removed", "removed_on": DAY},
    "ledgerentry_removed_on_order": {"state": "removed", "removed_on": BEFORE, "removed_reason": "已注销"},
    "ledgerentry_removed_on_state": {"state": "removed"},
    "ledgeropinion_department_named": {"department": ""},
    "ledgeropinion_objection_has_reason": {"opinion": "objected"},
    "noncompliance_one_decision": {"order_id": some()},
    # 现场处理措施
    "onsitemeasure_delivered_has_day": {"delivered_on": None},
    "onsitemeasure_delivered_is_issued": {"state": "draft", "issued_on": None},
    "onsitemeasure_delivered_on_order": {"delivered_on": BEFORE},
    "onsitemeasure_issued_has_day": {"state": "issued", "issued_on": None, "delivered_on": None},
    "onsitemeasure_lifted_on_order": {"state": "lifted", "lifted_on": BEFORE, "consent_id": some()},
    "onsitemeasure_lifted_on_state": {"state": "lifted"},
    "onsitemeasure_suspension_has_basis": {"basis": ""},
    "onsitemeasure_suspension_lifted_by_consent": {"state": "lifted", "lifted_on": DAY},
    "onsitemeasure_term_ended_has_day": {"state": "term_ended"},
    "onsitemeasure_term_ended_on_order": {"until_on": AFTER, "term_ended_on": DAY},
    "onsitemeasure_until_on_order": {"until_on": BEFORE},
    "onsitemeasure_withdrawn_has_reason": {"state": "withdrawn", "withdrawn_on": DAY},
    "onsitemeasure_withdrawn_on_order": {
        "state": "withdrawn",
        "withdrawn_on": BEFORE,
        "withdrawn_reason": "文书有误",
    },
    "onsitemeasure_withdrawn_on_state": {"state": "withdrawn"},
    # 行政处罚
    "penaltydecision_annulled_has_reason": {"state": "annulled", "annulled_on": DAY},
    "penaltydecision_annulled_on_order": {
        "state": "annulled",
        "annulled_on": BEFORE,
        "annulled_reason": "复议撤销",
    },
    "penaltydecision_annulled_on_state": {"state": "annulled"},
    "penaltydecision_changed_has_day": {"state": "changed"},
    "penaltydecision_changed_on_order": {"changed_on": BEFORE},
    "penaltydecision_decided_on_order": {"violated_on": AFTER},
    "penaltydecision_delivered_has_day": {"delivered_on": None},
    "penaltydecision_delivered_on_order": {"delivered_on": BEFORE},
    "penaltydecision_filed_is_summary": {"filed_on": DAY},
    "penaltydecision_filed_on_order": {"summary": True, "filed_on": BEFORE},
    "penaltydecision_fine_matches_kind": {"fine_fen": -1},
    "penaltydecision_kinds_known": {"kinds": ["fine", "jail"]},
    "penaltydecision_numbered": {"statute": ""},
    "penaltydecision_paid_has_day": {"state": "paid"},
    "penaltydecision_paid_on_order": {"paid_on": BEFORE},
    "penaltydecision_person_matches_target": {"target": "person"},
    "penaltydecision_published_on_order": {"published_where": "示例网站", "published_on": BEFORE},
    "penaltydecision_published_somewhere": {"published_on": DAY},
    "penaltydecision_surcharge_range": {"surcharge_fen": -1},
    "penaltydecision_unpublished_on_order": {
        "published_where": "示例网站",
        "published_on": DAY,
        "unpublished_on": BEFORE,
    },
    "penaltydecision_unpublished_was_out": {"unpublished_on": DAY},
    "person_named": {"name": ""},
    # 停止供电
    "powercut_approved_has_day": {"approved_by_id": None},
    "powercut_approved_on_order": {"drafted_on": date(2021, 9, 11)},
    "powercut_emergency_has_reason": {"emergency": True},
    "powercut_in_force_has_moment": {"in_force_at": None},
    "powercut_notice_hours": {"in_force_at": datetime(2021, 9, 12, 0, 59, tzinfo=UTC)},
    "powercut_notified_has_moment": {"state": "notified", "notified_at": None, "in_force_at": None},
    "powercut_one_decision": {"measure_id": None},
    "powercut_restored_has_day": {"state": "restored"},
    "powercut_restored_on_order": {"restored_on": date(2021, 9, 9)},
    "powercut_withdrawn_has_reason": {"state": "withdrawn", "withdrawn_on": DAY},
    "powercut_withdrawn_on_state": {"state": "withdrawn"},
    # 公告
    "publicnotice_approved_on_order": {"approved_on": BEFORE},
    "publicnotice_published_after_steps": {"window_until_on": None},
    "publicnotice_published_on_order": {"published_on": BEFORE},
    "publicnotice_reviewed_has_day": {"reviewed_on": None},
    "publicnotice_window_until_on_order": {"window_until_on": BEFORE},
    "publicnotice_withdrawn_has_day": {"state": "withdrawn"},
    "publicnotice_withdrawn_has_reason": {"state": "withdrawn", "withdrawn_on": DAY},
    "publicnotice_withdrawn_on_order": {"withdrawn_on": BEFORE, "withdrawn_reason": "已移出"},
    # 责令限期整改
    "rectificationorder_closed_has_day": {"state": "closed"},
    "rectificationorder_closed_on_order": {"closed_on": BEFORE},
    "rectificationorder_delivered_has_day": {"delivered_on": None},
    "rectificationorder_delivered_is_issued": {"state": "draft", "issued_on": None},
    "rectificationorder_delivered_on_order": {"delivered_on": BEFORE},
    "rectificationorder_ended_has_day": {"state": "ended"},
    "rectificationorder_ended_on_order": {"ended_on": BEFORE},
    "rectificationorder_issued_has_day": {"state": "issued", "issued_on": None, "delivered_on": None},
    "rectificationorder_withdrawn_has_reason": {"state": "withdrawn", "withdrawn_on": DAY},
    "rectificationorder_withdrawn_on_order": {
        "state": "withdrawn",
        "withdrawn_on": BEFORE,
        "withdrawn_reason": "文书有误",
    },
    "rectificationorder_withdrawn_on_state": {"state": "withdrawn"},
    # 移送
    "referral_answered_has_text": {
        "state": "answered",
        "received_on": DAY,
        "handled_on": DAY,
        "answered_on": DAY,
    },
    "referral_answered_on_order": {"handled_on": DAY, "answered_on": BEFORE},
    "referral_department_named": {"department": ""},
    "referral_handled_has_day": {"state": "handled", "received_on": DAY},
    "referral_handled_on_order": {"received_on": DAY, "handled_on": BEFORE},
    "referral_received_has_day": {"state": "received"},
    "referral_received_on_order": {"received_on": BEFORE},
    # 恢复生产
    "resumption_consent_after_pass": {"passed": False},
    "resumption_consented_on_order": {"consented_on": BEFORE},
    "resumption_consented_on_state": {"consented_on": None},
    "resumption_one_suspension": {"penalty_id": some()},
    "resumption_refused_has_reason": {"state": "refused", "consented_on": None, "refused_on": DAY},
    "resumption_refused_on_order": {
        "state": "refused",
        "consented_on": None,
        "refused_on": BEFORE,
        "refused_reason": "隐患未除",
    },
    "resumption_refused_on_state": {"state": "refused", "consented_on": None},
    "resumption_review_has_result": {"state": "applied", "consented_on": None, "passed": None},
    "resumption_reviewed_has_day": {"state": "reviewed", "consented_on": None, "reviewed_on": None, "passed": None},
    "resumption_state_known": {"state": "no_such_word", "consented_on": None},
    "resumption_reviewed_on_order": {"reviewed_on": BEFORE},
    # 厂区、态势
    "site_latitude_range": {"latitude": 123.4},
    "site_longitude_range": {"longitude": 181.0},
    "site_place_pair": {"longitude": None},
    "standingrow_facts_hash_shape": {"facts_hash": "x"},
    # 文书
    "casefile_closed_on_order": {"opened_on": DAY, "closed_on": BEFORE},
    "casefile_named": {"cause": ""},
    "casefile_sha256_shape": {"sha256": "x"},
    "letterhead_postcode_shape": {"postcode": "1100"},
    "paper_corrected_on_order": {"state": "corrected", "corrected_on": BEFORE},
    "paper_corrected_on_state": {"corrected_on": DAY},
    "paper_correcting_has_reason": {"corrects_id": some()},
    "paper_discarded_on_state": {"discarded_on": DAY},
    "paper_issued_is_frozen": {"sha256": ""},
    "paper_issued_on_order": {"issued_on": BEFORE},
    "paper_kind_known": {"kind": "no_such_word"},
    "paper_returned_has_reason": {"returned_on": DAY},
    "paper_sha256_shape": {"sha256": "x"},
    "paper_state_known": {"state": "no_such_word"},
    "paper_subject_kind_known": {"subject_kind": "no_such_word"},
    "paper_withdrawn_has_reason": {"state": "withdrawn", "withdrawn_on": DAY},
    "paper_withdrawn_on_order": {"state": "withdrawn", "withdrawn_on": BEFORE, "withdrawn_reason": "误发"},
    "paper_withdrawn_on_state": {"withdrawn_on": DAY, "withdrawn_reason": "误发"},
    "papertemplate_ended_on_order": {"ended_on": BEFORE},
    "papertemplate_kind_known": {"kind": "no_such_word"},
    "papertemplate_sha256_shape": {"sha256": "x"},
    # 报送
    "submission_accepted_has_day": {"state": "accepted", "judged_by_id": PERSON_A},
    "submission_accepted_on_order": {"accepted_on": BEFORE},
    "submission_asked_has_reason": {"reopening_asked_on": DAY},
    "submission_reopening_asked_on_order": {
        "accepted_on": DAY,
        "reopening_asked_on": BEFORE,
        "reopening_asked_reason": "漏报",
    },
    "submission_reopened_has_reason": {
        "state": "reopened",
        "accepted_on": DAY,
        "judged_by_id": PERSON_A,
        "reopened_on": DAY,
    },
    "submission_reopened_on_order": {"accepted_on": DAY, "reopened_on": BEFORE},
    "submission_returned_has_reason": {"state": "returned", "returned_on": DAY, "judged_by_id": PERSON_A},
    "submission_returned_on_order": {"returned_on": BEFORE},
    "submission_sha256_shape": {"sha256": "x"},
    "submission_signed_is_frozen": {"sha256": ""},
    "submission_signed_on_order": {"signed_on": BEFORE},
    "submission_submitted_has_day": {"submitted_on": None},
    "submission_submitted_on_order": {"submitted_on": BEFORE},
    # 挂牌督办
    "supervisionlisting_deadline_on_order": {"deadline_on": BEFORE},
    "supervisionlisting_delisted_on_order": {"state": "delisted", "delisted_on": BEFORE},
    "supervisionlisting_delisted_on_state": {"delisted_on": DAY},
    "supervisionlisting_failed_has_day": {"state": "review_failed"},
    "supervisionlisting_listed_has_day": {"listed_on": None},
    "supervisionlisting_plan_due_on_order": {"plan_due_on": BEFORE},
    "supervisionlisting_review_failed_on_order": {"review_failed_on": BEFORE},
    "treatmentplan_six_parts": {"funds": ""},
    "unapprovedactivity_authority_named": {"authority": ""},
}


def _ways() -> dict[str, Changes]:
    """The constraints that every table has in the same way, broken in the same way."""
    ways: dict[str, Changes] = {}
    for name in TABLE_OF:
        rule = name.split("_", 1)[1]
        if rule == "void_has_reason":
            ways[name] = {"voided_on": DAY}
        elif rule == "void_reason_has_day":
            ways[name] = {"void_reason": "重复录入"}
        elif rule.endswith("_four_eyes"):
            ways[name] = {f"{rule.removesuffix('_four_eyes')}_id": PERSON_A}
        elif rule.endswith("_known"):
            ways[name] = {rule.removesuffix("_known"): "no_such_word"}
    return ways | BROKEN


def test_every_check_constraint_is_broken_here() -> None:
    assert sorted(_ways()) == sorted(TABLE_OF)


@pytest.mark.usefixtures("writing")
@pytest.mark.parametrize("table", sorted(VALID))
def test_the_valid_row_is_taken(table: str) -> None:
    added = add(table)

    assert type(added).objects.filter(pk=added.pk).exists()


@pytest.mark.usefixtures("writing")
@pytest.mark.parametrize(("name", "changes"), sorted(_ways().items(), key=itemgetter(0)))
def test_what_is_forbidden_is_refused(name: str, changes: Changes) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        add(TABLE_OF[name], **changes)

    cause: Any = refused.value.__cause__
    assert cause.diag.constraint_name == name


@pytest.mark.usefixtures("writing")
@pytest.mark.parametrize(
    ("table", "name", "fields"),
    [
        ("ledger_entry", "ledgerentry_open_once", ("enterprise_id", "site_id")),
        ("order_item", "orderitem_once", ("order_id", "hazard_id")),
        ("inspection_officer", "inspectionofficer_once", ("inspection_id", "person_id")),
        ("checklist_answer", "checklistanswer_once", ("inspection_id", "item")),
        ("inspection_expert", "inspectionexpert_once", ("inspection_id", "person_id")),
        ("reinspection_outcome", "reinspectionoutcome_once", ("reinspection_id", "item_id")),
        ("measure_hazard", "measurehazard_once", ("measure_id", "hazard_id")),
        ("penalty_hazard", "penaltyhazard_once", ("penalty_id", "hazard_id")),
        ("card_hazard", "cardhazard_once", ("card_id", "hazard_id")),
        ("document_number", "documentnumber_serial_once", ()),
        ("import_row", "importrow_once", ("batch_id",)),
        ("campaign_draft", "campaigndraft_once", ()),
        ("campaign_version", "campaignversion_once", ()),
        ("standing", "standing_once", ("enterprise_id",)),
    ],
)
def test_what_may_be_once_is_refused_twice(table: str, name: str, fields: tuple[str, ...]) -> None:
    first = add(table)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        add(table, **{field: getattr(first, field) for field in fields})

    cause: Any = refused.value.__cause__
    assert cause.diag.constraint_name == name


@pytest.mark.usefixtures("writing")
def test_a_void_order_item_gives_its_place_back() -> None:
    void = add("order_item", voided_on=DAY, void_reason="录错隐患")

    again = add("order_item", order_id=void.order_id, hazard_id=void.hazard_id)

    assert again.pk != void.pk


@pytest.mark.usefixtures("writing")
def test_an_item_due_before_the_order_was_issued_is_refused() -> None:
    order = add("rectification_order")

    with pytest.raises(IntegrityError, match="整改期限 2021-07-19 早于指令书签发日期 2021-07-20"), transaction.atomic():
        add("order_item", order_id=order.pk, due_on=BEFORE)


@pytest.mark.usefixtures("writing")
def test_an_order_issued_after_its_items_are_due_is_refused() -> None:
    order = add("rectification_order", state="draft", issued_on=None, delivered_on=None)
    add("order_item", order_id=order.pk, due_on=BEFORE, voided_on=DAY, void_reason="期限录错")
    add("order_item", order_id=order.pk, due_on=DAY)
    order.state, order.issued_on = "issued", AFTER

    with pytest.raises(IntegrityError, match="整改期限 2021-07-20 早于指令书签发日期 2021-07-21"), transaction.atomic():
        order.save()

    order.issued_on = DAY
    order.save()


@pytest.mark.usefixtures("writing")
def test_in_an_emergency_power_is_cut_at_once() -> None:
    at_once = VALID["power_cut"]["notified_at"]

    cut = add("power_cut", emergency=True, emergency_reason="高炉有坍塌危险", in_force_at=at_once)

    assert cut.in_force_at == cut.notified_at


@pytest.mark.django_db
def test_the_database_holds_every_check_of_the_models() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select conname from pg_constraint where contype = 'c' and conname = any(%s)", [list(TABLE_OF)])
        names = {name for (name,) in cursor.fetchall()}

    assert names == set(TABLE_OF)


def test_every_check_says_in_chinese_what_it_forbids() -> None:
    sentences = {
        constraint.name: str(constraint.violation_error_message)
        for model in MODELS.values()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    }

    assert [name for name, sentence in sentences.items() if not "\u4e00" <= sentence[0] <= "\u9fff"] == []
