"""Query bars 查询栏 of the lists: a GET form whose fields come from what there is to choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from duban.domain.campaign import Campaign
from duban.queries.ledger_list import REMOVED, WAITING, Facets
from duban.web.acts import act_choices
from duban.web.campaigns import KEY, Chosen, campaign_title
from duban.web.places import industry_names, region_name

Pairs = Iterable[tuple[str, str]]
NONE: Mapping[str, str] = MappingProxyType({})


def choice(label: str, pairs: Pairs, blank: str = "") -> forms.ChoiceField:
    """A list with 全部 on top."""
    return forms.ChoiceField(label=label, required=False, choices=[("", blank or _("全部")), *pairs])


class Filter(forms.Form):
    """The base: the campaign, where there are several to choose from. A value that is no choice asks nothing."""

    def __init__(
        self, query: QueryDict, chosen: Chosen, fields: Mapping[str, forms.Field], defaults: Mapping[str, str] = NONE
    ) -> None:
        given = query.copy()
        given[KEY] = chosen.campaign.id
        for name, value in defaults.items():
            given.setdefault(name, value)
        super().__init__(given)
        if chosen.several:
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
    return Filter(query, chosen, fields)


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
