"""Personal data 个人信息: every column of every table is classed; a column in neither list fails a test.

Personal is what names or reaches a natural person or identifies one by a number, and stored copies of such columns.
Keys are not: without the row that they point to they say nothing. Free text is not meant to name anybody.
"""

from __future__ import annotations

from collections.abc import Mapping


def _columns(**tables: str) -> Mapping[str, frozenset[str]]:
    return {table: frozenset(columns.split()) for table, columns in tables.items()}


PERSONAL: Mapping[str, frozenset[str]] = _columns(
    acceptance_signoff="signatory",
    account="name password username",
    certificate="number",
    change="after before",  # rows as they were, with everything in them
    deed="canonical",  # its inputs
    delivery="recipient witness",
    enterprise="contact legal_person telephone",
    evidence="taken_by",
    implementation_proof="person",
    import_row="cells",  # the workbook's own, contacts among them
    inspection="signed_by",
    inspection_expert="name",
    inspection_officer="certificate_number name",
    paper="content texts",  # officers with their certificates, who is penalised
    penalty_decision="officers person post",
    leave_of_absence="reason",
    person="name",
    recusal="ended_reason reason",
    site="contact telephone",
    submission="header",  # 填报人、联系电话
    treatment_plan="organisation",  # 机构和人员
)
"""Columns with personal data, by table."""

COMMON = frozenset({"id", "home_agency", "campaign", "enterprise", "voided_on", "void_reason"})
"""Columns that many tables share, none of them personal."""

