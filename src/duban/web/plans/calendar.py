"""月历: the visits of a plan on the days of a month, working days and days off told apart."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duban.domain.calendars import Calendar
from duban.domain.planning import PlannedVisit
from duban.web.wording import say

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Day:
    """One field of the grid. ``why``: why it is (not) a working day."""

    on: date
    inside: bool  # of the month
    working: bool
    why: str
    today: bool
    visits: Sequence[PlannedVisit]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday to Sunday; ``before`` and ``after`` are months as the address writes them."""

    first: date
    weeks: Sequence[Sequence[Day]]
    before: str
    after: str

    @property
    def written(self) -> str:
        """2021-08."""
        return f"{self.first:%Y-%m}"

    @property
    def visits(self) -> int:
        """How many visits lie in it."""
        return sum(len(day.visits) for week in self.weeks for day in week if day.inside)


def month_of(visits: Sequence[PlannedVisit], asked: str, today: date, calendar: Calendar) -> Month:
    """The month that the address asks for, else the month of the first visit that is still to come."""
    first = _first(visits, asked, today)
    weeks = [
        [_day(on, first, today, calendar, visits) for on in week]
        for week in months.Calendar().monthdatescalendar(first.year, first.month)
    ]
    before, after = first - timedelta(days=1), (first + timedelta(days=31)).replace(day=1)
    return Month(first, weeks, f"{before:%Y-%m}", f"{after:%Y-%m}")


def _first(visits: Sequence[PlannedVisit], asked: str, today: date) -> date:
    try:
        asked_for = date.fromisoformat(f"{asked}-01")
    except ValueError:
        asked_for = None
    if asked_for is not None and date(2000, 1, 1) <= asked_for <= date(2100, 12, 1):
        return asked_for
    ahead = [visit.on for visit in visits if visit.on >= today] or [visit.on for visit in visits][-1:] or [today]
    return min(ahead).replace(day=1)


def _day(on: date, first: date, today: date, calendar: Calendar, visits: Sequence[PlannedVisit]) -> Day:
    here = [visit for visit in visits if visit.on == on]
    return Day(on, on.month == first.month, calendar.is_workday(on), say(calendar.why(on)), on == today, here)
