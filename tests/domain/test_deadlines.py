"""Deadlines on real days: National Day 2021, make-up Saturdays, month ends, the law switches."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.domain.calendars import SHANGHAI, Calendar
from duban.domain.citations import in_force
from duban.domain.deadline_rules import Period, Unit, months_later
from duban.domain.deadlines import DueDate, Reckoning
from duban.domain.messages import Refusal
from duban.specs.loader import load_calendar, load_deadlines

CALENDAR = load_calendar()
BOOK = load_deadlines()
GOLDEN = Path(__file__).parents[1] / "golden" / "deadlines.csv"
D = date.fromisoformat

CODES = {
    *("D01", "D02", "D03", "D04", "D05", "D06", "D07.1", "D07.2", "D08", "D09", "D10", "D11", "D12", "D13", "D14.1"),
    *("D14.2", "D14.3", "D15", "D16", "D17", "D18", "D20.1", "D20.2", "D21", "D22", "D23", "D24", "D25", "D26.1"),
    *("D26.2", "D27.1", "D27.2", "D27.3", "D29.1", "D29.2", "D30.1", "D30.2", "D30.3", "D30.4", "D31.1", "D31.2"),
    *("D32.1", "D32.2"),
}


def due(code: str, start: str) -> DueDate:
    return BOOK.compute(code, D(start), CALENDAR)


def hand_counted() -> list[tuple[str, str, str]]:
    with GOLDEN.open(encoding="utf-8") as file:
        return [(row["deadline"], row["from"], row["due_on"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("code", "start", "due_on"), hand_counted())
def test_the_days_counted_by_hand(code: str, start: str, due_on: str) -> None:
    assert due(code, start).due_on == D(due_on)


def test_the_book_holds_d01_to_d32() -> None:
    assert set(BOOK.rules) == CODES
    assert {s.code for s in BOOK.surcharges} == {"D19"}
    assert [w.code for w in BOOK.windows] == ["D28.1", "D28.2"]


@pytest.mark.parametrize(
    ("code", "start", "due_on", "article", "verified"),
    [
        ("D01", "2021-08-20", "2021-08-10", "17", False),  # backward, does not roll
        ("D01", "2021-08-18", "2021-08-08", "17", False),  # a Sunday stays
        ("D02", "2021-08-15", "2021-08-20", "17", False),
        ("D03", "2021-08-20", "2021-08-30", "17", False),
        ("D04", "2021-08-31", "2022-02-28", "14", False),  # no 31 February
        ("D04", "2021-07-03", "2022-01-03", "14", False),  # New Year's holiday: never rolls
        ("D05", "2021-08-18", "2021-08-30", "23", False),  # runs out on a Saturday
        ("D07.1", "2021-09-03", "2021-10-03", "25", True),  # National Day: never rolls
        ("D07.2", "2021-09-03", "2021-11-02", "25", True),
        ("D09", "2021-09-14", "2021-09-22", "23", True),
        ("D11", "2021-09-01", "2021-09-06", "", True),
        ("D13", "2021-07-14", "2021-07-07", "42", True),
        ("D13", "2021-10-12", "2021-09-27", "64", True),  # counted: 11, 9, 8 October, 30, 29, 28, 27 September
        ("D14.1", "2021-09-01", "2021-10-08", "32", False),
        ("D14.2", "2021-09-01", "2021-11-30", "32", False),
        ("D14.3", "2021-09-01", "2022-02-28", "32", False),
        ("D17", "2021-12-31", "2022-03-01", "", False),
        ("D17", "2022-01-01", "2022-02-07", "95", True),  # Spring Festival
        ("D20.1", "2021-08-04", "2021-10-08", "", True),
        ("D20.2", "2021-07-01", "2022-01-04", "46", True),
        ("D22", "2021-07-02", "2021-10-08", "53", True),
        ("D26.1", "2021-09-10", "2021-09-13", "5", True),
        ("D27.1", "2021-07-20", "2021-09-18", "", False),
        ("D29.1", "2021-07-14", "2023-07-14", "29", False),
        ("D29.1", "2021-07-15", "2023-07-15", "36", True),  # a Saturday: limitation does not roll
        ("D29.2", "2021-07-15", "2026-07-15", "36", True),
        ("D30.2", "2021-07-20", "2021-09-10", "", True),
        ("D31.1", "2021-11-05", "2021-12-31", "", False),
        ("D31.2", "2021-11-05", "2022-01-31", "", False),
        ("D32.1", "2021-03-31", "2021-09-30", "", False),
        ("D32.2", "2021-03-31", "2021-12-31", "", False),
    ],
)
def test_other_clocks(code: str, start: str, due_on: str, article: str, verified: bool) -> None:
    result = due(code, start)
    assert (result.due_on, result.citation.number, result.verified) == (D(due_on), article, verified)


@pytest.mark.parametrize(
    ("code", "last_old", "unit_old", "unit_new", "articles"),
    [
        ("D10", "2021-07-14", Unit.DAY, Unit.WORKDAY, ("37", "56")),
        ("D12", "2021-07-14", Unit.DAY, Unit.WORKDAY, ("42", "64")),
        ("D13", "2021-07-14", Unit.DAY, Unit.WORKDAY, ("42", "64")),
        ("D16", "2021-07-14", Unit.DAY, Unit.WORKDAY, ("40", "61")),
    ],
)
def test_a_clock_started_under_the_old_law_runs_to_its_end_under_it(
    code: str, last_old: str, unit_old: Unit, unit_new: Unit, articles: tuple[str, str]
) -> None:
    old, new = due(code, last_old), BOOK.compute(code, D(last_old) + timedelta(days=1), CALENDAR)
    assert (old.unit, new.unit) == (unit_old, unit_new)
    assert (old.citation.number, new.citation.number) == articles


@pytest.mark.parametrize(
    ("code", "start", "due_at"),
    [
        ("D06", "2021-09-30T16:30+08:00", "2021-10-01T16:30+08:00"),
        ("D08", "2021-10-08T09:00+08:00", "2021-10-07T09:00+08:00"),
        ("D26.2", "2021-09-10T20:00+00:00", "2021-09-12T04:00+08:00"),
    ],
)
def test_hours_run_from_moment_to_moment(code: str, start: str, due_at: str) -> None:
    result = BOOK.compute(code, datetime.fromisoformat(start), CALENDAR)
    assert result.due_at == datetime.fromisoformat(due_at)
    assert result.due_on == datetime.fromisoformat(due_at).date()
    assert (result.unit, result.length) == (Unit.HOUR, 24)


def test_hours_explain_themselves() -> None:
    notice = BOOK.compute("D08", datetime(2021, 10, 8, 9, tzinfo=SHANGHAI), CALENDAR)
    assert [(d.day, d.counted, str(d.why)) for d in notice.days] == [
        (D("2021-10-08"), False, "自该时刻起算"),
        (D("2021-10-07"), True, "前溯满24小时"),
    ]


def test_a_moment_counts_as_its_day_in_shanghai() -> None:
    late = datetime.fromisoformat("2021-07-14T16:30+00:00")  # 15 July, 00:30 in Shanghai
    assert BOOK.compute("D12", late, CALENDAR).due_on == D("2021-07-22")


def explained(code: str, start: str) -> list[tuple[str, bool, str]]:
    return [(d.day.isoformat()[5:], d.counted, str(d.why)) for d in due(code, start).days]


def test_working_days_explain_themselves() -> None:
    assert explained("D12", "2021-09-17") == [
        ("09-17", False, "起算日，不计入"),
        ("09-18", True, "第1个工作日（中秋节调休上班）"),
        ("09-19", False, "中秋节放假"),
        ("09-20", False, "中秋节放假"),
        ("09-21", False, "中秋节放假"),
        ("09-22", True, "第2个工作日"),
        ("09-23", True, "第3个工作日"),
        ("09-24", True, "第4个工作日"),
        ("09-25", False, "周末"),
        ("09-26", True, "第5个工作日（国庆节调休上班）"),
    ]


def test_calendar_days_explain_how_they_roll() -> None:
    assert explained("D12", "2021-07-14") == [
        ("07-14", False, "起算日，不计入"),
        ("07-15", True, "第1日"),
        ("07-16", True, "第2日"),
        ("07-17", True, "第3日，末日逢周末，顺延"),
        ("07-18", False, "周末"),
        ("07-19", False, "顺延至此日届满"),
    ]


def test_months_explain_themselves() -> None:
    assert explained("D22", "2021-07-02") == [
        ("07-02", False, "起算日，不计入"),
        ("08-02", True, "满1个月"),
        ("09-02", True, "满2个月"),
        ("10-02", True, "满3个月，末日逢国庆节放假，顺延"),
        *((f"10-0{n}", False, "国庆节放假") for n in range(3, 8)),
        ("10-08", False, "顺延至此日届满"),
    ]


def test_years_and_written_dates_explain_themselves() -> None:
    assert explained("D29.1", "2021-07-15")[1:] == [("07-15", True, "满1年"), ("07-15", True, "满2年")]
    assert explained("D30.4", "2021-07-20") == [("11-30", True, "载明日期，当日有效，不顺延")]


@pytest.mark.parametrize(
    ("code", "start", "provisional"),
    [
        ("D12", "2026-12-24", False),
        ("D12", "2026-12-28", True),  # its last days lie in 2027
        ("D18", "2026-12-20", True),
        ("D18", "2026-12-10", False),
        ("D07.1", "2026-12-20", False),  # never asks the calendar
        ("D12", "2027-09-28", True),
    ],
)
def test_a_year_without_its_calendar_makes_the_day_provisional(code: str, start: str, provisional: bool) -> None:
    assert due(code, start).provisional is provisional


def test_a_provisional_working_day_says_so() -> None:
    why = [str(d.why) for d in due("D25", "2027-06-01").days]
    assert why[1] == "第1个工作日（放假安排尚未录入，暂计）"


@pytest.mark.parametrize(
    ("code", "start", "rule", "text"),
    [
        ("D15", "2021-07-14", "deadline.not_in_force", "D15（作出处罚决定）对 2021-07-14 起算的期限没有规定。"),
        ("D03", "2026-02-01", "deadline.not_in_force", "D03（整改复查）对 2026-02-01 起算的期限没有规定。"),
        ("D29.2", "2021-07-14", "deadline.not_in_force", "D29.2"),
        ("D12", "9999-12-31", "deadline.not_in_force", "D12（要求听证）对 9999-12-31 起算的期限没有规定。"),
        ("D06", "2021-09-10", "deadline.needs_moment", "D06 按小时计算，不能只给日期"),
        ("D14", "2021-09-10", "deadline.several", "“D14”有多个期限。请选择：D14.1、D14.2、D14.3。"),
        ("D99", "2021-09-10", "deadline.unknown", "期限库没有“D99”。"),
        ("D19", "2021-09-10", "deadline.unknown", "期限库没有“D19”。"),
    ],
)
def test_what_cannot_be_counted_is_refused(code: str, start: str, rule: str, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        due(code, start)
    assert refused.value.rule == rule
    assert str(refused.value).startswith(text)


@pytest.mark.parametrize("start", ["0001-01-01T00:00+08:00", "9999-12-31T23:59-08:00", "0001-01-01T00:00+14:00"])
@pytest.mark.parametrize("code", ["D08", "D12"])
def test_a_moment_at_the_end_of_the_machines_calendar_is_refused(code: str, start: str) -> None:
    with pytest.raises(Refusal) as refused:
        BOOK.compute(code, datetime.fromisoformat(start), CALENDAR)
    assert refused.value.rule == "deadline.not_in_force"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(Refusal, match="时刻缺少时区"):
        BOOK.compute("D06", datetime(2021, 9, 10, 9), CALENDAR)  # noqa: DTZ001 -- the missing zone is what is refused


def test_the_refusal_of_a_day_names_the_days_that_are_covered() -> None:
    with pytest.raises(Refusal, match="已录入的适用期间（按起算日）：2015-05-01—2026-01-31。请核对日期"):
        due("D03", "2026-02-01")


@pytest.mark.parametrize(
    ("code", "limits"), [("D14", ["D14.1", "D14.2", "D14.3"]), ("D14.2", ["D14.2"]), ("D12", ["D12"])]
)
def test_a_clock_with_several_limits(code: str, limits: list[str]) -> None:
    assert [rule.code for rule in BOOK.limits(code)] == limits


def test_an_unknown_clock_has_no_limits() -> None:
    with pytest.raises(Refusal):
        BOOK.limits("D99")


@pytest.mark.parametrize(
    ("on", "fine_fen", "days", "owed_fen", "pauses"),
    [
        ("2021-07-14", 4_000_000, 1, 120_000, False),
        ("2021-09-10", 4_000_000, 10, 1_200_000, True),
        ("2021-09-10", 4_000_000, 33, 3_960_000, True),
        ("2021-09-10", 4_000_000, 34, 4_000_000, True),  # capped at the fine
        ("2021-09-10", 333_333, 1, 9_999, True),  # part 分 dropped
        ("2021-09-10", 4_000_000, 0, 0, True),
    ],
)
def test_surcharge(on: str, fine_fen: int, days: int, owed_fen: int, pauses: bool) -> None:
    surcharge = BOOK.surcharge(D(on))
    assert surcharge is not None
    assert (surcharge.owed(fine_fen, days), surcharge.pauses) == (owed_fen, pauses)


def test_no_surcharge_before_the_texts_that_are_loaded() -> None:
    assert BOOK.surcharge(D("2017-12-31")) is None


@pytest.mark.parametrize(
    ("on", "first_180", "first_year"),
    [
        ("2021-10-15", "2021-09-01", "2021-09-01"),  # nothing before the new law counts
        ("2022-03-01", "2021-09-03", "2021-09-01"),
        ("2022-10-15", "2022-04-19", "2021-10-16"),
    ],
)
def test_repeat_windows(on: str, first_180: str, first_year: str) -> None:
    windows = BOOK.repeat_windows(D(on))
    assert [(w.count, w.first_day(D(on))) for w in windows] == [(3, D(first_180)), (4, D(first_year))]


def test_no_repeat_window_before_1_september_2021() -> None:
    assert BOOK.repeat_windows(D("2021-08-31")) == ()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2021-08-31", 6, "2022-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2021-12-31", 2, "2022-02-28"),
        ("2021-12-15", 12, "2022-12-15"),
        ("2024-02-29", -12, "2023-02-28"),
        ("2021-01-31", -1, "2020-12-31"),
    ],
)
def test_months_later(day: str, months: int, later: str) -> None:
    assert months_later(D(day), months) == D(later)


def test_a_reckoning_gives_equal_questions_the_same_value() -> None:
    reckoning = Reckoning(BOOK, CALENDAR)
    first = reckoning.due("D03", D("2021-08-20"))
    assert first == due("D03", "2021-08-20")
    assert reckoning.due("D03", D("2021-08-20")) is first
    moment = datetime(2021, 10, 8, 9, tzinfo=SHANGHAI)
    assert reckoning.due("D08", moment) == BOOK.compute("D08", moment, CALENDAR)


def periods(*units: Unit) -> list[str]:
    """Codes whose terms are all lengths in one of the units."""
    return [
        rule.code
        for rule in BOOK.rules.values()
        if all(isinstance(term.span, Period) and term.span.unit in units for term in rule.terms)
    ]


SEASON = st.dates(D("2021-07-01"), D("2022-06-30"))
COUNTED = st.sampled_from(periods(Unit.DAY, Unit.WORKDAY, Unit.MONTH, Unit.YEAR))


@given(code=COUNTED, start=SEASON, step=st.integers(0, 60))
def test_a_later_trigger_never_falls_due_earlier_within_one_law(code: str, start: date, step: int) -> None:
    rule, later = BOOK.rule(code), start + timedelta(days=step)
    term = rule.term_on(start)
    if term is None or term is not rule.term_on(later):
        return  # a switch lies between: the new law may be stricter
    assert BOOK.compute(code, start, CALENDAR).due_on <= BOOK.compute(code, later, CALENDAR).due_on


@given(code=COUNTED, start=SEASON)
def test_the_explanation_adds_up_to_the_length_and_ends_on_the_due_day(code: str, start: date) -> None:
    if BOOK.rule(code).term_on(start) is None:
        return
    result = BOOK.compute(code, start, CALENDAR)
    assert sum(day.counted for day in result.days) == result.length
    assert result.days[0].day == start
    assert result.days[-1].day == result.due_on


@given(code=st.sampled_from(periods(Unit.WORKDAY, Unit.DAY)), start=SEASON)
def test_every_day_of_the_span_is_shown_once(code: str, start: date) -> None:
    if BOOK.rule(code).term_on(start) is None:
        return
    days = [day.day for day in BOOK.compute(code, start, CALENDAR).days]
    sign = 1 if days[-1] >= start else -1
    assert days == [start + timedelta(days=sign * n) for n in range(len(days))]


@given(start=SEASON)
def test_what_rolls_or_counts_working_days_ends_on_one(start: date) -> None:
    for rule in BOOK.rules.values():
        term = rule.term_on(start)
        if term and isinstance(term.span, Period) and (term.span.rolls or term.span.unit is Unit.WORKDAY):
            assert CALENDAR.is_workday(BOOK.compute(rule.code, start, CALENDAR).due_on), rule.code


@given(start=SEASON.filter(lambda day: day.weekday() < 5))
def test_without_holidays_twenty_working_days_from_a_working_day_are_four_weeks(start: date) -> None:
    bare = Calendar({}, frozenset())
    assert BOOK.compute("D24", start, bare).due_on == start + timedelta(weeks=4)


def test_every_term_cites_an_article_on_each_day_of_its_validity() -> None:
    for rule in BOOK.rules.values():
        for term in rule.terms:
            for on in (term.from_day, term.to_day, D("2021-07-14"), D("2021-07-15"), D("2021-08-31"), D("2021-09-01")):
                if on is not None and in_force(term.from_day, term.to_day, on):
                    assert BOOK.lawbook.find(term.concept, on) is not None, (rule.code, on)
