"""报表报送: the annexes on screen as the form has them, every cell open to its records, and as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from duban.config import clock
from duban.documents.annexes import WRITERS
from duban.domain.actor import Actor
from duban.domain.annex_table import AnnexTable, Header, RowKind
from duban.domain.campaign import Campaign
from duban.domain.messages import Refusal
from duban.queries.agencies import bureaus
from duban.queries.annexes import annex_table
from duban.queries.behind import records_behind
from duban.queries.units import reporting_units, returning_units
from duban.web.annex_tables import MOST_ROWS, cell_at, shown, shown_record, shown_rows, whose
from duban.web.campaigns import KEY, Chosen, chosen_campaign
from duban.web.filters import Filter
from duban.web.parts import Crumb
from duban.web.returns.parts import crumbs, return_tabs
from duban.web.wording import say

ALL = "all"  # the reader's unit and all below it, consolidated
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: the campaign, the annex, whose, for which day."""

    campaign: Campaign
    annex: str
    unit: str  # an agency's code, or ALL
    name: str  # of the reporting unit
    units: tuple[str, ...]
    on: date
    bar: Filter

    def url(self, page: str, **more: str) -> str:
        """An address about the same table."""
        args = [self.annex, more.pop("kind")] if "kind" in more else [self.annex]
        query = {KEY: self.campaign.id, "unit": self.unit, "on": self.on.isoformat()} | more
        return f"{reverse(page, args=args)}?{urlencode(query)}"


def annexes(request: HttpRequest) -> HttpResponse:
    """The first annex of the campaign."""
    chosen = _chosen(request)
    return HttpResponseRedirect(f"{reverse('annex', args=[chosen.campaign.annexes[0].id])}?{KEY}={chosen.campaign.id}")


def annex(request: HttpRequest, annex: str) -> HttpResponse:
    """One annex as a page."""
    asked = _asked(request, annex)
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    context: dict[str, Any] = {
        "title": asked.campaign.annex(annex).title,
        "section": "annex",
        "crumbs": crumbs(Crumb(_("实时报表"))),
        "asked": asked,
        "bar": asked.bar,
        "pages": return_tabs("annexes", asked.campaign.id, judging=len(returning_units(actor.agency)) > 1),
        "tabs": [(form, _tab(asked, form.id), form.id == annex) for form in asked.campaign.annexes],
    }
    try:
        table = _table(request, asked)
    except Refusal as refusal:
        return render(request, "web/annex.html", context | {"refused": refusal})
    return render(request, "web/annex.html", context | _page(asked, table))


def annex_cell(request: HttpRequest, annex: str) -> HttpResponse:
    """The records behind one cell: a part when htmx asks, else a page."""
    asked = _asked(request, annex)
    try:
        table = _table(request, asked)
    except Refusal as refusal:
        raise Http404 from refusal
    place = request.GET.get("row", ""), request.GET.get("column", "")
    row, column, cell = cell_at(table, *place)
    context: dict[str, Any] = {
        "title": _("数字背后的记录"),
        "section": "annex",
        "crumbs": (
            Crumb(_("工作台"), reverse("workbench")),
            Crumb(_("报表报送"), asked.url("annex")),
            Crumb(column.title),
        ),
        "column": column,
        "value": shown(cell, column),
        "who": whose(row, table),
        "records": [shown_record(each, asked.campaign.id, column) for each in records_behind(cell.sources)],
    }
    part = request.headers.get("HX-Request")
    return render(request, "web/parts/behind.html" if part else "web/behind.html", context)


def annex_file(request: HttpRequest, annex: str, kind: str) -> HttpResponse:
    """The annex as a workbook, PDF, CSV or JSON."""
    if kind not in WRITERS:
        raise Http404
    asked = _asked(request, annex)
    try:
        table = _table(request, asked)
        content = WRITERS[kind](table)
    except Refusal as refusal:
        context = {"title": asked.campaign.annex(annex).title, "section": "annex", "asked": asked, "bar": asked.bar}
        return render(request, "web/annex.html", context | {"refused": refusal})
    answer = HttpResponse(content, content_type=MEDIA[kind])
    name = f"{_('附件')}{annex} {table.title} {asked.name} {asked.on.isoformat()}.{kind}"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


# What is asked for ------------------------------------------------------------------------------------------------


def _chosen(request: HttpRequest) -> Chosen:
    chosen = chosen_campaign(request, clock.today())
    if chosen is None or not chosen.campaign.annexes:
        raise Http404
    return chosen


def _asked(request: HttpRequest, annex: str) -> Asked:
    chosen = _chosen(request)
    if annex not in {form.id for form in chosen.campaign.annexes}:
        raise Http404
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    names = bureaus(actor.reads)
    bar = _bar(request.GET, chosen, names)
    given = bar.asked()
    unit = given.get("unit") or (ALL if len(names) > 1 else actor.agency)
    whose = actor.agency if unit == ALL else unit
    units = reporting_units(actor.agency) if unit == ALL else (unit,)
    return Asked(chosen.campaign, annex, unit, names.get(whose, whose), units, given.get("on") or clock.today(), bar)


def _bar(query: QueryDict, chosen: Chosen, names: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {}
    if len(names) > 1:
        own = [
            (code, _("{name}（本级）").format(name=name) if place == 0 else name)
            for place, (code, name) in enumerate(names.items())
        ]
        fields["unit"] = forms.ChoiceField(
            label=_("填报单位"), required=False, choices=[(ALL, _("全部单位汇总")), *own]
        )
    widget = forms.DateInput(attrs={"type": "date"})
    fields["on"] = forms.DateField(label=_("报表日"), required=False, widget=widget)
    defaults = {"unit": ALL, "on": clock.today().isoformat()}
    return Filter(query, chosen, fields, defaults)


def _table(request: HttpRequest, asked: Asked) -> AnnexTable:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    header = Header(unit=asked.name, prepared_by=actor.name, telephone="", filled_on=asked.on)
    return annex_table(asked.campaign, asked.annex, asked.on, header, units=asked.units, sources=True)


def _tab(asked: Asked, annex: str) -> str:
    query = urlencode({KEY: asked.campaign.id, "unit": asked.unit, "on": asked.on.isoformat()})
    return f"{reverse('annex', args=[annex])}?{query}"


# On the screen ----------------------------------------------------------------------------------------------------


def _page(asked: Asked, table: AnnexTable) -> dict[str, Any]:
    return {
        "table": table,
        "rows": shown_rows(table, lambda row, column: asked.url("annex_cell", row=row, column=column)),
        "left": max(0, len(table.rows) - MOST_ROWS),
        "warnings": [say(message) for message in table.warnings],
        "files": [(kind, asked.url("annex_file", kind=kind)) for kind in WRITERS],
        "enterprises": sum(row.kind is RowKind.ENTERPRISE for row in table.rows),
    }
