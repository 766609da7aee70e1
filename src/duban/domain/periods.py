"""Periods 时段: inclusive days that are counted together, and the earlier days with which they are compared.

A week runs from Monday to Sunday. Two periods are the same 同期 when both have run for the same number of days: this
week up to today and last week up to the same weekday; a campaign up to its n-th day and an earlier one up to its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first_on`` to ``last_on``, both included."""

    first_on: date
    last_on: date

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on

    def sum(self, daily: Mapping[date, int]) -> int:
        """What is counted in it, of figures kept day by day."""
        return sum(count for day, count in daily.items() if day in self)

    def begun_on(self, first_on: date) -> Period:
        """The period of the same length that begins on another day."""
        return Period(first_on, first_on + (self.last_on - self.first_on))


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def week_to(on: date) -> tuple[Period, Period]:
    """This week up to the day, and the week before up to the same weekday."""
    this = Period(monday_of(on), on)
    return this, this.begun_on(this.first_on - WEEK)


def course_to(on: date, first_on: date, other_first_on: date) -> tuple[Period, Period]:
    """A campaign from its first day to the day, and another one for as many days from its own first day."""
    this = Period(first_on, on)
    return this, this.begun_on(other_first_on)


def weeks(first_on: date, on: date) -> tuple[Period, ...]:
    """Every week from the one of ``first_on`` to the one of ``on``, whole weeks, the oldest first."""
    found, monday = [], monday_of(first_on)
    while monday <= on:
        found.append(Period(monday, monday + WEEK - timedelta(days=1)))
        monday += WEEK
    return tuple(found)
