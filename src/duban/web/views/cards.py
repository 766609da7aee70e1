"""黄红牌: what today's standings propose, the cards, one proposal and one card with everything that led to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.assessing import assessed, trace_of
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Message, Refusal
from duban.domain.rules.answering import citations
from duban.domain.standing import Act, Cited, NextAct, Standing
from duban.domain.vocabulary import CardColour
from duban.domain.workflow import CardState, Noun, state_label
from duban.queries.agencies import bureaus
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.cards import (
    CardLine,
    CardRecord,
    CardsSought,
    card_line,
    card_record,
    cards,
    hazards_named,
    pending_card,
    site_text,
)
from duban.queries.inspections import Target, target
from duban.queries.tasks import Tasks, TasksSought
from duban.queries.today import today_of
from duban.web import drafts
from duban.web.acts import duties
from duban.web.campaigns import Chosen, chosen_by
from duban.web.cards import ground_text
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Batching, Found, asking_of, listing_of
from duban.web.leads import lead, leads
from duban.web.listing import Batch, Column, sort_of
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.places import region_name
from duban.web.posting import actor_of, do_form
from duban.web.saved import opens_with_default
from duban.web.traces import Finding, findings
from duban.web.views.deeds import enterprise_url
from duban.web.views.reasons import told
from duban.web.wording import day as day_text
from duban.web.wording import say
from duban.web.words import label, words_for_filter

ACTS: Mapping[CardColour, Act] = {CardColour.YELLOW: Act.CONFIRM_YELLOW, CardColour.RED: Act.CONFIRM_RED}
SHOWN = 50  # proposals on the page; the task list holds them all

TONES = {
    CardState.PROPOSED: "info",
    CardState.DECLINED: "neutral",
    CardState.CONFIRMED: "bad",
    CardState.NOTIFIED: "bad",
    CardState.LIFTED: "good",
    CardState.SUPERSEDED: "neutral",
}


# The list --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal of today's standings."""

    colour: str
    ground: str
    text: str
    enterprise: str
    url: str
    notes: Sequence[str]


@opens_with_default("cards")
def cards_list(request: HttpRequest) -> HttpResponse:
    """黄红牌: proposals first, because somebody has to answer them; then every card."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("黄红牌"),
        "section": "card",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("黄红牌"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/cards/list.html", context | (_lists(request, asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The cards as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    lines, total = cards(chosen.campaign.id, CardsSought(**bar.asked()), sort_of(asking.query, columns, "-on"))
    return Found(
        code="cards",
        title=_("黄牌、红牌"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(card_line(one), chosen, units),
        total=total,
        unit=_("张"),
        batching=Batching(
            deeds=(Batch("notify_card", _("书面告知企业"), row="card"),),
            key=lambda one: one.pk,
            name=lambda one: one.enterprise.name,
            pick=lambda keys: cards(chosen.campaign.id, CardsSought(), "-on")[0].filter(pk__in=keys),
        ),
    )


def _lists(request: HttpRequest, asking: Asking, listed: Found) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有符合条件的黄牌、红牌"),
        empty_text=_("名单由态势提出建议，由人确认；没有建议就没有名单。"),
    )
    proposals, more = _proposals(request, listed.chosen, asking.on)
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
        "proposals": proposals,
        "more": more,
    }


def _proposals(request: HttpRequest, chosen: Chosen, on: date) -> tuple[list[Proposed], int]:
    actor = actor_of(request)
    today = today_of(chosen.campaign, on, actor.reads)
    found, more = [], 0
    for colour in (CardColour.RED, CardColour.YELLOW):
        tasks = Tasks(today, duties(actor), TasksSought(act=ACTS[colour].value))
        shown = list(tasks[0:SHOWN])
        more += max(tasks.count - len(shown), 0)
        for one in shown:
            ground, subject = one.told["ground"], one.told["subject"]
            url = proposal_url(chosen.campaign.id, one.enterprise, colour, ground, subject)
            notes = [say(Message(note["code"], note["text"], note["params"])) for note in one.told["notes"]]
            found.append(Proposed(colour.value, ground, ground_text(chosen.campaign, [ground]), one.name, url, notes))
    return found, more


def proposal_url(campaign: str, enterprise: UUID, colour: CardColour, ground: str, subject: str) -> str:
    """The page of one proposal."""
    return reverse("card_proposal", args=[campaign, enterprise, colour.value, ground, subject])


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "colour": choice(_("名单类别"), words_for_filter(CardColour)),
        "state": choice(_("状态"), [(one.value, _(state_label(Noun.CARD, one))) for one in CardState]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("colour", _("名单类别"), sortable=True, value=lambda row: label(row.line.colour)),
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("region", _("地区"), value=lambda row: row.region),
        Column("state", _("状态"), value=lambda row: row.state),
        Column("ground", _("依据"), value=lambda row: row.ground),
        Column("on", _("提出日期"), sortable=True, value=lambda row: row.line.proposed_on),
        Column("confirmed", _("确认日期"), value=lambda row: row.line.confirmed_on),
        Column("lifted", _("移出日期"), value=lambda row: row.line.lifted_on),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: CardLine
    state: str
    tone: str
    unit: str
    region: str
    ground: str


def _row(one: CardLine, chosen: Chosen, units: Mapping[str, str]) -> Row:
    state = _(state_label(Noun.CARD, one.state))
    unit = units.get(one.unit, one.unit)
    return Row(one, state, TONES[one.state], unit, region_name(one.region), ground_text(chosen.campaign, one.grounds))


# One proposal ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal of today's standing: the act, what led to it, and the form by which it is taken up."""

    campaign: str
    target: Target
    colour: CardColour
    act: NextAct
    standing: Standing
    form: DeedForm
    cited: Sequence[Cited] = ()
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """A proposal as an address names it."""

    campaign: str
    enterprise: UUID
    colour: CardColour
    ground: str
    subject: str


