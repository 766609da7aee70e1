"""Rows for tests: one valid row of every noun, by its table; foreign keys are checked only at commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models

AGENCY = "210105"
CAMPAIGN = "shenyang-2021-32"
PERSON_A, PERSON_B = UUID(int=1), UUID(int=2)
DAY = date(2021, 7, 20)
HASH = "0" * 64

MODELS: Mapping[str, type[models.Model]] = {
    model._meta.db_table: model for model in apps.get_app_config("records").get_models()
}


def some() -> UUID:
    """The id of some other row."""
    return uuid4()


VALID: Mapping[str, Mapping[str, Any]] = {
    "acceptance": {"state": "planned", "planned_on": DAY, "enterprise_id": some()},
    "acceptance_signoff": {"acceptance_id": some(), "department": "工信局", "agreed": True, "signed_on": DAY},
    "account": {"username": "officer-a", "name": "执法员甲", "roles": ["officer"]},
    "agency": {
        "code": "210105",
        "name": "示例区应急管理局",
        "kind": "bureau",
        "level": "district",
        "region": "210105",
        "enforcement_capacity": "own",
    },
    "article_confirmation": {
        "entry": "order-removal",
        "note": "核对公报文本",
        "confirmed_on": DAY,
        "confirmed_at": datetime(2021, 7, 20, tzinfo=UTC),
        "confirmed_by_id": PERSON_A,
    },
    "background_task": {
        "kind": "export",
        "title": "企业台账",
        "asked": {"list": "ledger", "query": ""},
        "asked_by_id": PERSON_A,
        "asked_at": datetime(2021, 7, 20, tzinfo=UTC),
    },
    "calendar_edit": {
        "day": DAY,
        "working": False,
        "reason": "市政府通知",
        "edited_at": datetime(2021, 7, 20, tzinfo=UTC),
        "edited_by_id": PERSON_A,
    },
    "campaign_draft": {
        "source_id": some(),
        "document": "{}",
        "started_at": datetime(2021, 7, 20, tzinfo=UTC),
        "started_by_id": PERSON_A,
        "edited_at": datetime(2021, 7, 20, tzinfo=UTC),
        "edited_by_id": PERSON_A,
    },
    "campaign_version": {
        "campaign": CAMPAIGN,
        "version": "1",
        "title": "示例专项行动",
        "agency_id": AGENCY,
        "payload": "id: x",
        "sha256": HASH,
    },
    "capacity_item": {"site_id": some(), "kind": "kiln"},
    "card": {
        "site_id": some(),
        "colour": "yellow",
        "state": "notified",
        "grounds": ["G2"],
        "proposed_on": DAY,
        "confirmed_on": DAY,
        "decided_reason": "隐患属实",
        "notified_on": DAY,
        "prepared_by_id": PERSON_A,
        "decided_by_id": PERSON_B,
    },
    "card_hazard": {"card_id": some(), "hazard_id": some()},
    "case_file": {
        "title": "示例钢铁有限公司未消除事故隐患案",
        "cause": "未消除事故隐患",
        "filed_number": "沈应急案〔2021〕1号",
        "retention": "长期",
        "archived_on": DAY,
        "contents": [],
        "pages": 3,
        "sha256": HASH,
        "size": 1,
        "archived_by_id": PERSON_A,
    },
    "certificate": {
        "person_id": some(),
        "number": "示例-0001",
        "valid_from": date(2020, 1, 1),
        "valid_to": date(2024, 12, 31),
    },
    "closure_request": {
        "state": "sent",
        "drafted_on": DAY,
        "basis": "closure-item-4",
        "reviewed_on": DAY,
        "reviewed_by_id": PERSON_B,
        "sent_on": DAY,
        "number": "示例应急〔2021〕1号",
        "prepared_by_id": PERSON_A,
        "signed_by_id": PERSON_B,
    },
    "completion_report": {"item_id": some(), "filed_on": DAY},
    "decline": {
        "ground": "G5",
        "act": "confirm_red",
        "subject": some(),
        "declined_on": DAY,
        "reason": "复查已合格",
        "prepared_by_id": PERSON_A,
        "decided_by_id": PERSON_B,
    },
    "delivery": {
        "document_kind": "rectification_order",
        "document": some(),
        "method": "direct",
        "delivered_on": DAY,
        "recipient": "安全科",
    },
    "document_number": {
        "kind": "rectification_order",
        "year": 2021,
        "serial": 1,
        "text": "示例应急责改〔2021〕1号",
        "issued_on": DAY,
    },
    "message_read": {"message_id": some(), "reader_id": PERSON_A, "read_at": datetime(2021, 7, 20, tzinfo=UTC)},
    "unit_message": {
        "to_agency_id": "210112",
        "subject": "示例消息",
        "text": "请补报。",
        "sent_on": DAY,
        "sent_by_id": PERSON_A,
    },
    "dossier_view": {"viewer_id": PERSON_A, "viewed_at": datetime(2021, 7, 20, tzinfo=UTC)},
    "enterprise": {
        "no_code_reason": "筹建中",
        "name": "示例甲钢铁厂",
        "name_key": "示例甲钢铁",
        "region": "210105",
    },
    "evidence": {"sha256": HASH, "name": "照片.jpg", "media_type": "image/jpeg", "size": 1},
    "evidence_link": {"evidence_id": some(), "object_kind": "hazard", "object": some()},
    "exit_deed": {"manner": "main_dismantled", "done_on": DAY},
    "exit_return": {"returned_on": DAY, "department": "工信局"},
    "extension": {
        "item_id": some(),
        "state": "granted",
        "applied_on": DAY,
        "replied_on": DAY,
        "granted_to": date(2021, 9, 5),
        "prepared_by_id": PERSON_A,
        "decided_by_id": PERSON_B,
    },
    "grave_accident": {"happened_on": DAY},
    "hazard": {
        "inspection_id": some(),
        "site_id": some(),
        "found_on": DAY,
        "description": "会议室设在铁水吊运影响范围内",
        "level": "major",
        "major_from": DAY,
        "standard_item": "GM2017-YJ-1",
        "safety_assured": "no",
        "safety_recorded_on": DAY,
    },
    "implementation_proof": {"listing_id": some(), "part": "funds", "proved_on": DAY, "amount_fen": 100},
    "import_batch": {"campaign": CAMPAIGN, "file_name": "台账.xlsx", "sha256": HASH, "imported_on": DAY},
    "import_row": {
        "batch_id": some(),
        "line": 5,
        "cells": ["示例"],
        "verdict": "new",
        "enterprise_id": None,  # what it names is looked up at once
    },
    "inspection": {
        "kind": "first",
        "state": "completed",
        "visited_on": DAY,
        "started_at": datetime(2021, 7, 20, 1, tzinfo=UTC),
        "ended_at": datetime(2021, 7, 20, 3, tzinfo=UTC),
        "completed_on": DAY,
        "signed": True,
    },
    "checklist_answer": {
        "inspection_id": some(),
        "standard": "GM2017",
        "version": 1,
        "item": "GM2017-YJ-3",
        "question": "铁水、钢水、液渣的罐、包耳轴是否按期探伤？",
        "answer": "conforms",
    },
    "inspection_expert": {"inspection_id": some(), "person_id": some(), "name": "专家甲"},
    "inspection_officer": {
        "inspection_id": some(),
        "person_id": some(),
        "name": "执法员甲",
        "certificate_number": "示例-0001",
        "valid_from": date(2020, 1, 1),
        "valid_to": date(2024, 12, 31),
    },
    "inspection_plan": {
        "title": "七月检查方案",
        "state": "approved",
        "submitted_on": DAY,
        "approved_on": DAY,
        "prepared_by_id": PERSON_A,
        "decided_by_id": PERSON_B,
    },
    "leave_of_absence": {
        "person_id": some(),
        "first_on": DAY,
        "last_on": DAY,
        "reason": "年休假",
    },
    "ledger_entry": {
        "site_id": some(),
        "state": "confirmed",
        "industry": "steel",
        "region": "210105",
        "confirmed_on": DAY,
    },
    "ledger_opinion": {"entry_id": some(), "department": "工信局", "opinion": "agreed", "given_on": DAY},
    "log_in_attempts": {"name_sha256": HASH, "count": 1, "last_at": datetime(2021, 7, 20, tzinfo=UTC)},
    "letterhead": {"from_on": DAY, "set_at": datetime(2021, 7, 20, tzinfo=UTC), "set_by_id": PERSON_A},
    "measure_hazard": {"measure_id": some(), "hazard_id": some()},
    "non_compliance": {"measure_id": some(), "refused_on": DAY},
    "on_site_measure": {
        "kind": "temporary_suspension",
        "state": "delivered",
        "basis": "temporary-suspension",
        "issued_on": DAY,
        "delivered_on": DAY,
        "prepared_by_id": PERSON_A,
        "issued_by_id": PERSON_B,
    },
    "order_item": {"order_id": some(), "hazard_id": some(), "due_on": date(2021, 8, 20)},
    "paper": {
        "kind": "rectification_order",
        "subject_kind": "rectification_order",
        "subject": some(),
        "state": "issued",
        "number": "沈应急责改〔2021〕1号",
        "law_on": DAY,
        "content": {},
        "sha256": HASH,
        "drafted_on": DAY,
        "issued_on": DAY,
        "prepared_by_id": PERSON_A,
        "issued_by_id": PERSON_B,
    },
    "paper_template": {
        "kind": "rectification_order",
        "name": "责改.docx",
        "sha256": HASH,
        "size": 1,
        "set_on": DAY,
        "set_by_id": PERSON_A,
    },
    "penalty_decision": {
        "state": "delivered",
        "number": "示例应急罚〔2021〕1号",
        "statute": "work-safety-law-2014",
        "target": "enterprise",
        "kinds": ["fine"],
        "fine_fen": 4_000_000,
        "decided_on": DAY,
        "delivered_on": DAY,
        "prepared_by_id": PERSON_A,
        "decided_by_id": PERSON_B,
    },
    "penalty_hazard": {"penalty_id": some(), "hazard_id": some()},
    "person": {"name": "执法员甲", "kind": "officer"},
    "plan_item": {"plan_id": some(), "planned_on": DAY},
    "plan_item_expert": {"item_id": some(), "person_id": some()},
    "plan_item_officer": {"item_id": some(), "person_id": some()},
    "power_cut": {
        "measure_id": some(),
        "state": "in_force",
        "approved_on": date(2021, 9, 10),
        "notified_at": datetime(2021, 9, 11, 1, tzinfo=UTC),
        "in_force_at": datetime(2021, 9, 12, 1, tzinfo=UTC),
        "prepared_by_id": PERSON_A,
        "approved_by_id": PERSON_B,
    },
    "public_notice": {
        "card_id": some(),
        "state": "published",
        "enterprise_notified_on": DAY,
        "window_until_on": DAY,
        "reviewed_on": DAY,
        "approved_on": DAY,
        "published_on": DAY,
        "prepared_by_id": PERSON_A,
        "approved_by_id": PERSON_B,
    },
    "rectification_order": {
        "state": "delivered",
        "issued_on": DAY,
        "delivered_on": DAY,
        "prepared_by_id": PERSON_A,
        "issued_by_id": PERSON_B,
    },
    "recusal": {
        "person_id": some(),
        "enterprise_id": some(),
        "since_on": DAY,
        "reason": "近亲属在该企业任职",
    },
    "referral": {"kind": "criminal", "state": "sent", "subject": some(), "department": "公安局", "sent_on": DAY},
    "reinspection": {"inspection_id": some(), "reinspected_on": DAY, "cause": "due"},
    "reinspection_outcome": {"reinspection_id": some(), "item_id": some(), "result": "passed"},
    "resumption": {
        "measure_id": some(),
        "state": "consented",
        "applied_on": DAY,
        "reviewed_on": DAY,
        "passed": True,
        "consented_on": DAY,
        "prepared_by_id": PERSON_A,
        "decided_by_id": PERSON_B,
    },
    "safety_profile": {"stated_on": DAY, "standardisation": "third", "dual_prevention": "yes", "risk": "orange"},
    "saved_filter": {"owner_id": PERSON_A, "list": "ledger", "name": "逾期", "query": "overdue=yes"},
    "share": {"agency": "210106", "reason": "迁址", "shared_on": DAY},
    "site": {"region": "210105", "latitude": 41.8, "longitude": 123.4},
    "standing": {"campaign": CAMPAIGN, "as_of": DAY, "covered": True, "payload": {}},
    "submission": {
        "annex": "1",
        "report_on": date(2021, 9, 10),
        "state": "submitted",
        "rows": [],
        "counting_rules": {},
        "sha256": HASH,
        "prepared_on": DAY,
        "signed_on": DAY,
        "submitted_on": DAY,
        "prepared_by_id": PERSON_A,
        "signed_by_id": PERSON_B,
    },
    "supervision_listing": {
        "hazard_id": some(),
        "state": "listed",
        "level": "district",
        "listed_on": DAY,
        "prepared_by_id": PERSON_A,
        "decided_by_id": PERSON_B,
    },
    "treatment_plan": {
        "listing_id": some(),
        "filed_on": DAY,
        "goals": "消除",
        "methods": "迁出会议室",
        "funds": "10 万元",
        "organisation": "安全科",
        "time_limit": "8 月 20 日前",
        "emergency": "撤人",
    },
    "unapproved_activity": {"found_on": DAY, "authority": "公安局"},
    "urging": {"urged_on": DAY},
}
"""Columns beside those that every row has, by table."""


def row(table: str, **changes: Any) -> models.Model:
    """An unsaved row, valid but for the changes."""
    model = MODELS[table]
    names = {field.attname for field in model._meta.concrete_fields}
    everywhere = {"home_agency_id": AGENCY, "campaign": CAMPAIGN, "enterprise_id": some()}
    common = {name: value for name, value in everywhere.items() if name in names}
    return model(**(common | dict(VALID[table]) | changes))


def add(table: str, **changes: Any) -> Any:
    """A saved row."""
    if table == "share" and "enterprise_id" not in changes:
        changes["enterprise_id"] = add("enterprise").pk  # a guard looks at once whether the writer may read it
    if table == "import_row" and not MODELS["agency"].objects.filter(pk=AGENCY).exists():
        add("agency")  # a guard looks at once whether the unit exists
    added = row(table, **changes)
    added.save(force_insert=True)
    return added
