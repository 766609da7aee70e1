"""Steps of a case as one line each, done through the real deeds by the people of 铁西区 unless said otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tests.actions.world import CAMPAIGN, DAY, TIEXI, an_id, do

PLANT, SITE = an_id("plant-210106"), an_id("site-210106")
OFFICER, OFFICER2, APPROVER = f"officer-{TIEXI}", f"officer2-{TIEXI}", f"approver-{TIEXI}"
PAIR = (an_id(f"person:{OFFICER}"), an_id(f"person:{OFFICER2}"))
EXPERT = an_id(f"person:expert-{TIEXI}")
CASE = {"campaign": CAMPAIGN, "enterprise": PLANT}
GENERAL: Mapping[str, Any] = {"description": "安全出口堵塞", "level": "general"}
MAJOR: Mapping[str, Any] = {
    "description": "会议室设在铁水吊运影响范围内",
    "level": "major",
    "standard_item": "GM2017-YJ-1",
}
UNSAFE: Mapping[str, Any] = {**MAJOR, "safety_assured": False}
SAFE: Mapping[str, Any] = {**MAJOR, "safety_assured": True}
DUE = date(2021, 8, 20)


def day(text: str) -> date:
    """«08-20» is 20 August 2021."""
    return date.fromisoformat(f"2021-{text}")


def draft_visit(
    *hazards: Mapping[str, Any], on: date = DAY, kind: str = "first", by: str = OFFICER, **more: Any
) -> tuple[UUID, list[UUID]]:
    """A visit that is still a draft, and the ids of its hazards."""
    ids = [uuid4() for _ in hazards]
    found = [{"id": hazard_id, **hazard} for hazard_id, hazard in zip(ids, hazards, strict=True)]
    inputs = {**CASE, "site": SITE, "kind": kind, "officers": PAIR, "hazards": found} | more
    return do("record_inspection", by=by, on=on, **inputs), ids


def visited(*hazards: Mapping[str, Any], on: date = DAY, **more: Any) -> tuple[UUID, list[UUID]]:
    """A completed visit, and the ids of its hazards."""
    visit, ids = draft_visit(*hazards, on=on, **more)
    do("complete_inspection", by=more.get("by", OFFICER), on=on, inspection=visit, signed=True)
    return visit, ids


def draft_order(visit: UUID, due: Mapping[UUID, date], *, on: date = DAY, **more: Any) -> tuple[UUID, list[UUID]]:
    """A draft of an order, and the ids of its items."""
    ids = [uuid4() for _ in due]
    items = [
        {"id": item, "hazard": hazard, "due_on": due_on}
        for item, (hazard, due_on) in zip(ids, due.items(), strict=True)
    ]
    return do("draft_order", by=OFFICER, on=on, **(CASE | {"inspection": visit, "items": items} | more)), ids


def issued(visit: UUID, due: Mapping[UUID, date], *, on: date = DAY) -> tuple[UUID, list[UUID]]:
    """An issued order, and the ids of its items."""
    order, items = draft_order(visit, due, on=on)
    do("issue_order", by=APPROVER, on=on, order=order)
    return order, items


def ordered(*hazards: Mapping[str, Any], due: date = DUE, on: date = DAY) -> tuple[UUID, list[UUID], list[UUID]]:
    """A delivered order for the hazards of one visit: order, items, hazards."""
    visit, found = visited(*hazards, on=on)
    order, items = issued(visit, dict.fromkeys(found, due), on=on)
    delivered(order, on=on)
    return order, items, found


def delivered(document: UUID, *, kind: str = "rectification_order", on: date = DAY) -> UUID:
    """The delivery of a document."""
    return do(
        "deliver", by=OFFICER, on=on, document_kind=kind, document=document, method="direct", recipient="安全科负责人"
    )


def reinspected(order: UUID, results: Mapping[UUID, str], *, on: date, cause: str = "own_initiative") -> UUID:
    """A re-inspection of the order on the day, visit and all."""
    visit, _ = visited(on=on, kind="reinspection")
    outcomes = [{"item": item, "result": result, "proof": "现场查看并拍照"} for item, result in results.items()]
    return do("record_reinspection", by=OFFICER, on=on, inspection=visit, order=order, cause=cause, outcomes=outcomes)


def drafted_measure(*hazards: UUID, on: date = DAY, **more: Any) -> UUID:
    """A draft of a temporary suspension for the hazards."""
    inputs = CASE | {"kind": "temporary_suspension", "hazards": hazards, "concept": "temporary_suspension"} | more
    return do("draft_measure", by=OFFICER, on=on, **inputs)


def stopped(*hazards: UUID, on: date = DAY, **more: Any) -> UUID:
    """A delivered temporary suspension for the hazards."""
    measure = drafted_measure(*hazards, on=on, **more)
    do("issue_measure", by=APPROVER, on=on, measure=measure)
    delivered(measure, kind="on_site_measure", on=on)
    return measure
