"""Moved deadlines 期限变动: which due days an edit of the calendar moves, from the clocks that are running."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duban.domain.calendars import Calendar, SpecialDay
from duban.domain.deadlines import Deadlines
from duban.domain.law import Law


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs: the deadline's code, the day from which it runs, and how many acts wait for its end."""

    code: str
    started_on: date
    acts: int


@dataclass(frozen=True, slots=True)
class Move:
    """A clock whose end another calendar moves."""

    clock: Clock
    title: str
    was: date
    now: date
    provisional: bool  # the year is not published: it may move again


def amended(law: Law, days: Mapping[date, bool], reason: str) -> Law:
    """The law with these days worked or off; a year that is entered counts as published, as when it is stored."""
    special = {day: SpecialDay(reason, works) for day, works in days.items()}
    calendar = law.calendar.amended(special)
    years = calendar.published | {day.year for day in days}
    return Law(law.lawbook, law.deadlines, Calendar(calendar.special, years, calendar.file_hash))


def moves(clocks: Iterable[Clock], before: Law, after: Law) -> tuple[Move, ...]:
    """The clocks that end on another day, those with the earliest end first."""
    found = []
    for clock in clocks:
        was, now = before.due(clock.code, clock.started_on), after.due(clock.code, clock.started_on)
        if was is not None and now is not None and was.due_on != now.due_on:
            title = title_of(before.deadlines, clock.code)
            found.append(Move(clock, title, was.due_on, now.due_on, now.provisional))
    return tuple(sorted(found, key=lambda move: (move.now, move.clock.code, move.clock.started_on)))


def title_of(deadlines: Deadlines, code: str) -> str:
    """What the deadline is called."""
    return deadlines.rule(code).title
