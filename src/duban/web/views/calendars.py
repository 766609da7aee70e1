"""工作日历: a year at a glance, what was entered over it, and what an entry does to the deadlines that run."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.calendar_moves import Move, amended, moves
from duban.domain.calendars import Calendar
from duban.queries.calendar_edits import EditedDay, edits_of
from duban.queries.clocks import running_clocks
from duban.queries.law import law_in_use
from duban.web.administration import SECTION, crumbs, tabs
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb
from duban.web.posting import actor_of, do_form
from duban.web.sheets import Line, Sheet, Word
from duban.web.wording import day as day_text
from duban.web.wording import moment, say

FIRST, LAST = 2020, 2100
CHECK = "check"
MONTHS = range(1, 13)
EDIT = "edit_calendar"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; ``look`` is its class, ``why`` says what it is."""

    day: date
    look: str
    why: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; ``None`` where a week begins or ends in another month."""

    title: str
    weeks: Sequence[Sequence[Day | None]]
    workdays: int


def calendars(request: HttpRequest) -> HttpResponse:
    """One year of the calendar in use."""
    year = _year(request)
    calendar = law_in_use().calendar
    edits = edits_of(year)
    months = [_month(calendar, year, number, {one.day for one in edits}) for number in MONTHS]
    context: dict[str, Any] = {
        "title": _("{year} 年工作日历").format(year=year),
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("工作日历"))),
        "tabs": tabs("calendars", actor_of(request)),
        "year": year,
        "years": [one for one in _years(calendar) if one != year],
        "published": year in calendar.published,
        "months": months,
        "workdays": sum(one.workdays for one in months),
        "edits": _edits_sheet(edits),
        "way": lead(EDIT, actor_of(request), url=f"{reverse('calendar_edit')}?year={year}"),
    }
    return render(request, "web/calendars/year.html", context)


def calendar_edit(request: HttpRequest) -> HttpResponse:
    """Enter days of a year: first what they move, then the entry."""
    year = _year(request)
    kind = form_class(all_kinds()[EDIT])
    posted = request.method == "POST"
    form = kind(request.POST) if posted else kind(initial=opened(clock.today(), year=year))
    refused, moved = None, None
    if posted and form.is_valid() and (days := _days(form)) is not None:
        with asking(request):
            moved = _moved(days, form.cleaned_data["source"])
        if request.POST.get("act") != CHECK:
            refused = do_form(request, form)
            if refused is None:
                messages.success(request, _done(moved))
                return HttpResponseRedirect(f"{reverse('calendars')}?year={form.cleaned_data['year']}")
    with asking(request):
        title = _("调整工作日历")
        home = f"{reverse('calendars')}?year={year}"
        context: dict[str, Any] = {
            "title": title,
            "section": SECTION,
            "crumbs": crumbs(Crumb(_("工作日历"), home), Crumb(title)),
            "form": form,
            "refused": refused,
            "moved": None if moved is None else _moves_sheet(moved),
            "lead": lead(EDIT, actor_of(request)),
            "back": home,
        }
        return render(request, "web/calendars/edit.html", context)


def _year(request: HttpRequest) -> int:
    wanted = request.GET.get("year", "")
    return int(wanted) if wanted.isdecimal() and FIRST <= int(wanted) <= LAST else clock.today().year


def _years(calendar: Calendar) -> Sequence[int]:
    return sorted({*calendar.published, max(calendar.published) + 1})


def _month(calendar: Calendar, year: int, number: int, edited: set[date]) -> Month:
    weeks = [
        [_day(calendar, one, edited) if one.month == number else None for one in week]
        for week in Weeks().monthdatescalendar(year, number)
    ]
    days = [one for week in weeks for one in week if one is not None]
    worked = sum(calendar.is_workday(one.day) for one in days)
    return Month(_("{month} 月").format(month=number), weeks, worked)


def _day(calendar: Calendar, day: date, edited: set[date]) -> Day:
    special = calendar.special.get(day)
    look = "off" if not calendar.is_workday(day) else "work"
    if special is not None:
        look = "makeup" if special.works else "holiday"
    return Day(day, f"{look} edited" if day in edited else look, say(calendar.why(day)))


def _edits_sheet(edits: Sequence[EditedDay]) -> Sheet:
    heads = (_("日期"), _("改为"), _("来源"), _("何时"), _("单位"), _("效力"))
    lines = [
        Line((
            day_text(one.day), _("上班") if one.working else _("放假"), one.reason, moment(one.at), one.unit,
            Word(_("现行"), "good") if one.holds else Word(_("已被后来的调整取代")),
        ))
        for one in edits
    ]  # fmt: skip
    return Sheet("edits", _("本系统内的调整"), heads, lines, _("没有调整，全部按国务院办公厅公布的安排。"))


# What an entry moves ----------------------------------------------------------------------------------------------


def _moved(days: Mapping[date, bool], source: str) -> tuple[Move, ...]:
    law = law_in_use()
    return moves(running_clocks(), law, amended(law, days, source))


def _days(form: DeedForm) -> dict[date, bool] | None:
    """The days entered, worked or off; ``None`` where a line is no day, which the field then says."""
    found: dict[date, bool] = {}
    for name, works in (("holidays", False), ("workdays", True)):
        for line in form.cleaned_data[name]:
            try:
                found[date.fromisoformat(line)] = works
            except ValueError:
                form.add_error(name, _("“{line}”不是日期；一行一个，如 2021-10-01。").format(line=line))
    return found if form.is_valid() else None


def _done(moved: Sequence[Move]) -> str:
    acts = sum(move.clock.acts for move in moved)
    return _("工作日历已调整；{clocks} 个期限变动，涉及 {acts} 件待办，态势已重新计算。").format(
        clocks=len(moved), acts=acts
    )


def _moves_sheet(moved: Sequence[Move]) -> Sheet:
    heads = (_("期限"), _("起算日"), _("原截止日"), _("新截止日"), _("涉及待办"))
    lines = [
        Line((
            f"{move.clock.code} {move.title}", day_text(move.clock.started_on), day_text(move.was),
            f"{day_text(move.now)}{_('（暂按周末推算）') if move.provisional else ''}", str(move.clock.acts),
        ))
        for move in moved
    ]  # fmt: skip
    return Sheet("moved", _("期限变动"), heads, lines, _("正在计算的期限都不变动。"))
