"""挂牌督办: the list with its five marks, one listing from proposal to de-listing, its plan and its proofs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.actions.assessing import assessed
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import N_, Refusal
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.permissions import may
from duban.domain.standing import Act, NextAct
from duban.domain.vocabulary import Implementation
from duban.domain.wordlists import SupervisionLevel
from duban.domain.workflow import Noun, SupervisionListingState, state_label
from duban.queries.agencies import bureaus
from duban.queries.law import law_in_use
from duban.queries.supervision import (
    ListingLine,
    ListingRecord,
    ListingsSought,
    listing_line,
    listing_record,
    listings,
)
from duban.web import drafts
from duban.web import supervision as told
from duban.web.campaigns import Chosen, chosen_by
from duban.web.deed_forms import form_class, opened
from duban.web.enterprise.acts import About, sheet_of
from duban.web.evidence_forms import KINDS, FilesMaybeForm, limits
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import Lead, lead, leads
from duban.web.listing import Column, sort_of
from duban.web.middleware import asking
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, Fact, Figure
from duban.web.posting import actor_of, do_form
from duban.web.sheets import Cell
from duban.web.timelines import timeline
from duban.web.traces import sources
from duban.web.views.deeds import enterprise_url
from duban.web.views.evidence import ATTACH, attach_all
from duban.web.wording import day as day_text
from duban.web.words import label, words_for_filter

TONES = {
    SupervisionListingState.PROPOSED: "info",
    SupervisionListingState.LISTED: "bad",
    SupervisionListingState.RESUMPTION_APPLIED: "warn",
    SupervisionListingState.TREATMENT_FINISHED: "warn",
    SupervisionListingState.UNDER_REVIEW: "warn",
    SupervisionListingState.REVIEW_FAILED: "bad",
    SupervisionListingState.DELISTED: "good",
}
PLAN, PROVE = "record_treatment_plan", "prove_implementation"


# The list --------------------------------------------------------------------------------------------------------


def listings_list(request: HttpRequest) -> HttpResponse:
    """挂牌督办: those that stand first, by their deadline."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("挂牌督办"),
        "section": "listing",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("挂牌督办"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/listings/list.html", context | (_list(asking, listed) if listed else {}))


@dataclass(frozen=True, slots=True)
class SupervisionList(Found):
    """The list with what only its page tells: how many there are in each state."""

    states: Mapping[str, int]


def found(asking: Asking) -> SupervisionList | None:
    """The listings as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    sort, sought = sort_of(asking.query, columns), ListingsSought(**bar.asked())
    lines, states = listings(chosen.campaign.id, sought, sort, asking.on)
    return SupervisionList(
        code="listings",
        title=_("挂牌督办"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(listing_line(one), chosen, units, asking.on),
        total=sum(states.values()),
        unit=_("项"),
        states=states,
    )


def _list(asking: Asking, listed: SupervisionList) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有符合条件的挂牌督办"),
        empty_text=_("重大隐患由态势提出挂牌建议，从待办事项或者隐患的页面办理。"),
    )
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
        "figures": _figures(listed.states, listed.chosen),
    }


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    states = [(one.value, _(state_label(Noun.SUPERVISION_LISTING, one))) for one in SupervisionListingState]
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "state": choice(_("状态"), states),
        "level": choice(_("督办级别"), words_for_filter(SupervisionLevel)),
        "late": choice(_("逾期"), [("proofs", _("“五落实”逾期未证明")), ("deadline", _("督办期限已过"))]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("督办单位"), units.items())
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("督办单位"), sortable=True, value=lambda row: row.unit)] if several else []
    five = _("责任、措施、资金、时限、预案，每项须有自己的证明；治理方案期限当日证明的不算逾期。")
    return [
        Column("hazard", _("重大隐患"), value=lambda row: row.line.description),
        Column("number", _("文号"), value=lambda row: row.line.number, screen=False),
        Column("state", _("状态"), value=lambda row: row.state),
        Column("level", _("督办级别"), value=lambda row: row.level, screen=False),
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("listed", _("挂牌"), sortable=True, value=lambda row: row.line.listed_on),
        Column("five", _("五落实"), rule=five, value=_missing_parts),
        Column("plan", _("治理方案期限"), sortable=True, value=lambda row: row.line.plan_due_on),
        Column("deadline", _("督办期限"), sortable=True, value=lambda row: row.line.deadline_on),
    ]


def _missing_parts(row: Row) -> str:
    """The parts without a proof, for the workbook."""
    missing = [label(part) for part in Implementation if part not in row.line.proved]
    return _("缺少证明：{parts}").format(parts="、".join(missing)) if missing else _("齐全")


def _figures(states: Mapping[str, int], chosen: Chosen) -> Sequence[tuple[str, Figure]]:
    """How many there are in every state; together they are all of them."""
    found = [(_("合计"), Figure(sum(states.values()), rule=_("各状态之和等于合计，每项只计一次。")))]
    for state in SupervisionListingState:
        number = states.get(state, 0)
        query = urlencode({"campaign": chosen.campaign.id, "state": state.value})
        url = f"{reverse('listings')}?{query}" if number else ""
        found.append((_(state_label(Noun.SUPERVISION_LISTING, state)), Figure(number, url)))
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: ListingLine
    unit: str
    level: str
    state: str
    tone: str
    marks: Sequence[told.Mark]
    plan: Cell
    deadline: Cell


def _row(one: ListingLine, chosen: Chosen, units: Mapping[str, str], on: date) -> Row:
    proved = len(one.proved) == len(Implementation)
    return Row(
        line=one,
        unit=units.get(one.unit, one.unit),
        level=label(one.level),
        state=_(state_label(Noun.SUPERVISION_LISTING, one.state)),
        tone=TONES[one.state],
        marks=told.marks(one.proved, one.plan_due_on, on),
        plan=told.term_cell(one.plan_due_on, chosen.campaign, on, done=proved or not one.standing),
        deadline=told.term_cell(one.deadline_on, chosen.campaign, on, done=not one.standing),
    )


# One listing -----------------------------------------------------------------------------------------------------


def listing(request: HttpRequest, listing: UUID) -> HttpResponse:
    """One listing: decision, plan, 五落实, stop and resumption, review and de-listing."""
    found = _found(listing)
    on, actor, here = clock.today(), actor_of(request), reverse("listing", args=[listing])
    today = assessed(found.campaign, found.enterprise, on)
    case, campaign = today.case.by_id.get(str(found.finding.id)), today.case.campaign
    asked = told.Asked(campaign, on, actor, here)
    mine = [one for one in today.standing.next_acts if _about(one, found)]
    context: dict[str, Any] = {
        "title": _("挂牌督办"),
        "section": "listing",
        "crumbs": _crumbs(found, _("挂牌督办")),
        "record": found,
        "state": _(state_label(Noun.SUPERVISION_LISTING, found.state)),
        "tone": TONES[found.state],
        "facts": told.listing_facts(found),
        "plan_due": told.term_cell(found.plan_due_on, campaign, on, done=_proved(found) or not found.standing),
        "deadline": told.term_cell(found.deadline_on, campaign, on, done=not found.standing),
        "citations": [law_in_use().cited("listed_supervision", found.listed_on or on)],
        "acts": sheet_of(
            mine, About(campaign, found.enterprise, on, actor), sources(key for one in mine for key in one.because)
        ),
        "lacking": told.lacking(found, case, on),
        "ways": _ways(found, request, here),
        "papers_link": papers_url(PaperSubject.SUPERVISION_LISTING, found.id, found.campaign),
        "plan": _plan_facts(found),
        "plan_lead": lead(PLAN, actor, listing=found.id) if found.standing else None,
        "plan_article": law_in_use().cited("treatment_plan", on),
        "parts": told.part_lines(found, on),
        "prove": lead(PROVE, actor, listing=found.id),
        "resumptions": told.resumption_lines(found.stops, found.resumptions, asked),
        "applications": told.application_leads(found.stops, found.resumptions, asked),
        "stopped": any(one.stops_production for one in found.stops),
        "events": timeline(found.events),
        "here": here,
    }
    return render(request, "web/listings/record.html", context)


def _about(act: NextAct, found: ListingRecord) -> bool:
    """Whether a next act is about this listing: the decision, the proofs, the resumption, the de-listing."""
    ours = {str(found.id), *(str(one.id) for one in found.resumptions)}
    deciding = act.act is Act.LIST_SUPERVISION and act.subject == str(found.finding.id)
    return deciding or bool(ours & {act.subject, *act.because})


def _found(listing: UUID) -> ListingRecord:
    found = listing_record(listing)
    if found is None:
        raise Http404
    return found


def _proved(found: ListingRecord) -> bool:
    return {one.part for one in found.proofs} == set(Implementation)


def _crumbs(found: ListingRecord, *titles: str) -> tuple[Crumb, ...]:
    crumbs = [
        Crumb(_("挂牌督办"), f"{reverse('listings')}?{urlencode({'campaign': found.campaign})}"),
        Crumb(found.enterprise_name, enterprise_url(found.enterprise, found.campaign)),
    ]
    here = reverse("listing", args=[found.id])
    return (*crumbs, *(Crumb(title, here) for title in titles[:-1]), Crumb(titles[-1]))


def _ways(found: ListingRecord, request: HttpRequest, here: str) -> list[Lead]:
    """The moves of the listing; its plan and its proofs have their buttons beside them."""
    found_ways = leads(Noun.SUPERVISION_LISTING, found.state, found.id, actor_of(request), back=here)
    beside = {_(all_kinds()[name].title) for name in (PLAN, PROVE)}
    return [one for one in found_ways if one.title not in beside]


def _plan_facts(found: ListingRecord) -> list[Fact]:
    if not found.plans:
        return []
    plan = found.plans[-1]
    return [Fact(_(title), plan.parts[name], wide=True) for name, title in told.PLAN_PARTS.items()]


# Treatment plan --------------------------------------------------------------------------------------------------


def listing_plan(request: HttpRequest, listing: UUID) -> HttpResponse:
    """登记治理方案: six parts, beginning with those of the plan before."""
    with asking(request):
        found = _found(listing)
    kind = form_class(all_kinds()[PLAN], fixed=("listing",))
    known = {told.INPUTS.get(name, name): text for name, text in found.plans[-1].parts.items()} if found.plans else {}
    initial = opened(clock.today(), listing=found.id, **known)
    form = kind(request.POST) if request.method == "POST" else kind(initial=initial)
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = do_form(request, form)
        if refused is None:
            drafts.done(request, f"plan:{listing}")
            messages.success(request, _("治理方案已登记。"))
            return HttpResponseRedirect(f"{reverse('listing', args=[listing])}#plan")
    with asking(request):
        title = _("登记治理方案")
        context = _form_page(found, request, title) | {
            "form": form,
            "refused": refused,
            "parts": [form[told.INPUTS.get(name, name)] for name in told.PLAN_PARTS],
            "article": law_in_use().cited("treatment_plan", clock.today()),
            "lead": lead(PLAN, actor_of(request)),
            "draft": drafts.key(request, f"plan:{listing}"),
        }
        return render(request, "web/listings/plan.html", context)


def _form_page(found: ListingRecord, request: HttpRequest, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "section": "listing",
        "crumbs": _crumbs(found, _("挂牌督办"), title),
        "record": found,
        "facts": [
            Fact(_("企业"), found.enterprise_name),
            Fact(_("文号"), found.number),
            Fact(_("治理方案和“五落实”期限"), day_text(found.plan_due_on)),
            Fact(_("重大隐患"), found.finding.description, wide=True),
        ],
        "back": reverse("listing", args=[found.id]),
    }


# Proofs ----------------------------------------------------------------------------------------------------------

_OWN = {
    Implementation.RESPONSIBILITY: "person",
    Implementation.FUNDS: "amount_fen",
    Implementation.TIME_LIMIT: "day",
}
"""The kind of proof of its own that a part has; every part may be proved by a document."""
_NEEDED = {
    Implementation.RESPONSIBILITY: N_("写明责任人，或者写明证明文件。"),
    Implementation.MEASURES: N_("写明证明文件：治理施工方案、措施清单等。"),
    Implementation.FUNDS: N_("写明落实的金额，或者写明证明文件。"),
    Implementation.TIME_LIMIT: N_("写明完成日期，或者写明证明文件。"),
    Implementation.EMERGENCY_PLAN: N_("写明证明文件：应急预案、演练记录等。"),
}


def listing_proof(request: HttpRequest, listing: UUID, part: str) -> HttpResponse:
    """登记“五落实”证明 of one part: only the fields that prove it, and the files that show it."""
    if part not in set(Implementation):
        raise Http404
    with asking(request):
        found = _found(listing)
    form = _proof_form(request, found, Implementation(part))
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = _prove(request, form)
        if refused is None:
            drafts.done(request, f"proof:{listing}:{part}")
            messages.success(request, _("“五落实”证明已登记。"))
            return HttpResponseRedirect(f"{reverse('listing', args=[listing])}#five")
    with asking(request):
        word = Implementation(part)
        title = _("登记“五落实”证明：{part}").format(part=label(word))
        context = _form_page(found, request, title) | {
            "form": form,
            "refused": refused,
            "needed": _(_NEEDED[word]),
            "proof": told.proof_text(found.proof_of(word)),
            "kinds": _(KINDS),
            "limit": limits(),
            "lead": lead(PROVE, actor_of(request)),
            "draft": drafts.key(request, f"proof:{listing}:{part}"),
        }
        return render(request, "web/listings/proof.html", context)


def _proof_form(request: HttpRequest, found: ListingRecord, part: Implementation) -> Any:
    others = [name for one, name in _OWN.items() if one is not part]
    made = form_class(all_kinds()[PROVE], fixed=("listing", "part"), without=others)
    form: Any = made
    if may(actor_of(request).roles, all_kinds()[ATTACH].permission):
        form = type("proof_form", (made, FilesMaybeForm), {})
    if request.method == "POST":
        return form(request.POST, request.FILES)
    return form(initial=opened(clock.today(), listing=found.id, part=part.value))


def _prove(request: HttpRequest, form: Any) -> Refusal | None:
    """The proof, then its files; a file that is refused is told of, the proof stands."""
    refused = do_form(request, form)
    sent = form.cleaned_data.get("sent") or ()
    if refused is None and sent:
        deed = form.cleaned_data["deed"]
        attach_all(request, deed, ("implementation_proof", deed), sent, on=form.cleaned_data["on"])
    return refused
