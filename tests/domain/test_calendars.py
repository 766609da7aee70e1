"""Working days follow the State Council's notices; a year without one is provisional and says so."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from duban.domain.calendars import Calendar, SpecialDay
from duban.specs.loader import load_calendar

GOLDEN = Path(__file__).parents[1] / "golden" / "workdays_2020_2026.csv"
CALENDAR = load_calendar()


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_day_of_2020_to_2026_is_as_announced() -> None:
    announced = {date.fromisoformat(row["date"]): row["is_workday"] == "1" for row in golden()}
    assert len(announced) == 2557
    assert {day: CALENDAR.is_workday(day) for day in announced} == announced


def test_every_day_of_2020_to_2026_has_its_reason() -> None:
    codes = {"": "workday", "weekend": "weekend"}
    reasons = {
        row["date"]: codes.get(row["why"], "make_up" if row["why"].startswith("make-up") else "holiday")
        for row in golden()
    }
    assert {day: CALENDAR.why(date.fromisoformat(day)).code for day in reasons} == {
        day: f"calendar.{code}" for day, code in reasons.items()
    }


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2021, 9, 17), True, "工作日"),
        (date(2021, 9, 18), True, "中秋节调休上班"),
        (date(2021, 9, 20), False, "中秋节放假"),
        (date(2021, 9, 26), True, "国庆节调休上班"),
        (date(2021, 10, 2), False, "国庆节放假"),
        (date(2021, 9, 11), False, "周末"),
        (date(2027, 10, 1), True, "工作日（2027年放假安排尚未录入，暂按周末推算）"),
        (date(2027, 10, 2), False, "周末（2027年放假安排尚未录入，暂按周末推算）"),
        (date(2031, 1, 1), True, "工作日（2031年放假安排尚未录入，暂按周末推算）"),
    ],
)
def test_a_day_says_why(day: date, works: bool, why: str) -> None:
    assert (CALENDAR.is_workday(day), str(CALENDAR.why(day))) == (works, why)


@pytest.mark.parametrize(("year", "provisional"), [(2019, True), (2020, False), (2026, False), (2027, True)])
def test_a_year_without_its_notice_is_provisional(year: int, provisional: bool) -> None:
    assert CALENDAR.is_provisional(date(year, 6, 1)) is provisional


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2021, 9, 18), date(2021, 9, 18)),
        (date(2021, 9, 19), date(2021, 9, 22)),
        (date(2021, 10, 1), date(2021, 10, 8)),
        (date(2021, 10, 9), date(2021, 10, 9)),
    ],
)
def test_the_first_working_day_from_a_day(day: date, first: date) -> None:
    assert CALENDAR.first_workday_from(day) == first


def test_a_bureau_adds_a_day_of_its_own() -> None:
    storm = date(2021, 8, 3)
    amended = CALENDAR.amended({storm: SpecialDay("台风停工", works=False)})
    assert (str(amended.why(storm)), amended.is_workday(storm)) == ("台风停工放假", False)
    assert CALENDAR.is_workday(storm)
    assert amended.is_workday(storm + timedelta(days=1))


def test_an_empty_calendar_knows_weekends() -> None:
    bare = Calendar({}, frozenset())
    assert [bare.is_workday(date(2021, 10, 1) + timedelta(days=n)) for n in range(4)] == [True, False, False, True]
