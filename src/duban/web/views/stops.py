"""现场处理措施和停产: the list of measures and of penalties that stop production, each with kind and basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.vocabulary import MeasureKind, PenaltyKind
from duban.domain.workflow import Noun, state_label
from duban.queries.agencies import bureaus
from duban.queries.stops import StopLine, Stops, StopsSought
from duban.web.campaigns import Chosen, chosen_campaign
from duban.web.filters import Filter, choice
from duban.web.hazards import basis_cell
from duban.web.listing import Column, Listing, page_of, sort_of
from duban.web.parts import Crumb
from duban.web.posting import actor_of
from duban.web.sheets import Cell, Ref, Term
from duban.web.supervision import light_of, stop_term
from duban.web.views.deeds import enterprise_url
from duban.web.words import label, words_for_filter


def measures_list(request: HttpRequest) -> HttpResponse:
    """现场处理措施和停产, the newest first."""
    on = clock.today()
    chosen = chosen_campaign(request, on)
    home = f"{reverse('hazards')}?{urlencode({'campaign': chosen.campaign.id})}" if chosen else reverse("hazards")
    context: dict[str, Any] = {
        "title": _("现场处理措施和停产"),
        "section": "hazard",
        "crumbs": (Crumb(_("隐患整改"), home), Crumb(_("现场处理措施和停产"))),
        "chosen": chosen,
    }
    return render(request, "web/measures/list.html", context | (_list(request, chosen, on) if chosen else {}))


def _list(request: HttpRequest, chosen: Chosen, on: date) -> dict[str, Any]:
    units = bureaus(actor_of(request).reads)
    bar = _filter(request, chosen, units)
    columns = _columns(several=len(units) > 1)
    found = Stops(chosen.campaign.id, StopsSought(**bar.asked()), sort_of(request.GET, columns, "-decided"))
    page = page_of(found, request.GET)
    listing = Listing(
        caption=_("现场处理措施和停产"),
        columns=columns,
        page=page,
        query=request.GET,
        total=found.total,
        unit=_("份"),
        empty_title=_("没有符合条件的措施"),
        empty_text=_("现场处理措施从检查记录或者待办事项起草，须写明种类和依据。"),
    )
    rows = [_row(one, chosen, units, on) for one in page]
    return {"bar": bar, "listing": listing, "rows": rows, "several": len(units) > 1}


def _filter(request: HttpRequest, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    kinds = [*words_for_filter(MeasureKind), (PenaltyKind.SUSPENSION.value, label(PenaltyKind.SUSPENSION))]
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "kind": choice(_("种类"), kinds),
        "place": choice(_("效力"), [("draft", _("拟稿")), ("binding", _("生效中")), ("over", _("已结束"))]),
        "refused": choice(_("拒不执行"), [("yes", _("有")), ("no", _("没有"))]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("单位"), units.items())
    return Filter(request.GET, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("单位"), sortable=True)] if several else []
    nature = _("责令暂时停产停业是现场处理措施；责令停产停业整顿是行政处罚，须经告知、听证权利、法制审核和集体讨论。")
    return [
        Column("kind", _("种类"), sortable=True, rule=nature),
        Column("number", _("文号")),
        Column("name", _("企业名称"), sortable=True),
        *unit,
        Column("basis", _("依据")),
        Column("state", _("状态")),
        Column("decided", _("决定"), sortable=True),
        Column("delivered", _("送达")),
        Column("until", _("期限")),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: StopLine
    url: str
    kind: str
    nature: str
    unit: str
    basis: Cell
    state: str
    until: Cell


def _row(one: StopLine, chosen: Chosen, units: Mapping[str, str], on: date) -> Row:
    noun = Noun.ON_SITE_MEASURE if one.is_measure else Noun.PENALTY_DECISION
    dossier = f"{enterprise_url(one.enterprise, chosen.campaign.id)}#penalty-{one.id}"
    return Row(
        line=one,
        url=reverse("measure", args=[one.id]) if one.is_measure else dossier,
        kind=label(one.kind),
        nature=_("现场处理措施") if one.is_measure else _("行政处罚"),
        unit=units.get(one.unit, one.unit),
        basis=basis_cell(one.basis, one.decided_on),
        state=_(state_label(noun, one.state)),
        until=_until(one, chosen, on),
    )


def _until(one: StopLine, chosen: Chosen, on: date) -> Cell:
    due = stop_term(one.kind, one.until_on, one.delivered_on)
    if due is None:
        return Ref("—", quiet=True)
    return Term(due, light_of(due.due_on, chosen.campaign, on)) if one.binding else Term(due)
