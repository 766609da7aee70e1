"""Spreading 排日期: enterprises laid over working days by a plain rule that anybody can do again with a pencil.

In the order in which they stand, ``per_day`` a day, from the first day to the last; days off and days on which one of
the chosen people is away are passed over; what the people have on a day already counts. What finds no day is named.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from duban.domain.calendars import ONE_DAY, Calendar
from duban.domain.planning import Away

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spread(Generic[T]):
    """Which got which day, and which found none."""

    placed: Sequence[tuple[T, date]]
    left: Sequence[T]


def spread(
    wanted: Sequence[T],
    first_on: date,
    last_on: date,
    per_day: int,
    *,
    calendar: Calendar,
    leaves: Collection[Away] = (),
    booked: Mapping[date, int] | None = None,
) -> Spread[T]:
    """Lay them over the days. ``leaves``: of the chosen people; ``booked``: how many visits they have on a day."""
    taken, waiting, placed = booked or {}, list(wanted), []
    day = first_on
    while waiting and day <= last_on:
        if calendar.is_workday(day) and not any(one.on(day) for one in leaves):
            room = max(per_day - taken.get(day, 0), 0)
            placed += [(one, day) for one in waiting[:room]]
            del waiting[:room]
        day += ONE_DAY
    return Spread(placed, waiting)


def workdays(first_on: date, last_on: date, calendar: Calendar, leaves: Collection[Away] = ()) -> list[date]:
    """The working days from the first to the last, without those of the leaves."""
    found, day = [], first_on
    while day <= last_on:
        if calendar.is_workday(day) and not any(one.on(day) for one in leaves):
            found.append(day)
        day += ONE_DAY
    return found
