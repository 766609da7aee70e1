"""Safety work 标准化、双重预防、风险等级: dated statements, and urging 督促建设."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import known, raise_if, require_on_ledger, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Day, Id, Text
from duban.domain.actor import Actor
from duban.domain.ledger.words import RiskColour
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.ledger import profile_refusal
from duban.domain.vocabulary import Answer, Standardisation
from duban.records.models import Enterprise, SafetyProfile, Urging

Grade = Annotated[Standardisation, Field(description=N_("标准化等级"), examples=["third"])]
Dual = Annotated[Answer, Field(description=N_("双重预防机制是否建立"), examples=["yes"])]
Risk = Annotated[RiskColour, Field(description=N_("风险等级"), examples=["orange"])]


@deed(permission=Permission.KEEP_LEDGER, title=N_("登记标准化、双重预防和风险等级"))
def record_safety_profile(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    standardisation: Grade | None = None,
    standardised_until: Day | None = None,
    dual_prevention: Dual | None = None,
    risk_colour: Risk | None = None,
) -> UUID:
    """State what is known of the enterprise's safety work on the day; it replaces the statement before.

    What is not told is not known from then on. Refused when nothing is told.
    """
    raise_if(profile_refusal(standardisation, dual_prevention, risk_colour))
    plant = known(Enterprise, enterprise)
    require_on_ledger(campaign, plant.id)
    SafetyProfile.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise=plant,
        stated_on=on,
        standardisation=standardisation,
        standardised_until=standardised_until,
        dual_prevention=dual_prevention or Answer.UNKNOWN,
        risk=risk_colour,
    )
    share_with_ledger_agency(campaign, plant.id, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.RECORD_INSPECTION, title=N_("登记督促建设"))
def record_urging(
    *, by: Actor, on: date, at: datetime, id: UUID, campaign: CampaignId, enterprise: Id, text: Text
) -> UUID:
    """Note that the enterprise was urged to build up standardisation or dual prevention; this is no penalty."""
    plant = known(Enterprise, enterprise)
    require_on_ledger(campaign, plant.id)
    Urging.objects.create(id=id, home_agency_id=by.agency, campaign=campaign, enterprise=plant, urged_on=on, text=text)
    share_with_ledger_agency(campaign, plant.id, by=by, on=on, deed=id)
    return id
