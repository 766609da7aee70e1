"""One proposal of a card 研判过程: which facts, which conditions, which articles; taken up or declined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.assessing import assessed, trace_of
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.rules.answering import CONFIRMS, citations
from duban.domain.standing import Cited, NextAct, Standing
from duban.domain.vocabulary import CardColour
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.cards import hazards_named, pending_card, site_text
from duban.queries.inspections import Target, target
from duban.web import drafts
from duban.web.cards import card_crumbs, ground_text
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Fact
from duban.web.posting import actor_of, do_form
from duban.web.traces import Finding, findings
from duban.web.views.deeds import enterprise_url
from duban.web.views.reasons import told
from duban.web.wording import day as day_text
from duban.web.words import label


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
    wanted = (CONFIRMS[sought.colour], sought.subject, sought.ground)
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
            "crumbs": card_crumbs(found.target.id, found.target.name, found.campaign, title),
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
