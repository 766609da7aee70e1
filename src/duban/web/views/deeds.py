"""办理: any deed by its own form, filled with what is known; so that every next act leads to an act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import SecretStr

from duban.actions.deeds import DeedKind
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.messages import Refusal
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.naming import Named
from duban.web import drafts
from duban.web.access import require_form
from duban.web.campaigns import campaign_title
from duban.web.deed_forms import DeedForm, asked_of, form_class, is_part, opened
from duban.web.ids import TITLES, About, choices, kind_of, record, title
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, back_of, do_form
from duban.web.views.reasons import Why, why_of
from duban.web.wording import say

_IN_OTHER_WORDS = frozenset({"basis"})  # a text in one deed, a concept in another
_CARRIED = frozenset(
    {"campaign", "noun", "document_kind", "decision_kind", "suspension_kind", "act", "subject", "colour", "ground"}
)
"""Codes that stay as the address has them."""
_CONCEPT_BASIS = frozenset({"review_closure_request"})


def has_form(kind: DeedKind) -> bool:
    """Whether the deed's inputs fit one plain form: no parts to be listed, no password."""
    return not any(is_part(one) or one.base is SecretStr for one in asked_of(kind.inputs))


@dataclass(frozen=True, slots=True)
class Opened:
    """A deed's form with what the page says around it."""

    kind: DeedKind
    form: DeedForm
    about: About
    facts: Sequence[Fact]
    why: Why | None = None
    refused: Refusal | None = None


def deed(request: HttpRequest, name: str) -> HttpResponse:
    """The form of one deed; what the address names is fixed, the rest is asked."""
    kind = all_kinds().get(name)
    if kind is None or not has_form(kind):
        raise Http404
    _refuse_stranger(kind, actor_of(request))
    with asking(request):
        page = _opened(request, kind)
    if request.method != "POST" or not page.form.is_valid():
        return _shown(request, page)
    refused = do_form(request, page.form)
    if refused is not None:
        return _shown(request, Opened(kind, page.form, page.about, page.facts, page.why, refused))
    drafts.done(request, _draft(page))
    messages.success(request, _("已办理：{title}").format(title=_(kind.title)))
    return HttpResponseRedirect(back_of(request, _home(page.about)))


def _refuse_stranger(kind: DeedKind, actor: Actor) -> None:
    try:
        require_form(kind.permission, actor)
    except Refusal as refused:
        raise PermissionDenied(" ".join(filter(None, (say(refused.message), say(refused.remedy))))) from refused


def _opened(request: HttpRequest, kind: DeedKind) -> Opened:
    on = clock.today()
    told = _told(kind, request.GET)
    about, facts, fixed = _about(kind, told)
    _require_campaign(about)
    known = dict(told)
    if about.enterprise is not None and "enterprise" in kind.inputs.model_fields:
        known.setdefault("enterprise", [str(about.enterprise)])
        fixed |= {"enterprise"}
    if about.campaign and "campaign" in kind.inputs.model_fields:
        known.setdefault("campaign", [about.campaign])
        fixed |= {"campaign"}
    form = _form(request, kind, about, {name: values[0] for name, values in known.items()}, fixed)
    if request.method == "POST":
        return Opened(kind, form(request.POST), about, facts, _why(request, about, on))
    plural = {one.name for one in asked_of(kind.inputs) if one.origin in (list, tuple)}
    initial = {name: values if name in plural else values[0] for name, values in known.items()}
    return Opened(kind, form(initial=opened(on, **initial)), about, facts, _why(request, about, on))


def _require_campaign(about: About) -> None:
    """404 for a campaign that is not loaded."""
    try:
        if about.campaign:
            campaign_in_use(about.campaign)
    except Refusal:
        raise Http404 from None


def _told(kind: DeedKind, query: QueryDict) -> Mapping[str, list[str]]:
    told = {name: query.getlist(name) for name in kind.inputs.model_fields if query.get(name)}
    if any(not value.isprintable() for values in told.values() for value in values):
        raise Http404
    return told


