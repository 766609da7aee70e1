"""Samples of the deeds on campaigns, enterprises and the ledger."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from tests.actions.samples import Sample
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, do, stored

from duban.domain.ledger.credit_code import EXAMPLE as CODE
from duban.queries.campaign_drafts import edition
from duban.records.models import CampaignDraft, CampaignVersion

CLERK, APPROVER, OFFICER = f"clerk-{TIEXI}", f"approver-{TIEXI}", f"officer-{TIEXI}"
PLANT, SITE, ENTRY = an_id("plant-210106"), an_id("site-210106"), an_id("entry-210106")
OF_PLANT = {"campaign": CAMPAIGN, "enterprise": PLANT}
OFFICE = f"campaign_office-{CITY}"


def load_campaign() -> Sample:
    text = stored(CampaignVersion, an_id(CAMPAIGN)).payload
    return Sample(OFFICE, {"text": text.replace('version: "1"', 'version: "2"', 1)})


def copy_campaign() -> Sample:
    return Sample(OFFICE, {"source": an_id(CAMPAIGN), "campaign": "example-2021-2"})


def _draft() -> tuple[UUID, dict[str, Any]]:
    draft = do("copy_campaign", by=OFFICE, source=an_id(CAMPAIGN), campaign=CAMPAIGN)
    return draft, json.loads(stored(CampaignDraft, draft).document)


def edit_draft() -> Sample:
    draft, document = _draft()
    read = edition({"due_dates": document["due_dates"]})
    return Sample(OFFICE, {"draft": draft, "section": "due_dates", "values": {"due_dates": []}, "read": read})


def discard_draft() -> Sample:
    return Sample(OFFICE, {"draft": _draft()[0]})


def publish_draft() -> Sample:
    draft, document = _draft()
    return Sample(OFFICE, {"draft": draft, "read": edition(document)})


def confirm_article() -> Sample:
    inputs = {"concept": "standardisation", "citation": "2014", "note": "对照2014年修正文本"}
    return Sample(f"legal_reviewer-{TIEXI}", inputs)


def edit_calendar() -> Sample:
    inputs = {"year": 2021, "holidays": ["2021-08-20"], "source": "本地放假通知（示例）"}
    return Sample(f"system_admin-{CITY}", inputs)


def add_enterprise() -> Sample:
    site = {"address": "示例路2号", "gbt4754": "3110", "lat": 41.8, "lon": 123.4}
    return Sample(CLERK, {"name": "示例新企业", "region": "210106", "credit_code": CODE, "site": site})


def add_site() -> Sample:
    return Sample(CLERK, {"enterprise": PLANT, "address": "示例路3号"})


def new_plant(region: str = "210106", by: str = CLERK) -> tuple[UUID, UUID]:
    """An enterprise with a site that stands in no ledger yet."""
    site = an_id("new-site")
    plant = do("add_enterprise", by=by, name="示例新企业", region=region, no_code_reason="示例企业", site={"id": site})
    return plant, site


def propose_entry() -> Sample:
    plant, site = new_plant()
    return Sample(
        CLERK, {"campaign": CAMPAIGN, "enterprise": plant, "site": site, "industry": "steel", "basis": "示例"}
    )


def proposed() -> UUID:
    """A proposed entry."""
    sample = propose_entry()
    entry: UUID = do("propose_entry", by=CLERK, **sample.inputs)
    return entry


def consult_entry() -> Sample:
    return Sample(CLERK, {"entry": proposed(), "departments": ["210106-P1"]})


def confirm_entry() -> Sample:
    entry = proposed()
    do("consult_entry", by=CLERK, entry=entry)
    return Sample(CLERK, {"entry": entry})


def record_opinion() -> Sample:
    return Sample(CLERK, {"entry": ENTRY, "department": "工信局", "opinion": "agreed"})


def remove_entry() -> Sample:
    return Sample(APPROVER, {"entry": ENTRY, "reason": "不属于重点行业"})


def assign_responsible() -> Sample:
    return Sample(CLERK, {"entry": ENTRY, "person": an_id(f"person:{OFFICER}")})


def merge_enterprises() -> Sample:
    return Sample(APPROVER, {"enterprise": PLANT, "gone": an_id("plant-second"), "reason": "同一企业登记了两次"})


def undo_merger() -> Sample:
    do("merge_enterprises", by=APPROVER, **merge_enterprises().inputs)
    return Sample(APPROVER, {"gone": an_id("plant-second"), "reason": "实为两家企业"})


def move_entry() -> Sample:
    return Sample(f"approver-{CITY}", {"entry": ENTRY, "to_agency": HUNNAN, "reason": "整体搬迁"})


def record_safety_profile() -> Sample:
    return Sample(CLERK, {**OF_PLANT, "standardisation": "third", "dual_prevention": "no"})


def record_urging() -> Sample:
    return Sample(OFFICER, {**OF_PLANT, "text": "督促建立双重预防机制"})


def add_capacity_item() -> Sample:
    return Sample(CLERK, {**OF_PLANT, "site": SITE, "kind": "furnace", "size": "400", "unit": "立方米"})


def record_capacity_exit() -> Sample:
    sample = add_capacity_item()
    item = do("add_capacity_item", by=CLERK, **sample.inputs)
    return Sample(CLERK, {"item": item, "manner": "main_dismantled", "reason": "safety"})


SAMPLES = {
    prepare.__name__: prepare
    for prepare in (
        add_capacity_item,
        add_enterprise,
        add_site,
        assign_responsible,
        confirm_article,
        confirm_entry,
        consult_entry,
        copy_campaign,
        discard_draft,
        edit_calendar,
        edit_draft,
        load_campaign,
        merge_enterprises,
        move_entry,
        propose_entry,
        publish_draft,
        record_capacity_exit,
        record_opinion,
        record_safety_profile,
        record_urging,
        remove_entry,
        undo_merger,
    )
}
