"""Load 工作量: planned visits against working days, officer by officer and day by day.

Our reading: one visit an officer and working day is a full load; on one day as many visits can be made as there are
pairs of officers who have a valid certificate and are not away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duban.domain.calendars import Calendar
from duban.domain.campaign import Campaign
from duban.domain.plan_spreading import workdays
from duban.domain.planning import Around, Away, PlannedVisit
from duban.domain.rules.plan_conflicts import inspecting


@dataclass(frozen=True, slots=True)
class Term:
    """The days over which load is reckoned, both included."""

    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer of the unit, with all certificates."""

    person: str
    name: str
    certificates: tuple[tuple[date, date], ...] = ()
    left_on: date | None = None

    def certified(self, on: date) -> bool:
        """Whether the officer may make a visit on the day."""
        here = self.left_on is None or on < self.left_on
        return here and any(first <= on <= last for first, last in self.certificates)


@dataclass(frozen=True, slots=True)
class OfficerLoad:
    """Visits of one officer against the working days on which the officer can make them."""

    person: str
    name: str
    visits: int
    days: int

    @property
    def percent(self) -> int:
        """Of a full load; an officer without a day has more than any."""
        return self.visits * 100 // self.days if self.days else 999 * bool(self.visits)


@dataclass(frozen=True, slots=True)
class DayLoad:
    """Visits of one day against the pairs that can be formed; ``working``: whether it is a working day."""

    on: date
    visits: int
    pairs: int
    working: bool

    @property
    def percent(self) -> int:
        """Of the pairs."""
        return self.visits * 100 // self.pairs if self.pairs else 999 * bool(self.visits)


@dataclass(frozen=True, slots=True)
class Load:
    """Both ways of looking at it; ``workdays`` counts the working days of the term."""

    term: Term
    workdays: int
    officers: Sequence[OfficerLoad]
    days: Sequence[DayLoad]

    @property
    def visits(self) -> int:
        """All visits of the term."""
        return sum(day.visits for day in self.days)


def load(
    visits: Sequence[PlannedVisit],
    around: Around,
    officers: Sequence[Officer],
    campaign: Campaign,
    calendar: Calendar,
) -> Load:
    """The load of the plan's visits together with those of the other plans that stand."""
    term = term_of(visits, campaign)
    all_visits = [one for one in (*visits, *around.others) if term.first_on <= one.on <= term.last_on]
    away = around.away()
    return Load(
        term,
        len(workdays(term.first_on, term.last_on, calendar)),
        [_of_officer(one, all_visits, term, calendar, away.get(one.person, ())) for one in officers],
        [_of_day(day, all_visits, officers, calendar, away) for day in _days(all_visits)],
    )


def term_of(visits: Collection[PlannedVisit], campaign: Campaign) -> Term:
    """From the first planned day (without any, of the phase of inspections) to that phase's end or the last day."""
    phases = inspecting(campaign)
    days = [visit.on for visit in visits]
    first_on = min(days) if days else min(phase.first_on for phase in phases)
    return Term(first_on, max([*days, *(phase.last_on for phase in phases), first_on]))


def _of_officer(
    one: Officer, visits: Sequence[PlannedVisit], term: Term, calendar: Calendar, leaves: Sequence[Away]
) -> OfficerLoad:
    days = [day for day in workdays(term.first_on, term.last_on, calendar, leaves) if one.certified(day)]
    return OfficerLoad(one.person, one.name, sum(one.person in visit.pair for visit in visits), len(days))


def _of_day(
    day: date,
    visits: Sequence[PlannedVisit],
    officers: Sequence[Officer],
    calendar: Calendar,
    away: Mapping[str, Sequence[Away]],
) -> DayLoad:
    able = [
        one for one in officers if one.certified(day) and not any(leave.on(day) for leave in away.get(one.person, ()))
    ]
    return DayLoad(day, sum(visit.on == day for visit in visits), len(able) // 2, calendar.is_workday(day))


def _days(visits: Sequence[PlannedVisit]) -> Sequence[date]:
    return sorted({visit.on for visit in visits})
