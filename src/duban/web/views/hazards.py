"""隐患整改: every hazard in its stage, and one hazard with everything that was done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.actions.assessing import Assessed, assessed
from duban.config import clock
from duban.domain.rules.stages import stage_of
from duban.domain.standing import NextAct
from duban.domain.vocabulary import HazardLevel, HazardStage
from duban.queries.agencies import bureaus
from duban.queries.hazard_record import HazardRecord, hazard_record
from duban.queries.hazards import LIVE, LIVE_STAGES, HazardCounts, HazardLine, Hazards, HazardsSought
from duban.queries.order_items import Item
from duban.queries.today import today_of
from duban.web import hazards as told
from duban.web.campaigns import Chosen, chosen_by
from duban.web.enterprise.acts import About, days_left, sheet_of
from duban.web.filters import Filter, choice, placing_fields
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import Lead, lead
from duban.web.listing import PAGE, Column, Link, NotShown, sort_of
from duban.web.parts import Crumb, DueDay, Figure
from duban.web.places import region_name
from duban.web.posting import actor_of
from duban.web.sheets import Cell, Sheet
from duban.web.timelines import timeline
from duban.web.traces import sources
from duban.web.views.deeds import enterprise_url
from duban.web.words import label, words_for_filter

# The list --------------------------------------------------------------------------------------------------------


def hazards_list(request: HttpRequest) -> HttpResponse:
    """隐患整改: the gravest first."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("隐患整改"),
        "section": "hazard",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("隐患整改"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/hazards/list.html", context | (_list(asking, listed) if listed else {}))


@dataclass(frozen=True, slots=True)
class HazardList(Found):
    """The list with what only its page tells: the sums by stage, whether lights are old."""

    counts: HazardCounts
    late: bool


def found(asking: Asking) -> HazardList | None:
    """The hazards as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    today = today_of(chosen.campaign, asking.on, asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    lines = Hazards(chosen.campaign, today, HazardsSought(**bar.asked()), sort_of(asking.query, columns, "stage"))
    return HazardList(
        code="hazards",
        title=_("问题和隐患"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(one, units, asking.on),
        total=lines.counts.total,
        unit=_("项"),
        counts=lines.counts,
        late=today.late,
    )


def _list(asking: Asking, listed: HazardList) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        not_shown=_drafts(listed.counts, listed.chosen),
        links=(Link(_("现场处理措施和停产"), _within("measures", listed.chosen), "document"),),
        empty_title=_("没有符合条件的隐患"),
        empty_text=_("隐患由执法检查登记；检查记录完成后列在这里。"),
    )
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
        "figures": _figures(listed.counts, asking.query),
        "late": listed.late,
    }


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    papers = [("none", _("未下达")), ("draft", _("拟稿")), ("issued", _("未送达")), ("delivered", _("已送达"))]
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "stage": choice(_("整改情况"), [(LIVE, _("未整改（未逾期）")), *words_for_filter(HazardStage)]),
        "level": choice(_("隐患等级"), words_for_filter(HazardLevel)),
        "paper": choice(_("指令书"), papers),
        "listed": choice(_("挂牌督办"), [("yes", _("督办中")), ("no", _("不在督办"))]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("检查单位"), units.items())
    fields |= placing_fields(query, chosen, _("发现日期自"), _("发现日期至"))
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("检查单位"), sortable=True, value=lambda row: row.unit)] if several else []
    stage = _("已闭环：当场改正、复查合格或者因关闭终结。逾期：期限次日起未复查合格，也没有在期限内报告整改完成。")
    return [
        Column("hazard", _("隐患"), value=lambda row: row.line.description),
        Column("stage", _("整改情况"), sortable=True, rule=stage, value=lambda row: label(row.line.stage)),
        Column("due", _("整改期限"), sortable=True, value=lambda row: row.line.due),
        Column("level", _("等级"), sortable=True, value=lambda row: row.level),
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        Column("region", _("地区"), value=lambda row: row.region, screen=False),
        *unit,
        Column("found", _("发现"), sortable=True, value=lambda row: row.line.found_on),
        Column("listing", _("挂牌督办"), value=lambda row: row.listing.text if row.line.listing else ""),
        Column("photos", _("影像"), numeric=True, value=lambda row: row.line.photos),
    ]


def _drafts(counts: HazardCounts, chosen: Chosen) -> Sequence[NotShown]:
    if not counts.drafts:
        return ()
    return (NotShown(counts.drafts, _("检查记录没有完成"), _within("inspections", chosen, state="recorded")),)


def _within(page: str, chosen: Chosen, **sought: str) -> str:
    return f"{reverse(page)}?{urlencode({'campaign': chosen.campaign.id} | sought)}"


def _figures(counts: HazardCounts, query: QueryDict) -> Sequence[tuple[str, Figure]]:
    """By stage, each opening its rows; the three sums add up to what the filter finds."""

    def figure(stage: str, rule: str = "") -> Figure:
        number = counts.of(stage)
        return Figure(number, _only(query, stage) if number else "", rule)

    sums = _("未整改（未逾期）＋ 逾期 ＋ 已闭环 ＝ 合计，每项隐患只计一次；检查记录没有完成的不计。")
    return (
        (_("合计"), figure("", sums)),
        (_("未整改（未逾期）"), figure(LIVE, _("整改中、临近和到期待复查之和。"))),
        *((label(stage), figure(stage)) for stage in LIVE_STAGES),
        (label(HazardStage.OVERDUE), figure(HazardStage.OVERDUE)),
        (label(HazardStage.CLOSED), figure(HazardStage.CLOSED)),
    )


def _only(query: QueryDict, stage: str) -> str:
    """The list with the same filter, of that stage alone."""
    kept = query.copy()
    for name in (PAGE, "stage"):
        kept.pop(name, None)
    if stage:
        kept["stage"] = str(stage)
    return f"?{kept.urlencode()}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: HazardLine
    level: str
    unit: str
    region: str
    stage: Cell
    due: Cell
    listing: Cell


def _row(one: HazardLine, units: Mapping[str, str], on: date) -> Row:
    unit = units.get(one.unit, one.unit)
    stage, due = told.stage_cell(one), told.due_cell(one, on)
    return Row(one, label(one.level), unit, region_name(one.region), stage, due, told.listing_cell(one))


# One hazard ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of an order as the template draws it."""

    item: Item
    state: str
    due: DueDay
    light: str
    left: str
    apply_by: DueDay | None
    happened: Sequence[told.Happened]
    ways: Sequence[Lead]


def hazard(request: HttpRequest, hazard: UUID) -> HttpResponse:
    """One hazard: what it is, who is to do what next, what is missing, what happened."""
    found = hazard_record(hazard)
    if found is None:
        raise Http404
    today = assessed(found.campaign, found.enterprise, clock.today())
    case = today.case.by_id.get(str(found.finding.id))
    stage = None if case is None else stage_of(today.case, case)
    here, home = reverse("hazard", args=[hazard]), enterprise_url(found.enterprise, found.campaign)
    context: dict[str, Any] = {
        "title": found.finding.description,
        "section": "hazard",
        "crumbs": (Crumb(_("隐患整改"), _home(found)), Crumb(found.enterprise_name, home), Crumb(_("隐患"))),
        "record": found,
        "level": label(found.finding.level),
        "stage": stage and label(stage),
        "light": stage and told.LIGHTS[stage],
        "facts": told.hazard_facts(found),
        "acts": _acts(found, today, request),
        "lacking": told.lacking(found, stage),
        "ways": _ways(found, stage, request, here),
        "lines": [_line(one, found, today, request, here) for one in found.items],
        "sheets": (
            told.stops_sheet(found.stops, home), told.decided_sheet(found),
            *([told.refusals_sheet(found.refusals)] if found.refusals else []),
        ),
        "events": timeline(found.events),
        "after_kind": _after(found)[0],
        "after_object": _after(found)[1],
        "here": here,
        "home": home,
        "attach": lead("attach_evidence", actor_of(request)).allowed,
    }  # fmt: skip
    return render(request, "web/hazards/record.html", context)


def _after(found: HazardRecord) -> tuple[str, UUID | None]:
    """To what a picture of the removal belongs: the last re-inspection, else the enterprise's last report."""
    results = [one for item in found.items for one in item.results]
    if results:
        return "reinspection_outcome", max(results, key=lambda one: (one.on, str(one.id))).id
    reports = [one for item in found.items for one in item.reports]
    return "completion_report", max(reports, key=lambda one: (one.on, str(one.id))).id if reports else None


def _home(found: HazardRecord) -> str:
    return f"{reverse('hazards')}?{urlencode({'campaign': found.campaign})}"


def _acts(found: HazardRecord, today: Assessed, request: HttpRequest) -> Sheet:
    """The next acts of today's standing that are about this hazard."""
    mine = [one for one in today.standing.next_acts if _about(one, found)]
    about = About(today.case.campaign, found.enterprise, today.case.on, actor_of(request))
    return sheet_of(mine, about, sources(key for one in mine for key in one.because))


def _about(act: NextAct, found: HazardRecord) -> bool:
    ours = {found.finding.id, *(one.id for one in found.items), *(one.id for one in found.stops)}
    ours |= {one.id for one in found.listings} | {each.id for one in found.items for each in one.extensions}
    ours |= {one.order for one in found.items if one.delivered_on is None}
    ours |= set() if found.counted else {found.visit}
    return bool({str(one) for one in ours} & {act.subject, *act.because})


def _ways(found: HazardRecord, stage: HazardStage | None, request: HttpRequest, here: str) -> list[Lead]:
    """What may be recorded of the hazard itself."""
    actor, one = actor_of(request), found.finding
    if not found.counted:
        return [lead("complete_inspection", actor, url=reverse("inspection", args=[found.visit]))]
    ways = []
    if stage not in (None, HazardStage.CLOSED):
        if not one.ordered:
            ways.append(lead("draft_order", actor, url=reverse("order_new", args=[found.visit])))
        if one.major:
            ways.append(lead("record_safety", actor, back=here, hazard=one.id))
            ways += _of_a_major_one(found, request, here)
        if not found.items and one.found_on == clock.today():
            ways.append(lead("record_spot_correction", actor, back=here, hazard=one.id))
    if any(item.running for item in found.items):
        url = told.revisit_url(found.enterprise, found.campaign)
        ways.append(lead("record_reinspection", actor, url=url))
    return [*ways, lead("grade_hazard", actor, back=here, hazard=one.id)]


def _of_a_major_one(found: HazardRecord, request: HttpRequest, here: str) -> Iterable[Lead]:
    actor, one = actor_of(request), found.finding
    if one.unsafe:
        yield lead("draft_measure", actor, url=reverse("measure_new", args=[found.visit]))
    if all(each.ended for each in found.listings):
        yield lead("propose_listing", actor, back=here, hazard=one.id, campaign=found.campaign)


def _line(item: Item, found: HazardRecord, today: Assessed, request: HttpRequest, here: str) -> ItemLine:
    on, running = today.case.on, item.running and item.delivered_on is not None
    light = told.item_light(item, today.case.campaign, on) if running else ""
    return ItemLine(
        item=item,
        state=told.order_state(item),
        due=told.item_due(item),
        light=light,
        left=days_left(item.due_on, on) if running and (light == "overdue" or item.due_on >= on) else "",
        apply_by=told.last_day_to_apply(item.due_on) if running and on <= item.due_on else None,
        happened=told.happened(item),
        ways=told.item_ways(item, actor_of(request), here, on) if running else (),
    )
