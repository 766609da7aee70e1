"""The tables of 统计分析: enterprises and hazards by region, industry, unit; region against industry; week by week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from duban.domain.periods import Period, weeks
from duban.domain.vocabulary import HazardLevel, HazardStage
from duban.queries.hazards import LIVE
from duban.queries.statistics.enterprises import EnterpriseCount
from duban.queries.statistics.groups import By, Groups
from duban.queries.statistics.hazards import HazardCount
from duban.queries.statistics.work import Work
from duban.web.parts import Figure
from duban.web.statistics.grids import Chart, Grid, GridLine, Head
from duban.web.statistics.slices import Slice
from duban.web.wording import day, wan


@dataclass(frozen=True, slots=True)
class Counts:
    """All that is counted as of today, and the names of what it is told apart by."""

    enterprises: Groups[EnterpriseCount]
    hazards: Groups[HazardCount]
    names: Mapping[By, Mapping[str, str]]

    def name(self, by: By, key: str) -> str:
        """A region's, industry's or unit's name; its code where it has none."""
        return self.names[by].get(key, key) or _("未列入台账")

    def keys(self, by: By) -> list[str]:
        """What there is to tell apart, in the order of the names."""
        there = {*self.enterprises.by[by], *self.hazards.by[by]}
        known = [key for key in self.names[by] if key in there]
        return known + sorted(there - set(known))


# Enterprises and hazards -----------------------------------------------------------------------------------------


def enterprise_figures(part: Slice, count: EnterpriseCount) -> list[Figure]:
    """In the order of ``enterprise_heads``."""
    return [
        part.figure(count.confirmed, "ledger"),
        part.figure(count.covered, "ledger", covered="yes"),
        part.figure(count.uncovered, "ledger", covered="no"),
        Figure(f"{count.percent}%" if count.confirmed else "—"),
        part.figure(count.yellow, "ledger", card="yellow"),
        part.figure(count.red, "ledger", card="red"),
        part.figure(count.overdue, "ledger", overdue="yes"),
    ]


def enterprise_heads() -> list[Head]:
    """What is counted of enterprises, and how."""
    return [
        Head("confirmed", _("在册企业"), _("确认列入台账且未移出的企业，一家企业有几处厂区的计一家。")),
        Head("covered", _("已检查"), _("有一次已完成的检查即为已检查；草稿和未能实施的不算。"), "good"),
        Head("uncovered", _("尚未检查"), _("在册企业减去已检查的；两者之和等于在册企业。"), "quiet"),
        Head("percent", _("覆盖率"), _("已检查 ÷ 在册企业，不足 1% 的舍去，全部检查才是 100%。")),
        Head("yellow", _("黄牌"), _("今天有黄牌在列、没有红牌的在册企业。"), "near"),
        Head("red", _("红牌"), _("今天有红牌在列的在册企业。"), "overdue"),
        Head("late", _("逾期未整改"), _("至少一项整改逾期的在册企业；到期待复查的不算。"), "overdue"),
    ]


def hazard_figures(part: Slice, count: HazardCount, **when: Any) -> list[Figure]:
    """In the order of ``hazard_heads``: the last three add up to the first."""
    return [
        part.figure(count.total, "hazards", **when),
        part.figure(count.major, "hazards", level=HazardLevel.MAJOR.value, **when),
        part.figure(count.live, "hazards", stage=LIVE, **when),
        part.figure(count.overdue, "hazards", stage=HazardStage.OVERDUE.value, **when),
        part.figure(count.closed, "hazards", stage=HazardStage.CLOSED.value, **when),
    ]


def hazard_heads() -> list[Head]:
    """What is counted of hazards, and how."""
    sums = _("未整改（未逾期）＋ 逾期 ＋ 已闭环 ＝ 发现隐患，每项隐患只计一次；检查记录没有完成的不计。")
    return [
        Head("hazards", _("发现隐患"), sums, "main"),
        Head("major", _("其中重大"), _("现在认定为重大隐患的，含在发现隐患之内。"), "dark"),
        Head("live", _("未整改（未逾期）"), _("整改中、临近和到期待复查之和。"), "near"),
        Head("overdue", _("逾期"), _("期限次日起未复查合格，也没有在期限内报告整改完成。"), "overdue"),
        Head("closed", _("已闭环"), _("当场改正、复查合格或者因关闭终结。"), "good"),
    ]


