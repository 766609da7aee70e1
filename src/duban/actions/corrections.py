"""Corrections 更正和作废 of any fact, with a reason: standings follow, returns already sent keep their frozen copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Model
from pydantic import Field

from duban.actions.casework import held, noun_of, raise_if
from duban.actions.correctable import AHEAD, CORRECTABLE, Correctable
from duban.actions.deeds import deed
from duban.actions.fields import Id, Reason
from duban.actions.inputs import judge
from duban.actions.keepers import keepers_of
from duban.domain.actor import Actor
from duban.domain.days import local_day
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission, require
from duban.domain.rules.corrections import (
    fields_refusal,
    kept_refusal,
    not_voidable_refusal,
    settled_refusal,
    unchanged_refusal,
)
from duban.domain.rules.guards import before_refusal, future_refusal

Noun = Annotated[str, Field(min_length=1, max_length=64, description=N_("事实种类（表名）"), examples=["hazard"])]
Values = Annotated[
    dict[str, Any],
    Field(min_length=1, description=N_("更正后的栏目内容"), examples=[{"description": "安全出口被货物堵塞"}]),
]


@deed(permission=Permission.CORRECT_FACTS, title=N_("更正事实"))
def correct_fact(
    *, by: Actor, on: date, at: datetime, id: UUID, noun: Noun, record: Id, values: Values, reason: Reason
) -> UUID:
    """Correct columns of a fact, by who may record it. The trail keeps what it said before and the reason.

    Refused where an issued document says it; the refusal names the document and what to do instead.
    """
    table, row = _found(noun, record, by)
    word = noun_of(table.model)
    raise_if(fields_refusal(word, values, table.columns.model_fields, table.remedy))
    judged = judge(table.columns, values)
    changes = {name: getattr(judged, name) for name in values}
    _require_free(table, row, word, frozenset(changes))
    raise_if(unchanged_refusal(word, [name for name, value in changes.items() if getattr(row, name) != value]))
    _require_days(table, row, changes, local_day(at))
    for name, value in changes.items():
        setattr(row, name, value)
    if table.settle is not None:
        table.settle(row, changes)
    row.save()
    return record


@deed(permission=Permission.CORRECT_FACTS, title=N_("作废事实"))
def void_fact(*, by: Actor, on: date, at: datetime, id: UUID, noun: Noun, record: Id, reason: Reason) -> UUID:
    """Make a fact void, by who may record it: it stays readable with the reason and counts nowhere."""
    table, row = _found(noun, record, by)
    word = noun_of(table.model)
    if not table.voidable:
        raise not_voidable_refusal(word, table.remedy)
    _require_free(table, row, word, None)
    row.voided_on = on  # type: ignore[attr-defined]  # every table of corrections is one of voidable rows
    row.void_reason = reason  # type: ignore[attr-defined]  # as above
    row.save()
    return record


def _found(noun: str, record: UUID, by: Actor) -> tuple[Correctable, Model]:
    table = CORRECTABLE.get(noun)
    if table is None:
        raise Refusal(
            "correction.noun",
            Message("correction.noun", N_("没有可以更正的事实种类“{noun}”。"), {"noun": noun}),
            remedy=Message("correction.nouns", N_("可以更正：{nouns}。"), {"nouns": "、".join(CORRECTABLE)}),
        )
    require(by.roles, table.permission)
    return table, held(table.model, record)


def _require_free(table: Correctable, row: Model, word: str, changed: frozenset[str] | None) -> None:
    """Nothing that was issued rests on what changes; ``changed`` is ``None`` when the whole row goes."""
    if table.states:
        raise_if(settled_refusal(word, row.state in table.states, table.remedy))  # type: ignore[attr-defined]  # it has states
    if not table.keeper:
        return
    whole = changed is None
    if changed is None or table.kept is None or changed & table.kept:
        raise_if(kept_refusal(word, keepers_of(table.keeper, row.pk, drafts=whole), table.remedy))


def _require_days(table: Correctable, row: Model, changes: Mapping[str, Any], today: date) -> None:
    for name, value in changes.items():
        if not isinstance(value, date) or (name in AHEAD and name not in table.since):
            continue
        if name not in AHEAD:
            raise_if(future_refusal(local_day(value) if isinstance(value, datetime) else value, today))
        if name in table.since:
            raise_if(before_refusal(N_("更正后"), value, N_("在先事项"), _at(row, table.since[name])))


def _at(row: Model, path: str) -> date | None:
    found: Any = row
    for name in path.split("."):
        found = getattr(found, name)
    return found  # type: ignore[no-any-return]  # every path ends in a day
