"""``calendars/*.yaml`` to the working-day calendar 工作日历: one file a year, as the State Council announced it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duban.domain.calendars import ONE_DAY, Calendar, SpecialDay
from duban.domain.messages import N_, Message
from duban.specs.hashing import file_hash
from duban.specs.places import Place, Problems, duplicate_id
from duban.specs.reading import BOOLEAN, DAY, TEXT, Entry, integer, listing, read_file, record

YEAR = integer(2000, 2100)


@dataclass(frozen=True, slots=True)
class _Run:
    """Days in a row that differ from their weekday in the same way."""

    place: Place
    first: date
    last: date
    day: SpecialDay


@dataclass(frozen=True, slots=True)
class _Year:
    place: Place
    year: int
    published: bool
    runs: tuple[_Run, ...]


def read_calendar(folder: Path, problems: Problems) -> Calendar:
    """All years below ``folder``; what is wrong is added to ``problems``."""
    paths = sorted(folder.glob("*.yaml"))
    years = [read_file(path, record(_read_year), problems) for path in paths]
    _refuse_repeated_years(years, problems)
    special: dict[date, SpecialDay] = {}
    for year in years:
        for run in year.runs:
            _spread(run, year, special, problems)
    return Calendar(special, frozenset(year.year for year in years if year.published), file_hash(paths))


def _read_year(entry: Entry) -> _Year:
    entry.required("source", TEXT, example="国务院办公厅公布的2021年节假日安排")
    return _Year(
        place=entry.place_of("year"),
        year=entry.required("year", YEAR),
        published=entry.required("published", BOOLEAN),
        runs=(
            *entry.required("holidays", listing(record(_read_holiday))),
            *entry.required("make_up_days", listing(record(_read_make_up_day))),
        ),
    )


def _read_holiday(entry: Entry) -> _Run:
    entry.in_order("from", "to")
    day = SpecialDay(entry.required("name", TEXT, example="国庆节"), False, entry.optional("en", TEXT, ""))
    return _Run(entry.place, entry.required("from", DAY), entry.required("to", DAY), day)


def _read_make_up_day(entry: Entry) -> _Run:
    day = SpecialDay(entry.required("name", TEXT, example="国庆节"), True, entry.optional("en", TEXT, ""))
    on = entry.required("on", DAY)
    return _Run(entry.place, on, on, day)


def _refuse_repeated_years(years: list[_Year], problems: Problems) -> None:
    seen: dict[int, Place] = {}
    for year in years:
        if year.year in seen:
            problems.add(year.place, duplicate_id("year", str(year.year), seen[year.year]), N_("每年一个文件"))
        seen.setdefault(year.year, year.place)


def _spread(run: _Run, year: _Year, special: dict[date, SpecialDay], problems: Problems) -> None:
    if run.first.year != year.year or run.last.year != year.year:
        message = Message("spec.other_year", N_("日期不在 {year} 年之内"), {"year": year.year})
        problems.add(run.place, message, f"from: {year.year}-10-01, to: {year.year}-10-07")
        return
    day = run.first
    while day <= run.last:
        if day in special:
            message = Message("spec.day_twice", N_("{day} 已写过（{name}）"), {"day": day, "name": special[day].name})
            problems.add(run.place, message, N_("每天只写一次"))
        special[day] = run.day
        day += ONE_DAY
