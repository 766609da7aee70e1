"""验收: the list, one acceptance with every department's signature, and the capacity items 落后产能、装备."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.workflow import AcceptanceState as State
from duban.domain.workflow import Noun, state_label
from duban.queries.acceptances import (
    AcceptanceLine,
    AcceptanceRecord,
    AcceptancesSought,
    acceptance_line,
    acceptance_record,
    acceptances,
)
from duban.queries.agencies import bureaus
from duban.queries.dossier import events_of
from duban.web import drafts
from duban.web.campaigns import Chosen, chosen_by
from duban.web.closures.tabs import closure_tabs
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import lead, leads
from duban.web.listing import Column, sort_of
from duban.web.middleware import asking
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, Fact, Missing
from duban.web.posting import actor_of, do_form
from duban.web.saved import opens_with_default
from duban.web.sheets import Lamp, Line, Sheet, Word
from duban.web.timelines import timeline
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text
from duban.web.words import label

TONES = {
    State.PLANNED: "neutral", State.CARRIED_OUT: "info", State.PASSED: "good", State.NOT_PASSED: "bad",
    State.RECHECKED: "warn",
}  # fmt: skip
SIGN = "sign_off_acceptance"
OPEN = (State.PLANNED, State.CARRIED_OUT, State.RECHECKED)


# The list --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: AcceptanceLine
    unit: str
    what: str
    state: str
    tone: str
    manner: str


@opens_with_default("acceptances")
def acceptances_list(request: HttpRequest) -> HttpResponse:
    """验收: every acceptance of the campaign, and how many departments have signed."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("验收"),
        "section": "closure",
        "crumbs": (
            Crumb(_("工作台"), reverse("workbench")), Crumb(_("关停验收"), reverse("closures")), Crumb(_("验收")),
        ),
        "chosen": None if listed is None else listed.chosen,
    }  # fmt: skip
    return render(request, "web/closures/acceptances.html", context | (_list(asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The acceptances as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    sought = AcceptancesSought(**bar.asked())
    lines, total = acceptances(chosen.campaign.id, sought, sort_of(asking.query, columns, "-on"))
    return Found(
        code="acceptances",
        title=_("验收"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(acceptance_line(one), units),
        total=total,
        unit=_("次"),
    )


def _list(asking: Asking, listed: Found) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有符合条件的验收"),
        empty_text=_("关闭执行或者装备退出登记后，从关闭材料或者一企一档安排验收。"),
    )
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
        "tabs": closure_tabs("acceptances", listed.chosen.campaign.id),
    }


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "state": choice(_("状态"), [(one.value, _(state_label(Noun.ACCEPTANCE, one))) for one in State]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("what", _("验收对象"), value=lambda row: row.what),
        Column("manner", _("退出方式"), value=lambda row: row.manner),
        Column("state", _("状态"), value=lambda row: row.state),
        Column("on", _("安排"), sortable=True, value=lambda row: row.line.planned_on),
        Column("held", _("实施"), sortable=True, value=lambda row: row.line.held_on),
        Column(
            "signed", _("签署部门"), numeric=True, value=lambda row: f"{row.line.signed} / {len(row.line.participants)}"
        ),
        Column("concluded", _("结论日期"), value=lambda row: row.line.concluded_on),
    ]


def _row(one: AcceptanceLine, units: Mapping[str, str]) -> Row:
    return Row(
        line=one,
        unit=units.get(one.unit, one.unit),
        what=one.what or _("企业关停"),
        state=_(state_label(Noun.ACCEPTANCE, one.state)),
        tone=TONES[one.state],
        manner=label(one.manner) if one.manner else "—",
    )


# One acceptance --------------------------------------------------------------------------------------------------


def acceptance(request: HttpRequest, acceptance: UUID) -> HttpResponse:
    """One acceptance; the departments that have not signed do it here, one by one."""
    with asking(request):
        found = acceptance_record(acceptance)
    if found is None:
        raise Http404
    kind = form_class(
        all_kinds()[SIGN],
        choices={"department": [(each, each) for each in found.unsigned]},
        titles={"department": _("签署部门"), "opinion": _("意见（不同意的须说明理由）")},
        fixed=("acceptance",),
    )
    form = kind(request.POST) if request.method == "POST" else kind(initial=_initial(found))
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form)
    refused = do_form(request, form)
    if refused is not None:
        return _page(request, found, form, refused)
    drafts.done(request, f"acceptance:{acceptance}")
    messages.success(request, _("已签署：{department}").format(department=form.cleaned_data["department"]))
    return HttpResponseRedirect(reverse("acceptance", args=[acceptance]))


def _initial(found: AcceptanceRecord) -> dict[str, Any]:
    return opened(clock.today(), acceptance=found.line.id, department=found.unsigned[0] if found.unsigned else "")


def _page(
    request: HttpRequest, found: AcceptanceRecord, form: DeedForm, refused: Refusal | None = None
) -> HttpResponse:
    with asking(request):
        actor, line = actor_of(request), found.line
        here = reverse("acceptance", args=[line.id])
        ways = [one for one in leads(Noun.ACCEPTANCE, line.state, line.id, actor, back=here) if one.deed != SIGN]
        home = enterprise_url(line.enterprise, found.campaign) if line.enterprise else ""
        context: dict[str, Any] = {
            "title": _("验收"),
            "section": "closure",
            "crumbs": (
                Crumb(_("关停验收"), reverse("closures")), Crumb(_("验收"), reverse("acceptances")),
                Crumb(line.enterprise_name, home),
            ),
            "record": found,
            "state": _(state_label(Noun.ACCEPTANCE, line.state)),
            "tone": TONES[line.state],
            "facts": _facts(found),
            "signatures": _signatures(found),
            "missing": _missing(found),
            "ways": ways,
            "papers_link": papers_url(PaperSubject.ACCEPTANCE, line.id, found.campaign),
            "signing": line.state in OPEN and bool(found.unsigned),
            "form": form,
            "lead": lead(SIGN, actor),
            "refused": refused,
            "draft": drafts.key(request, f"acceptance:{line.id}"),
            "events": timeline(events_of([str(line.id)])),
        }  # fmt: skip
        return render(request, "web/closures/acceptance.html", context)


def _facts(found: AcceptanceRecord) -> list[Fact]:
    line = found.line
    facts = [
        Fact(_("企业"), line.enterprise_name),
        Fact(_("单位"), found.agency_name),
        Fact(_("验收对象"), found.capacity_item or _("企业关停")),
        Fact(_("退出方式"), label(line.manner) if line.manner else ""),
        Fact(_("退出日期"), day_text(found.exited_on)),
        Fact(_("安排"), day_text(line.planned_on)),
        Fact(_("实施"), day_text(line.held_on)),
    ]
    if found.rechecked_on:
        facts.append(Fact(_("复验"), day_text(found.rechecked_on)))
    if line.concluded_on:
        told = _("合格") if found.passed else _("不合格")
        facts.append(Fact(_("结论"), f"{day_text(line.concluded_on)} {told} {found.conclusion}", wide=True))
    return facts


def _signatures(found: AcceptanceRecord) -> Sheet:
    """One row a department: its opinion, or that it is still missing; opinions of a former round below."""
    signed = {one.department: one for one in found.signatures if not one.former}
    lines = []
    for department in found.line.participants:
        one = signed.get(department)
        state = Lamp("near", _("未签署")) if one is None else _opinion(agreed=one.agreed)
        told = ("", "", "") if one is None else (day_text(one.on), one.signatory, one.note)
        lines.append(Line((department, state, *told)))
    lines += [
        Line((one.department, Word(_("复验前的意见"), "neutral"), day_text(one.on), one.signatory, one.note))
        for one in found.signatures
        if one.former
    ]
    heads = (_("部门"), _("意见"), _("签署日期"), _("签署人职务"), _("说明"))
    return Sheet("signatures", _("各部门签署"), heads, lines, none=_("没有登记参加验收的部门。"))


def _opinion(*, agreed: bool) -> Lamp:
    return Lamp("normal", _("同意")) if agreed else Lamp("overdue", _("不同意"))


def _missing(found: AcceptanceRecord) -> list[Missing]:
    items = []
    if found.exited_on is None and (found.request or found.capacity_item):
        url = reverse("closure", args=[found.request]) if found.request else ""
        items.append(Missing(_("关闭执行或者装备退出的登记"), _("没有登记退出的，不能验收。"), url))
    if found.line.state in OPEN:
        items += [Missing(_("{department}的签署").format(department=each)) for each in found.unsigned]
        if not found.unsigned:
            items.append(Missing(_("验收结论")))
    return items
