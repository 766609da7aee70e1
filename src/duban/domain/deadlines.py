"""Deadlines 期限: the last day in time, the article it rests on, and every day counted or skipped with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from duban.domain.calendars import ONE_DAY, SHANGHAI, Calendar
from duban.domain.citations import Citation, Lawbook, in_force
from duban.domain.deadline_rules import (
    DeadlineRule,
    Direction,
    Period,
    RepeatWindow,
    Span,
    Surcharge,
    Unit,
    WrittenDate,
    YearlyDate,
    months_in,
    months_later,
)
from duban.domain.messages import N_, Message, Refusal


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of the explanation: whether it was counted, and why."""

    day: date
    counted: bool
    why: Message


@dataclass(frozen=True, slots=True)
class DueDate:
    """期限届满日: ``due_on`` is the last day in time (for hours the day of ``due_at``).

    ``verified`` is false when the rule or its article was not read in the official text; ``provisional`` is true
    when the result rests on a year whose holidays are not published.
    """

    code: str
    title: str
    unit: Unit
    length: int | None
    due_on: date
    due_at: datetime | None
    citation: Citation
    verified: bool
    provisional: bool
    note: str
    days: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A period worked out: its end, the days, and the days that the calendar was asked about."""

    end: date
    days: tuple[DayCount, ...]
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Deadlines:
    """期限库: all rules by code, with the lawbook that they cite."""

    rules: Mapping[str, DeadlineRule]
    surcharges: tuple[Surcharge, ...]
    windows: tuple[RepeatWindow, ...]
    lawbook: Lawbook
    file_hash: str

    def rule(self, code: str) -> DeadlineRule:
        """The rule with that code; a :class:`Refusal` that names the limits where ``code`` is a clock with several."""
        if code in self.rules:
            return self.rules[code]
        limits = "、".join(rule.code for rule in self.rules.values() if rule.group == code)
        message = Message("deadline.unknown", N_("期限库没有“{code}”。"), {"code": code})
        if limits:
            message = Message("deadline.several", N_("“{code}”有多个期限。"), {"code": code})
        remedy = Message("deadline.choose", N_("请选择：{codes}。"), {"codes": limits or "、".join(self.rules)})
        raise Refusal(message.code, message, remedy=remedy)

    def limits(self, code: str) -> tuple[DeadlineRule, ...]:
        """The rule with that code, or all limits of the clock that it names."""
        return tuple(rule for rule in self.rules.values() if rule.group == code) or (self.rule(code),)

    def compute(self, code: str, start: date | datetime, calendar: Calendar) -> DueDate:
        """As :func:`compute`, by code."""
        return compute(self.rule(code), start, calendar, self.lawbook)

    def surcharge(self, on: date) -> Surcharge | None:
        """The rate that applies to a fine overdue on that day (D19)."""
        return next((s for s in self.surcharges if in_force(s.from_day, s.to_day, on)), None)

    def repeat_windows(self, on: date) -> tuple[RepeatWindow, ...]:
        """The repeat-penalty windows of that day (D28); none before the law knew them."""
        return tuple(w for w in self.windows if in_force(w.from_day, w.to_day, on))


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Deadlines on one calendar, remembering their answers: a campaign asks for the same days again and again."""

    deadlines: Deadlines
    calendar: Calendar
    _known: dict[tuple[str, date], DueDate] = field(default_factory=dict, repr=False, compare=False)

    def due(self, code: str, start: date | datetime) -> DueDate:
        """As :func:`compute`, by code; equal questions get the same value."""
        if isinstance(start, datetime):
            return self.deadlines.compute(code, start, self.calendar)
        known = self._known.get((code, start))
        if known is None:
            known = self._known[code, start] = self.deadlines.compute(code, start, self.calendar)
        return known


_YEARS = range(1900, 3000)  # another is a typing error, and the machine's own calendar has only 1 to 9999


