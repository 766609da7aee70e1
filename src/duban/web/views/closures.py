"""关停验收: the list of requests with what they wait for, and one dossier with its completeness gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.assessing import assessed
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.rules.closing import bases
from duban.domain.rules.closure import Basis
from duban.domain.rules.closure_gate import Waiting, waiting
from duban.domain.standing import Light
from duban.domain.wordlists import ClosureTrack
from duban.domain.workflow import ClosureRequestState as State
from duban.domain.workflow import Noun, state_label
from duban.queries.agencies import bureaus
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.closures import (
    ClosureLine,
    ClosureRecord,
    ClosuresSought,
    closure_line,
    closure_record,
    closures,
    unanswered,
)
from duban.queries.dossier import events_of
from duban.web import drafts
from duban.web.campaigns import Chosen, chosen_by
from duban.web.cards import ground_text
from duban.web.closures.gate import gate, holdings, lacking
from duban.web.closures.sheets import acceptances_sheet, basis_sheet, done_sheet, proofs_sheet, returns_sheet
from duban.web.closures.tabs import closure_tabs
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.due import written_day
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import Lead, lead, leads
from duban.web.listing import Column, sort_of
from duban.web.middleware import asking
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, Fact, Figure
from duban.web.places import region_name
from duban.web.posting import actor_of, do_form
from duban.web.saved import opens_with_default
from duban.web.sheets import Cell, Ref, Term
from duban.web.timelines import timeline
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text
from duban.web.words import label, words_for_filter

TONES = {
    State.DRAFT: "neutral",
    State.REVIEWED: "info",
    State.SENT: "warn",
    State.ACCEPTED_BY_GOVERNMENT: "warn",
    State.DECIDED_CLOSE: "bad",
    State.DECIDED_NOT_CLOSE: "neutral",
    State.LICENCES_REVOKED: "bad",
    State.CARRIED_OUT: "bad",
    State.ACCEPTED: "good",
    State.WITHDRAWN: "neutral",
}
REVIEW = "review_closure_request"


# The list --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: ClosureLine
    unit: str
    region: str
    track: str
    state: str
    tone: str
    answer: Cell
    answered: str


@opens_with_default("closures")
def closures_list(request: HttpRequest) -> HttpResponse:
    """提请关闭: every request of the campaign; how many wait for a government's answer, and for how long."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("关停验收"),
        "section": "closure",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("关停验收"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/closures/list.html", context | (_list(asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The requests as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    lines, total = closures(chosen.campaign.id, ClosuresSought(**bar.asked()), sort_of(asking.query, columns, "-on"))
    return Found(
        code="closures",
        title=_("提请关闭"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(closure_line(one), chosen, units, asking.on),
        total=total,
        unit=_("件"),
    )


def _list(asking: Asking, listed: Found) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有符合条件的提请关闭"),
        empty_text=_("态势提出提请关闭后，从待办事项或者一企一档起草。"),
    )
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
        "tabs": closure_tabs("closures", listed.chosen.campaign.id),
        "figures": _figures(listed.chosen, asking.on),
    }


def _figures(chosen: Chosen, on: date) -> list[tuple[str, Figure, Light]]:
    """How many requests wait for an answer, by light; each opens its rows."""
    found = [waiting(sent, None, on, chosen.campaign) for sent in unanswered(chosen.campaign.id)]
    url = f"{reverse('closures')}?campaign={chosen.campaign.id}&waits=answer&sort=sent"
    titles = {
        Light.OVERDUE: _("专项行动已结束仍未答复"), Light.NEAR: _("等待较久或者临近结束"), Light.NORMAL: _("等待答复"),
    }  # fmt: skip
    counted = {each: len([one for one in found if one is not None and one.light is each]) for each in titles}
    return [
        (titles[each], Figure(counted[each], url if counted[each] else "", _reading()), each)
        for each in titles
        if counted[each] or each is Light.NORMAL
    ]


