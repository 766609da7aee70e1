"""Legal days: a moment lies in a day of China, and says its own zone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from duban.domain.days import local_day, written_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2021-07-14T15:59:59+00:00", date(2021, 7, 14)),
        ("2021-07-14T16:00:00+00:00", date(2021, 7, 15)),
        ("2021-07-15T00:00:00+08:00", date(2021, 7, 15)),
        ("2021-12-31T23:30:00-05:00", date(2022, 1, 1)),
    ],
)
def test_a_moment_lies_in_the_day_that_china_writes(moment: str, day: date) -> None:
    assert local_day(datetime.fromisoformat(moment)) == day


def test_a_moment_without_a_zone_lies_in_no_day() -> None:
    with pytest.raises(ValueError, match="a moment must know its zone"):
        local_day(datetime(2021, 7, 15))  # noqa: DTZ001 -- the moment to be refused


def test_documents_write_a_day_without_leading_zeros() -> None:
    assert written_day(date(2021, 8, 5)) == "2021年8月5日"