def by_table(part: Slice, counts: Counts, by: By, title: str) -> Grid:
    """Enterprises and hazards told apart by one thing, with their sum."""

    def line(key: str) -> GridLine:
        own = part.narrow(**{by.value: key}) if key else part
        found = counts.enterprises.by[by].get(key, EnterpriseCount()), counts.hazards.by[by].get(key, HazardCount())
        return GridLine(counts.name(by, key), _both(own, *found), own.url("ledger") if key else "")

    total = GridLine(_("合计"), _both(part, counts.enterprises.whole, counts.hazards.whole))
    charts = (
        Chart(_("检查覆盖"), ("covered", "uncovered"), stacked=True),
        Chart(_("隐患整改情况"), ("live", "overdue", "closed"), stacked=True),
    )
    lines = [line(key) for key in counts.keys(by)]
    heads = [*enterprise_heads(), *hazard_heads()]
    return Grid("groups", title, title, heads, lines, total, charts if len(lines) > 1 else ())


def _both(part: Slice, enterprises: EnterpriseCount, hazards: HazardCount) -> list[Figure]:
    return [*enterprise_figures(part, enterprises), *hazard_figures(part, hazards)]


# Region against industry -----------------------------------------------------------------------------------------


def measures() -> Mapping[str, Head]:
    """What the table of regions against industries may show; coverage is two figures in one cell."""
    return {head.key: head for head in (*enterprise_heads(), *hazard_heads()) if head.key != "percent"}


def cross_table(part: Slice, counts: Counts, measure: str) -> Grid:
    """One figure, regions down and industries across, with both sums."""
    at = [head.key for head in (*enterprise_heads(), *hazard_heads())].index(measure)

    def cell(region: str, industry: str) -> Figure:
        own = part.narrow(region=region or part.region, industry=industry or part.industry)
        return _both(own, *_cell(counts, region, industry))[at]

    industries, told = counts.keys(By.INDUSTRY), measures()[measure]
    lines = [
        GridLine(counts.name(By.REGION, region), [*(cell(region, each) for each in industries), cell(region, "")])
        for region in counts.keys(By.REGION)
    ]
    total = GridLine(_("合计"), [*(cell("", each) for each in industries), cell("", "")])
    heads = [*(Head(each, counts.name(By.INDUSTRY, each)) for each in industries), Head("sum", _("合计"), told.rule)]
    return Grid("cross", _("{figure}：地区 × 行业").format(figure=told.title), _("地区"), heads, lines, total)


def _cell(counts: Counts, region: str, industry: str) -> tuple[EnterpriseCount, HazardCount]:
    """Of a region and an industry; an empty one means all of them."""
    if region and industry:
        key = region, industry
        return counts.enterprises.cross.get(key, EnterpriseCount()), counts.hazards.cross.get(key, HazardCount())
    if region or industry:
        by, one = (By.REGION, region) if region else (By.INDUSTRY, industry)
        return counts.enterprises.by[by].get(one, EnterpriseCount()), counts.hazards.by[by].get(one, HazardCount())
    return counts.enterprises.whole, counts.hazards.whole


# Week by week ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Course:
    """What happened day by day."""

    work: Work
    first_visits: Mapping[date, int]
    hazards: Mapping[date, HazardCount]

    @property
    def days(self) -> Iterator[date]:
        """Every day on which anything was counted."""
        for each in (*(getattr(self.work, one.name) for one in fields(Work)), self.first_visits, self.hazards):
            yield from each

    def hazards_in(self, period: Period) -> HazardCount:
        """Those found in the period, as they stand today."""
        found = [count for day, count in self.hazards.items() if day in period]
        return HazardCount(*(sum(getattr(one, each.name) for one in found) for each in fields(HazardCount)))


