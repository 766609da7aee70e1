"""Supervision 挂牌督办: what is listed, and when it can be de-listed 销号."""

from __future__ import annotations

from collections.abc import Iterator

from duban.domain.case import Case, HazardCase
from duban.domain.rules.acts import next_act
from duban.domain.standing import Act, NextAct


def listed(case: Case, hazard: HazardCase) -> bool:
    """Whether the hazard stands on the supervision list."""
    return hazard.listing is not None


def curable(hazard: HazardCase) -> bool:
    """Whether a listing has done its work: passed, and where production was stopped, consent given."""
    return hazard.passed and all(suspension.consented for suspension in hazard.suspensions)


def acts(case: Case) -> Iterator[NextAct]:
    """De-list what has passed."""
    for hazard in case.hazards:
        listing = hazard.listing
        if listing is not None and curable(hazard):
            because = (listing.id, hazard.id, hazard.outcomes[-1].reinspection)
            yield next_act(case, Act.DELIST, listing.id, because, concepts=("listed_supervision", "resumption_review"))
