"""Standings 态势: assessed from facts, a whole batch in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from duban.domain.assess import assess
from duban.domain.campaign import Campaign
from duban.domain.standing import Standing
from duban.queries.law import law_in_use
from duban.records.facts import load_facts


def standings_of(
    campaign: Campaign, enterprises: Collection[UUID], on: date, *, trace: bool = False
) -> Mapping[UUID, Standing]:
    """The standing of each enterprise on the day, by enterprise id."""
    law = law_in_use()
    facts = load_facts(campaign.id, enterprises)
    return {enterprise: assess(known, on, campaign, law, trace=trace) for enterprise, known in facts.items()}