def work_heads() -> list[Head]:
    """What is counted of the work, and how."""
    return [
        Head(
            "visits",
            _("检查次数"),
            _("已完成的检查次数（各类检查都计），按检查日期；未能实施、草稿、作废的不计。"),
            "main",
        ),
        Head("first", _("首次检查企业"), _("在册企业第一次完成检查的那一天计入；累计等于已检查的企业。"), "good"),
        Head("yellow", _("新增黄牌"), _("按确认日期计，含后来移出或者转为红牌的。"), "near"),
        Head("red", _("新增红牌"), _("按确认日期计，含后来移出的。"), "overdue"),
        Head("penalties", _("处罚决定"), _("按决定日期计，已变更、已撤销的不计。"), "dark"),
        Head("fines", _("罚款（万元）"), _("上述处罚决定的罚款之和。")),
    ]


def work_figures(part: Slice, course: Course, period: Period) -> list[Figure]:
    """In the order of ``work_heads``, of a period."""
    work, when = course.work, _when(period)
    fines, penalties = period.sum(work.fines), period.sum(work.penalties)
    decided = part.figure(penalties, "penalties", stands="yes", **when)
    first = {"first_since": period.first_on, "first_until": period.last_on}
    return [
        part.figure(period.sum(work.visits), "inspections", state="completed", **when),
        part.figure(period.sum(course.first_visits), "ledger", **first),
        part.figure(period.sum(work.yellow), "cards", colour="yellow", **when),
        part.figure(period.sum(work.red), "cards", colour="red", **when),
        decided,
        Figure(wan(fines) if fines else 0, decided.url if fines else ""),
    ]


def _when(period: Period) -> dict[str, Any]:
    return {"since": period.first_on, "until": period.last_on}


def week_table(part: Slice, course: Course) -> Grid:
    """The campaign week by week, the oldest first; hazards as they stand today, by the week of their finding."""
    whole = Period(min([part.campaign.first_on, *course.days]), part.on)
    lines = [GridLine(_span(week), _week(part, course, week)) for week in weeks(whole.first_on, part.on)]
    charts = (
        Chart(_("每周检查和发现隐患"), ("visits", "first", "hazards"), "columns"),
        Chart(_("每周发现的隐患现在的整改情况"), ("live", "overdue", "closed"), "columns", stacked=True),
    )
    heads = [*work_heads(), *hazard_heads()]
    total = GridLine(_("合计"), _week(part, course, whole))
    return Grid("weeks", _("按周"), _("周（周一至周日）"), heads, lines, total, charts)


def _week(part: Slice, course: Course, week: Period) -> list[Figure]:
    return [*work_figures(part, course, week), *hazard_figures(part, course.hazards_in(week), **_when(week))]


def _span(period: Period) -> str:
    first, last = day(period.first_on), day(period.last_on)
    return f"{first} — {last[5:] if first[:4] == last[:4] else last}"


FOUND_HEADS = 2  # of hazards only how many were found: how they stand later is no work of the period

# The same days before --------------------------------------------------------------------------------------------


def comparison_table(title: str, now: tuple[Slice, Course, Period], before: tuple[Slice, Course, Period]) -> Grid:
    """The work of two periods side by side, and the difference where both are whole numbers."""
    heads = [*work_heads(), *hazard_heads()[:FOUND_HEADS]]
    pairs = zip(heads, _of_a_period(*now), _of_a_period(*before), strict=True)
    lines = [GridLine(head.title, [this, that, Figure(_difference(this, that))]) for head, this, that in pairs]
    columns = [Head("now", _span(now[2])), Head("before", _span(before[2])), Head("change", _("增减"))]
    return Grid("comparison", title, _("项目"), columns, lines)


def _of_a_period(part: Slice, course: Course, period: Period) -> list[Figure]:
    found = hazard_figures(part, course.hazards_in(period), **_when(period))
    return [*work_figures(part, course, period), *found[:FOUND_HEADS]]


def _difference(this: Figure, that: Figure) -> str:
    if not isinstance(this.value, int) or not isinstance(that.value, int):
        return "—"
    return f"{this.value - that.value:+d}" if this.value != that.value else "0"
