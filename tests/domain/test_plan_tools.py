"""排日期、工作量、版本对照: what a clerk could do with a pencil, and would come to the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from duban.domain.campaign import Campaign
from duban.domain.law import Law
from duban.domain.plan_difference import CHANGE_WORDS, ChangeKind, difference
from duban.domain.plan_load import Officer, load
from duban.domain.plan_spreading import spread
from duban.domain.planning import Around, Assigned, Away, PlannedVisit


def on(text: str) -> date:
    return date.fromisoformat(f"2021-{text}")


# Spreading --------------------------------------------------------------------------------------------------------

FRIDAY, MONDAY = on("08-20"), on("08-23")
SPREADS: list[tuple[str, str, dict[str, Any], str, str]] = [
    # enterprises, what is asked, placed, left
    ("one a day over a weekend", "甲乙丙", {"last_on": on("08-24")}, "甲08-20 乙08-23 丙08-24", ""),
    ("two a day", "甲乙丙", {"last_on": on("08-24"), "per_day": 2}, "甲08-20 乙08-20 丙08-23", ""),
    ("what finds no day is named", "甲乙丙", {"last_on": on("08-22")}, "甲08-20", "乙丙"),
    ("the last day is used", "甲乙", {"last_on": MONDAY}, "甲08-20 乙08-23", ""),
    ("leave is passed over", "甲乙", {"last_on": on("08-24"), "leaves": [Away("x", MONDAY, MONDAY)]},
     "甲08-20 乙08-24", ""),
    ("what is booked counts", "甲乙", {"last_on": on("08-24"), "per_day": 2, "booked": {FRIDAY: 1}},
     "甲08-20 乙08-23", ""),
    ("a day that is full already", "甲", {"last_on": MONDAY, "booked": {FRIDAY: 3}}, "甲08-23", ""),
    ("a last day before the first", "甲", {"last_on": on("08-19")}, "", "甲"),
    ("a make-up Saturday is a working day", "甲乙", {"first_on": on("09-18"), "last_on": on("09-22")},
     "甲09-18 乙09-22", ""),
    ("nothing wanted", "", {"last_on": MONDAY}, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "asked", "placed", "left"), [one[1:] for one in SPREADS], ids=[one[0] for one in SPREADS]
)
def test_enterprises_are_laid_over_working_days(
    wanted: str, asked: dict[str, Any], placed: str, left: str, law: Law
) -> None:
    given = {"first_on": FRIDAY, "per_day": 1, **asked}
    found = spread(
        wanted, given.pop("first_on"), given.pop("last_on"), given.pop("per_day"), calendar=law.calendar, **given
    )
    assert " ".join(f"{name}{day:%m-%d}" for name, day in found.placed) == placed
    assert "".join(found.left) == left


# Load -------------------------------------------------------------------------------------------------------------

ALWAYS = ((on("01-01"), on("12-31")),)
JIA, YI, BING = (Officer(name, f"示例{name}", ALWAYS) for name in "甲乙丙")


def visit(item: str, day: str, *officers: str, **more: Any) -> PlannedVisit:
    people = tuple(Assigned(one, f"示例{one}") for one in officers)
    return PlannedVisit(item, f"厂{item}", f"示例厂{item}", on(day), people, **more)


def test_visits_stand_against_working_days(shenyang: Campaign, law: Law) -> None:
    """27 September to 1 October 2021: Mon–Thu are working days, 1 October is a holiday."""
    planned = [visit("1", "09-27", "甲", "乙"), visit("2", "09-27", "甲", "丙"), visit("3", "09-28", "甲", "乙")]
    away = Around(leaves=(Away("乙", on("09-27"), on("09-29")),))
    found = load(planned, away, [JIA, YI, BING], shenyang, law.calendar)
    assert (found.term.first_on, found.term.last_on, found.workdays, found.visits) == (on("09-27"), on("10-01"), 4, 3)
    assert [(one.name, one.visits, one.days, one.percent) for one in found.officers] == [
        ("示例甲", 3, 4, 75), ("示例乙", 2, 1, 200), ("示例丙", 1, 4, 25),
    ]  # fmt: skip
    assert [(one.on, one.visits, one.pairs, one.percent, one.working) for one in found.days] == [
        (on("09-27"), 2, 1, 200, True), (on("09-28"), 1, 1, 100, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("officer", "days"),
    [
        (JIA, 4),
        (replace(JIA, certificates=()), 0),
        (replace(JIA, certificates=((on("01-01"), on("09-28")),)), 2),
        (replace(JIA, certificates=((on("01-01"), on("09-27")), (on("09-30"), on("12-31")))), 2),
        (replace(JIA, left_on=on("09-29")), 2),
    ],
)
def test_an_officer_counts_on_days_with_a_certificate(
    officer: Officer, days: int, shenyang: Campaign, law: Law
) -> None:
    found = load([visit("1", "09-27", "乙", "丙")], Around(), [officer], shenyang, law.calendar)
    assert found.officers[0].days == days


def test_other_plans_count_and_a_day_without_a_pair_is_over_the_mark(shenyang: Campaign, law: Law) -> None:
    others = Around(others=(visit("9", "09-27", "甲", "乙"), visit("8", "09-20", "甲", "乙")))
    found = load([visit("1", "09-27", "甲", "乙")], others, [JIA], shenyang, law.calendar)
    assert [(one.visits, one.pairs, one.percent) for one in found.days] == [(2, 0, 999)]
    assert found.officers[0].visits == 2


def test_without_a_visit_the_term_is_the_phase_of_inspections(shenyang: Campaign, law: Law) -> None:
    found = load([], Around(), [replace(JIA, certificates=())], shenyang, law.calendar)
    assert (found.term.first_on, found.term.last_on, found.days, found.officers[0].percent) == (
        on("07-16"), on("10-01"), [], 0,
    )  # fmt: skip


# Difference -------------------------------------------------------------------------------------------------------

ONE, TWO = visit("1", "08-20", "甲", "乙"), visit("2", "08-23", "甲", "乙")
DIFFERENCES: list[tuple[str, list[PlannedVisit], list[PlannedVisit], list[tuple[str, str]]]] = [
    ("the same", [ONE, TWO], [TWO, ONE], []),
    ("people in another order", [ONE], [visit("1", "08-20", "乙", "甲")], []),
    ("added", [ONE], [ONE, TWO], [("示例厂2", "added")]),
    ("removed", [ONE, TWO], [ONE], [("示例厂2", "removed")]),
    ("moved", [ONE], [visit("1", "08-24", "甲", "乙")], [("示例厂1", "moved")]),
    ("other people", [ONE], [visit("1", "08-20", "甲", "丙")], [("示例厂1", "people")]),
    ("an expert more", [ONE], [replace(ONE, experts=(Assigned("专", "示例专家"),))], [("示例厂1", "people")]),
    ("moved and other people", [ONE], [visit("1", "08-24", "甲", "丙")], [("示例厂1", "moved people")]),
    ("another note", [ONE], [replace(ONE, note="重点查吊运")], [("示例厂1", "note")]),
    ("a second visit of the same enterprise", [ONE], [ONE, visit("1", "08-30", "甲", "乙")], [("示例厂1", "added")]),
    ("the first of two moved behind the second", [ONE, visit("1", "08-30", "甲", "乙")],
     [visit("1", "08-30", "甲", "乙"), visit("1", "09-06", "甲", "乙")], [("示例厂1", "moved")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"), [one[1:] for one in DIFFERENCES], ids=[one[0] for one in DIFFERENCES]
)
def test_what_changed_from_version_to_version(
    before: list[PlannedVisit], after: list[PlannedVisit], expected: list[tuple[str, str]]
) -> None:
    found = difference(before, after)
    assert [(one.enterprise_name, " ".join(one.kinds)) for one in found] == expected


def test_every_change_has_its_word() -> None:
    assert list(CHANGE_WORDS) == list(ChangeKind)
