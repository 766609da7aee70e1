"""企业台账: the list of the campaign's enterprises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.permissions import Permission, may
from duban.queries.agencies import bureaus
from duban.queries.ledger_list import CONFIRMED, REMOVED, WAITING, Facets, LedgerLine, LedgerLines, Sought, facets
from duban.queries.today import today_of
from duban.web.acts import act_word
from duban.web.campaigns import Chosen, chosen_campaign
from duban.web.cards import ground_text
from duban.web.filters import ledger_filter
from duban.web.listing import Column, Link, Listing, NotShown, page_of, sort_of
from duban.web.parts import Crumb
from duban.web.places import industry_names, region_name


def ledger(request: HttpRequest) -> HttpResponse:
    """One row an enterprise; the row opens 一企一档."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    on = clock.today()
    chosen = chosen_campaign(request, on)
    context: dict[str, Any] = {
        "title": _("企业台账"),
        "section": "ledger",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("企业台账"))),
        "chosen": chosen,
    }
    return render(request, "web/ledger.html", context | (_list(request, actor, chosen, on) if chosen else {}))


def _list(request: HttpRequest, actor: Actor, chosen: Chosen, on: date) -> dict[str, Any]:
    reads = actor.reads if may(actor.roles, Permission.READ_CASEWORK) else None  # a partner: what was shared
    units = bureaus(actor.reads)
    today = today_of(chosen.campaign, on, reads)
    found = facets(today)
    bar = ledger_filter(request.GET, chosen, found, units)
    sought = Sought(**({"place": CONFIRMED} | bar.asked()))
    columns = _columns(several=len(found.units) > 1)
    lines = LedgerLines(today, sought, sort_of(request.GET, columns, "name"))
    page = page_of(lines, request.GET)
    listing = Listing(
        caption=_("企业台账"),
        columns=columns,
        page=page,
        query=request.GET,
        total=sum(found.places.values()),
        not_shown=_not_shown(found, sought.place, request),
        totals=_totals(lines) if lines.tally.count else {},
        links=_links(actor),
        empty_title=_("没有符合条件的企业") if found.places else _("台账里还没有企业"),
        empty_text=_("调整查询条件；还没有台账的，请先导入工信、发改部门提供的名单。"),
    )
    rows = list(_rows(page, chosen.campaign, units))
    return {"bar": bar, "listing": listing, "rows": rows, "several": len(found.units) > 1, "late": today.late}


def _links(actor: Actor) -> Sequence[Link]:
    """Whoever keeps the ledger imports it here."""
    if not may(actor.roles, Permission.KEEP_LEDGER):
        return ()
    return (Link(_("导入"), reverse("imports"), "import", primary=True),)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"))] if several else []
    return [
        Column("name", _("企业名称"), sortable=True),
        *unit,
        Column("region", _("地区"), sortable=True),
        Column("industry", _("行业"), sortable=True),
        Column("risk", _("风险等级")),
        Column("card", _("黄/红牌"), sortable=True),
        Column("covered", _("检查"), sortable=True, rule=_("有一次已完成的检查即为已检查；草稿和未能实施的不算。")),
        Column("hazards", _("未整改隐患"), sortable=True, numeric=True, rule=_("已发现、尚未复查合格的隐患项数。")),
        Column("overdue", _("逾期项"), sortable=True, numeric=True, rule=_("已逾期的整改项数；到期待复查的不算。")),
        Column("due", _("下一步"), sortable=True),
        Column("responsible", _("责任人")),
    ]


def _not_shown(found: Facets, place: str, request: HttpRequest) -> Sequence[NotShown]:
    words = {CONFIRMED: _("在册"), WAITING: _("待确认列入"), REMOVED: _("已移出台账")}
    return [
        NotShown(count, words[each], _with(request, place="" if each == CONFIRMED else each))
        for each, count in found.places.items()
        if count and each != place
    ]


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def _totals(lines: LedgerLines) -> Mapping[str, object]:
    tally = lines.tally
    covered = _("{covered}/{count} 已检查").format(covered=tally.covered, count=tally.count)
    return {"covered": covered, "hazards": tally.hazards, "overdue": tally.overdue}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row as the template draws it."""

    line: LedgerLine
    url: str
    unit: str
    region: str
    industry: str
    ground: str
    act: str


def _rows(page: Iterable[LedgerLine], campaign: Campaign, units: Mapping[str, str]) -> Iterable[LedgerRow]:
    industries = industry_names(campaign)
    for line in page:
        yield LedgerRow(
            line=line,
            url=reverse("enterprise", args=[line.enterprise]) + f"?campaign={campaign.id}",
            unit=units.get(line.unit, line.unit),
            region=region_name(line.region),
            industry=industries.get(line.industry, line.industry),
            ground=ground_text(campaign, line.card_grounds),
            act=act_word(line.act) if line.act else "",
        )
