"""Periods: whole weeks, this week against the last, a campaign against the same day of an earlier one."""

from __future__ import annotations

from datetime import date

import pytest

from duban.domain.periods import Period, course_to, week_to, weeks


def _p(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("on", "now", "before"),
    [
        ("2021-09-06", ("2021-09-06", "2021-09-06"), ("2021-08-30", "2021-08-30")),  # a Monday
        ("2021-09-10", ("2021-09-06", "2021-09-10"), ("2021-08-30", "2021-09-03")),  # a Friday
        ("2021-09-12", ("2021-09-06", "2021-09-12"), ("2021-08-30", "2021-09-05")),  # a Sunday
        ("2022-01-01", ("2021-12-27", "2022-01-01"), ("2021-12-20", "2021-12-25")),  # over the turn of the year
    ],
)
def test_this_week_is_compared_with_the_same_weekdays_of_the_last(on, now, before):
    assert week_to(date.fromisoformat(on)) == (_p(*now), _p(*before))


def test_a_campaign_is_compared_up_to_the_same_day_of_its_course():
    now, before = course_to(date(2021, 9, 10), date(2021, 7, 7), date(2020, 3, 1))
    assert now == _p("2021-07-07", "2021-09-10")
    assert before == _p("2020-03-01", "2020-05-05")
    assert now.last_on - now.first_on == before.last_on - before.first_on


def test_weeks_are_whole_and_without_gaps():
    found = weeks(date(2021, 7, 7), date(2021, 7, 19))
    assert found == (_p("2021-07-05", "2021-07-11"), _p("2021-07-12", "2021-07-18"), _p("2021-07-19", "2021-07-25"))


def test_a_campaign_that_has_not_begun_has_no_weeks():
    assert weeks(date(2021, 7, 12), date(2021, 7, 11)) == ()


def test_a_period_counts_its_first_and_its_last_day_and_no_other():
    daily = {date(2021, 9, 5): 1, date(2021, 9, 6): 2, date(2021, 9, 10): 4, date(2021, 9, 11): 8}
    assert _p("2021-09-06", "2021-09-10").sum(daily) == 6
