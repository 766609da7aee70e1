"""现场处理措施和停产: the list of measures and of penalties that stop production, each with kind and basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.domain.vocabulary import MeasureKind, PenaltyKind
from duban.domain.workflow import Noun, state_label
from duban.queries.agencies import bureaus
from duban.queries.stops import StopLine, Stops, StopsSought
from duban.web.campaigns import Chosen, chosen_by
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.hazards import basis_cell
from duban.web.listing import Column, sort_of
from duban.web.parts import Crumb
from duban.web.sheets import Cell, Ref, Term
from duban.web.supervision import light_of, stop_term
from duban.web.views.deeds import enterprise_url
from duban.web.words import label, words_for_filter


def measures_list(request: HttpRequest) -> HttpResponse:
    """现场处理措施和停产, the newest first."""
    asking = asking_of(request)
    listed = found(asking)
    query = f"?{urlencode({'campaign': listed.chosen.campaign.id})}" if listed else ""
    context: dict[str, Any] = {
        "title": _("现场处理措施和停产"),
        "section": "hazard",
        "crumbs": (Crumb(_("隐患整改"), reverse("hazards") + query), Crumb(_("现场处理措施和停产"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/measures/list.html", context | (_list(asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The measures and suspensions as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    lines = Stops(chosen.campaign.id, StopsSought(**bar.asked()), sort_of(asking.query, columns, "-decided"))
    return Found(
        code="measures",
        title=_("现场处理措施和停产"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(one, chosen, units, asking.on),
        total=lines.total,
        unit=_("份"),
    )


def _list(asking: Asking, listed: Found) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有符合条件的措施"),
        empty_text=_("现场处理措施从检查记录或者待办事项起草，须写明种类和依据。"),
    )
    several = "unit" in {column.key for column in listed.columns}
    rows = [listed.row(one) for one in listing.page]
    return {"bar": listed.bar, "listing": listing, "rows": rows, "several": several}


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    kinds = [*words_for_filter(MeasureKind), (PenaltyKind.SUSPENSION.value, label(PenaltyKind.SUSPENSION))]
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "kind": choice(_("种类"), kinds),
        "place": choice(_("效力"), [("draft", _("拟稿")), ("binding", _("生效中")), ("over", _("已结束"))]),
        "refused": choice(_("拒不执行"), [("yes", _("有")), ("no", _("没有"))]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("单位"), units.items())
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("单位"), sortable=True, value=lambda row: row.unit)] if several else []
    nature = _("责令暂时停产停业是现场处理措施；责令停产停业整顿是行政处罚，须经告知、听证权利、法制审核和集体讨论。")
    return [
        Column("kind", _("种类"), sortable=True, rule=nature, value=lambda row: row.kind),
        Column("nature", _("性质"), value=lambda row: row.nature, screen=False),
        Column("number", _("文号"), value=lambda row: row.line.number),
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("basis", _("依据"), value=lambda row: row.basis.text),
        Column("state", _("状态"), value=lambda row: row.state),
        Column("refused", _("拒不执行"), value=lambda row: _("有") if row.line.refused else "", screen=False),
        Column("decided", _("决定"), sortable=True, value=lambda row: row.line.decided_on),
        Column("delivered", _("送达"), value=lambda row: row.line.delivered_on),
        Column("until", _("期限"), value=lambda row: row.line.until_on),
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
