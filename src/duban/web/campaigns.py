"""Which campaign a page is about: named in the address, else the one that the reader's unit is at work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import get_language

from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.queries.campaigns import campaigns

KEY = "campaign"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The campaign of the page and all among which the reader may choose."""

    campaign: Campaign
    choices: Sequence[Campaign]

    @property
    def several(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.choices) > 1


def chosen_campaign(request: HttpRequest, on: date) -> Chosen | None:
    """``None`` while no campaign is loaded; 404 for one that the address names and the reader does not take part in."""
    return chosen_by(request.actor, request.GET, on)  # type: ignore[attr-defined]  # set by the middleware


def chosen_by(actor: Actor, query: QueryDict, on: date) -> Chosen | None:
    """As ``chosen_campaign``, of a reader and an address's query."""
    choices = open_to(actor)
    wanted = query.get(KEY, "")
    if wanted:
        found = [each for each in choices if each.id == wanted]
        if not found:
            raise Http404
        return Chosen(found[0], choices)
    if not choices:
        return None
    return Chosen(max(choices, key=lambda each: (each.first_on <= on <= each.last_on, each.first_on)), choices)


def campaign_title(campaign: Campaign) -> str:
    """Its title in the reader's language."""
    english = not (get_language() or "zh").startswith("zh")
    return campaign.title_en if english and campaign.title_en else campaign.title


def open_to(actor: Actor) -> Sequence[Campaign]:
    """Those in which the reader's units take part; a unit of none (a partner department) may choose among all."""
    loaded = campaigns()
    own = [each for each in loaded if {each.agency, *each.participants} & set(actor.reads)]
    return own or loaded