def _reading() -> str:
    return _(
        "法律没有规定政府答复的期限；专项行动结束仍未决定的提示为逾期，报送后超过预警天数的提示为临近（我们的理解）。"
    )


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    waits = [
        ("review", _("待法制审核")), ("send", _("待报送")), ("answer", _("待政府答复")), ("carry_out", _("待执行")),
        ("acceptance", _("待验收")),
    ]  # fmt: skip
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称、文号"), required=False, max_length=100),
        "state": choice(_("状态"), [(one.value, _(state_label(Noun.CLOSURE_REQUEST, one))) for one in State]),
        "waits": choice(_("待办"), waits),
        "track": choice(_("途径"), words_for_filter(ClosureTrack)),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("region", _("地区"), value=lambda row: row.region),
        Column("track", _("途径"), value=lambda row: row.track),
        Column("state", _("状态"), value=lambda row: row.state),
        Column("basis", _("法定依据"), value=lambda row: row.line.cited and row.line.cited.text),
        Column("on", _("起草"), sortable=True, value=lambda row: row.line.drafted_on),
        Column("sent", _("报送"), sortable=True, value=lambda row: row.line.sent_on),
        Column("number", _("报送文号"), value=lambda row: row.line.number, screen=False),
        Column("answer", _("政府答复"), rule=_reading(), value=lambda row: row.answered),
        Column("carried_out", _("执行"), sortable=True, value=lambda row: row.line.carried_out_on),
    ]


def _row(one: ClosureLine, chosen: Chosen, units: Mapping[str, str], on: date) -> Row:
    withdrawn = one.state is State.WITHDRAWN
    found = None if withdrawn else waiting(one.sent_on, one.decided_on, on, chosen.campaign)
    return Row(
        line=one,
        unit=units.get(one.unit, one.unit),
        region=region_name(one.region),
        track=label(one.track),
        state=_(state_label(Noun.CLOSURE_REQUEST, one.state)),
        tone=TONES[one.state],
        answer=_answer(one, found),
        answered=_told(one.decided_on, label(one.decision)) if one.decision else _days(found) if found else "",
    )


def _answer(one: ClosureLine, found: Waiting | None) -> Cell:
    if one.decision is not None:
        return f"{day_text(one.decided_on)} {label(one.decision)}"
    return Ref("—", quiet=True) if found is None else _waited(found)


def _waited(found: Waiting) -> Term:
    return Term(written_day(found.due_on, _reading()), found.light.value, _days(found))


def _days(found: Waiting) -> str:
    return _("已等 {days} 日").format(days=found.days)


# One dossier -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened:
    """One dossier with what the law says of it today and the form of its review."""

    record: ClosureRecord
    bases: tuple[Basis, ...]
    form: DeedForm
    refused: Refusal | None = None

    @property
    def basis_holds(self) -> bool:
        """Whether the basis that the review named is met today."""
        return any(cited.concept == self.record.basis for each in self.bases for cited in each.met)


def closure(request: HttpRequest, closure: UUID) -> HttpResponse:
    """One dossier; a draft is reviewed here, by somebody else than who drafted it."""
    with asking(request):
        page = _opened(request, closure)
    if request.method != "POST" or not page.form.is_valid():
        return _page(request, page)
    refused = do_form(request, page.form)
    if refused is not None:
        return _page(request, Opened(page.record, page.bases, page.form, refused))
    drafts.done(request, f"closure:{closure}")
    messages.success(request, _("法制审核意见已登记。"))
    return HttpResponseRedirect(reverse("closure", args=[closure]))


def _opened(request: HttpRequest, closure: UUID) -> Opened:
    found = closure_record(closure)
    if found is None:
        raise Http404
    case = assessed(found.campaign, found.line.enterprise, clock.today()).case
    said = tuple(bases(case, found.grounds))
    met = {cited.concept: cited.text for each in said for cited in each.met}
    kind = form_class(
        all_kinds()[REVIEW],
        choices={"basis": list(met.items())},
        titles={"basis": _("法定关闭依据（今天已满足的）"), "opinion": _("法制审核意见")},
        fixed=("request",),
    )
    form = kind(request.POST) if request.method == "POST" else kind(initial=opened(clock.today(), request=closure))
    return Opened(found, said, form)


