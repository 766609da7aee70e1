"""Law keeping 法规库维护: guards on confirmed articles and on the bureau's own calendar entries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from duban.domain.calendars import Calendar
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal


def entry_refusal(concept: str, citation: str, law: Law) -> Refusal | None:
    """What is confirmed has to be in the lawbook: an article by its version, a deadline by its first day."""
    if concept in law.lawbook.concepts:
        known = [version.version for version in law.lawbook.versions(concept)]
    elif concept in law.deadlines.rules:
        known = [str(term.from_day) for term in law.deadlines.rules[concept].terms]
    else:
        return Refusal(
            "law.unknown_concept",
            Message("law.unknown_concept", N_("法规库没有“{concept}”。"), {"concept": concept}),
            remedy=Message("law.choose_concept", N_("请从法规库中选择一项。")),
        )
    if citation in known:
        return None
    params = {"concept": concept, "citation": citation}
    return Refusal(
        "law.unknown_citation",
        Message("law.unknown_citation", N_("“{concept}”没有“{citation}”这一条。"), params),
        remedy=Message("law.choose_citation", N_("请选择：{known}。"), {"known": "、".join(known)}),
    )


def calendar_refusal(
    year: int, holidays: Collection[date], workdays: Collection[date], calendar: Calendar
) -> Refusal | None:
    """Days of one year, none both off and worked; a year without its notice is entered as a whole."""
    if not holidays and not workdays:
        return _calendar("calendar.nothing", N_("没有填写放假或者上班的日期。"))
    stray = sorted(day for day in (*holidays, *workdays) if day.year != year)
    if stray:
        return _calendar("calendar.other_year", N_("{day} 不在 {year} 年之内。"), day=stray[0], year=year)
    both = sorted(set(holidays) & set(workdays))
    if both:
        return _calendar("calendar.both", N_("{day} 同时列为放假和上班。"), day=both[0])
    missing = sorted(day for day in (date(year, 1, 1), date(year, 10, 1)) if day not in holidays)
    if year not in calendar.published and missing:
        return _calendar(
            "calendar.incomplete",
            N_("{year} 年的放假安排尚未录入，须一次录入全年，缺 {day}。"),
            year=year,
            day=missing[0],
        )
    return None


def _calendar(rule: str, text: str, **params: object) -> Refusal:
    return Refusal(
        rule,
        Message(rule, text, params),
        N_("国务院办公厅关于部分节假日安排的通知"),
        Message("calendar.remedy", N_("请对照通知核对日期。")),
    )
