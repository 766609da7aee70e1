"""Checklists of visits: the answers of the day's standard, what was not checked, and what is refused."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from tests.actions.steps import CASE, GENERAL, OFFICER, PAIR, SITE, UNSAFE, draft_visit, visited
from tests.actions.world import DAY, an_id, do, noon, refused, rows

from duban.actions.journal import run
from duban.records.models import ChecklistAnswer, Hazard, Inspection

pytestmark = pytest.mark.usefixtures("world")

METALLURGY = ["GM2017-FC-" + str(n) for n in range(1, 11)] + [
    "GM2017-YA-1",
    "GM2017-YA-2",
    "GM2017-YX-1",
    "GM2017-YX-2",
]
METALLURGY += ["GM2017-YJ-" + str(n) for n in range(1, 12)]


def answers(**given: str) -> list[dict[str, str]]:
    return [{"item": item.replace("_", "-"), "answer": answer} for item, answer in given.items()]


def stored(visit: UUID) -> dict[str, str]:
    return dict(rows(ChecklistAnswer).filter(inspection=visit).values_list("item", "answer"))


def test_a_visit_without_checklist_claims_no_answer() -> None:
    visit, _hazards = draft_visit(GENERAL)
    assert stored(visit) == {}


def test_what_was_asked_and_not_answered_is_on_record_as_not_checked() -> None:
    visit, _hazards = draft_visit(answers=answers(GM2017_YJ_3="conforms", GM2017_YJ_7="not_applicable"))
    expected = dict.fromkeys(METALLURGY, "not_checked") | {"GM2017-YJ-3": "conforms", "GM2017-YJ-7": "not_applicable"}
    assert stored(visit) == expected


def test_an_answer_keeps_the_question_as_it_was_asked() -> None:
    visit, _hazards = draft_visit(answers=answers(GM2017_YJ_3="conforms"))
    row = rows(ChecklistAnswer).get(inspection=visit, item="GM2017-YJ-3")
    assert (row.standard, row.version, row.question) == ("GM2017", 1, "铁水、钢水、液渣的罐、包耳轴是否按期探伤？")


def test_an_item_of_another_sector_brings_the_questions_of_its_section() -> None:
    visit, _hazards = draft_visit(answers=answers(KS2017_LT_3="conforms"))
    found = stored(visit)
    assert found["KS2017-LT-3"] == "conforms"
    assert set(found) == {*METALLURGY, *(f"KS2017-LT-{n}" for n in range(1, 11))}


def test_answers_of_a_draft_are_changed_and_added_to_and_the_others_stay() -> None:
    visit, _hazards = draft_visit(answers=answers(GM2017_YJ_3="conforms", GM2017_YJ_4="conforms"))
    do("answer_checklist", by=OFFICER, inspection=visit, answers=answers(GM2017_YJ_4="fails", GM2017_YJ_5="conforms"))
    told = {item: answer for item, answer in stored(visit).items() if answer != "not_checked"}
    assert told == {"GM2017-YJ-3": "conforms", "GM2017-YJ-4": "fails", "GM2017-YJ-5": "conforms"}
    assert len(stored(visit)) == len(METALLURGY)


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (answers(GM2099_1="conforms"), "checklist.not_asked"),
        (answers(GM2023_4_1="conforms"), "checklist.not_asked"),
        (answers(other="conforms"), "checklist.not_asked"),
        (answers(GM2017_YJ_3="conforms") * 2, "checklist.answered_twice"),
    ],
)
def test_an_answer_to_what_is_not_asked_that_day_is_refused(given: list[dict[str, str]], rule: str) -> None:
    before = rows(Inspection).count()
    refusal = refused("record_inspection", by=OFFICER, **CASE, site=SITE, kind="first", officers=PAIR, answers=given)
    assert refusal.rule == rule
    assert rows(Inspection).count() == before


def test_a_no_without_its_hazard_keeps_the_record_a_draft() -> None:
    visit, _hazards = draft_visit(GENERAL, answers=answers(GM2017_YJ_1="fails", GM2017_YJ_3="fails"))
    refusal = refused("complete_inspection", by=OFFICER, inspection=visit, signed=True)
    assert (refusal.rule, refusal.message.params) == (
        "checklist.failing_without_hazard",
        {"items": "GM2017-YJ-1、GM2017-YJ-3"},
    )


def test_a_no_with_the_hazard_that_names_its_item_is_completed() -> None:
    visit, _hazards = visited(UNSAFE, answers=answers(GM2017_YJ_1="fails"))
    assert rows(Inspection).get(pk=visit).state == "completed"


@pytest.mark.parametrize("answer", ["conforms", "not_applicable", "not_checked"])
def test_a_hazard_whose_item_is_not_answered_no_keeps_the_record_a_draft(answer: str) -> None:
    visit, _hazards = draft_visit(UNSAFE, answers=answers(GM2017_YJ_1=answer))
    refusal = refused("complete_inspection", by=OFFICER, inspection=visit, signed=True)
    assert (refusal.rule, refusal.message.params) == ("checklist.hazard_without_failing", {"items": "GM2017-YJ-1"})


def test_an_item_that_a_hazard_names_was_looked_at_and_is_a_no() -> None:
    visit, _hazards = visited(UNSAFE, answers=answers(GM2017_YJ_3="conforms"))
    told = {item: answer for item, answer in stored(visit).items() if answer != "not_checked"}
    assert told == {"GM2017-YJ-1": "fails", "GM2017-YJ-3": "conforms"}


def test_a_signed_record_is_not_answered_anew() -> None:
    visit, _hazards = visited(GENERAL)
    refusal = refused("answer_checklist", by=OFFICER, inspection=visit, answers=answers(GM2017_YJ_3="conforms"))
    assert refusal.rule == "correction.kept"
    assert stored(visit) == {}


def test_the_same_visit_sent_twice_is_one_with_one_set_of_answers() -> None:
    visit, hazard = an_id("sent-visit"), str(an_id("sent-hazard"))
    told = {**CASE, "site": SITE, "kind": "first", "officers": PAIR, "hazards": [{"id": hazard, **UNSAFE}]}
    lines = [
        {"id": visit, "deed": "record_inspection", **told, "answers": answers(GM2017_YJ_1="fails")},
        {"id": an_id("sent-signature"), "deed": "complete_inspection", "inspection": visit, "signed": True},
    ]
    sent = [json.dumps(line | {"on": DAY.isoformat(), "by": OFFICER}, default=str) for line in lines]
    outcomes = [[outcome for _id, outcome in run(sent, noon)] for _time in range(2)]
    assert outcomes == [["applied", "applied"], ["skipped", "skipped"]]
    assert rows(Inspection).get(enterprise=CASE["enterprise"]).id == visit
    assert str(rows(Hazard).get(inspection=visit).id) == hazard
    assert stored(visit) == dict.fromkeys(METALLURGY, "not_checked") | {"GM2017-YJ-1": "fails"}
