"""Checklists 检查表: what a visit looked into, question by question, and what it did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.casework import held, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Id
from duban.actions.hazards import require_draft
from duban.actions.inputs import Inputs
from duban.domain.actor import Actor
from duban.domain.hazard_standards import OTHER_ITEM
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.checklists import answers_refusal, repeated_refusal
from duban.domain.vocabulary import CheckAnswer
from duban.queries.industries import hints_of_site
from duban.queries.law import law_in_use
from duban.records.models import ChecklistAnswer, Hazard, Inspection
from duban.specs.checklists_loader import load_checklists


class AnswerGiven(Inputs):
    """The answer to one question."""

    item: Annotated[str, Field(max_length=64, description=N_("判定标准条目"), examples=["GM2017-YJ-1"])]
    answer: Annotated[CheckAnswer, Field(description=N_("检查结果"), examples=["conforms"])]


Answers = Annotated[
    tuple[AnswerGiven, ...],
    Field(description=N_("检查表答案"), examples=[[{"item": "GM2017-YJ-1", "answer": "conforms"}]]),
]


@deed(permission=Permission.RECORD_INSPECTION, title=N_("填写检查表"))
def answer_checklist(*, by: Actor, on: date, at: datetime, id: UUID, inspection: Id, answers: Answers) -> UUID:
    """Answer questions of the checklist of the visit's day, or answer them anew; only while the record is a draft.

    Every other question that was asked is kept as 未查.
    """
    visit = held(Inspection, inspection)
    require_draft(visit)
    enter_answers(visit, answers)
    return inspection


def enter_answers(visit: Inspection, answers: Iterable[AnswerGiven]) -> None:
    """Write the answers of a visit; what was asked and never answered is written as 未查.

    An item that a hazard of the visit names was looked at: without an answer of its own it is 不符合.
    """
    given = tuple(answers)
    repeated = [item for item, times in Counter(one.item for one in given).items() if times > 1]
    raise_if(repeated_refusal(repeated))
    before = {row.item: row for row in ChecklistAnswer.objects.filter(inspection=visit, voided_on=None)}
    known = {item: CheckAnswer(row.answer) for item, row in before.items()}
    checked = {item: answer for item, answer in known.items() if answer is not CheckAnswer.NOT_CHECKED}
    found = {item: CheckAnswer.FAILS for item in _named(visit) - {"", OTHER_ITEM} if given}
    told = found | checked | {one.item: one.answer for one in given}
    on = visit.visited_on or date.max  # a record that is a draft has its day
    codes = hints_of_site(visit.campaign, visit.site_id)
    rows = [
        ChecklistAnswer(
            id=uuid5(visit.id, f"checklist/{one.question.item}"),
            home_agency_id=visit.home_agency_id,
            campaign=visit.campaign,
            enterprise_id=visit.enterprise_id,
            inspection=visit,
            standard=one.standard,
            version=one.version,
            item=one.question.item,
            question=one.question.text,
            answer=one.answer,
        )
        for one in load_checklists().filled(told, on, codes)
    ]
    changed = [row for row in rows if row.item in before and row.answer != known[row.item]]
    ChecklistAnswer.objects.bulk_create([row for row in rows if row.item not in before])
    ChecklistAnswer.objects.bulk_update(changed, ["standard", "version", "question", "answer"])


def require_answers_and_hazards_agree(visit: Inspection, on: date) -> None:
    """Refused when a question was answered 不符合 and no hazard names its item, or the other way round."""
    rows = ChecklistAnswer.objects.filter(inspection=visit, voided_on=None).order_by("standard", "item")
    answers = {row.item: CheckAnswer(row.answer) for row in rows}
    raise_if(answers_refusal(answers, _named(visit), on, law_in_use()))


def _named(visit: Inspection) -> set[str]:
    """Items that the hazards of the visit name."""
    return set(Hazard.objects.filter(inspection=visit, voided_on=None).values_list("standard_item", flat=True))
