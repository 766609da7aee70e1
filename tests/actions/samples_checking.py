"""Samples of the deeds on plans, visits, hazards, orders, measures, deliveries and evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from tests.actions import steps
from tests.actions.samples import Prepare, Sample
from tests.actions.steps import APPROVER, CASE, GENERAL, OFFICER, PAIR, PLANT, SITE, UNSAFE, day
from tests.actions.world import DAY, do

from duban.records import files

PLANNED = {"enterprise": PLANT, "planned_on": date(2021, 7, 25), "officers": PAIR, "experts": [steps.EXPERT]}


def planned() -> UUID:
    return do("draft_plan", by=OFFICER, campaign=CASE["campaign"], title="示例检查方案", items=[PLANNED])


def submitted() -> UUID:
    plan = planned()
    do("submit_plan", by=OFFICER, plan=plan)
    return plan


def returned() -> UUID:
    plan = submitted()
    do("return_plan", by=APPROVER, plan=plan, reason="缺少专家")
    return plan


def _visit() -> UUID:
    return steps.draft_visit(GENERAL)[0]


def _hazard() -> UUID:
    return steps.visited(GENERAL)[1][0]


def _draft_order() -> UUID:
    visit, found = steps.visited(GENERAL)
    return steps.draft_order(visit, dict.fromkeys(found, steps.DUE))[0]


def _issued() -> UUID:
    visit, found = steps.visited(GENERAL)
    return steps.issued(visit, dict.fromkeys(found, steps.DUE))[0]


def _item() -> UUID:
    return steps.ordered(GENERAL)[1][0]


def _draft_measure() -> UUID:
    return steps.drafted_measure(*steps.visited(UNSAFE)[1])


def _withdrawing() -> UUID:
    measure = _draft_measure()
    do("issue_measure", by=APPROVER, measure=measure)
    return measure


def _people_out() -> UUID:
    found = steps.visited(UNSAFE)[1]
    return steps.stopped(*found, kind="withdraw_people", concept="withdraw_people")


def _ended() -> UUID:
    return steps.stopped(*steps.visited(UNSAFE)[1], until=day("07-25"))


def _applied() -> UUID:
    return do("apply_extension", by=OFFICER, item=_item(), text="暴雨", force_majeure=True, proof="示例气象证明")


def _reinspecting() -> Sample:
    order, items, _ = steps.ordered(GENERAL)
    visit, _ = steps.visited(kind="reinspection", on=day("07-21"))
    outcomes = [{"item": items[0], "result": "passed", "proof": "通道已清空"}]
    inputs = {"inspection": visit, "order": order, "cause": "own_initiative", "outcomes": outcomes}
    return Sample(OFFICER, inputs, day("07-21"))


def _ordering() -> Sample:
    visit, found = steps.visited(GENERAL)
    items = [{"hazard": found[0], "due_on": steps.DUE}]
    return Sample(OFFICER, {**CASE, "inspection": visit, "items": items})


def _stopping() -> Sample:
    found = steps.visited(UNSAFE)[1]
    return Sample(
        OFFICER, {**CASE, "kind": "temporary_suspension", "hazards": found, "concept": "temporary_suspension"}
    )


def _delivering() -> Sample:
    inputs = {"document_kind": "rectification_order", "document": _issued(), "method": "direct", "recipient": "安全科"}
    return Sample(OFFICER, inputs)


def _attaching() -> Sample:
    kept = files.keep(BytesIO(b"\xff\xd8\xff example photo"))
    file = {"sha256": kept.sha256, "size": kept.size, "name": "示例.jpg", "media_type": "image/jpeg"}
    return Sample(OFFICER, {"object_kind": "hazard", "object": _hazard(), **file})


def _of(name: str, record: Callable[[], UUID], by: str = OFFICER, on: date = DAY, **more: Any) -> Prepare:
    """A deed on one record, made just before."""
    return lambda: Sample(by, {name: record(), **more}, on)


_REASON = {"reason": "登记有误"}

SAMPLES: Mapping[str, Prepare] = {
    "draft_plan": lambda: Sample(OFFICER, {"campaign": CASE["campaign"], "title": "示例检查方案", "items": [PLANNED]}),
    "redraft_plan": _of("plan", planned, items=[PLANNED]),
    "submit_plan": _of("plan", planned),
    "approve_plan": _of("plan", submitted, APPROVER, opinion="同意"),
    "return_plan": _of("plan", submitted, APPROVER, **_REASON),
    "revise_plan": _of("plan", returned, items=[PLANNED]),
    "record_attempt": lambda: Sample(OFFICER, {**CASE, "site": SITE, "officers": PAIR, "reason": "厂门关闭，无人应答"}),
    "record_inspection": lambda: Sample(
        OFFICER, {**CASE, "site": SITE, "kind": "first", "officers": PAIR, "hazards": [GENERAL]}
    ),
    "add_attendance": _of("inspection", _visit, experts=[steps.EXPERT]),
    "complete_inspection": _of("inspection", _visit, signed=True),
    "discard_inspection": _of("inspection", _visit, **_REASON),
    "void_inspection": _of("inspection", lambda: steps.visited(GENERAL)[0], APPROVER, **_REASON),
    "answer_checklist": _of("inspection", _visit, answers=[{"item": "GM2017-YJ-1", "answer": "conforms"}]),
    "add_hazard": _of("inspection", _visit, hazard=GENERAL),
    "grade_hazard": _of("hazard", _hazard, level="major", standard_item="GM2017-YJ-1", **_REASON),
    "record_safety": _of("hazard", _hazard, assured=False),
    "record_spot_correction": _of("hazard", _hazard, proof="通道已清空"),
    "draft_order": _ordering,
    "issue_order": _of("order", _draft_order, APPROVER),
    "discard_order": _of("order", _draft_order, **_REASON),
    "withdraw_order": _of("order", _issued, APPROVER, **_REASON),
    "apply_extension": _of("item", _item, text="暴雨", force_majeure=True, proof="示例气象证明"),
    "reply_extension": _of("extension", _applied, APPROVER, granted_to=day("09-05"), reason="同意延期"),
    "report_completion": _of("item", _item, text="已整改"),
    "record_reinspection": _reinspecting,
    "draft_measure": _stopping,
    "issue_measure": _of("measure", _draft_measure, APPROVER),
    "lift_measure": _of("measure", _people_out, APPROVER, reason="险情已经消除"),
    "end_measure_term": _of("measure", _ended, on=day("07-26")),
    "discard_measure": _of("measure", _draft_measure, **_REASON),
    "withdraw_measure": _of("measure", _withdrawing, APPROVER, **_REASON),
    "deliver": _delivering,
    "attach_evidence": _attaching,
    "correct_fact": _of("record", _hazard, noun="hazard", values={"place": "炼钢车间"}, **_REASON),
    "void_fact": _of("record", _hazard, noun="hazard", **_REASON),
}
