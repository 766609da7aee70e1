"""报表报送: the annexes on screen as the form has them, every cell open to its records, and as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Header, Row, RowKind
from duban.domain.campaign import Campaign
from duban.domain.messages import Refusal
from duban.queries.agencies import bureaus
from duban.queries.annexes import annex_table
from duban.queries.behind import Behind, records_behind
from duban.queries.units import reporting_units
from duban.web.campaigns import KEY, Chosen, chosen_campaign
from duban.web.filters import Filter
from duban.web.parts import Crumb
from duban.web.wording import say, wan, yuan

ALL = "all"  # the reader's unit and all below it, consolidated
MOST_ROWS = 500  # on one screen; the files have them all
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
    context: dict[str, Any] = {
        "title": asked.campaign.annex(annex).title,
        "section": "annex",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("报表报送"))),
        "asked": asked,
        "bar": asked.bar,
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
    row, column, cell = _found(table, *place)
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
        "who": _who(row, table),
        "records": [_record(each, asked.campaign, column) for each in records_behind(cell.sources)],
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


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the template draws it; ``url`` opens its records, ``look`` is the class of a text."""

    text: str
    url: str
    number: bool
    look: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its look: enterprise, subtotal or total."""

    kind: str
    cells: Sequence[ShownCell]


def _page(asked: Asked, table: AnnexTable) -> dict[str, Any]:
    rows = [*table.rows[:MOST_ROWS], *([table.totals] if table.totals else [])]
    return {
        "table": table,
        "rows": [_row(asked, table, row) for row in rows],
        "left": max(0, len(table.rows) - MOST_ROWS),
        "warnings": [say(message) for message in table.warnings],
        "files": [(kind, asked.url("annex_file", kind=kind)) for kind in WRITERS],
        "enterprises": sum(row.kind is RowKind.ENTERPRISE for row in table.rows),
    }


def _row(asked: Asked, table: AnnexTable, row: Row) -> ShownRow:
    label = {RowKind.SUBTOTAL: _("小计"), RowKind.TOTAL: _("合计")}.get(row.kind, "")
    cells = []
    for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        text = f"{row.agency_name}{label}" if label and place == 1 else shown(cell, column)
        url = asked.url("annex_cell", row=row_key(row), column=column.code) if cell.sources else ""
        number = column.kind in {ColumnKind.COUNT, ColumnKind.MONEY, ColumnKind.SERIAL}
        cells.append(ShownCell(text, url, number, _look(column, text)))
    return ShownRow(row.kind.value, cells)


def _look(column: Column, text: str) -> str:
    """The enterprise's name stays in sight on a telephone; a long text gets room."""
    return "name" if column.code == "enterprise" else "wide" if len(text) > WIDE else "text"


WIDE = 12  # signs from which a text needs room


def row_key(row: Row) -> str:
    """By which a row is found again: its entry or card; a sum by its kind and unit."""
    return row.entry or f"{row.kind.value}:{row.agency}"


def shown(cell: Cell, column: Column) -> str:
    """A cell's value as the form writes it: money in 万元."""
    if cell.value is None:
        return ""
    return wan(cell.value) if column.kind is ColumnKind.MONEY and isinstance(cell.value, int) else str(cell.value)


def _found(table: AnnexTable, key: str, code: str) -> tuple[Row, Column, Cell]:
    """The row and cell; 404 where the table of that day has none."""
    rows: Iterable[Row] = (*table.rows, *([table.totals] if table.totals else []))
    for row in rows:
        if row_key(row) == key:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if column.code == code:
                    return row, column, cell
    raise Http404


def _who(row: Row, table: AnnexTable) -> str:
    if row.kind is not RowKind.ENTERPRISE:
        return f"{row.agency_name}{_('小计') if row.kind is RowKind.SUBTOTAL else _('合计')}"
    names = [cell.value for column, cell in zip(table.columns, row.cells, strict=True) if column.code == "enterprise"]
    return str(names[0]) if names else ""


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record behind a cell; ``counts`` is what it adds."""

    noun: str
    enterprise: str
    url: str
    record: Behind
    counts: str


_ANCHORS = {
    "inspection": "visit", "hazard": "hazard", "rectification_order": "order", "penalty_decision": "penalty",
    "card": "card", "closure_request": "request",
}  # fmt: skip


def _record(record: Behind, campaign: Campaign, column: Column) -> ShownRecord:
    anchor = f"#{_ANCHORS[record.noun]}-{record.id}" if record.noun in _ANCHORS else ""
    url = f"{reverse('enterprise', args=[record.enterprise])}?{KEY}={campaign.id}{anchor}"
    adds = {
        "officers": _("{number} 人次").format(number=record.officers),
        "experts": _("{number} 人次").format(number=record.experts),
        "fines": _("{yuan} 元").format(yuan=yuan(record.fine_fen)),
    }
    return ShownRecord(_noun(record.noun), record.enterprise_name, url, record, adds.get(column.code, ""))


def _noun(noun: str) -> str:
    return {
        "inspection": _("执法检查"),
        "hazard": _("问题和隐患"),
        "rectification_order": _("责令限期整改指令书"),
        "order_item": _("整改项"),
        "penalty_decision": _("行政处罚决定书"),
        "card": _("黄红牌"),
        "closure_request": _("提请关闭"),
        "ledger_entry": _("监管台账"),
        "site": _("生产厂区"),
    }[noun]
