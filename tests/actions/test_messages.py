"""Messages and reminders: down the tree, once a day, about what is owed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tests.actions.samples_submissions import OFFICE, REPORT, accepted, submitted
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, ZONE, actor, do, noon, refused, rows

from duban.actions.messages import note_read
from duban.domain.returns import AnnexMark, Timeliness, UnitReturn
from duban.domain.rules.reminders import owing, receiver_refusal, reminder_refusal
from duban.records.models import MessageRead, UnitMessage

pytestmark = pytest.mark.usefixtures("world")

BOTH = {"campaign": CAMPAIGN, "report_on": REPORT}


def urged() -> set[str]:
    return {str(one.to_agency_id) for one in rows(UnitMessage).filter(reminder=True)}


def test_who_sent_is_not_urged_and_who_came_back_is_again() -> None:
    accepted()
    submitted(annex="2", zero_return=True)
    do("remind_returns", by=OFFICE, on=REPORT, **BOTH)
    assert urged() == {HUNNAN, ZONE}
    late = REPORT + timedelta(days=1)
    back = rows(UnitMessage).get(to_agency=HUNNAN)
    assert "已逾期" not in back.text
    do("remind_returns", by=OFFICE, on=late, **BOTH)
    assert "已逾期" in rows(UnitMessage).get(to_agency=HUNNAN, sent_on=late).text


def test_nobody_is_urged_who_owes_nothing() -> None:
    sent = [AnnexMark("1", "v", "accepted", REPORT, Timeliness.ON_TIME, True)]
    assert owing([UnitReturn(TIEXI, "示例", True, tuple(sent))], CITY) == ()
    refusal = reminder_refusal((), (), REPORT)
    assert refusal is not None
    assert refusal.rule == "reminder.nobody"


def test_a_stranger_is_told_nothing() -> None:
    told = {"subject": "示例", "text": "示例"}
    assert refused("send_message", by=OFFICE, to=CITY, **told).rule == "message.not_below"
    assert receiver_refusal(HUNNAN, (TIEXI,)) is not None


def test_the_first_opening_is_noted_and_no_second() -> None:
    message: UUID = do("send_message", by=OFFICE, to=TIEXI, subject="示例", text="示例")
    reader = actor(f"clerk-{TIEXI}")
    for _ in range(2):
        note_read(message, by=reader, at=noon(REPORT))
    assert rows(MessageRead).count() == 1
