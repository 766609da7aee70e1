"""请假和回避: when people of the unit are away, from which enterprises they are recused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.messages import Refusal
from duban.queries.agencies import bureaus
from duban.queries.ledger_list import LedgerLines, Sought
from duban.queries.people import experts_on, officers_on
from duban.queries.roster import LeaveLine, RecusalLine, enterprises_called, leaves, recusals
from duban.queries.today import today_of
from duban.web import drafts
from duban.web.campaigns import Chosen, chosen_campaign
from duban.web.deed_forms import Choices, DeedForm, form_class, opened
from duban.web.leads import deed_url, lead
from duban.web.middleware import asking
from duban.web.parts import Crumb
from duban.web.plans.tabs import plan_tabs
from duban.web.posting import actor_of, do_form
from duban.web.sheets import Button, Cell, Line, Many, Ref, Sheet, Word
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text

SUGGESTED = 300  # names of the ledger that the browser offers
DRAFT = "record_recusal"


class RecusalForm(DeedForm):
    """What the page asks beyond the deed: the enterprise by its name."""

    def clean_enterprise_name(self) -> str:
        """Exactly one enterprise is called that."""
        text = str(self.cleaned_data["enterprise_name"]).strip()
        found = enterprises_called(text)
        if len(found) != 1:
            told = (
                _("没有名称或者统一社会信用代码是“{text}”的企业。")
                if not found
                else _("有多家企业叫“{text}”，请填写统一社会信用代码。")
            )
            raise forms.ValidationError(told.format(text=text))
        self.cleaned_data["enterprise"] = found[0]
        return text


def roster(request: HttpRequest) -> HttpResponse:
    """Leaves and recusals, with the ways to record them."""
    actor, on = actor_of(request), clock.today()
    with asking(request):
        form = _form(actor, on)(request.POST or None, initial=opened(on))
        valid = request.method == "POST" and form.is_valid()
    refused = None
    if valid:
        refused = do_form(request, form, enterprise=form.cleaned_data["enterprise"])
        if refused is None:
            drafts.done(request, DRAFT)
            messages.success(request, _("回避已登记。"))
            return HttpResponseRedirect(request.get_full_path())
    return _drawn(request, form, refused, on)


def _form(actor: Actor, on: date) -> type[RecusalForm]:
    made = form_class(all_kinds()[DRAFT], choices={"person": people(actor.agency, on)}, without=("enterprise",))
    made.base_fields["person"].label = _("人员")
    named = forms.CharField(
        label=_("企业名称或者统一社会信用代码"), max_length=200, widget=forms.TextInput(attrs={"list": "ledger-names"})
    )
    fields = {"enterprise_name": named, **{name: made.base_fields[name] for name in ("person", "reason")}}
    form: type[RecusalForm] = type(
        "recusal_form", (RecusalForm,), {"deed_kind": made.deed_kind, "asked": made.asked, **fields}
    )
    return form


def people(agency: str, on: date) -> Choices:
    """Officers and experts of the unit."""
    return [(str(one.id), one.name) for one in (*officers_on(agency, on), *experts_on(agency, on))]


def _drawn(request: HttpRequest, form: RecusalForm, refused: Refusal | None, on: date) -> HttpResponse:
    actor, here = actor_of(request), request.get_full_path()
    with asking(request):
        chosen = chosen_campaign(request, on)
        units = bureaus(actor.reads)
        context: dict[str, Any] = {
            "title": _("请假和回避"),
            "section": "plan",
            "crumbs": (Crumb(_("检查方案"), reverse("plans")), Crumb(_("请假和回避"))),
            "tabs": plan_tabs("roster", chosen.campaign.id) if chosen else (),
            "ways": [lead("record_leave", actor, back=here)],
            "leaves": _leaves(*leaves(actor.reads), actor, units, here),
            "recusals": _recusals(*recusals(actor.reads), actor, units, here),
            "recusing": lead(DRAFT, actor),
            "form": form,
            "refused": refused,
            "names": _names(actor, chosen, on),
            "draft": drafts.key(request, DRAFT),
        }
        return render(request, "web/plans/roster.html", context)


def _names(actor: Actor, chosen: Chosen | None, on: date) -> Sequence[str]:
    if chosen is None:
        return ()
    lines = LedgerLines(today_of(chosen.campaign, on, actor.reads), Sought())
    return [line.name for line in lines[0:SUGGESTED]]


def _leaves(found: Sequence[LeaveLine], count: int, actor: Actor, units: Mapping[str, str], here: str) -> Sheet:
    heads = (_("人员"), _("单位"), _("起日"), _("止日（含）"), _("事由"), _("办理"))
    lines = [
        Line((
            one.person, units.get(one.unit, one.unit), day_text(one.first_on), day_text(one.last_on), one.reason,
            _way("void_fact", _("作废"), actor, one.unit, here, noun="leave_of_absence", record=one.id),
        ))
        for one in found
    ]  # fmt: skip
    return Sheet("leaves", _("请假"), heads, lines, none=_("没有登记请假。"), notes=_not_shown(len(found), count))


def _recusals(found: Sequence[RecusalLine], count: int, actor: Actor, units: Mapping[str, str], here: str) -> Sheet:
    heads = (_("人员"), _("单位"), _("企业"), _("自"), _("事由"), _("状态"), _("办理"))
    lines = [
        Line((
            one.person, units.get(one.unit, one.unit), Ref(one.enterprise_name, enterprise_url(one.enterprise)),
            day_text(one.since_on), one.reason, _state(one),
            "" if one.ended_on else _way("end_recusal", _("解除回避"), actor, one.unit, here, recusal=one.id),
        ))
        for one in found
    ]  # fmt: skip
    return Sheet("recusals", _("回避"), heads, lines, none=_("没有登记回避。"), notes=_not_shown(len(found), count))


def _state(one: RecusalLine) -> Cell:
    if one.ended_on is None:
        return Word(_("生效中"), "warn")
    return Many((Word(_("已解除"), "neutral"), f"{day_text(one.ended_on)} {one.ended_reason}"))


def _way(deed: str, title: str, actor: Actor, unit: str, here: str, **known: object) -> Cell:
    """The button, where the reader may and the row is of the own unit."""
    way = lead(deed, actor, url=deed_url(deed, back=here, **known))
    return Button(title, way.url) if way.allowed and unit == actor.agency else Ref("—", quiet=True)


def _not_shown(shown: int, count: int) -> Sequence[str]:
    if shown == count:
        return ()
    return (_("共 {count} 条，显示最近的 {shown} 条。").format(count=count, shown=shown),)
