"""登记执法检查 as a form: the deed's own inputs, people as choices, times of day, and how the record was signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.actions.hazards import HazardFound
from duban.actions.register import all_kinds
from duban.domain.code_lists import Item
from duban.domain.hazard_standards import OTHER_ITEM
from duban.domain.messages import N_
from duban.domain.vocabulary import HazardLevel
from duban.queries.industries import hints_of
from duban.queries.inspections import Target
from duban.queries.people import Attendant, experts_on, officers_by_certificate, officers_on
from duban.specs.hazards_loader import load_hazard_standards
from duban.web.deed_forms import Choices, DeedForm, PartForm, day_input, form_class, part_form
from duban.web.wording import day as day_text

SHANGHAI = ZoneInfo("Asia/Shanghai")
ITEMS_LIST = "standard-items"  # the element that holds the items to choose from
SIGNED, REFUSED = "signed", "refused"

_HAZARD_TITLES: Mapping[str, str] = {"description": N_("隐患描述")}


@dataclass(frozen=True, slots=True)
class Standard:
    """An item of a determination standard as it is offered."""

    code: str
    text: str
    title: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers on the day of the visit: people with their certificates, items in force."""

    on: date
    officers: Sequence[Attendant]
    experts: Sequence[Attendant]
    items: Sequence[Standard]
    complete: bool  # whether the lists hold every item of the official text
    codes: tuple[str, ...] | None = None  # GB/T 4754 codes of the sites' industries

    @property
    def expired(self) -> list[str]:
        """Officers without a valid certificate on the day."""
        return [one.name for one in self.officers if not one.valid]


def offered(target: Target, campaign: str, agency: str, on: date) -> Offered:
    """The people of the agency and the items for the industries of the enterprise's sites, on that day."""
    codes = hints_of(campaign, (site.industry for site in target.sites))
    standards = load_hazard_standards()
    wanted = {item.code for item in standards.items(on, codes)}
    items = [
        _standard(item, each.title)
        for each in standards.in_force(on)
        for section in each.sections
        for item in section.items
        if item.code in wanted
    ]
    complete = all(each.complete for each in standards.in_force(on))
    return Offered(on, officers_on(agency, on), experts_on(agency, on), items, complete, codes)


def _standard(item: Item, title: str) -> Standard:
    return Standard(item.code, item.text, title, item.verified)


def officer_choices(officers: Sequence[Attendant]) -> Choices:
    """Officers with the certificate of the day; one without is named with the reason."""
    return [(str(one.id), _officer(one)) for one in officers]


def _officer(one: Attendant) -> str:
    if not one.number:
        return gettext("{name}（没有执法证件，不能计入两名执法人员）").format(name=one.name)
    told = {"name": one.name, "number": one.number, "day": day_text(one.valid_to)}
    if one.valid:
        return gettext("{name}（证号 {number}，有效期至 {day}）").format(**told)
    return gettext("{name}（证号 {number}，检查当日无效，有效期至 {day}）").format(**told)


def expert_choices(experts: Sequence[Attendant]) -> Choices:
    """Experts with their fields."""
    return [
        (str(one.id), f"{one.name}（{'、'.join(one.expertise)}）" if one.expertise else one.name) for one in experts
    ]


