"""已办: what the reader did, each with the way to its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.domain.campaign import Campaign
from duban.queries.done import Done, DoneDeeds, DoneSought, kinds_done
from duban.web.campaigns import chosen_by
from duban.web.deed_forms import day_input
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.listing import Column, sort_of
from duban.web.parts import Crumb
from duban.web.saved import opens_with_default
from duban.web.wording import moment

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "inspection": "inspection",
        "hazard": "hazard",
        "rectification_order": "order",
        "on_site_measure": "measure",
        "supervision_listing": "listing",
        "card": "card",
        "penalty_decision": "penalty",
        "closure_request": "closure",
        "acceptance": "acceptance",
        "extension": "extension",
        "evidence": "evidence",
        "import_batch": "import_batch",
    }
)
"""Tables whose rows have a page; what has none is found in the enterprise's file."""


@opens_with_default("done")
def done(request: HttpRequest) -> HttpResponse:
    """The list behind 已办 on the workbench."""
    asking = asking_of(request)
    deeds = found(asking)
    context: dict[str, Any] = {
        "title": _("已办事项"),
        "section": "workbench",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("已办事项"))),
        "chosen": None if deeds is None else deeds.chosen,
    }
    if deeds is not None:
        listing = listing_of(
            asking,
            deeds,
            empty_title=_("没有符合条件的已办事项"),
            empty_text=_("这里只列您本人办理的事项；调整查询条件再查。"),
        )
        context |= {"bar": deeds.bar, "listing": listing, "rows": [deeds.row(each) for each in listing.page]}
    return render(request, "web/done.html", context)


def found(asking: Asking) -> Found | None:
    """The reader's own deeds, in every campaign; the campaign only says in which the enterprise's file opens."""
    actor, query = asking.actor, asking.query
    chosen = chosen_by(actor, query, asking.on)
    if chosen is None:
        return None
    counted = kinds_done(actor.id, actor.reads)
    fields: dict[str, forms.Field] = {
        "deed": choice(_("事项"), [(name, f"{deed_title(name)}（{count}）") for name, count in counted]),
        "since": forms.DateField(label=_("办理日期自"), required=False, widget=day_input()),
        "until": forms.DateField(label=_("办理日期至"), required=False, widget=day_input()),
    }
    bar = Filter(query, chosen, fields)
    columns = _columns()
    return Found(
        code="done",
        title=_("已办事项"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=DoneDeeds(actor.id, actor.reads, DoneSought(**bar.asked()), sort_of(query, columns, "-at")),
        row=_rows(chosen.campaign),
        total=sum(count for _name, count in counted),
        unit=_("件"),
    )


def _columns() -> list[Column]:
    return [
        Column("deed", _("事项"), sortable=True, value=lambda row: row.title),
        Column("name", _("企业名称"), value=lambda row: row.done.enterprise_name),
        Column("on", _("办理日期"), sortable=True, value=lambda row: row.done.on),
        Column("at", _("登记时间"), sortable=True, value=lambda row: moment(row.done.at)),
    ]


@dataclass(frozen=True, slots=True)
class DoneRow:
    """One row as the template draws it; ``url`` is the record's page, ``file`` the enterprise's."""

    done: Done
    title: str
    url: str
    file: str


def _rows(campaign: Campaign) -> Callable[[Done], DoneRow]:
    def row(one: Done) -> DoneRow:
        file = f"{reverse('enterprise', args=[one.enterprise])}?campaign={campaign.id}" if one.enterprise else ""
        return DoneRow(one, deed_title(one.name), record_url(one) or file, file)

    return row


def record_url(one: Done) -> str:
    """The page of what the deed wrote; empty where it has none."""
    if one.name == "import_ledger":
        return reverse("import_batch", args=[one.id])
    if one.relation is None or one.relation not in PAGES:
        return reverse("enterprise", args=[one.enterprise]) if one.enterprise else ""
    return reverse(PAGES[one.relation], args=[one.record])


def deed_title(name: str) -> str:
    """The deed in the reader's language."""
    kinds = all_kinds()
    return _(kinds[name].title) if name in kinds else name