def compute(rule: DeadlineRule, start: date | datetime, calendar: Calendar, lawbook: Lawbook) -> DueDate:
    """The due day of a clock that starts (or, counting backwards, ends) with ``start``, explained day by day.

    Hours need an aware moment; other units take the moment's day in Asia/Shanghai. Raises :class:`Refusal` when the
    rule has no term for that day, or hours are asked of a bare day.
    """
    start_on = _local_day(start)
    term = rule.term_on(start_on)
    if term is None or start_on.year not in _YEARS:
        raise _not_in_force(rule, start_on)
    due_at, counted = _run(rule, term.span, start, calendar)
    citation = lawbook.cite(term.concept, start_on)
    return DueDate(
        code=rule.code,
        title=rule.title,
        unit=term.span.unit if isinstance(term.span, Period) else Unit.DATE,
        length=term.span.length if isinstance(term.span, Period) else None,
        due_on=counted.end,
        due_at=due_at,
        citation=citation,
        verified=term.verified and citation.verified,
        provisional=counted.provisional,
        note=term.note,
        days=counted.days,
    )


def _run(
    rule: DeadlineRule, span: Span, start: date | datetime, calendar: Calendar
) -> tuple[datetime | None, _Counted]:
    """The moment for hours, and the days of any span."""
    if isinstance(span, Period) and span.unit is Unit.HOUR:
        due_at = _end_of_hours(rule, span, start)
        return due_at, _hours_explained(span, start, due_at)
    return None, _days(span, _local_day(start), calendar)


def _local_day(start: date | datetime) -> date:
    if not isinstance(start, datetime):
        return start
    if start.tzinfo is None:
        message = Message("deadline.naive_moment", N_("时刻缺少时区。"))
        remedy = Message("deadline.give_zone", N_("请写明时区，例如 2021-09-10T09:00+08:00。"))
        raise Refusal("deadline.naive_moment", message, remedy=remedy)
    return start.astimezone(SHANGHAI).date() if start.year in _YEARS else start.date()


def _days(span: Span, start: date, calendar: Calendar) -> _Counted:
    if isinstance(span, WrittenDate):
        return _written(span.on)
    if isinstance(span, YearlyDate):
        return _written(date(start.year + span.years_after, span.month, span.day))
    if span.unit is Unit.WORKDAY:
        return _workdays(span, start, calendar)
    counted = _calendar_days(span, start) if span.unit is Unit.DAY else _months(span, start)
    return _rolled(counted, span, calendar) if span.rolls else counted


def _written(day: date) -> _Counted:
    return _Counted(day, (DayCount(day, True, Message("deadline.written", N_("载明日期，当日有效，不顺延"))),))


def _start_day(start: date) -> DayCount:
    return DayCount(start, False, Message("deadline.start", N_("起算日，不计入")))


def _step(period: Period) -> timedelta:
    return -ONE_DAY if period.direction is Direction.BACKWARD else ONE_DAY


def _calendar_days(period: Period, start: date) -> _Counted:
    days = [_start_day(start)]
    for n in range(1, period.length + 1):
        why = Message("deadline.nth_day", N_("第{n}日"), {"n": n})
        days.append(DayCount(start + n * _step(period), True, why))
    return _Counted(days[-1].day, tuple(days))


def _months(period: Period, start: date) -> _Counted:
    sign = -1 if period.direction is Direction.BACKWARD else 1
    months_each = months_in(period) // period.length
    text = N_("满{n}年") if period.unit is Unit.YEAR else N_("满{n}个月")
    days = [_start_day(start)]
    for n in range(1, period.length + 1):
        day = months_later(start, sign * n * months_each)
        days.append(DayCount(day, True, Message("deadline.nth_month", text, {"n": n})))
    return _Counted(days[-1].day, tuple(days))


def _workdays(period: Period, start: date, calendar: Calendar) -> _Counted:
    days, day, n = [_start_day(start)], start, 0
    while n < period.length:
        day += _step(period)
        if calendar.is_workday(day):
            n += 1
            days.append(DayCount(day, True, _nth_workday(n, day, calendar)))
        else:
            days.append(DayCount(day, False, calendar.why(day)))
    return _Counted(day, tuple(days), any(calendar.is_provisional(d.day) for d in days[1:]))


