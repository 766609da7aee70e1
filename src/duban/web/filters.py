"""Query bars 查询栏 of the lists: a GET form whose fields come from what there is to choose."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from duban.domain.campaign import Campaign
from duban.queries.ledger_list import REMOVED, WAITING, Facets
from duban.queries.placing import ledger_regions
from duban.specs.regions import load_regions
from duban.web.acts import act_choices
from duban.web.campaigns import KEY, Chosen, campaign_title
from duban.web.places import industry_names, region_name

Pairs = Iterable[tuple[str, str]]
NONE: Mapping[str, str] = MappingProxyType({})


def choice(label: str, pairs: Pairs, blank: str = "") -> forms.ChoiceField:
    """A list with 全部 on top."""
    return forms.ChoiceField(label=label, required=False, choices=[("", blank or _("全部")), *pairs])


class Filter(forms.Form):
    """The base: the campaign, where a list is about one of several. A value that is no choice asks nothing."""

    def __init__(
        self,
        query: QueryDict,
        chosen: Chosen | None,
        fields: Mapping[str, forms.Field],
        defaults: Mapping[str, str] = NONE,
    ) -> None:
        given = query.copy()
        if chosen is not None:
            given[KEY] = chosen.campaign.id
        for name, value in defaults.items():
            given.setdefault(name, value)
        super().__init__(given)
        if chosen is not None and chosen.several:
            pairs = [(each.id, campaign_title(each)) for each in chosen.choices]
            self.fields[KEY] = forms.ChoiceField(label=_("专项行动"), required=False, choices=pairs)
        self.fields.update(fields)

    def asked(self) -> dict[str, Any]:
        """The valid values that are not empty, without the campaign."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != KEY}


def ledger_filter(query: QueryDict, chosen: Chosen, found: Facets, units: Mapping[str, str]) -> Filter:
    """The ledger's query bar."""
    fields: dict[str, forms.Field] = {"text": _text(_("企业名称、信用代码、拼音首字母、地址"))}
    if len(found.units) > 1:
        fields["unit"] = choice(_("填报单位"), [(code, units.get(code, code)) for code in found.units])
    fields |= {
        "region": choice(_("地区"), [(code, region_name(code)) for code in found.regions]),
        "industry": choice(_("行业"), _industries(chosen.campaign, found)),
        "card": choice(_("黄/红牌"), [("red", _("红牌")), ("yellow", _("黄牌")), ("none", _("未列入"))]),
        "covered": choice(_("检查覆盖"), [("yes", _("已检查")), ("no", _("尚未检查"))]),
        "overdue": choice(_("逾期整改"), [("yes", _("有逾期")), ("no", _("无逾期"))]),
        "light": choice(_("最急的一步"), lights()),
        "planned": choice(_("检查方案"), [("yes", _("已排入")), ("no", _("尚未排入"))]),
        "place": choice(_("台账状态"), [(WAITING, _("待确认列入")), (REMOVED, _("已移出"))], _("在册")),
    }
    return Filter(query, chosen, fields | _on_the_map(query) | _first_visit(query))


def _on_the_map(query: QueryDict) -> dict[str, forms.Field]:
    """Where figures of a map lead; shown only while the address asks for them."""
    found: dict[str, forms.Field] = {}
    if query.get("area"):
        found["area"] = regions_field(_("辖区（含下级和开发区）"), (), query.get("area", ""))
    if query.get("located") or query.get("box"):
        places = [("in", _("图内")), ("out", _("图外")), ("none", _("没有坐标"))]
        found |= {"located": choice(_("坐标"), places), "box": BoxField(label=_("图上范围（经纬度）"), required=False)}
    return found


def _first_visit(query: QueryDict) -> dict[str, forms.Field]:
    names = {"first_since": _("首次检查自"), "first_until": _("首次检查至")}
    if not any(query.get(name) for name in names):
        return {}
    return {name: day_field(label) for name, label in names.items()}


def placing_fields(query: QueryDict, chosen: Chosen, since: str, until: str) -> dict[str, forms.Field]:
    """By region, industry and day: what lists of casework have in common. ``since``, ``until``: labels of the days."""
    return {
        "region": regions_field(_("地区"), ledger_regions(chosen.campaign.id), query.get("region", "")),
        "industry": choice(_("行业"), industry_names(chosen.campaign).items()),
        "since": day_field(since),
        "until": day_field(until),
    }


def regions_field(label: str, known: Iterable[str], asked: str) -> forms.ChoiceField:
    """Regions to choose from, and the one that the address names, if there is such a region."""
    codes = {*known, *([asked] if asked in load_regions() else [])}
    return choice(label, [(code, region_name(code)) for code in sorted(codes)])


def day_field(label: str) -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class BoxField(forms.CharField):
    """A rectangle of the map: west, south, east, north in degrees, with commas between."""

    def to_python(self, value: Any) -> Any:
        """Four numbers, or nothing for anything else."""
        try:
            found = tuple(float(part) for part in str(value or "").split(","))
        except ValueError:
            return ()
        return found if len(found) == 4 and all(map(math.isfinite, found)) else ()  # noqa: PLR2004 -- four edges

    def prepare_value(self, value: Any) -> Any:
        """As it stands in the address."""
        return ",".join(map(str, value)) if isinstance(value, tuple) else value


def task_filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    """The task list's query bar."""
    fields: dict[str, forms.Field] = {
        "whose": choice(
            _("由谁办理"),
            _whose(),
        ),
        "act": choice(_("事项"), act_choices()),
        "light": choice(_("期限"), lights()),
        "text": _text(_("企业名称")),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    return Filter(query, chosen, fields)


def _whose() -> Pairs:
    """From which side the tasks are seen."""
    mine, others = ("mine", _("轮到我办")), ("others", _("等待他人"))
    return [mine, others, ("me", _("我负责的企业")), ("unit", _("本单位台账"))]


def lights() -> Pairs:
    """The three lights, the gravest first."""
    return [("overdue", _("逾期")), ("near", _("临近")), ("normal", _("正常"))]


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=100)


def _industries(campaign: Campaign, found: Facets) -> Pairs:
    names = industry_names(campaign)
    return [(code, names.get(code, code)) for code in found.industries]
