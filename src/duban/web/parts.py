"""Values that the page components take: plain, frozen, made by the views from what `queries` return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumbs; the last has no ``url``."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists of a job that stand side by side; ``here`` marks the one that is open."""

    title: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens its rows. ``rule`` is its 计数规则."""

    value: int | str
    url: str = ""
    rule: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a time line: when, what, who; ``opinion`` is the 意见 given with it."""

    at: date | datetime
    title: str
    by: str = ""
    opinion: str = ""
    url: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a record still lacks 还缺什么; ``url`` leads to where it is put right."""

    title: str
    why: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One term and its value in a definition list. ``value`` may be safe HTML from another component."""

    term: str
    value: object
    wide: bool = False


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a period: whether it counts, and why (not)."""

    day: date
    counted: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day and how it came about 期限怎么算的. ``rule`` says the rule in one sentence.

    A list leaves ``days`` empty and gives the ``url`` that answers with ``web/ui/due_days.html``: loaded when opened.
    """

    due_on: date
    rule: str
    days: tuple[CountedDay, ...] = ()
    citation: str = ""
    verified: bool = True
    provisional: bool = False  # a year without a published calendar
    url: str = ""

    @property
    def counted(self) -> int:
        return sum(1 for one in self.days if one.counted)

    @property
    def skipped(self) -> int:
        return len(self.days) - self.counted

    @property
    def numbered(self) -> Sequence[tuple[CountedDay, int | None]]:
        """Every day with its number in the period; a skipped day has none."""
        numbers = count(1)
        return [(one, next(numbers) if one.counted else None) for one in self.days]
