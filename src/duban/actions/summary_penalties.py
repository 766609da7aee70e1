"""Summary penalties 当场处罚: decided by the officers on the spot within the day's limits, filed with the bureau."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from duban.actions.attendance import Officers, attendees
from duban.actions.casework import held, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Fen, Id, PaperNumber, Text
from duban.actions.penalties import About, Asked, Basis, Behind, Kinds, PersonRole, Target, TierOfRange, enter_decision
from duban.domain.actor import Actor
from duban.domain.citations import Tier
from duban.domain.facts import Presence
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import penalty_steps as steps
from duban.domain.wordlists import PersonKind
from duban.queries.law import law_in_use
from duban.records.models import PenaltyDecision
from duban.records.people import PersonOnDay


@deed(permission=Permission.DECIDE_ON_THE_SPOT, title=N_("当场作出行政处罚决定"))
def decide_on_the_spot(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    officers: Officers,
    target: Target,
    kinds: Kinds,
    statute_concept: Basis,
    reason: Text,
    fine_fen: Fen = 0,
    tier: TierOfRange = Tier.FIRST,
    person_role: PersonRole = "",
    hazards: Behind = [],  # noqa: B006 -- judged into a list of its own, never changed
    number: PaperNumber = "",
) -> UUID:
    """Decide a penalty on the spot 简易程序: a warning, or a fine within the range of its basis and the day's limit.

    Refused with fewer than two officers, or a certificate that is not valid on the day.
    """
    present = attendees(officers, PersonKind.OFFICER, on, enterprise=enterprise)
    raise_if(steps.officers_refusal([_presence(each) for each in present], on, law_in_use()))
    about = About(by, on, id, campaign, enterprise)
    asked = Asked(statute_concept, target, tier, kinds, fine_fen, person_role, hazards, None, None, reason)
    return enter_decision(about, asked, number, summary=True, officers=[_kept(each) for each in present]).id


@deed(permission=Permission.DECIDE_ON_THE_SPOT, title=N_("当场处罚报所属机关备案"))
def file_summary_penalty(*, by: Actor, on: date, at: datetime, id: UUID, penalty: Id) -> UUID:
    """Record that a penalty decided on the spot was filed with the bureau, after it was handed over."""
    row = held(PenaltyDecision, penalty)
    raise_if(steps.filing_refusal(summary=row.summary, delivered_on=row.delivered_on, filed_on=on, law=law_in_use()))
    steps.require_to_be_filed(steps.summary_state(row.delivered_on, row.filed_on))
    row.filed_on = on
    row.save()
    return penalty


def _presence(one: PersonOnDay) -> Presence:
    return Presence(str(one.person), one.name, one.number, one.valid_from, one.valid_to)


def _kept(one: PersonOnDay) -> dict[str, Any]:
    return {"person": str(one.person), "name": one.name, "certificate": one.number}
