"""The form of a plan: its visits as rows, enterprises found by filter, days laid by rule; see ``views/plan_forms``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.actions.plans import PlannedVisit
from duban.domain.messages import N_
from duban.queries.ledger_list import Facets, Sought
from duban.web.campaigns import Chosen
from duban.web.deed_forms import Choices, PartForm, day_input, part_form
from duban.web.filters import choice
from duban.web.places import industry_names, region_name

ITEMS = "items"
PAIR, MOST_A_DAY = 2, 20
SCOPE_UNSET, SCOPE_ALL = "unset", "all"


class OneByOne(forms.SelectMultiple):
    """Several selects of one name, a person each: as many as are usual, and one more when they are filled.

    Drawn without templates: a plan has a select for every officer of every visit.
    """

    def __init__(self, least: int, label: str) -> None:
        super().__init__()
        self.least, self.label = least, label

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The selects, each with its number in its label."""
        chosen = [str(one) for one in value or [] if one]
        slots = max(self.least, len(chosen) + (len(chosen) >= self.least))
        filled = chosen + [""] * (slots - len(chosen))
        return mark_safe("".join(self._select(name, one, at) for at, one in enumerate(filled)))  # noqa: S308 -- escaped below

    def _select(self, name: str, chosen: str, at: int) -> SafeString:
        options = [("", "—"), *((str(value), str(words)) for value, words in self.choices)]
        drawn = "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
            for value, words in options
        )
        return format_html(
            '<select name="{}" id="id_{}_{}" class="form-select form-select-sm" aria-label="{} {}">{}</select>',
            name, name, at, self.label, at + 1, mark_safe(drawn),  # noqa: S308 -- escaped above
        )  # fmt: skip

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The people chosen, each once."""
        return [one for one in dict.fromkeys(data.getlist(name)) if one]


def visit_form(officers: Choices, experts: Choices) -> type[PartForm]:
    """The form of one visit of the plan."""
    known = {"officers": officers, "experts": experts}
    made = part_form(
        PlannedVisit, choices=known, fixed=("enterprise", "site"), titles={"planned_on": N_("日期"), "note": N_("备注")}
    )
    made.base_fields["officers"].widget = OneByOne(PAIR, gettext("执法人员"))
    made.base_fields["experts"].widget = OneByOne(1, gettext("专家"))
    for name, choices in known.items():
        made.base_fields[name].choices = choices  # type: ignore[attr-defined]  # a field of choices
    made.base_fields["note"].widget = forms.TextInput()
    return made


class PickForm(forms.Form):
    """选择企业: the ledger by filter."""

    pick_text = forms.CharField(label=_("企业名称、拼音首字母"), required=False, max_length=100)

    def __init__(self, data: QueryDict | Mapping[str, Any], chosen: Chosen, found: Facets) -> None:
        super().__init__(data)
        names = industry_names(chosen.campaign)
        self.fields |= {
            "pick_region": choice(gettext("地区"), [(code, region_name(code)) for code in found.regions]),
            "pick_industry": choice(gettext("行业"), [(code, names.get(code, code)) for code in found.industries]),
            "pick_covered": choice(gettext("检查覆盖"), [("no", gettext("尚未检查")), ("yes", gettext("已检查"))]),
            "pick_planned": choice(
                gettext("检查方案"), [("no", gettext("尚未排入")), ("yes", gettext("已排入"))], gettext("不限")
            ),
        }

    def sought(self) -> Sought:
        """What is asked of the ledger."""
        self.is_valid()
        return Sought(**{name.removeprefix("pick_"): value for name, value in self.cleaned_data.items() if value})


class SpreadForm(forms.Form):
    """按规则排日期: who goes, from which day to which, how many a day, and which rows get a day."""

    spread_officers = forms.MultipleChoiceField(label=_("执法人员"), required=False)
    spread_experts = forms.MultipleChoiceField(label=_("专家"), required=False)
    spread_first = forms.DateField(label=_("从"), widget=day_input())
    spread_last = forms.DateField(label=_("到"), widget=day_input())
    spread_per_day = forms.IntegerField(label=_("每个工作日家数"), min_value=1, max_value=MOST_A_DAY, initial=2)
    spread_scope = forms.ChoiceField(
        label=_("排哪些"),
        choices=[(SCOPE_UNSET, _("还没有日期的")), (SCOPE_ALL, _("全部重排"))],
        initial=SCOPE_UNSET,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, officers: Choices, experts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs: Sequence[tuple[str, Choices, int, Any]] = (
            ("spread_officers", officers, PAIR, _("执法人员")),
            ("spread_experts", experts, 1, _("专家")),
        )
        for name, choices, least, label in pairs:
            field: Any = self.fields[name]
            field.widget = OneByOne(least, str(label))
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        given = super().clean() or {}
        first, last = given.get("spread_first"), given.get("spread_last")
        if first and last and last < first:
            self.add_error("spread_last", gettext("截止日不得早于起始日。"))
        return given
