"""企业台账: the list of the campaign's enterprises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.campaign import Campaign
from duban.domain.ledger.fields import TITLES, Field
from duban.domain.ledger.words import OperatingStatus, RiskColour
from duban.domain.permissions import Permission, may
from duban.domain.vocabulary import CardColour, Standardisation
from duban.domain.wordlists import Opinion
from duban.queries.agencies import bureaus
from duban.queries.ledger_list import (
    CONFIRMED,
    REMOVED,
    WAITING,
    Facets,
    LedgerLine,
    LedgerLines,
    Sought,
    Tally,
    facets,
)
from duban.queries.today import today_of
from duban.specs.regions import load_regions
from duban.web.acts import act_word
from duban.web.addresses import list_url
from duban.web.campaigns import chosen_by
from duban.web.cards import ground_text
from duban.web.filters import ledger_filter
from duban.web.found import Asking, Batching, Found, asking_of, listing_of
from duban.web.listing import Batch, Column, Link, NotShown, Value, sort_of
from duban.web.parts import Crumb
from duban.web.places import industry_names, region_name
from duban.web.saved import opens_with_default
from duban.web.words import label


@opens_with_default("ledger")
def ledger(request: HttpRequest) -> HttpResponse:
    """One row an enterprise; the row opens 一企一档."""
    asking = asking_of(request)
    ledger = found(asking)
    context: dict[str, Any] = {
        "title": _("企业台账"),
        "section": "ledger",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("企业台账"))),
        "chosen": None if ledger is None else ledger.chosen,
    }
    return render(request, "web/ledger.html", context | (_list(asking, ledger) if ledger else {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger(Found):
    """The list with what only its page tells: what there is to choose from, the sums, whether lights are old."""

    facets: Facets
    tally: Tally
    place: str
    late: bool

    @property
    def several(self) -> bool:
        """Whether it holds ledgers of several units."""
        return len(self.facets.units) > 1


def found(asking: Asking) -> Ledger | None:
    """The ledger as the reader asks for it."""
    actor, query = asking.actor, asking.query
    chosen = chosen_by(actor, query, asking.on)
    if chosen is None:
        return None
    reads = actor.reads if may(actor.roles, Permission.READ_CASEWORK) else None  # a partner: what was shared
    units = bureaus(actor.reads)
    today = today_of(chosen.campaign, asking.on, reads)
    there = facets(today)
    bar = ledger_filter(query, chosen, there, units)
    sought = _sought(bar.asked())
    keeper = may(actor.roles, Permission.KEEP_LEDGER)
    columns = _columns(several=len(there.units) > 1, keeper=keeper)
    lines = LedgerLines(today, sought, sort_of(query, columns, "name"), known=there)
    return Ledger(
        code="ledger",
        title=_("企业台账"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=_rows(chosen.campaign, units),
        total=sum(there.places.values()),
        unit=_("家"),
        batching=Batching(
            deeds=_batches(),
            key=lambda line: line.entry,
            name=lambda line: line.name,
            pick=lambda keys: LedgerLines(today, Sought(place="", entries=tuple(keys))),
        ),
        facets=there,
        tally=lines.tally,
        place=sought.place,
        late=today.late,
    )


def _sought(asked: dict[str, Any]) -> Sought:
    area = asked.pop("area", "")
    regions = tuple(sorted(load_regions().territory(area))) if area else ()
    return Sought(**({"place": CONFIRMED} | asked), regions=regions)


def _list(asking: Asking, ledger: Ledger) -> dict[str, Any]:
    listing = listing_of(
        asking,
        ledger,
        not_shown=_not_shown(ledger.facets, ledger.place, asking.query),
        totals=_totals(ledger.tally) if ledger.tally.count else {},
        links=_links(asking, ledger),
        empty_title=_("没有符合条件的企业") if ledger.facets.places else _("台账里还没有企业"),
        empty_text=_("调整查询条件；还没有台账的，请先导入工信、发改部门提供的名单。"),
    )
    rows = [ledger.row(line) for line in listing.page]
    return {"bar": ledger.bar, "listing": listing, "rows": rows, "several": ledger.several, "late": ledger.late}


def _batches() -> Sequence[Batch]:
    """What is done with many entries alike; what is decided one by one is not here."""
    return (
        Batch("consult_entry", _("送部门会商"), row="entry"),
        Batch("assign_responsible", _("指定责任人"), row="entry"),
        Batch("record_opinion", _("登记会商意见"), row="entry"),
        Batch("confirm_entry", _("确认列入台账"), row="entry"),
        Batch("remove_entry", _("移出台账"), row="entry"),
    )


def _links(asking: Asking, ledger: Ledger) -> Sequence[Link]:
    """Who reads casework sees the map, with the same filter; whoever keeps the ledger imports it here."""
    asked, roles = ledger.bar.asked(), asking.actor.roles
    links = []
    if may(roles, Permission.READ_CASEWORK):
        same = {name: asked.get(name, "") for name in ("unit", "region", "industry")}
        url = list_url("statistics", ledger.chosen.campaign.id, **same)
        links.append(Link(_("专题图"), f"{url}#map", "statistics"))
    if may(roles, Permission.KEEP_LEDGER):
        links.append(Link(_("导入"), reverse("imports"), "import", primary=True))
    return links


def _columns(*, several: bool, keeper: bool) -> list[Column]:
    """Whoever keeps the ledger exports it with all that an import reads, to edit it and import it again."""
    unit = [Column("unit", _("填报单位"), value=lambda row: row.unit)] if several else []
    covered = _("有一次已完成的检查即为已检查；草稿和未能实施的不算。")
    hazards, overdue = _("已发现、尚未复查合格的隐患项数。"), _("已逾期的整改项数；到期待复查的不算。")
    return [
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.name),
        Column("code", _("统一社会信用代码"), value=lambda row: row.line.credit_code, screen=False),
        *unit,
        Column("region", _("地区"), sortable=True, value=lambda row: row.region),
        Column("address", _("地址"), value=lambda row: row.line.address, screen=False),
        Column("industry", _("行业"), sortable=True, value=lambda row: row.industry),
        Column("risk", _("风险等级"), value=lambda row: _word(RiskColour, row.line.risk)),
        Column("card", _("黄/红牌"), sortable=True, value=lambda row: _word(CardColour, row.line.card)),
        Column("ground", _("黄红牌依据"), value=lambda row: row.ground, screen=False),
        Column("covered", _("检查"), sortable=True, rule=covered, value=_covered),
        Column("hazards", _("未整改隐患"), True, numeric=True, rule=hazards, value=lambda row: row.line.hazards),
        Column("overdue", _("逾期项"), True, numeric=True, rule=overdue, value=lambda row: row.line.overdue),
        Column("due", _("下一步"), sortable=True, value=lambda row: row.act or row.line.removed_reason),
        Column("due_on", _("期限"), value=lambda row: row.line.due if row.act else None, screen=False),
        Column("responsible", _("责任人"), value=lambda row: row.line.responsible),
        Column("opinions", _("部门意见"), value=lambda row: row.opinions),
        Column("basis", _("列入依据"), value=lambda row: row.line.basis),
        *(_particulars() if keeper else ()),
    ]


def _particulars() -> Sequence[Column]:
    """The other columns of a ledger workbook, under the titles by which an import knows them."""

    def column(key: str, field: Field, value: Callable[[LedgerRow], Value]) -> Column:
        return Column(key, _(TITLES[field]), value=value, screen=False)

    return (
        column("remark", Field.REMARK, lambda row: row.line.remark),
        column("no_code_reason", Field.NO_CODE_REASON, lambda row: row.line.particulars.no_code_reason),
        column("region_code", Field.REGION_CODE, lambda row: row.line.region),
        column("gbt4754", Field.GBT4754, lambda row: row.line.particulars.gbt4754),
        column("grade", Field.GRADE, lambda row: _word(Standardisation, row.line.particulars.standardisation)),
        column("grade_until", Field.GRADE_UNTIL, lambda row: row.line.particulars.standardised_until),
        column("dual_prevention", Field.DUAL_PREVENTION, _dual_prevention),
        column("status", Field.STATUS, lambda row: _word(OperatingStatus, row.line.particulars.status)),
        column("status_on", Field.STATUS_ON, lambda row: row.line.particulars.status_on),
        column("workforce", Field.WORKFORCE, lambda row: row.line.particulars.workforce),
        column("legal_person", Field.LEGAL_PERSON, lambda row: row.line.particulars.legal_person),
        column("contact", Field.CONTACT, lambda row: row.line.particulars.contact),
        column("telephone", Field.TELEPHONE, lambda row: row.line.particulars.telephone),
        column("latitude", Field.LATITUDE, lambda row: _degrees(row.line.particulars.latitude)),
        column("longitude", Field.LONGITUDE, lambda row: _degrees(row.line.particulars.longitude)),
        column("enterprise", Field.ENTERPRISE, lambda row: str(row.line.enterprise)),
    )


def _dual_prevention(row: LedgerRow) -> str:
    return {"yes": _("是"), "no": _("否")}.get(row.line.particulars.dual_prevention or "", "")


def _degrees(value: float | None) -> Value:
    """As text: a number of the file would lose decimals by its format, and the import would see a change."""
    return "" if value is None else repr(value)


def _word(words: type[StrEnum], code: str | None) -> str:
    return label(words(code)) if code else ""


def _opinions(line: LedgerLine) -> str:
    counted = ((Opinion.PROPOSED, line.proposed), (Opinion.AGREED, line.agreed), (Opinion.OBJECTED, line.objected))
    return " ".join(f"{label(opinion)} {count}" for opinion, count in counted if count)


def _covered(row: LedgerRow) -> str:
    return _("已检查") if row.line.covered else _("尚未检查")


def _not_shown(found: Facets, place: str, query: QueryDict) -> Sequence[NotShown]:
    words = {CONFIRMED: _("在册"), WAITING: _("待确认列入"), REMOVED: _("已移出台账")}
    return [
        NotShown(count, words[each], _with(query, place="" if each == CONFIRMED else each))
        for each, count in found.places.items()
        if count and each != place
    ]


def _with(asked: QueryDict, **changes: str) -> str:
    query = asked.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def _totals(tally: Tally) -> Mapping[str, object]:
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
    opinions: str


def _rows(campaign: Campaign, units: Mapping[str, str]) -> Callable[[LedgerLine], LedgerRow]:
    industries = industry_names(campaign)

    def row(line: LedgerLine) -> LedgerRow:
        return LedgerRow(
            line=line,
            url=reverse("enterprise", args=[line.enterprise]) + f"?campaign={campaign.id}",
            unit=units.get(line.unit, line.unit),
            region=region_name(line.region),
            industry=industries.get(line.industry, line.industry),
            ground=ground_text(campaign, line.card_grounds),
            act=act_word(line.act) if line.act else "",
            opinions=_opinions(line),
        )

    return row
