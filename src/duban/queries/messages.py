"""Messages 消息 as they are read: those of the reader's unit, and one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from duban.records.models import MessageRead, UnitMessage

READ, UNREAD = "read", "unread"


@dataclass(frozen=True, slots=True)
class MessagesSought:
    """What the list is asked for: read or not by the reader, reminders, sent by the own unit, words."""

    state: str = ""
    reminder: str = ""
    sent: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message; ``seen``: the reader has opened it; ``sent``: by the reader's own unit."""

    id: UUID
    subject: str
    text: str
    sender: str
    receiver: str
    on: date
    about: str
    reminder: bool
    seen: bool
    sent: bool


def messages(agency: str, reader: UUID, sought: MessagesSought) -> tuple[QuerySet[UnitMessage], int]:
    """To the unit and from it, the latest first, and how many there are in all."""
    every = _of(agency)
    found = every.annotate(seen=_seen(reader))
    if sought.state:
        found = found.filter(seen=sought.state == READ)
    if sought.reminder:
        found = found.filter(reminder=sought.reminder == "yes")
    if sought.sent:
        found = found.filter(home_agency=agency) if sought.sent == "yes" else found.filter(to_agency=agency)
    if sought.text:
        found = found.filter(Q(subject__contains=sought.text) | Q(text__contains=sought.text))
    related = found.select_related("home_agency", "to_agency")
    return related.order_by("-sent_on", "-id"), every.count()


def message_line(row: UnitMessage, agency: str) -> MessageLine:
    """A row of ``messages`` as a value."""
    seen = bool(getattr(row, "seen", False))
    return MessageLine(
        row.pk, row.subject, row.text, row.home_agency.name, row.to_agency.name, row.sent_on, row.about,
        row.reminder, seen, row.home_agency_id == agency,
    )  # fmt: skip


def message(message: UUID, agency: str, reader: UUID) -> MessageLine | None:
    """One message to the unit or from it; ``None`` for any other."""
    row = _of(agency).annotate(seen=_seen(reader)).select_related("home_agency", "to_agency")
    found = row.filter(pk=message).first()
    return None if found is None else message_line(found, agency)


def unread(agency: str, reader: UUID) -> int:
    """How many messages to the unit the reader has not opened."""
    return UnitMessage.objects.filter(to_agency=agency).exclude(_seen(reader)).count()


def _of(agency: str) -> QuerySet[UnitMessage]:
    return UnitMessage.objects.filter(Q(to_agency=agency) | Q(home_agency=agency))


def _seen(reader: UUID) -> Exists:
    return Exists(MessageRead.objects.filter(message=OuterRef("pk"), reader=reader))
