"""Attendance 到场人员: from the ids that a form names to people fit to be named at a visit on the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import raise_if
from duban.domain.messages import N_, Message, Refusal
from duban.domain.rules.attendance import attendance_refusal
from duban.domain.rules.recusals import recusal_refusal
from duban.domain.wordlists import PersonKind
from duban.queries.law import law_in_use
from duban.records.models import Enterprise
from duban.records.people import PersonOnDay, people_on, recused_on

_PERSON = "0198f6a0-0000-7000-8000-000000000003"
Officers = Annotated[tuple[UUID, ...], Field(description=N_("执法人员"), examples=[[_PERSON]])]
Experts = Annotated[tuple[UUID, ...], Field(description=N_("专家"), examples=[[_PERSON]])]


def attendees(people: Iterable[UUID], kind: PersonKind, on: date, *, enterprise: UUID) -> list[PersonOnDay]:
    """The people, each once, with their certificates; refused for a stranger, the wrong kind, one who has left,
    one who is recused from the enterprise.
    """
    asked = list(dict.fromkeys(people))
    found = people_on(asked, on) if asked else {}
    fit = [_fit(found.get(person), person, kind, on) for person in asked]
    require_not_recused({one.person: one.name for one in fit}, enterprise, on)
    return fit


def require_not_recused(people: Mapping[UUID, str], enterprise: UUID, on: date) -> None:
    """Refused where one of the people, ids with names, is recused 回避 from the enterprise on the day."""
    recused = recused_on(people, [enterprise], on) if people else frozenset()
    if not recused:
        return
    names = [name for person, name in people.items() if (person, enterprise) in recused]
    plant = Enterprise.objects.values_list("name", flat=True).get(pk=enterprise)
    raise_if(recusal_refusal(names, plant, on, law_in_use()))


def _fit(person: PersonOnDay | None, asked: UUID, wanted: PersonKind, on: date) -> PersonOnDay:
    if person is None:
        raise Refusal(
            "attendance.unknown",
            Message("attendance.unknown", N_("没有这名人员：{person}。"), {"person": asked}),
            remedy=Message("attendance.unknown.remedy", N_("请核对编号；新的人员请先登记。")),
        )
    raise_if(attendance_refusal(person.name, person.kind, wanted, person.left_on, on, law=law_in_use()))
    return person
