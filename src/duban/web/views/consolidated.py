"""汇总表: the accepted returns of the units below put together, for a due date; who is missing is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from duban.config import clock
from duban.documents.annexes import WRITERS
from duban.domain.annex_table import AnnexTable, Header
from duban.domain.messages import Refusal
from duban.queries.agencies import agency_name
from duban.queries.behind import records_behind
from duban.queries.submissions import consolidated_table, version_in_force
from duban.queries.units import returning_units
from duban.web.annex_tables import MOST_ROWS, cell_at, shown, shown_record, shown_rows, whose
from duban.web.campaigns import KEY, Chosen, chosen_campaign
from duban.web.filters import Filter
from duban.web.leads import lead
from duban.web.parts import Crumb
from duban.web.posting import actor_of
from duban.web.returns.parts import crumbs, prepare_url, return_tabs
from duban.web.views.annexes import MEDIA
from duban.web.views.returns import DUE, due_of
from duban.web.wording import day as day_text
from duban.web.wording import say


@dataclass(frozen=True, slots=True)
class Asked:
    """Which annex of which campaign for which due date."""

    chosen: Chosen
    annex: str
    due_on: date
    units: tuple[str, ...]

    def url(self, page: str, *args: str, **more: str) -> str:
        """An address about the same table."""
        told = {KEY: self.chosen.campaign.id, "annex": self.annex, DUE: self.due_on.isoformat()} | more
        return f"{reverse(page, args=args)}?{urlencode(told)}"


def consolidated_returns(request: HttpRequest) -> HttpResponse:
    """The form put together."""
    asked = _asked(request)
    campaign, actor = asked.chosen.campaign, actor_of(request)
    context: dict[str, Any] = {
        "title": _("汇总表"),
        "section": "annex",
        "crumbs": crumbs(Crumb(_("汇总表"))),
        "tabs": return_tabs("consolidated_returns", campaign.id, judging=True),
        "bar": _bar(request, asked),
        "way": lead(
            "prepare_submission",
            actor,
            url=prepare_url(campaign.id, asked.annex, asked.due_on.isoformat(), consolidated=True),
        )
        if asked.due_on <= clock.today()
        else None,
        "own": version_in_force(actor.agency, campaign.id, asked.annex, asked.due_on, consolidated=True),
    }
    try:
        table = _table(request, asked)
    except Refusal as refusal:
        return render(request, "web/returns/consolidated.html", context | {"refused": refusal})
    return render(request, "web/returns/consolidated.html", context | _page(asked, table))


def consolidated_cell(request: HttpRequest) -> HttpResponse:
    """The records behind one cell, as they are now."""
    asked = _asked(request)
    try:
        table = _table(request, asked)
    except Refusal as refusal:
        raise Http404 from refusal
    row, column, cell = cell_at(table, request.GET.get("row", ""), request.GET.get("column", ""))
    context: dict[str, Any] = {
        "title": _("数字背后的记录"),
        "section": "annex",
        "crumbs": crumbs(Crumb(_("汇总表"), asked.url("consolidated_returns")), Crumb(column.title)),
        "column": column,
        "value": shown(cell, column),
        "who": whose(row, table),
        "records": [shown_record(each, asked.chosen.campaign.id, column) for each in records_behind(cell.sources)],
        "counted": len(cell.sources),
    }
    part = request.headers.get("HX-Request")
    return render(request, "web/parts/behind.html" if part else "web/behind.html", context)


def consolidated_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The form put together as a workbook, PDF, CSV or JSON."""
    if kind not in WRITERS:
        raise Http404
    asked = _asked(request)
    try:
        content = WRITERS[kind](_table(request, asked))
    except Refusal as refusal:
        context = {"title": _("汇总表"), "section": "annex", "crumbs": crumbs(Crumb(_("汇总表"))), "refused": refusal}
        return render(request, "web/returns/refused.html", context)
    answer = HttpResponse(content, content_type=MEDIA[kind])
    name = _("附件{annex} 汇总 {day}").format(annex=asked.annex, day=day_text(asked.due_on))
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    return answer


def _asked(request: HttpRequest) -> Asked:
    chosen = chosen_campaign(request, clock.today())
    units = returning_units(actor_of(request).agency)
    if chosen is None or len(units) == 1:
        raise Http404
    due_on = due_of(chosen.campaign, request.GET, clock.today())
    due = chosen.campaign.annexes_due(due_on)
    annex = request.GET.get("annex", "")
    return Asked(chosen, annex if annex in due else due[0], due_on, units)


def _bar(request: HttpRequest, asked: Asked) -> Filter:
    campaign = asked.chosen.campaign
    dues = [(each.on.isoformat(), f"{day_text(each.on)} {each.title}") for each in campaign.returns]
    annexes = [
        (each, _("附件{annex} {title}").format(annex=each, title=campaign.annex(each).title))
        for each in campaign.annexes_due(asked.due_on)
    ]
    fields: dict[str, forms.Field] = {
        DUE: forms.ChoiceField(label=_("报送节点"), required=False, choices=dues),
        "annex": forms.ChoiceField(label=_("附件"), required=False, choices=annexes),
    }
    return Filter(request.GET, asked.chosen, fields, {DUE: asked.due_on.isoformat(), "annex": asked.annex})


def _table(request: HttpRequest, asked: Asked) -> AnnexTable:
    actor = actor_of(request)
    header = Header(agency_name(actor.agency), actor.name, "", clock.today())
    campaign = asked.chosen.campaign
    return consolidated_table(campaign, asked.annex, asked.due_on, header, units=asked.units, on=clock.today())


def _page(asked: Asked, table: AnnexTable) -> dict[str, Any]:
    return {
        "table": table,
        "rows": shown_rows(table, lambda row, column: asked.url("consolidated_cell", row=row, column=column)),
        "left": max(0, len(table.rows) - MOST_ROWS),
        "warnings": [say(message) for message in table.warnings],
        "files": [(kind, asked.url("consolidated_file", kind)) for kind in WRITERS],
    }