def _page(request: HttpRequest, page: Opened) -> HttpResponse:
    with asking(request):
        found, actor, on = page.record, actor_of(request), clock.today()
        line, here = found.line, reverse("closure", args=[found.line.id])
        held = holdings(found, basis_holds=page.basis_holds)
        title = _("取缔材料") if line.track is ClosureTrack.BAN else _("提请关闭材料")
        plan = campaign_in_use(found.campaign)
        waits = None if found.withdrawn_on else waiting(line.sent_on, line.decided_on, on, plan)
        context: dict[str, Any] = {
            "title": title,
            "section": "closure",
            "crumbs": (
                Crumb(_("关停验收"), reverse("closures")),
                Crumb(line.enterprise_name, enterprise_url(line.enterprise, found.campaign)),
                Crumb(line.number or title),
            ),
            "record": found,
            "state": _(state_label(Noun.CLOSURE_REQUEST, line.state)),
            "tone": TONES[line.state],
            "facts": _facts(found),
            "waiting": None if waits is None else _waited(waits),
            "missing": lacking(found, held, here),
            "gate": gate(found, held, here),
            "sheets": (
                basis_sheet(page.bases), done_sheet(found), proofs_sheet(found), acceptances_sheet(found),
                returns_sheet(found),
            ),
            "ways": _ways(found, request, here),
            "papers_link": papers_url(PaperSubject.CLOSURE_REQUEST, line.id, found.campaign),
            "reviewing": line.state is State.DRAFT,
            "reviewable": any(each.met for each in page.bases),
            "own": found.preparer == actor.id,
            "form": page.form,
            "lead": lead(REVIEW, actor),
            "refused": page.refused,
            "draft": drafts.key(request, f"closure:{line.id}"),
            "events": timeline(events_of([str(line.id), *(str(one.id) for one in found.acceptances)])),
        }  # fmt: skip
        return render(request, "web/closures/record.html", context)


def _facts(found: ClosureRecord) -> list[Fact]:
    line, plan = found.line, campaign_in_use(found.campaign)
    facts = [
        Fact(_("企业"), line.enterprise_name),
        Fact(_("厂区"), found.site),
        Fact(_("单位"), found.agency_name),
        Fact(_("途径"), label(line.track)),
        Fact(_("起草"), _told(line.drafted_on, found.prepared_by)),
        Fact(_("依据"), ground_text(plan, found.grounds), wide=True),
        Fact(_("事实和理由"), found.text, wide=True),
    ]
    if found.reviewed_on:
        facts.append(Fact(_("法制审核"), _told(found.reviewed_on, found.reviewed_by, found.legal_opinion), wide=True))
    if line.sent_on:
        facts += [
            Fact(_("报送文号"), line.number),
            Fact(_("受文政府"), line.addressee),
            Fact(_("签发"), _told(line.sent_on, found.signed_by)),
        ]
    return [*facts, *_later_facts(found)]


def _later_facts(found: ClosureRecord) -> list[Fact]:
    line, facts = found.line, []
    if found.accepted_on:
        facts.append(Fact(_("政府受理"), day_text(found.accepted_on)))
    if line.decision is not None:
        told = _told(line.decided_on, label(line.decision), found.decision_number, found.answer)
        facts.append(Fact(_("政府决定"), told, wide=True))
    if found.licences_revoked_on:
        facts.append(Fact(_("吊销证照"), _told(found.licences_revoked_on, found.licences), wide=True))
    if line.carried_out_on:
        reason = label(found.exit_reason) if found.exit_reason else ""
        facts += [Fact(_("执行关闭"), day_text(line.carried_out_on)), Fact(_("退出原因"), reason)]
    if found.accepted_exit_on:
        facts.append(Fact(_("验收合格"), day_text(found.accepted_exit_on)))
    if found.withdrawn_on:
        facts.append(Fact(_("撤回"), _told(found.withdrawn_on, found.withdrawn_reason), wide=True))
    return facts


def _told(on: date | None, *words: str) -> str:
    return " · ".join(filter(None, (day_text(on), *words)))


def _ways(found: ClosureRecord, request: HttpRequest, here: str) -> list[Lead]:
    """The ways of the table of moves without the review, which is done here; then acceptance and the return."""
    actor, line = actor_of(request), found.line
    ways = [one for one in leads(Noun.CLOSURE_REQUEST, line.state, line.id, actor, back=here) if one.deed != REVIEW]
    about = {"campaign": found.campaign, "enterprise": line.enterprise}
    more = []
    if line.carried_out_on and found.accepted_exit_on is None and not found.acceptances:
        more.append(lead("plan_acceptance", actor, back=here, request=line.id, **about))  # type: ignore[arg-type]  # ids and codes
    if line.carried_out_on and not found.returns:
        more.append(lead("record_exit_return", actor, back=here, **about))  # type: ignore[arg-type]  # as above
    return [*(one for one in ways if not one.undoing), *more, *(one for one in ways if one.undoing)]
