"""下一步: what a next act asks, why, and the forms that answer it; a single one opens at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.standing import Act, NextAct
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.inspections import target
from duban.web.acts import act_word
from duban.web.campaigns import chosen_campaign
from duban.web.next_acts import Asked, ways
from duban.web.parts import Crumb
from duban.web.posting import actor_of
from duban.web.views.deeds import enterprise_url
from duban.web.views.reasons import next_acts, told


def act(request: HttpRequest, enterprise: UUID, act: str) -> HttpResponse:
    """One next act of one enterprise, named by its subject (and its ground, where several propose it)."""
    if act not in set(Act):
        raise Http404
    chosen = chosen_campaign(request, clock.today())
    who = target(chosen.campaign.id, enterprise) if chosen else None
    if chosen is None or who is None:
        raise Http404
    subject, ground = _subject(request, enterprise), request.GET.get("ground", "")
    ground = ground if ground in {each.id for each in chosen.campaign.grounds} else ""
    found = _found(chosen.campaign.id, enterprise, act, subject, ground)
    back = enterprise_url(enterprise, chosen.campaign.id)
    asked = Asked(
        Act(act), subject, chosen.campaign.id, enterprise, found.ground if found else ground, actor_of(request), back,
        found.because if found else (),
    )  # fmt: skip
    leads = ways(asked)
    if len(leads) == 1 and leads[0].allowed:
        return HttpResponseRedirect(leads[0].url)
    context: dict[str, Any] = {
        "title": act_word(act),
        "crumbs": (Crumb(who.name, back), Crumb(act_word(act))),
        "why": told(found) if found else None,
        "ways": leads,
        "back": back,
        "enterprise": who.name,
    }
    return render(request, "web/deeds/act.html", context)


def _subject(request: HttpRequest, enterprise: UUID) -> str:
    """The id of what the act is about; the enterprise where the address names none."""
    try:
        return str(UUID(request.GET.get("subject", str(enterprise))))
    except ValueError:
        raise Http404(_("编号有误")) from None


def _found(campaign: str, enterprise: UUID, act: str, subject: str, ground: str) -> NextAct | None:
    """Today's proposal of the act; of the ground named, else of any."""
    same = [one for one in next_acts(campaign_in_use(campaign), enterprise, clock.today()) if one.act == act]
    here = [one for one in same if one.subject == subject]
    return next((one for one in here if one.ground == ground), here[0] if here else None)
