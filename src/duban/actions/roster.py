"""Roster 人员安排: when officers and experts are on leave, from which enterprises they are recused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import held, known, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Id, Reason
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.recusals import ending_refusal, twice_refusal
from duban.records.models import Enterprise, LeaveOfAbsence, Person, Recusal

FirstOn = Annotated[date, Field(description=N_("请假起日"), examples=["2021-08-02"])]
LastOn = Annotated[date, Field(description=N_("请假止日（含当日）"), examples=["2021-08-06"])]


@deed(permission=Permission.RECORD_LEAVE, title=N_("登记请假"))
def record_leave(
    *, by: Actor, on: date, at: datetime, id: UUID, person: Id, first_on: FirstOn, last_on: LastOn, reason: Reason
) -> UUID:
    """Record the days of a leave 请假, first and last included; plans show it, visits are not refused for it."""
    away = held(Person, person)
    LeaveOfAbsence.objects.create(
        id=id, home_agency_id=away.home_agency_id, person=away, first_on=first_on, last_on=last_on, reason=reason
    )
    return id


@deed(permission=Permission.RECORD_RECUSAL, title=N_("登记回避"))
def record_recusal(*, by: Actor, on: date, at: datetime, id: UUID, person: Id, enterprise: Id, reason: Reason) -> UUID:
    """Record that a person is recused 回避 from an enterprise, from the day of the deed on."""
    recused, plant = held(Person, person), known(Enterprise, enterprise)
    open_ones = Recusal.objects.filter(person=recused, enterprise=plant, ended_on=None, voided_on=None)
    raise_if(twice_refusal(open_ones.values_list("since_on", flat=True).first()))
    Recusal.objects.create(
        id=id, home_agency_id=recused.home_agency_id, person=recused, enterprise=plant, since_on=on, reason=reason
    )
    return id


@deed(permission=Permission.END_RECUSAL, title=N_("解除回避"))
def end_recusal(*, by: Actor, on: date, at: datetime, id: UUID, recusal: Id, reason: Reason) -> UUID:
    """End a recusal from the day on, with the reason; refused to the person who is recused."""
    row = held(Recusal, recusal)
    raise_if(ending_refusal(row.ended_on, own=row.person.user_id == by.id))
    row.ended_on, row.ended_reason = on, reason
    row.save()
    return recusal
