"""操作留痕 for the audit administrator: who did what when, and one deed with every value before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.deeds import Channel
from duban.actions.register import all_kinds
from duban.domain.calendars import SHANGHAI
from duban.queries.agencies import units_of
from duban.queries.trail import ChangedRow, TrailDeed, TrailLine, TrailLines, TrailSought, count_deeds, trail_deed
from duban.web.administration import SECTION, crumbs, tabs
from duban.web.filters import Filter, choice, day_field
from duban.web.found import Asking, FoundAnywhere, asking_of, listing_of
from duban.web.listing import Column, sort_of
from duban.web.parts import Crumb, Fact
from duban.web.saved import opens_with_default
from duban.web.sheets import Line, Sheet
from duban.web.wording import day as day_text
from duban.web.wording import moment


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: TrailLine
    title: str
    at: str
    channel: str


@opens_with_default("trail")
def trail_list(request: HttpRequest) -> HttpResponse:
    """Every deed of the unit and of those below it."""
    asking = asking_of(request)
    listed = found(asking)
    listing = listing_of(asking, listed, empty_title=_("没有符合条件的操作"), empty_text=_("请放宽查询条件。"))
    context: dict[str, Any] = {
        "title": _("操作留痕"),
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("操作留痕"))),
        "tabs": tabs("trail", asking.actor),
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
    }
    return render(request, "web/trail/list.html", context)


def found(asking: Asking) -> FoundAnywhere:
    """The deeds as the reader asks for them."""
    units = units_of(asking.actor.agency)
    bar = _bar(asking.query, units)
    agencies, columns = [*units], _columns()
    lines = TrailLines(agencies, _sought(bar.asked()), sort_of(asking.query, columns, "-at"))
    return FoundAnywhere(
        code="trail",
        title=_("操作留痕"),
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: Row(one, deed_title(one.name), moment(one.at), channel(one.channel)),
        total=count_deeds(agencies),
        unit=_("项"),
    )


def _bar(query: QueryDict, units: Mapping[str, str]) -> Filter:
    kinds = sorted(((name, _(kind.title)) for name, kind in all_kinds().items()), key=lambda pair: pair[1])
    fields: dict[str, forms.Field] = {
        "deed": choice(_("事项"), kinds),
        "who": forms.CharField(label=_("经办人"), required=False, max_length=100),
        "record": forms.CharField(label=_("记录编号"), required=False, max_length=64),
        "since": day_field(_("操作日期自")),
        "until": day_field(_("操作日期至")),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("单位"), units.items())
    return Filter(query, None, fields)


def _sought(asked: Mapping[str, Any]) -> TrailSought:
    """Days as the moments between which they lie."""
    told = dict(asked)
    if "since" in told:
        told["since"] = datetime.combine(told["since"], time(), SHANGHAI)
    if "until" in told:
        told["until"] = datetime.combine(told["until"] + timedelta(days=1), time(), SHANGHAI)
    return TrailSought(**told)


def _columns() -> list[Column]:
    return [
        Column("at", _("操作时间"), sortable=True, value=lambda row: row.line.at),
        Column("deed", _("事项"), value=lambda row: row.title),
        Column("by", _("经办人"), value=lambda row: row.line.by),
        Column("unit", _("单位"), value=lambda row: row.line.unit_name),
        Column("on", _("办理日期"), sortable=True, value=lambda row: row.line.on),
        Column("channel", _("途径"), value=lambda row: row.channel),
        Column("seq", _("链上序号"), sortable=True, numeric=True, value=lambda row: row.line.seq),
    ]


def deed_title(name: str) -> str:
    """What a deed is called; one of an older version by its name."""
    kinds = all_kinds()
    return _(kinds[name].title) if name in kinds else name


def channel(code: str) -> str:
    """Through which door a deed came."""
    words = {
        Channel.ACTION: _("日志或者程序"), Channel.WEB: _("网页"), Channel.API: _("接口"), Channel.CLI: _("命令行"),
        Channel.FIELD: _("现场终端"), Channel.JOB: _("后台任务"),
    }  # fmt: skip
    return words[Channel(code)]


def trail_record(request: HttpRequest, deed: UUID) -> HttpResponse:
    """One deed."""
    found_one = trail_deed(deed)
    if found_one is None:
        raise Http404
    title = deed_title(found_one.line.name)
    context: dict[str, Any] = {
        "title": title,
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("操作留痕"), reverse("trail")), Crumb(title)),
        "facts": _facts(found_one),
        "inputs": _inputs_sheet(found_one),
        "changes": [_change_sheet(number, one) for number, one in enumerate(found_one.changes, start=1)],
        "left": found_one.count - len(found_one.changes),
    }
    return render(request, "web/trail/record.html", context)


def _facts(one: TrailDeed) -> list[Fact]:
    line = one.line
    return [
        Fact(_("操作时间"), moment(line.at)),
        Fact(_("办理日期"), day_text(line.on)),
        Fact(_("经办人"), line.by),
        Fact(_("单位"), line.unit_name),
        Fact(_("途径"), channel(line.channel)),
        Fact(_("链上序号"), str(line.seq)),
        Fact(_("理由"), one.reason or "—", wide=True),
        Fact(_("校验码"), one.mac, wide=True),
    ]


def _inputs_sheet(one: TrailDeed) -> Sheet:
    lines = [Line((name, str(value))) for name, value in one.inputs.items()]
    return Sheet("inputs", _("填报内容"), (_("栏目"), _("内容")), lines, _("没有填报内容。"))


def _change_sheet(number: int, one: ChangedRow) -> Sheet:
    words = {"inserted": _("新增"), "updated": _("修改"), "deleted": _("删除")}
    title = f"{number}. {words[one.what]} {one.relation} {one.row}"
    lines = [Line((column.name, column.before or "—", column.after or "—")) for column in one.columns]
    return Sheet(f"change-{number}", title, (_("栏目"), _("原来"), _("后来")), lines)
