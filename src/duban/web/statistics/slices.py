"""Slices 范围: whose and which figures a page of statistics shows, and the lists that its figures open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.queries.hazards import HazardsSought
from duban.queries.ledger_list import Sought
from duban.queries.placing import Placed
from duban.queries.today import Today, today_of
from duban.web.addresses import list_url
from duban.web.campaigns import Chosen, chosen_campaign
from duban.web.parts import Figure
from duban.web.posting import actor_of


@dataclass(frozen=True, slots=True)
class Slice:
    """The campaign as of a day for a reader, narrowed to a unit, a region, an industry; empty narrows nothing."""

    chosen: Chosen
    actor: Actor
    today: Today
    unit: str = ""
    region: str = ""
    industry: str = ""

    @property
    def campaign(self) -> Campaign:
        """The campaign of the page."""
        return self.chosen.campaign

    @property
    def on(self) -> date:
        """The day as of which everything stands."""
        return self.today.on

    @property
    def narrowed(self) -> dict[str, Any]:
        """What it is narrowed to, as lists take it."""
        asked = {"unit": self.unit, "region": self.region, "industry": self.industry}
        return {name: value for name, value in asked.items() if value}

    @property
    def ledger(self) -> Sought:
        """As the ledger is asked."""
        return Sought(**self.narrowed)

    @property
    def hazards(self) -> HazardsSought:
        """As the list of hazards is asked."""
        return HazardsSought(**self.narrowed)

    @property
    def work(self) -> Placed:
        """As the lists of casework are asked, up to the day."""
        return Placed(**self.narrowed, until=self.on)

    def narrow(self, **asked: Any) -> Slice:
        """The same, narrowed further."""
        return replace(self, **asked)

    def within(self, campaign: Campaign) -> Slice:
        """The same of another campaign."""
        today = today_of(campaign, self.on, self.actor.reads)
        return replace(self, chosen=Chosen(campaign, self.chosen.choices), today=today)

    def url(self, page: str, **sought: str | date | None) -> str:
        """A list narrowed alike and filtered further."""
        return list_url(page, self.campaign.id, **(self.narrowed | sought))

    def figure(self, value: int, page: str, **sought: str | date | None) -> Figure:
        """A figure that opens its rows, if there are any."""
        return Figure(value, self.url(page, **sought) if value else "")


def slice_of(request: HttpRequest) -> Slice | None:
    """The whole that the reader may see; ``None`` while no campaign is loaded."""
    on, actor = clock.today(), actor_of(request)
    chosen = chosen_campaign(request, on)
    if chosen is None:
        return None
    return Slice(chosen, actor, today_of(chosen.campaign, on, actor.reads))
