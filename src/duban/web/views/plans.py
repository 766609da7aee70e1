"""检查方案: the list of plans, and which enterprises of the ledger stand in none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.permissions import Permission, may
from duban.domain.workflow import InspectionPlanState as State
from duban.domain.workflow import Noun, state_label
from duban.queries.agencies import bureaus
from duban.queries.plans import PlanLine, PlansSought, plan_line, plans
from duban.web.campaigns import Chosen, chosen_by
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.listing import Column, Link, sort_of
from duban.web.parts import Crumb
from duban.web.plans.coverage import coverage
from duban.web.plans.parts import TONES
from duban.web.plans.tabs import plan_tabs
from duban.web.saved import opens_with_default


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: PlanLine
    unit: str
    state: str
    tone: str


@opens_with_default("plans")
def plans_list(request: HttpRequest) -> HttpResponse:
    """Every plan of the campaign, and what of the ledger stands in none."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("检查方案"),
        "section": "plan",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("检查方案"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/plans/list.html", context | (_list(asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The plans as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    lines, total = plans(chosen.campaign.id, PlansSought(**bar.asked()), sort_of(asking.query, columns, "-first"))
    return Found(
        code="plans",
        title=_("检查方案"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(plan_line(one), units),
        total=total,
        unit=_("份"),
    )


def _list(asking: Asking, listed: Found) -> dict[str, Any]:
    campaign = listed.chosen.campaign
    listing = listing_of(
        asking,
        listed,
        links=_links(asking.actor, campaign.id),
        empty_title=_("没有符合条件的检查方案"),
        empty_text=_("从“拟定检查方案”开始：按条件选企业，按工作日排日期，再逐家调整。"),
    )
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
        "tabs": plan_tabs("plans", campaign.id),
        "coverage": coverage(campaign, asking.on, asking.actor.reads),
        "add": _add_url(asking.actor, campaign.id),
    }


def _add_url(actor: Actor, campaign: str) -> str:
    if not may(actor.roles, Permission.DRAFT_PLAN):
        return ""
    return f"{reverse('plan_new')}?campaign={campaign}&add=unplanned"


def _links(actor: Actor, campaign: str) -> list[Link]:
    if not may(actor.roles, Permission.DRAFT_PLAN):
        return []
    return [Link(_("拟定检查方案"), f"{reverse('plan_new')}?campaign={campaign}", "add", primary=True)]


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("方案、企业名称"), required=False, max_length=100),
        "state": choice(_("状态"), [(one.value, _(state_label(Noun.INSPECTION_PLAN, one))) for one in State]),
        "versions": choice(_("版本"), [("all", _("含已修订的旧版"))], _("现行版本")),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("拟定单位"), units.items())
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("拟定单位"), sortable=True, value=lambda row: row.unit)] if several else []
    done = _("有一次已完成的检查执行了该安排；草稿和未能实施的不算。")
    return [
        Column("title", _("方案"), sortable=True, value=lambda row: row.line.title),
        Column("version", _("版本"), numeric=True, value=lambda row: row.line.version),
        *unit,
        Column("state", _("状态"), sortable=True, value=lambda row: row.state),
        Column("visits", _("安排"), sortable=True, numeric=True, value=lambda row: row.line.visits),
        Column("done", _("已实施"), sortable=True, numeric=True, rule=done, value=lambda row: row.line.done),
        Column("first", _("起始日"), sortable=True, value=lambda row: row.line.first_on),
        Column("last", _("截止日"), value=lambda row: row.line.last_on),
        Column("submitted", _("送审"), sortable=True, value=lambda row: row.line.submitted_on),
        Column("approved", _("批准"), sortable=True, value=lambda row: row.line.approved_on),
    ]


def _row(one: PlanLine, units: Mapping[str, str]) -> Row:
    state = _(state_label(Noun.INSPECTION_PLAN, one.state))
    return Row(one, units.get(one.unit, one.unit), state, TONES[one.state])