def card_proposal(request: HttpRequest, campaign: str, enterprise: UUID, colour: str, **rest: Any) -> HttpResponse:
    """研判过程 of a proposal: which facts, which conditions, which articles; proposed to the approver, or declined."""
    sought = Sought(campaign, enterprise, _colour(colour), rest["ground"], str(rest["subject"]))
    with asking(request):
        waiting = pending_card(campaign, enterprise, sought.colour, sought.subject)
        if waiting is not None and request.method != "POST":
            return HttpResponseRedirect(reverse("card", args=[waiting]))
        found = _proposal(request, sought, waiting)
    if found is None:
        return _gone(request, campaign, enterprise)
    ground = sought.ground
    if request.method != "POST" or not found.form.is_valid():
        return _proposal_page(request, found)
    refused = do_form(request, found.form, campaign=campaign, enterprise=enterprise, colour=found.colour, ground=ground)
    if refused is not None:
        return _proposal_page(request, replace(found, refused=refused))
    drafts.done(request, f"card:{enterprise}:{ground}")
    messages.success(request, _("建议已提出，由提出人以外的审批人确认或者不予确认。"))
    return HttpResponseRedirect(reverse("card", args=[found.form.cleaned_data["deed"]]))


def _colour(word: str) -> CardColour:
    try:
        return CardColour(word)
    except ValueError:
        raise Http404 from None


def _proposal(request: HttpRequest, sought: Sought, waiting: UUID | None) -> Proposal | None:
    """``None`` when today's standing does not propose it; one that waits already (a double click) is kept."""
    try:
        plan = campaign_in_use(sought.campaign)
    except Refusal:
        raise Http404 from None
    who = target(sought.campaign, sought.enterprise)
    if who is None:
        raise Http404
    found = assessed(sought.campaign, sought.enterprise, clock.today())
    wanted = (ACTS[sought.colour], sought.subject, sought.ground)
    act = next((one for one in found.standing.next_acts if (one.act, one.subject, one.ground) == wanted), None)
    if act is None and waiting is None:
        return None
    act = act or NextAct(wanted[0], sought.subject, (), "", sought.ground)
    cited = citations(found.case, plan.ground(sought.ground))
    return Proposal(sought.campaign, who, sought.colour, act, found.standing, _form(request, who, act), cited)


def _form(request: HttpRequest, who: Target, act: NextAct) -> DeedForm:
    at = [(str(site.id), site.text) for site in who.sites]
    known = act.subject if act.subject in dict(at) else at[0][0] if len(at) == 1 else ""
    form = form_class(
        all_kinds()["propose_card"],
        choices={"site": at},
        titles={"site": _("厂区")},
        fixed=("site",) if known else (),
        without=("campaign", "enterprise", "colour", "ground", "hazards"),
    )
    return form(request.POST) if request.method == "POST" else form(initial=opened(clock.today(), site=known))


def _gone(request: HttpRequest, campaign: str, enterprise: UUID) -> HttpResponse:
    messages.info(request, _("今天的态势不再提出这条建议：事实已经变化，或者已经办理、不予采纳。"))
    return HttpResponseRedirect(enterprise_url(enterprise, campaign))


def _proposal_page(request: HttpRequest, found: Proposal) -> HttpResponse:
    with asking(request):
        actor, here = actor_of(request), request.get_full_path()
        title = _("建议列入{card}").format(card=label(found.colour))
        decline = lead(
            "decline_proposal", actor, back=enterprise_url(found.target.id, found.campaign), campaign=found.campaign,
            enterprise=found.target.id, ground=found.act.ground, act=found.act.act.value, subject=found.act.subject,
        )  # fmt: skip
        context: dict[str, Any] = {
            "title": title,
            "section": "card",
            "crumbs": _crumbs(found.target.id, found.target.name, found.campaign, title),
            "colour": found.colour.value,
            "facts": _proposal_facts(found),
            "why": told(found.act),
            "citations": found.cited,
            "hazards": hazards_named(found.act.because),
            "findings": _traced(found),
            "form": found.form,
            "refused": found.refused,
            "lead": lead("propose_card", actor),
            "decline": decline,
            "draft": drafts.key(request, f"card:{found.target.id}:{found.act.ground}"),
            "here": here,
        }
        return render(request, "web/cards/proposal.html", context)