def _about(kind: DeedKind, told: Mapping[str, list[str]]) -> tuple[About, list[Fact], frozenset[str]]:
    """The records that the address names: what they tell about the form, and how they are shown."""
    first = {name: values[0] for name, values in told.items()}
    about, facts, fixed = About(campaign=first.get("campaign", "")), [], set()
    for name, values in told.items():
        kinds = kind_of(kind.name, name, first)
        if not kinds:
            fixed |= {name} & _CARRIED
            continue
        found = [record(kinds, value) for value in values]
        if None in found:
            raise Http404
        one = found[0]
        assert one is not None  # noqa: S101 -- looked for just above
        about = About(
            one.enterprise or about.enterprise,
            one.enterprise_name or about.enterprise_name,
            one.campaign or about.campaign,
        )
        if name not in ("enterprise", "hazards"):
            facts.append(Fact(_(TITLES.get(kinds, name)), title(one)))
        fixed |= {name} if name != "hazards" else set()
    return about, facts, frozenset(fixed)


def _told_by(one: Named, about: About) -> About:
    if one.enterprise is None:
        return about
    return About(one.enterprise, one.enterprise_name, one.campaign or about.campaign)


def _form(
    request: HttpRequest, kind: DeedKind, about: About, known: Mapping[str, str], fixed: frozenset[str]
) -> type[DeedForm]:
    agency, on = actor_of(request).agency, clock.today()
    offered = {
        name: found
        for name in kind.inputs.model_fields
        if name not in fixed
        and not (name in _IN_OTHER_WORDS and kind.name not in _CONCEPT_BASIS)
        and (found := choices(kind.name, name, about, known, agency=agency, on=on)) is not None
    }
    titles = {name: TITLES[name] for name in kind.inputs.model_fields if name in TITLES and name != "reason"}
    return form_class(kind, choices=offered, titles=titles, fixed=fixed)


def _why(request: HttpRequest, about: About, on: date) -> Why | None:
    act, subject = request.GET.get("act", ""), request.GET.get("for", "")
    if not act or about.enterprise is None or not about.campaign:
        return None
    return why_of(campaign_in_use(about.campaign), about.enterprise, act, subject, on)


def _shown(request: HttpRequest, page: Opened) -> HttpResponse:
    kind, actor = page.kind, actor_of(request)
    with asking(request):
        context: dict[str, Any] = {
            "title": _(kind.title),
            "crumbs": (Crumb(_("工作台"), reverse("workbench")), *_trail(page.about), Crumb(_(kind.title))),
            "form": page.form,
            "facts": [*_head(page.about), *page.facts],
            "why": page.why,
            "refused": page.refused,
            "lead": lead(kind.name, actor),
            "draft": drafts.key(request, _draft(page)),
            "next": request.POST.get("next") or request.GET.get("next", ""),
            "back": back_of(request, _home(page.about)),
        }
        return render(request, "web/deeds/deed.html", context)


def _head(about: About) -> list[Fact]:
    return [Fact(_("企业"), about.enterprise_name)] if about.enterprise_name else []


def _trail(about: About) -> list[Crumb]:
    return [Crumb(about.enterprise_name, _home(about))] if about.enterprise else []


def _home(about: About) -> str:
    return enterprise_url(about.enterprise, about.campaign) if about.enterprise else reverse("workbench")


def enterprise_url(enterprise: UUID | str, campaign: str = "") -> str:
    """一企一档 of the enterprise, in the campaign."""
    address = reverse("enterprise", args=[enterprise])
    return f"{address}?campaign={campaign}" if campaign else address


def campaign_words(campaign: str) -> str:
    """The campaign's title in the reader's language."""
    return campaign_title(campaign_in_use(campaign))


def _draft(page: Opened) -> str:
    """One draft for one deed on one thing."""
    carried = [
        str(page.form[name].value())
        for name in page.form.fields
        if page.form.fields[name].widget.is_hidden and name != "deed"
    ]
    return ":".join((page.kind.name, *carried))
