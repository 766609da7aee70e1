"""Working days 工作日: weekends, State Council holidays and make-up days; a year not yet published is provisional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta, timezone

from duban.domain.messages import N_, Message

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no daylight saving since 1991
ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from its weekday: a holiday, or with ``works`` a make-up day 调休上班."""

    name: str
    works: bool
    en: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """``published``: the years whose yearly notice is loaded. Any other year knows weekends only."""

    special: Mapping[date, SpecialDay]
    published: frozenset[int]
    file_hash: str = ""

    def is_workday(self, day: date) -> bool:
        special = self.special.get(day)
        return day.weekday() < _SATURDAY if special is None else special.works

    def is_provisional(self, day: date) -> bool:
        """Whether the notice for the day's year is not loaded, so that the answer may still change."""
        return day.year not in self.published

    def why(self, day: date) -> Message:
        """Why the day is, or is not, a working day."""
        special = self.special.get(day)
        if special is not None:
            return _special_reason(special)
        weekend = day.weekday() >= _SATURDAY
        if self.is_provisional(day):
            return _provisional_reason(day, weekend)
        return _weekend() if weekend else Message("calendar.workday", N_("工作日"))

    def first_workday_from(self, day: date) -> date:
        """The day itself, or the next working day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def amended(self, changes: Mapping[date, SpecialDay]) -> Calendar:
        """The calendar with a bureau's own entries on top."""
        return replace(self, special={**self.special, **changes})


def _special_reason(special: SpecialDay) -> Message:
    params = {"name": special.name, "name_en": special.en}
    if special.works:
        return Message("calendar.make_up", N_("{name}调休上班"), params)
    return Message("calendar.holiday", N_("{name}放假"), params)


def _weekend() -> Message:
    return Message("calendar.weekend", N_("周末"))


def _provisional_reason(day: date, weekend: bool) -> Message:
    if weekend:
        text = N_("周末（{year}年放假安排尚未录入，暂按周末推算）")
        return Message("calendar.provisional_weekend", text, {"year": day.year})
    text = N_("工作日（{year}年放假安排尚未录入，暂按周末推算）")
    return Message("calendar.provisional_workday", text, {"year": day.year})