NOT_PERSONAL: Mapping[str, frozenset[str]] = _columns(
    acceptance="capacity_item closure_request region state planned_on held_on rechecked_on concluded_on passed "
    "manner conclusion participants",
    acceptance_signoff="acceptance department agreed signed_on note",
    account="roles is_active must_change_password",
    agency="code name kind level parent region mark enforcement_capacity",
    article_confirmation="entry verified note confirmed_on confirmed_at confirmed_by",
    background_task="kind title asked asked_by asked_at started_at attempts done total finished_at refusal file "
    "file_name file_size rows",
    calendar_edit="day working reason edited_at edited_by",
    campaign_draft="source document started_at started_by edited_at edited_by",
    campaign_version="version title agency payload sha256 published_on published_by",
    case_file="title cause result filed_number retention opened_on closed_on archived_on contents pages sha256 size "
    "archived_by",
    capacity_item="site kind name process size unit catalogue catalogue_item exit_reason exit_manner exited_on",
    card="site colour state grounds citations trace campaign_version proposed_on confirmed_on declined_on "
    "decided_reason notified_on lifted_on lifted_reason superseded_on superseded_by prepared_by "
    "decided_by lifted_by",
    card_hazard="card hazard",
    certificate="person valid_from valid_to",
    chain_head="agency seq mac",
    change="nr deed_id relation row_pk",
    checklist_answer="inspection standard version item question answer",
    closure_request="site card state track grounds text campaign_version drafted_on basis citations legal_opinion "
    "reviewed_on sent_on number addressed_to addressee accepted_on decided_on decision decision_number "
    "answer licences_revoked_on licences carried_out_on exit_reason accepted_exit_on withdrawn_on "
    "withdrawn_reason prepared_by reviewed_by signed_by",
    completion_report="item filed_on text",
    decline="ground act subject declined_on seen reason prepared_by decided_by",
    deed="seq name on at by_id channel mac",
    delivery="document_kind document method delivered_on note",
    document_number="kind year serial text document issued_on by_hand",
    dossier_view="viewer viewed_at",
    message_read="message reader read_at",
    unit_message="to_agency subject text about reminder sent_on sent_by",
    enterprise="credit_code no_code_reason name name_key pinyin region address operating_status status_on workforce "
    "merged_into",
    enterprise_identity="credit_code enterprise_id",
    evidence="sha256 name media_type size taken_at place camera_at camera_latitude camera_longitude",
    evidence_link="evidence object_kind object",
    exit_deed="closure_request capacity_item manner done_on description evidence",
    exit_return="capacity_item returned_on department number",
    extension="item state applied_on cause force_majeure proof proved replied_on granted_to reply "
    "prepared_by decided_by",
    grave_accident="happened_on conditions_lacking description",
    hazard="inspection site found_on description place category level major_from standard_item expert_opinion "
    "safety_assured safety_recorded_on corrected_on_spot_on correction_proof grade_reason",
    implementation_proof="listing part proved_on amount_fen by_day document evidence",
    import_batch="file_name sha256 imported_on imported_by new changed unchanged doubtful rejected enterprises "
    "undone_on undone_reason",
    import_row="batch line verdict reasons",
    inspection="site plan_item lead_agency kind state planned_on visited_on started_at ended_at place seen "
    "attempted_reason completed_on signed refusal_note",
    inspection_expert="inspection person",
    inspection_officer="inspection person valid_from valid_to",
    inspection_plan="title version revises state submitted_on approved_on returned_on returned_reason opinion "
    "prepared_by decided_by",
    leave_of_absence="person first_on last_on",
    letterhead="from_on address postcode office_telephone review_body court bank bank_account set_at set_by",
    paper="kind subject_kind subject state number law_on sha256 size drafted_on submitted_on returned_on "
    "returned_reason issued_on corrects correction_reason corrected_on withdrawn_on withdrawn_reason discarded_on scan "
    "case_file prepared_by issued_by",
    paper_template="kind name sha256 size set_on ended_on set_by",
    ledger_entry="site state industry region inclusion_basis remark responsible added_on confirmed_on removed_on "
    "removed_reason moved_to",
    ledger_opinion="entry department opinion given_on text",
    log_in_attempts="name_sha256 count last_at",
    measure_hazard="measure hazard",
    non_compliance="order measure penalty refused_on real_danger description",
    on_site_measure="inspection kind state number content basis citations campaign_version drafted_on issued_on "
    "delivered_on until_on term_reason term_ended_on lifted_on lifted_reason consent withdrawn_on "
    "withdrawn_reason prepared_by issued_by",
    order_item="order hazard due_on requirement",
    penalty_decision="state number statute concept citations weighing violated_on target kinds fine_fen reason summary "
    "decided_on delivered_on filed_on published_on published_where unpublished_on paid_on surcharge_fen changed_on "
    "changed_from annulled_on annulled_reason prepared_by decided_by",
    penalty_hazard="penalty hazard",
    person="kind user expertise left_on",
    plan_item="plan site planned_on note",
    plan_item_expert="item person",
    plan_item_officer="item person",
    power_cut="measure penalty state supply supplier number citations drafted_on approved_on notified_at emergency "
    "emergency_reason in_force_at restored_on withdrawn_on withdrawn_reason prepared_by approved_by",
    public_notice="card state text enterprise_notified_on window_until_on objection objections_answered_on "
    "objection_answer reviewed_on legal_opinion approved_on published_on corrected_on withdrawn_on "
    "withdrawn_reason prepared_by approved_by",
    rectification_order="inspection state number drafted_on issued_on delivered_on closed_on ended_on withdrawn_on "
    "withdrawn_reason citations campaign_version prepared_by issued_by",
    recusal="person since_on ended_on",
    referral="kind state subject department receiver number reason citations sent_on received_on handled_on "
    "answered_on answer",
    reinspection="inspection reinspected_on cause number opinion",
    reinspection_outcome="reinspection item result note",
    resumption="measure penalty state applied_on application reviewed_on passed review_note consented_on refused_on "
    "refused_reason number prepared_by decided_by",
    safety_profile="stated_on standardisation standardised_until dual_prevention risk",
    saved_filter="owner list name query is_default",
    share="agency reason shared_on",
    site="name name_key name_core address region latitude longitude gbt4754 started_year",
    standing="as_of covered card overdue next_due_on payload facts_hash",
    submission="annex report_on campaign_version state rows counting_rules sha256 zero_return consolidated scan "
    "prepared_on "
    "signed_on submitted_on accepted_on returned_on returned_reason marks reopened_on reopened_reason "
    "reopening_asked_on reopening_asked_reason supersedes prepared_by signed_by judged_by",
    supervision_listing="hazard state level supervising_agency number proposed_on listed_on plan_due_on deadline_on "
    "finished_on review_started_on review_failed_on review_failed_reason delisted_on delisted_reason "
    "prepared_by decided_by",
    treatment_plan="listing filed_on goals methods funds time_limit emergency",
    unapproved_activity="inspection found_on authority description",
    urging="urged_on text",
)
"""All other columns beside the common ones, by table."""
