"""Messages 消息 to units below, and reminders 催报 to all that owe a return."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from pydantic import Field

from duban.actions.casework import raise_if
from duban.actions.deeds import deed
from duban.actions.fields import AgencyCode, CampaignId, Text
from duban.actions.submissions import ReportDay
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import reminders as rules
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.submissions import unit_returns
from duban.queries.units import returning_units
from duban.records.models import MessageRead, UnitMessage
from duban.records.scope import scoped

Subject = Annotated[str, Field(min_length=1, max_length=200, description=N_("标题"), examples=["请补报附件1"])]


@deed(permission=Permission.REMIND, title=N_("发送消息"))
def send_message(*, by: Actor, on: date, at: datetime, id: UUID, to: AgencyCode, subject: Subject, text: Text) -> UUID:
    """Tell a unit below something; it stays as it was sent. Refused for a unit that is not below."""
    raise_if(rules.receiver_refusal(to, by.subordinates))
    UnitMessage.objects.create(
        id=id, home_agency_id=by.agency, to_agency_id=to, subject=subject, text=text, sent_on=on, sent_by_id=by.id
    )
    return id


@deed(permission=Permission.REMIND, title=N_("催报"))
def remind_returns(*, by: Actor, on: date, at: datetime, id: UUID, campaign: CampaignId, report_on: ReportDay) -> UUID:
    """Urge every unit right below that owes an annex of the report day, by a message each, once a day.

    What was returned to a unit is owed again. Refused when nobody owes anything, or everybody was urged today.
    """
    plan = campaign_in_use(campaign)
    owed = rules.owing(unit_returns(plan, report_on, returning_units(by.agency), on), by.agency)
    about = returns_of(campaign, report_on)
    urged = _urged(by, about, on)
    left = [each for each in owed if each.unit not in urged]
    raise_if(rules.reminder_refusal(owed, left, on))
    common = {"home_agency_id": by.agency, "about": about, "reminder": True, "sent_on": on, "sent_by_id": by.id}
    UnitMessage.objects.bulk_create(
        UnitMessage(id=uuid5(id, each.unit), to_agency_id=each.unit, **_words(each, report_on, on), **common)
        for each in left
    )
    return id


def note_read(message: UUID, *, by: Actor, at: datetime) -> None:
    """Who opened the message first when; no deed, and a second opening is not noted."""
    try:
        with scoped(by.reads, (by.agency,)), transaction.atomic():
            MessageRead.objects.create(
                id=uuid4(), home_agency_id=by.agency, message_id=message, reader_id=by.id, read_at=at
            )
    except IntegrityError:
        pass


def returns_of(campaign: str, report_on: date) -> str:
    """What a reminder is about, as the record holds it."""
    return f"returns/{campaign}/{report_on.isoformat()}"


def _urged(by: Actor, about: str, on: date) -> frozenset[str]:
    rows = UnitMessage.objects.filter(home_agency=by.agency, reminder=True, about=about, sent_on=on)
    return frozenset(rows.values_list("to_agency", flat=True))


def _words(one: rules.Owing, report_on: date, on: date) -> dict[str, str]:
    """Subject and text, kept as they were sent."""
    annexes = "、".join(f"附件{annex}" for annex in one.annexes)
    late = "" if on <= report_on else "，已逾期"
    text = f"{one.name}：{annexes}应于 {report_on.isoformat()} 前报送{late}，请尽快报送；没有可报内容的，作零报告。"
    return {"subject": f"催报：{annexes}", "text": text}
