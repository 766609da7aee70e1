"""Marks of a return: in time, complete and accepted are three separate things."""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.histories import day, maybe

from duban.domain.returns import AnnexMark, Timeliness, Version, timeliness, unit_return

DUE = day("09-10")


@pytest.mark.parametrize(
    ("sent", "on", "expected"),
    [
        (None, "09-10", Timeliness.PENDING),  # the due day itself is in time
        (None, "09-11", Timeliness.MISSING),
        ("09-10", "09-20", Timeliness.ON_TIME),
        ("09-11", "09-20", Timeliness.LATE),
    ],
)
def test_timeliness(sent: str | None, on: str, expected: Timeliness) -> None:
    assert timeliness(maybe(sent), DUE, day(on)) is expected


def version(
    name: str, annex: str, state: str, sent: date | None = None, *, unit: str = "甲区", superseded: bool = False
) -> Version:
    return Version(name, unit, annex, state, sent, sent if state == "accepted" else None, superseded)


def marks(*versions: Version, on: str = "09-20") -> tuple[bool, tuple[AnnexMark, ...]]:
    found = unit_return("甲区", "示例甲区局", ("1", "2"), versions, due_on=DUE, on=day(on))
    return found.complete, found.annexes


def test_a_unit_that_sent_nothing() -> None:
    nothing = (
        AnnexMark("1", None, "", None, Timeliness.MISSING, False),
        AnnexMark("2", None, "", None, Timeliness.MISSING, False),
    )
    assert marks(version("1", "1", "submitted", day("09-09"), unit="乙区")) == (False, nothing)


def test_complete_in_time_and_half_accepted() -> None:
    complete, found = marks(version("1", "1", "accepted", day("09-09")), version("2", "2", "submitted", day("09-11")))
    assert complete
    assert [(mark.version, mark.timeliness, mark.accepted) for mark in found] == [
        ("1", Timeliness.ON_TIME, True),
        ("2", Timeliness.LATE, False),
    ]


def test_one_returned_for_correction_was_still_sent_in_time() -> None:
    first = version("1", "1", "returned", day("09-09"), superseded=True)
    _, (mark, _) = marks(first, version("2", "1", "accepted", day("09-15")))
    assert (mark.version, mark.first_submitted_on, mark.timeliness) == ("2", day("09-09"), Timeliness.ON_TIME)


def test_a_reopened_return_is_not_accepted() -> None:
    _, (mark, _) = marks(version("1", "1", "reopened", day("09-09")))
    assert not mark.accepted


def test_what_was_sent_later_is_not_known_yet() -> None:
    _, (mark, _) = marks(version("1", "1", "submitted", day("09-15")), on="09-12")
    assert mark.timeliness is Timeliness.MISSING
