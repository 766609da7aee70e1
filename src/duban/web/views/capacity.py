"""落后产能、装备: what may have to go without the enterprise going, how it went, whether that was accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.wordlists import CapacityKind, ExitReason
from duban.queries.acceptances import CapacityLine, CapacitySought, capacity_items, capacity_line
from duban.queries.agencies import bureaus
from duban.web.campaigns import Chosen, chosen_by
from duban.web.closures.tabs import closure_tabs
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import Lead, lead
from duban.web.listing import Column, sort_of
from duban.web.parts import Crumb
from duban.web.saved import opens_with_default
from duban.web.views.deeds import enterprise_url
from duban.web.words import label, words_for_filter


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it; ``way`` is the next step of the item that the reader may do."""

    line: CapacityLine
    home: str
    unit: str
    kind: str
    size: str
    reason: str
    manner: str
    way: Lead | None


@opens_with_default("capacity")
def capacity_list(request: HttpRequest) -> HttpResponse:
    """落后产能、装备 of the campaign."""
    asking = asking_of(request)
    listed = found(asking)
    title = _("落后产能、装备")
    context: dict[str, Any] = {
        "title": title,
        "section": "closure",
        "crumbs": (
            Crumb(_("工作台"), reverse("workbench")), Crumb(_("关停验收"), reverse("closures")), Crumb(title),
        ),
        "chosen": None if listed is None else listed.chosen,
    }  # fmt: skip
    return render(request, "web/closures/capacity.html", context | (_list(asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The items as the reader asks for them."""
    actor, query = asking.actor, asking.query
    chosen = chosen_by(actor, query, asking.on)
    if chosen is None:
        return None
    units = bureaus(actor.reads)
    bar = _filter(query, chosen, units)
    columns = _columns(several=len(units) > 1)
    sought = CapacitySought(**bar.asked())
    lines, total = capacity_items(chosen.campaign.id, sought, sort_of(query, columns, "name"))
    here = f"{reverse('capacity')}?{query.urlencode()}"
    return Found(
        code="capacity",
        title=_("落后产能、装备"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(capacity_line(one), chosen, units, actor, here),
        total=total,
        unit=_("台套"),
    )


def _list(asking: Asking, listed: Found) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有符合条件的落后产能、装备"),
        empty_text=_("从企业的一企一档登记落后产能、装备。"),
    )
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
        "tabs": closure_tabs("capacity", listed.chosen.campaign.id),
    }


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业、装备名称"), required=False, max_length=100),
        "kind": choice(_("装备类别"), words_for_filter(CapacityKind)),
        "reason": choice(_("退出原因"), words_for_filter(ExitReason)),
        "gone": choice(_("是否退出"), [("yes", _("已退出")), ("no", _("未退出"))]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> Sequence[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("kind", _("装备类别"), sortable=True, value=lambda row: row.kind),
        Column("item", _("名称、工艺"), value=lambda row: row.line.name),
        Column("size", _("规模"), numeric=True, value=lambda row: row.size),
        Column("catalogue", _("目录条目"), value=lambda row: row.line.catalogue),
        Column("reason", _("退出原因"), value=lambda row: row.reason),
        Column("manner", _("退出方式"), value=lambda row: row.manner),
        Column("exited", _("退出日期"), sortable=True, value=lambda row: row.line.exited_on),
        Column("accepted", _("验收"), value=lambda row: _("是") if row.line.accepted else _("否")),
        Column("returned", _("报送"), value=lambda row: _("是") if row.line.returned else _("否")),
        Column("way", _("办理"), value=lambda row: row.way.title if row.way else ""),
    ]


def _row(one: CapacityLine, chosen: Chosen, units: Mapping[str, str], actor: Actor, here: str) -> Row:
    size = "" if one.size is None else f"{one.size.normalize():f} {one.size_unit}".strip()
    return Row(
        line=one,
        home=enterprise_url(one.enterprise, chosen.campaign.id),
        unit=units.get(one.unit, one.unit),
        kind=label(one.kind),
        size=size or "—",
        reason=label(one.exit_reason) if one.exit_reason else "—",
        manner=label(one.exit_manner) if one.exit_manner else "—",
        way=_way(one, chosen.campaign.id, actor, here),
    )


def _way(one: CapacityLine, campaign: str, actor: Actor, here: str) -> Lead | None:
    """Out of use, then accepted, then reported."""
    about: dict[str, Any] = {"campaign": campaign, "enterprise": one.enterprise, "capacity_item": one.id}
    if one.exited_on is None:
        found = lead("record_capacity_exit", actor, back=here, item=one.id)
    elif not one.accepted:
        found = lead("plan_acceptance", actor, back=here, manner=one.exit_manner or "", **about)
    elif not one.returned:
        found = lead("record_exit_return", actor, back=here, **about)
    else:
        return None
    return found if found.allowed else None