def _nth_workday(n: int, day: date, calendar: Calendar) -> Message:
    special = calendar.special.get(day)
    if special is not None:
        params = {"n": n, "name": special.name, "name_en": special.en}
        return Message("deadline.nth_make_up_day", N_("第{n}个工作日（{name}调休上班）"), params)
    if calendar.is_provisional(day):
        return Message("deadline.nth_provisional_workday", N_("第{n}个工作日（放假安排尚未录入，暂计）"), {"n": n})
    return Message("deadline.nth_workday", N_("第{n}个工作日"), {"n": n})


_LAST_DAY_OFF = {  # unit -> last day on a weekend, on a holiday
    Unit.DAY: (N_("第{n}日，末日逢周末，顺延"), N_("第{n}日，末日逢{name}放假，顺延")),
    Unit.MONTH: (N_("满{n}个月，末日逢周末，顺延"), N_("满{n}个月，末日逢{name}放假，顺延")),
    Unit.YEAR: (N_("满{n}年，末日逢周末，顺延"), N_("满{n}年，末日逢{name}放假，顺延")),
}


def _rolled(counted: _Counted, period: Period, calendar: Calendar) -> _Counted:
    """The last day moved off a day without work; the days it passes are shown and not counted."""
    last = counted.end
    end = calendar.first_workday_from(last)
    passed = tuple(last + n * ONE_DAY for n in range((end - last).days + 1))
    provisional = any(calendar.is_provisional(day) for day in passed)
    if end == last:
        return _Counted(end, counted.days, provisional)
    days = (
        *counted.days[:-1],
        DayCount(last, True, _last_day_off(period, last, calendar)),
        *(DayCount(day, False, calendar.why(day)) for day in passed[1:-1]),
        DayCount(end, False, Message("deadline.rolled_to", N_("顺延至此日届满"))),
    )
    return _Counted(end, days, provisional)


def _last_day_off(period: Period, day: date, calendar: Calendar) -> Message:
    weekend, holiday = _LAST_DAY_OFF[period.unit]
    special = calendar.special.get(day)
    if special is None:
        return Message("deadline.last_day_weekend", weekend, {"n": period.length})
    params = {"n": period.length, "name": special.name, "name_en": special.en}
    return Message("deadline.last_day_holiday", holiday, params)


def _end_of_hours(rule: DeadlineRule, period: Period, start: date | datetime) -> datetime:
    if not isinstance(start, datetime):
        message = Message("deadline.needs_moment", N_("{code} 按小时计算，不能只给日期。"), {"code": rule.code})
        remedy = Message("deadline.give_moment", N_("请给出时刻，例如 2021-09-10T09:00+08:00。"))
        raise Refusal("deadline.needs_moment", message, remedy=remedy)
    return start.astimezone(SHANGHAI) + period.length * _step(period) / 24


def _hours_explained(period: Period, start: date | datetime, due_at: datetime) -> _Counted:
    """Hours run from moment to moment, through nights and holidays."""
    first = Message("deadline.start_moment", N_("自该时刻起算"))
    text = N_("前溯满{n}小时") if period.direction is Direction.BACKWARD else N_("满{n}小时")
    last = DayCount(due_at.date(), True, Message("deadline.hours", text, {"n": period.length}))
    return _Counted(due_at.date(), (DayCount(_local_day(start), False, first), last))


def _not_in_force(rule: DeadlineRule, on: date) -> Refusal:
    params = {"code": rule.code, "title": rule.title, "on": on}
    message = Message("deadline.not_in_force", N_("{code}（{title}）对 {on} 起算的期限没有规定。"), params)
    spans = "；".join(f"{term.from_day or ''}—{term.to_day or ''}" for term in rule.terms)
    text = N_("已录入的适用期间（按起算日）：{spans}。请核对日期，或请法规科补录。")
    return Refusal("deadline.not_in_force", message, remedy=Message("deadline.spans", text, {"spans": spans}))
