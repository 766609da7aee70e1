"""Which due days an edit of the calendar moves."""

from __future__ import annotations

from datetime import date

import pytest

from duban.domain.calendar_moves import Clock, Move, amended, moves
from duban.domain.law import Law
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook

START = date(2021, 8, 20)


@pytest.fixture(scope="module")
def law() -> Law:
    return Law(load_lawbook(), load_deadlines(), load_calendar())


def code_in_workdays(law: Law) -> str:
    """A deadline whose end moves by a day when one working day within it is made a day off."""
    for code in law.deadlines.rules:
        due = law.due(code, START)
        if due is not None and due.due_on == law.calendar.first_workday_from(due.due_on) and _moved(law, code):
            return code
    raise AssertionError("no deadline counts working days")


def _moved(law: Law, code: str) -> tuple[Move, ...]:
    return moves([Clock(code, START, 2)], law, amended(law, {date(2021, 8, 24): False}, "示例停工"))


def test_a_day_off_within_moves_the_end_by_one_working_day(law: Law) -> None:
    code = code_in_workdays(law)
    (move,) = _moved(law, code)
    was = law.due(code, START)
    assert was is not None
    assert (move.was, move.clock.acts, move.provisional) == (was.due_on, 2, False)
    assert move.now == law.calendar.first_workday_from(date.fromordinal(was.due_on.toordinal() + 1))
    assert move.title == law.deadlines.rule(code).title


def test_a_day_off_after_the_end_moves_nothing(law: Law) -> None:
    code = code_in_workdays(law)
    later = amended(law, {date(2021, 12, 30): False}, "示例停工")
    assert moves([Clock(code, START, 1)], law, later) == ()


def test_the_earliest_end_comes_first_and_clocks_without_an_end_are_left_out(law: Law) -> None:
    code = code_in_workdays(law)
    after = amended(law, {date(2021, 8, 24): False}, "示例停工")
    clocks = [Clock(code, date(2021, 8, 23), 1), Clock(code, START, 1), Clock("D28", START, 1)]
    found = moves(clocks, law, after)
    assert [move.clock.started_on for move in found] == [START, date(2021, 8, 23)]


def test_a_year_that_is_entered_counts_as_published(law: Law) -> None:
    after = amended(law, {date(2027, 1, 1): False, date(2027, 10, 1): False}, "示例通知")
    assert 2027 in after.calendar.published
    assert 2027 not in law.calendar.published
