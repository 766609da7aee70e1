"""Calendar edits 日历调整 as they are read: what a bureau entered over the yearly notices, who, when, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duban.records.models import CalendarEdit


@dataclass(frozen=True, slots=True)
class EditedDay:
    """One entry of a day; ``holds``: no later one took its place."""

    day: date
    working: bool
    reason: str
    at: datetime
    unit: str
    holds: bool


def edits_of(year: int) -> Sequence[EditedDay]:
    """All entries of the year, the latest first; every unit reads them."""
    rows = CalendarEdit.objects.filter(day__year=year).order_by("-edited_at", "-id")
    seen: set[date] = set()
    found = []
    for row in rows.select_related("home_agency"):
        found.append(
            EditedDay(row.day, row.working, row.reason, row.edited_at, row.home_agency.name, row.day not in seen)
        )
        seen.add(row.day)
    return found