class VisitForm(DeedForm):
    """What the page asks beyond the deed's inputs: times of day, and the signature that completes the record."""

    started = forms.TimeField(label=_("开始时间"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    ended = forms.TimeField(
        label=_("结束时间"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("早于开始时间的，按次日计。"),
    )
    signed = forms.ChoiceField(
        label=_("被检查单位是否签字"),
        required=False,
        choices=[(SIGNED, _("已签字")), (REFUSED, _("拒签"))],
        widget=forms.RadioSelect,
    )
    signed_by = forms.CharField(label=_("签字人"), required=False, max_length=100)
    refusal_note = forms.CharField(
        label=_("拒签情况"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    guests = forms.CharField(
        label=_("其他单位执法人员的证件号"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("联合检查时填写，一行一个证件号；由本单位牵头登记，只计一次检查。"),
    )

    def clean_guests(self) -> list[UUID]:
        """Officers of other units, by the certificates they showed."""
        numbers = list(dict.fromkeys(self.cleaned_data["guests"].split()))
        found = officers_by_certificate(numbers)
        unknown = "、".join(number for number in numbers if number not in found)
        if unknown:
            told = gettext("没有证件号为 {numbers} 的执法人员，请核对证件，例如 210100-0001。")
            raise forms.ValidationError(told.format(numbers=unknown))
        return [found[number] for number in numbers]

    def clean(self) -> dict[str, Any]:
        """A record that is to be completed says whether it was signed."""
        given = super().clean() or {}
        if self.data.get("act") == "complete" and not given.get("signed"):
            self.add_error("signed", gettext("完成检查记录须签字或者注明拒签；还没有的，请先存为草稿。"))
        return given

    def inputs(self) -> dict[str, Any]:
        """The visit's own inputs; officers of other units beside those of this one."""
        given = super().inputs()
        return given | {"officers": [*given.get("officers", ()), *self.cleaned_data["guests"]]}

    def moments(self) -> dict[str, datetime]:
        """Beginning and end as moments of the day of the visit."""
        on: date = self.cleaned_data["on"]
        started: time | None = self.cleaned_data.get("started")
        ended: time | None = self.cleaned_data.get("ended")
        found = {}
        if started is not None:
            found["started_at"] = datetime.combine(on, started, SHANGHAI)
        if ended is not None:
            after_midnight = started is not None and ended < started and on < date.max
            found["ended_at"] = datetime.combine(on + timedelta(days=after_midnight), ended, SHANGHAI)
        return found


def visit_form(target: Target, offer: Offered, plan_items: Choices) -> type[VisitForm]:
    """The form for a visit to this enterprise on that day."""
    choices = {
        "site": [(str(site.id), site.text) for site in target.sites],
        "officers": officer_choices(offer.officers),
        "experts": expert_choices(offer.experts),
        "plan_item": plan_items,
    }
    made = form_class(
        all_kinds()["record_inspection"],
        choices=choices,
        without=("campaign", "enterprise", "started_at", "ended_at"),
    )
    fields = {name: field for name, field in made.base_fields.items() if name not in ("deed", "on")}
    form: Any = type("visit_form", (VisitForm,), {"deed_kind": made.deed_kind, "asked": made.asked, **fields})
    form.base_fields["on"] = forms.DateField(label=_("检查日期"), widget=day_input())
    form.base_fields["place"].example = "炼钢车间"
    made_form: type[VisitForm] = form
    return made_form


def hazard_form(offer: Offered) -> type[PartForm]:
    """The form of one hazard found on the visit."""
    made = part_form(HazardFound, titles=_HAZARD_TITLES)
    known = {item.code for item in offer.items} | {OTHER_ITEM}

    class Hazard(made):  # type: ignore[valid-type,misc]  # made for the day
        """Judges what the deed would refuse only after everything was sent."""

        def clean(self) -> dict[str, Any]:
            given: dict[str, Any] = super().clean() or {}
            item = given.get("standard_item") or ""
            if item and item not in known and load_hazard_standards().find(item) is None:
                self.add_error(
                    "standard_item",
                    gettext("判定标准中没有这个条目，请从列表中选择；没有合适的，填 other 并附专家意见。"),
                )
            if given.get("level") == HazardLevel.MAJOR and not item and not given.get("expert_opinion"):
                self.add_error("standard_item", gettext("重大隐患须写明判定标准条目或者专家意见。"))
            return given

    Hazard.base_fields["standard_item"].widget.attrs |= {"list": ITEMS_LIST, "autocomplete": "off"}
    Hazard.base_fields["description"].widget.attrs["rows"] = 2
    Hazard.base_fields["expert_opinion"].widget.attrs["rows"] = 2
    Hazard.base_fields["proof"].widget.attrs["rows"] = 1
    return Hazard


def day_of(data: QueryDict | Mapping[str, str], otherwise: date) -> date:
    """The day that a form names so far."""
    try:
        return date.fromisoformat(data.get("on", ""))
    except ValueError:
        return otherwise


def as_ids(values: Sequence[str]) -> list[UUID]:
    """Ids out of an address; anything else is left out."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
