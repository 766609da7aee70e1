"""Deadline rules 期限规则 as data: what starts a clock, how long it runs, and for which trigger days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duban.domain.citations import in_force


class Unit(StrEnum):
    """In what a length is counted; ``DATE`` is a written day that is not counted at all."""

    DAY = "day"  # 日（自然日）
    WORKDAY = "workday"  # 工作日
    HOUR = "hour"  # 小时
    MONTH = "month"  # 个月
    YEAR = "year"  # 年
    DATE = "date"  # 载明日期


class Direction(StrEnum):
    """Whether the length runs from the trigger on, or back from it (``届满前``, ``举行前``)."""

    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True)
class Period:
    """A length. The first day is never counted; ``rolls`` moves a last day off to the next working day."""

    length: int
    unit: Unit
    direction: Direction = Direction.FORWARD
    rolls: bool = False


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day written in a document or plan; it never rolls."""

    on: date


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """A day of every year, ``years_after`` the trigger's; it never rolls."""

    month: int
    day: int
    years_after: int = 0


Span = Period | WrittenDate | YearlyDate


@dataclass(frozen=True, slots=True)
class Term:
    """The rule for triggers from ``from_day`` to ``to_day``: a period begun under it runs to its end under it."""

    span: Span
    concept: str
    verified: bool
    from_day: date | None = None
    to_day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One limit under its code; several limits of one clock share the ``group`` (D14.1, D14.2 … of D14)."""

    code: str
    title: str
    trigger: str
    terms: tuple[Term, ...]
    en: str = ""

    @property
    def group(self) -> str:
        return self.code.split(".")[0]

    def term_on(self, on: date) -> Term | None:
        """The term for a trigger on that day."""
        return next((term for term in self.terms if in_force(term.from_day, term.to_day, on)), None)


@dataclass(frozen=True, slots=True)
class Surcharge:
    """加处罚款 D19: a daily percentage of the fine, capped. ``pauses``: not counted during 复议、诉讼."""

    code: str
    title: str
    percent_per_day: int
    cap_percent: int
    pauses: bool
    concept: str
    verified: bool
    from_day: date | None = None
    to_day: date | None = None

    def owed(self, fine_fen: int, days: int) -> int:
        """The surcharge in 分 after that many counted days, part 分 dropped."""
        return min(fine_fen * self.percent_per_day * days, fine_fen * self.cap_percent) // 100


@dataclass(frozen=True, slots=True)
class RepeatWindow:
    """累计处罚 D28: so many penalty decisions within a period that ends on the day asked about."""

    code: str
    title: str
    count: int
    period: Period
    concept: str
    verified: bool
    from_day: date
    to_day: date | None = None

    def first_day(self, on: date) -> date:
        """The first day whose decisions count on ``on``: a period of n days has n days, both ends included.

        Our reading 我们的理解: decisions before the law came into force (``from_day``) never count.
        """
        if self.period.unit is Unit.DAY:
            first = on - timedelta(days=self.period.length - 1)
        else:
            first = months_later(on, -months_in(self.period)) + timedelta(days=1)
        return max(first, self.from_day)


def months_in(period: Period) -> int:
    """The length of a period that is written in months or years."""
    return period.length * 12 if period.unit is Unit.YEAR else period.length


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
