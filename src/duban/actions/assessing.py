"""Assessing 研判: what a deed's day says of an enterprise, with the whole trace, before the deed writes anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python

from duban.actions.casework import known
from duban.domain.assess import assess
from duban.domain.case import Case, case_of
from duban.domain.standing import Cited, Standing
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.law import law_in_use
from duban.records.facts import load_facts
from duban.records.models import Enterprise


@dataclass(frozen=True, slots=True)
class Assessed:
    """The case of the day and the standing that follows from it."""

    case: Case
    standing: Standing


def assessed(campaign_id: str, enterprise: UUID, on: date) -> Assessed:
    """Assess the facts as they are now recorded, for the day; refused for an enterprise out of scope."""
    known(Enterprise, enterprise)
    campaign, law = campaign_in_use(campaign_id), law_in_use()
    facts = load_facts(campaign.id, [enterprise])[enterprise]
    return Assessed(case_of(facts, on, campaign, law), assess(facts, on, campaign, law, trace=True))


def trace_of(standing: Standing, grounds: Iterable[str]) -> list[Any]:
    """How the grounds were answered, for every subject, hit or not: as a record keeps it."""
    asked = set(grounds)
    found = [finding for finding in standing.findings if finding.ground in asked]
    return [to_jsonable_python(finding, fallback=dict) for finding in found]


def kept(citations: Iterable[Cited]) -> list[dict[str, Any]]:
    """Citations as a record keeps them: concept, wording, whether verified."""
    return [asdict(each) for each in citations]