def _traced(found: Proposal) -> list[Finding]:
    return findings(trace_of(found.standing, [found.act.ground]))


def _proposal_facts(found: Proposal) -> list[Fact]:
    plan = campaign_in_use(found.campaign)
    at = site_text(UUID(found.act.subject)) if found.act.subject != str(found.target.id) else ""
    return [
        Fact(_("企业"), found.target.name),
        Fact(_("厂区"), at or "、".join(site.text for site in found.target.sites)),
        Fact(_("依据"), ground_text(plan, [found.act.ground]), wide=True),
        Fact(_("研判日期"), day_text(found.standing.on)),
    ]


def _crumbs(enterprise: UUID, name: str, campaign: str, title: str) -> tuple[Crumb, ...]:
    return (Crumb(_("黄红牌"), reverse("cards")), Crumb(name, enterprise_url(enterprise, campaign)), Crumb(title))


# One card --------------------------------------------------------------------------------------------------------

CONFIRM, DECLINE = "confirm_card", "decline_card"


def card(request: HttpRequest, card: UUID) -> HttpResponse:
    """One card: what led to it, who decided what and why; a proposed one is confirmed or declined here."""
    with asking(request):
        found = card_record(card)
    if found is None:
        raise Http404
    name = request.POST.get("act", CONFIRM) if request.method == "POST" else CONFIRM
    if name not in (CONFIRM, DECLINE):
        raise Http404
    kind = form_class(all_kinds()[name], fixed=("card",))
    form = kind(request.POST) if request.method == "POST" else kind(initial=opened(clock.today(), card=found.id))
    if request.method != "POST" or not form.is_valid():
        return _card_page(request, found, form)
    refused = do_form(request, form)
    if refused is not None:
        return _card_page(request, found, form, refused)
    drafts.done(request, f"card:{card}")
    messages.success(request, _("已确认列入。") if name == CONFIRM else _("已登记不予确认。"))
    return HttpResponseRedirect(reverse("card", args=[card]))


def _card_page(request: HttpRequest, found: CardRecord, form: DeedForm, refused: Refusal | None = None) -> HttpResponse:
    with asking(request):
        actor, here = actor_of(request), reverse("card", args=[found.id])
        title = label(found.colour)
        ways = leads(Noun.CARD, found.state, found.id, actor, back=here)
        decided_here = found.state is CardState.PROPOSED
        context: dict[str, Any] = {
            "title": title,
            "section": "card",
            "crumbs": _crumbs(found.enterprise, found.enterprise_name, found.campaign, title),
            "record": found,
            "state": _(state_label(Noun.CARD, found.state)),
            "tone": TONES[found.state],
            "facts": _card_facts(found),
            "findings": findings(found.trace),
            "ways": [] if decided_here else ways,
            "decided_here": decided_here,
            "own": found.proposer == actor.id,
            "form": form,
            "lead": lead(CONFIRM, actor),
            "refused": refused,
            "draft": drafts.key(request, f"card:{found.id}"),
        }
        return render(request, "web/cards/record.html", context)


def _card_facts(found: CardRecord) -> list[Fact]:
    plan = campaign_in_use(found.campaign)
    facts = [
        Fact(_("企业"), found.enterprise_name),
        Fact(_("厂区"), found.site_text),
        Fact(_("依据"), ground_text(plan, found.grounds), wide=True),
        Fact(_("单位"), found.agency_name),
        Fact(_("提出"), " ".join(filter(None, (day_text(found.proposed_on), found.proposed_by)))),
        Fact(_("工作方案版本"), found.campaign_version),
    ]
    decided = found.confirmed_on or found.declined_on
    if decided:
        word = _("确认") if found.confirmed_on else _("不予确认")
        facts += [
            Fact(word, f"{day_text(decided)} {found.decided_by}"),
            Fact(_("理由"), found.decided_reason, wide=True),
        ]
    for one in found.deliveries:
        facts.append(Fact(_("告知企业"), " · ".join((day_text(one.on), label(one.method), one.recipient)), wide=True))
    if found.lifted_on:
        facts += [Fact(_("移出"), day_text(found.lifted_on)), Fact(_("移出理由"), found.lifted_reason, wide=True)]
    if found.superseded_on:
        facts.append(Fact(_("由红牌替代"), day_text(found.superseded_on)))
    return facts
