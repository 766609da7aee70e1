"""One card: what led to it, who proposed and who decided, what became of it; a proposed one is decided here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.vocabulary import CardColour
from duban.domain.workflow import CardState, Noun, state_label
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.cards import CardRecord, card_record
from duban.queries.dossier import events_of
from duban.web import drafts
from duban.web.cards import TONES, card_crumbs, ground_text
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.leads import lead, leads
from duban.web.middleware import asking
from duban.web.papers.parts import papers_url
from duban.web.parts import Fact
from duban.web.posting import actor_of, do_form
from duban.web.sheets import Line, Ref, Sheet, Word
from duban.web.timelines import timeline
from duban.web.traces import findings
from duban.web.wording import day as day_text
from duban.web.words import label

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
            "crumbs": card_crumbs(found.enterprise, found.enterprise_name, found.campaign, title),
            "record": found,
            "state": _(state_label(Noun.CARD, found.state)),
            "tone": TONES[found.state],
            "facts": _card_facts(found),
            "findings": findings(found.trace),
            "chain": _chain(found),
            "four_eyes": _four_eyes(found),
            "events": timeline(events_of([str(found.id)])),
            "ways": [] if decided_here else ways,
            "decided_here": decided_here,
            "papers_link": papers_url(PaperSubject.CARD, found.id, found.campaign),
            "own": found.proposer == actor.id,
            "form": form,
            "lead": lead(CONFIRM, actor),
            "refused": refused,
            "draft": drafts.key(request, f"card:{found.id}"),
        }
        return render(request, "web/cards/record.html", context)


def _chain(found: CardRecord) -> Sheet:
    """替代关系: the cards of the site that took each other's place, this one marked."""
    lines = [
        Line(
            (
                Word(label(one.colour), "bad" if one.colour is CardColour.RED else "warn"),
                Ref(_("本件")) if one.id == found.id else Ref(_("查看"), reverse("card", args=[one.id])),
                Word(_(state_label(Noun.CARD, one.state)), TONES[one.state]),
                day_text(one.confirmed_on),
                day_text(one.superseded_on),
            )
        )
        for one in found.chain
    ]
    heads = (_("名单类别"), _("名单"), _("状态"), _("确认"), _("被替代"))
    return Sheet("chain", _("替代关系"), heads, lines, none=_("没有替代其他名单，也没有被替代。"))


def _four_eyes(found: CardRecord) -> Sheet:
    """承办与审批分离: who proposed, who decided, who lifted."""
    decided = found.confirmed_on or found.declined_on
    word = _("确认") if found.confirmed_on else _("不予确认") if found.declined_on else _("确认或者不予确认")
    steps = (
        (_("提出"), found.proposed_on, found.proposed_by, ""),
        (word, decided, found.decided_by, found.decided_reason),
        (_("移出"), found.lifted_on, found.lifted_by, found.lifted_reason),
    )
    lines = [
        Line((title, day_text(on), who or "—", reason))
        for title, on, who, reason in steps
        if on is not None or title == word
    ]
    notes = (_("提出人与审批人须是两人，数据库同样拒绝一人兼办。"),)
    heads = (_("步骤"), _("日期"), _("办理人"), _("理由"))
    return Sheet("eyes", _("承办与审批分离"), heads, lines, notes=notes)


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
