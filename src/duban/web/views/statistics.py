"""统计分析: coverage, hazards, cards and work, told apart, week by week, and against the same days before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.campaign import Campaign
from duban.domain.periods import course_to, week_to
from duban.queries.agencies import agency_region, bureaus
from duban.queries.placing import ledger_regions
from duban.queries.statistics.enterprises import count_enterprises, first_visits
from duban.queries.statistics.groups import By
from duban.queries.statistics.hazards import count_hazards, hazards_by_day
from duban.queries.statistics.work import work
from duban.web.addresses import list_url
from duban.web.campaigns import campaign_title
from duban.web.filters import Filter, choice, regions_field
from duban.web.maps import map_of
from duban.web.parts import Crumb, Figure
from duban.web.places import industry_names, region_name
from duban.web.statistics.grids import Grid, Head
from duban.web.statistics.slices import Slice, slice_of
from duban.web.statistics.tables import (
    Counts,
    Course,
    by_table,
    comparison_table,
    cross_table,
    enterprise_figures,
    enterprise_heads,
    hazard_figures,
    hazard_heads,
    measures,
    week_table,
)

WEEK = "week"


def statistics(request: HttpRequest) -> HttpResponse:
    """Every figure opens its rows; what narrows the page stands in the address."""
    whole = slice_of(request)
    context: dict[str, Any] = {
        "title": _("统计分析"),
        "section": "statistics",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("统计分析"))),
        "chosen": None if whole is None else whole.chosen,
    }
    return render(request, "web/statistics/page.html", context | (_page(request, whole) if whole else {}))


def _page(request: HttpRequest, whole: Slice) -> dict[str, Any]:
    units = bureaus(whole.actor.reads)
    bar = _bar(request, whole, units)
    asked = {"against": WEEK, "by": By.REGION.value, "of": "confirmed"} | bar.asked()
    part = whole.narrow(**{name: asked.get(name, "") for name in ("unit", "region", "industry")})
    counts, course = counts_of(part, units), _course(part)
    return {
        "bar": bar,
        "late": part.today.late,
        "tiles": tiles(part, counts),
        "comparison": _comparison(part, course, asked["against"]),
        "map": map_of(part, agency_region(part.actor.agency), counts.enterprises.by[By.REGION]),
        "table": by_table(part, counts, By(asked["by"]), _groupings(several=True)[asked["by"]]),
        "cross": cross_table(part, counts, asked["of"]),
        "weeks": week_table(part, course),
        "wall": list_url("wall", part.campaign.id),
    }


def _bar(request: HttpRequest, whole: Slice, units: Mapping[str, str]) -> Filter:
    query, campaign = request.GET, whole.campaign
    fields: dict[str, forms.Field] = {"unit": choice(_("单位"), units.items())} if len(units) > 1 else {}
    earlier = [each for each in whole.chosen.choices if each.first_on < campaign.first_on]
    fields |= {
        "region": regions_field(_("地区"), ledger_regions(campaign.id), query.get("region", "")),
        "industry": choice(_("行业"), industry_names(campaign).items()),
        "by": choice(_("分组"), [*_groupings(several=len(units) > 1).items()][1:], _("按地区")),
        "against": choice(_("同期比较"), [(each.id, campaign_title(each)) for each in earlier], _("本周与上周同期")),
        "of": choice(_("交叉表的数字"), [(key, head.title) for key, head in measures().items()], _("在册企业")),
    }
    return Filter(query, whole.chosen, fields)


def counts_of(part: Slice, units: Mapping[str, str]) -> Counts:
    """All that stands as of the day."""
    enterprises = count_enterprises(part.today, part.ledger)
    hazards = count_hazards(part.campaign, part.today, part.hazards)
    regions = sorted({*enterprises.by[By.REGION], *hazards.by[By.REGION]})
    names = {
        By.REGION: {code: region_name(code) for code in regions},
        By.INDUSTRY: industry_names(part.campaign),
        By.UNIT: units,
    }
    return Counts(enterprises, hazards, names)


def _course(part: Slice) -> Course:
    return Course(
        work=work(part.campaign.id, part.work),
        first_visits=first_visits(part.today, part.ledger),
        hazards=hazards_by_day(part.campaign, part.today, part.hazards),
    )


def tiles(part: Slice, counts: Counts) -> Sequence[tuple[str, Sequence[tuple[str, Figure]]]]:
    """The sums of the whole, in two rows."""
    count = counts.enterprises.whole, counts.hazards.whole
    return (
        (_("企业（家）"), _ruled(enterprise_heads(), enterprise_figures(part, count[0]))),
        (_("隐患（项）"), _ruled(hazard_heads(), hazard_figures(part, count[1]))),
    )


def _ruled(heads: Sequence[Head], figures: Sequence[Figure]) -> list[tuple[str, Figure]]:
    pairs = zip(heads, figures, strict=True)
    return [(head.title, replace(figure, rule=head.rule)) for head, figure in pairs]


def _groupings(*, several: bool) -> Mapping[str, str]:
    units = {By.UNIT.value: _("按单位")} if several else {}
    return {By.REGION.value: _("按地区"), By.INDUSTRY.value: _("按行业")} | units


def _comparison(part: Slice, course: Course, against: str) -> Grid:
    earlier = next((each for each in part.chosen.choices if each.id == against), None)
    if earlier is None:
        now, before = week_to(part.on)
        return comparison_table(_("本周与上周同期"), (part, course, now), (part, course, before))
    return _against(part, course, earlier)


def _against(part: Slice, course: Course, earlier: Campaign) -> Grid:
    now, before = course_to(part.on, part.campaign.first_on, earlier.first_on)
    other = part.within(earlier)
    title = _("开展以来 {days} 天，与“{earlier}”同期").format(
        days=(now.last_on - now.first_on).days + 1, earlier=campaign_title(earlier)
    )
    return comparison_table(title, (part, course, now), (other, _course(other), before))
