"""Standings 态势: assessed from facts, a whole batch in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic_core import to_json

from duban.domain.assess import assess
from duban.domain.campaign import Campaign
from duban.domain.standing import Standing
from duban.queries.law import law_in_use
from duban.records.facts import each_facts


def standings_of(
    campaign: Campaign, enterprises: Collection[UUID], on: date, *, trace: bool = False
) -> Mapping[UUID, Standing]:
    """The standing of each enterprise on the day, by enterprise id."""
    law = law_in_use()
    return {
        enterprise: assess(facts, on, campaign, law, trace=trace)
        for enterprise, facts in each_facts(campaign.id, enterprises)
    }


@dataclass(frozen=True, slots=True)
class Projection:
    """A standing as it is stored and searched; ``payload`` is the whole of it as JSON text."""

    as_of: date
    covered: bool
    card: str | None
    overdue: int  # items overdue, without those that wait for their re-inspection
    next_due_on: date | None
    payload: str


def projection(standing: Standing) -> Projection:
    """What is stored of a standing."""
    due_days = [act.due_on for act in standing.next_acts if act.due_on is not None]
    return Projection(
        as_of=standing.on,
        covered=standing.covered,
        card=standing.card,
        overdue=len([item for item in standing.overdue if not item.awaiting]),
        next_due_on=min(due_days, default=None),
        payload=to_json(standing, fallback=dict).decode(),
    )
