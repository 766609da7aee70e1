"""Planned visits 安排的检查 as values, and what is known around them: leave, recusal, other plans, visits before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Assigned:
    """A person of a planned visit, with the certificate that is valid on its day, else the latest; none: no number."""

    person: str
    name: str
    certificate: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One planned visit 安排的检查. ``plan``: the title of its plan; ``done_on``: the day it was carried out."""

    id: str
    enterprise: str
    enterprise_name: str
    on: date
    officers: tuple[Assigned, ...]
    experts: tuple[Assigned, ...] = ()
    site: str = ""
    note: str = ""
    plan: str = ""
    done_on: date | None = None

    @property
    def people(self) -> tuple[Assigned, ...]:
        """Officers and experts."""
        return self.officers + self.experts

    @property
    def pair(self) -> frozenset[str]:
        """The officers, whatever their order."""
        return frozenset(one.person for one in self.officers)


@dataclass(frozen=True, slots=True)
class Away:
    """Days of leave 请假, first and last included."""

    person: str
    first_on: date
    last_on: date

    def on(self, day: date) -> bool:
        """Whether the person is away on the day."""
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit that was carried out: where, when, by which officers."""

    enterprise: str
    on: date
    officers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Around:
    """What a plan is held against. ``others``: visits of other plans that stand; ``recused``: person and enterprise
    of every day on which a recusal 回避 is in force.
    """

    others: tuple[PlannedVisit, ...] = ()
    leaves: tuple[Away, ...] = ()
    recused: frozenset[tuple[str, str, date]] = frozenset()
    visited: tuple[Visited, ...] = ()

    def away(self) -> Mapping[str, tuple[Away, ...]]:
        """Leaves by person."""
        found: dict[str, tuple[Away, ...]] = {}
        for one in self.leaves:
            found[one.person] = (*found.get(one.person, ()), one)
        return found
