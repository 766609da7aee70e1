"""Due days 期限 as the components take them: from an act of a standing, or from a deadline worked out day by day."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext

from duban.domain.deadline_rules import DeadlineRule, Unit
from duban.domain.deadlines import DueDate
from duban.queries.law import law_in_use
from duban.web.parts import CountedDay, DueDay
from duban.web.wording import day as day_text
from duban.web.wording import say


def due_day(due_on: date, deadline: str = "", started_on: date | None = None, clause: str = "") -> DueDay:
    """The due day of an act: worked out when opened, or a day written in the plan or a document."""
    if deadline and started_on is not None:
        return DueDay(due_on, "", url=reverse("due", args=[deadline, started_on.isoformat()]))
    return written_day(due_on, gettext("工作方案或者文书载明的日期，当日在期限内，遇节假日不顺延。"), clause)


def written_day(due_on: date, rule: str, citation: str = "") -> DueDay:
    """A day that nobody has to work out."""
    return DueDay(due_on, rule, (CountedDay(due_on, True, gettext("载明日期，当日有效，不顺延")),), citation)


def explained(code: str, started_on: date) -> DueDay:
    """期限怎么算的: every day counted or skipped, and why. Raises ``Refusal`` for a code or day without a rule."""
    law = law_in_use()
    rule = law.deadlines.rule(code)
    due = law.deadlines.compute(code, started_on, law.calendar)
    return DueDay(
        due_on=due.due_on,
        rule=_sentence(rule, due, started_on),
        days=tuple(CountedDay(each.day, each.counted, say(each.why)) for each in due.days),
        citation=str(due.citation),
        verified=due.verified,
        provisional=due.provisional,
    )


def _sentence(rule: DeadlineRule, due: DueDate, started_on: date) -> str:
    english = not (get_language() or "zh").startswith("zh")
    title = rule.en if english and rule.en else rule.title
    if due.length is None:
        return gettext("{code} {title}：自 {start} 起算。").format(
            code=rule.code, title=title, start=day_text(started_on)
        )
    told = {"code": rule.code, "title": title, "start": day_text(started_on), "length": due.length}
    return _lengths()[due.unit].format(**told)


def _lengths() -> dict[Unit, str]:
    return {
        Unit.DAY: gettext("{code} {title}：自 {start} 起算，{length} 日，起算日不计入。"),
        Unit.WORKDAY: gettext("{code} {title}：自 {start} 起算，{length} 个工作日，起算日不计入。"),
        Unit.HOUR: gettext("{code} {title}：自 {start} 起算，{length} 小时。"),
        Unit.MONTH: gettext("{code} {title}：自 {start} 起算，{length} 个月，起算日不计入。"),
        Unit.YEAR: gettext("{code} {title}：自 {start} 起算，{length} 年，起算日不计入。"),
        Unit.DATE: gettext("{code} {title}：自 {start} 起算。"),
    }
