"""Cards 黄牌、红牌: proposed from the standing, confirmed or declined by another person, notified, lifted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.assessing import Assessed, assessed, kept, trace_of
from duban.actions.casework import held, known, move, raise_if, require_on_ledger, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Id, Ids, Reason
from duban.actions.notices import Handed, Method, Recipient, Witness, note_delivery
from duban.domain import carding
from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import answering
from duban.domain.standing import Act, NextAct
from duban.domain.vocabulary import CardColour
from duban.domain.wordlists import DocumentKind
from duban.domain.workflow import CardState, Noun
from duban.records.models import Card, CardHazard, Decline, Site

Colour = Annotated[CardColour, Field(description=N_("名单类别"), examples=["yellow"])]
GroundId = Annotated[str, Field(min_length=1, max_length=32, description=N_("依据（工作方案）"), examples=["G2"])]
SiteId = Annotated[UUID, Field(description=N_("厂区"), examples=["0198f6a0-0000-7000-8000-000000000004"])]
HazardsBehind = Annotated[Ids, Field(description=N_("所依据的隐患；不填即建议所依据的全部隐患"))]


@deed(permission=Permission.PROPOSE_CARD, title=N_("提出列入黄牌、红牌"))
def propose_card(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    site: SiteId,
    colour: Colour,
    ground: GroundId,
    hazards: HazardsBehind = [],  # noqa: B006 -- judged into a list of its own, never changed
) -> UUID:
    """Propose a card. Refused when the standing of the day does not propose it on this ground at this site."""
    require_capacity(by.capacity, Instrument.CARD)
    require_on_ledger(campaign, enterprise)
    known(Site, site, enterprise=enterprise)
    found = assessed(campaign, enterprise, on)
    act = _proposal(found, colour, ground, site)
    raise_if(answering.hazards_refusal(found.case, act, map(str, hazards)))
    pending = Card.objects.filter(campaign=campaign, site=site, colour=colour, state=CardState.PROPOSED, voided_on=None)
    raise_if(answering.pending_refusal(colour, map(str, pending.values_list("pk", flat=True))))
    home = {"home_agency_id": by.agency, "campaign": campaign, "enterprise_id": enterprise}
    card = Card.objects.create(
        id=id,
        site_id=site,
        colour=colour,
        state=CardState.PROPOSED,
        grounds=[ground],
        proposed_on=on,
        prepared_by_id=by.id,
        **home,
        **_seen(found, ground),
    )
    _name(card, [str(hazard) for hazard in hazards] or answering.hazards_behind(found.case, act))
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.DECIDE_CARD, title=N_("确认列入黄牌、红牌"))
def confirm_card(*, by: Actor, on: date, at: datetime, id: UUID, card: Id, reason: Reason) -> UUID:
    """Confirm a card, by another person than its proposer, while its ground still holds.

    A red card needs a re-inspection or a recorded refusal; it supersedes the yellow one in force at the site. What
    the decider saw is kept: the trace, the articles in force on the day, the campaign's version.
    """
    row = held(Card, card)
    move(row, Noun.CARD, "confirm", by=by)
    require_capacity(by.capacity, Instrument.CARD)
    found = assessed(row.campaign, row.enterprise_id, on)
    colour, site = CardColour(row.colour), str(row.site_id)
    _proposal(found, colour, row.grounds[0], row.site_id)
    facts, campaign, law = found.case.facts, found.case.campaign, found.case.law
    raise_if(carding.confirm_refusal(colour, site, facts=facts, on=on, campaign=campaign, law=law))
    for name, value in _seen(found, row.grounds[0]).items():
        setattr(row, name, value)
    row.confirmed_on, row.decided_reason, row.decided_by_id = on, reason, by.id
    row.save()
    if colour is CardColour.RED:
        _supersede_yellow(row, by, on)
    return card


@deed(permission=Permission.DECIDE_CARD, title=N_("不予确认黄牌、红牌"))
def decline_card(*, by: Actor, on: date, at: datetime, id: UUID, card: Id, reason: Reason) -> UUID:
    """Decline a proposed card; it is proposed again only with a fact that was not seen now."""
    row = held(Card, card)
    move(row, Noun.CARD, "decline", by=by)
    row.declined_on, row.decided_reason, row.decided_by_id = on, reason, by.id
    row.save()
    act = answering.CONFIRMS[CardColour(row.colour)]
    found = assessed(row.campaign, row.enterprise_id, on)
    same = answering.proposal(found.standing, CardColour(row.colour), row.grounds[0], str(row.site_id))
    hazards = [str(link.hazard_id) for link in row.hazard_links.all()]
    Decline.objects.create(
        id=uuid5(id, "decline"),
        home_agency_id=by.agency,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        ground=row.grounds[0],
        act=act,
        subject=row.site_id if same is None else same.subject,
        declined_on=on,
        seen=hazards if same is None else list(same.because),
        reason=reason,
        prepared_by_id=row.prepared_by_id,
        decided_by_id=by.id,
    )
    return card


@deed(permission=Permission.DECIDE_CARD, title=N_("不予采纳建议"))
def decline_proposal(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    ground: GroundId,
    act: Annotated[Act, Field(description=N_("建议办理的事项"), examples=["confirm_yellow"])],
    subject: Annotated[
        UUID, Field(description=N_("建议所针对的对象"), examples=["0198f6a0-0000-7000-8000-000000000004"])
    ],
    reason: Reason,
) -> UUID:
    """Decline what a ground proposes; the facts seen are kept, and only a new one brings the proposal back."""
    require_on_ledger(campaign, enterprise)
    found = assessed(campaign, enterprise, on)
    proposal = answering.proposed(found.standing, ground, act, str(subject))
    if proposal is None:
        raise answering.nothing_to_decline(found.standing, ground, act, str(subject))
    Decline.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        ground=ground,
        act=act,
        subject=subject,
        declined_on=on,
        seen=list(proposal.because),
        reason=reason,
        decided_by_id=by.id,
    )
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.NOTIFY_CARD, title=N_("书面告知企业列入名单"))
def notify_card(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    card: Id,
    method: Method,
    recipient: Recipient,
    witness: Witness = "",
) -> UUID:
    """Tell the enterprise of its card in writing; the delivery is recorded with it."""
    row = held(Card, card)
    move(row, Noun.CARD, "notify", by=by)
    note_delivery(id, row, DocumentKind.CARD_NOTICE, Handed(method, recipient, witness, on, row.confirmed_on))
    row.notified_on = on
    row.save()
    return card


@deed(permission=Permission.DECIDE_CARD, title=N_("移出黄牌、红牌"))
def lift_card(*, by: Actor, on: date, at: datetime, id: UUID, card: Id, reason: Reason) -> UUID:
    """Lift a card when every ground of it is cured; refused with what is still open."""
    row = held(Card, card)
    move(row, Noun.CARD, "lift", by=by)
    case = assessed(row.campaign, row.enterprise_id, on).case
    raise_if(carding.lift_refusal(str(row.id), facts=case.facts, on=on, campaign=case.campaign, law=case.law))
    row.lifted_on, row.lifted_reason, row.lifted_by_id = on, reason, by.id
    row.save()
    return card


def _proposal(found: Assessed, colour: CardColour, ground: str, site: UUID) -> NextAct:
    """The standing's proposal of the card; refused when there is none."""
    act = answering.proposal(found.standing, colour, ground, str(site))
    if act is None:
        raise answering.not_proposed(found.standing, colour, ground)
    return act


def _seen(found: Assessed, ground: str) -> dict[str, Any]:
    """What a card keeps of the day on which it was proposed or decided."""
    campaign = found.case.campaign
    return {
        "trace": trace_of(found.standing, [ground]),
        "citations": kept(answering.citations(found.case, campaign.ground(ground))),
        "campaign_version": campaign.version,
    }


def _name(card: Card, hazards: Iterable[str]) -> None:
    CardHazard.objects.bulk_create(
        CardHazard(
            id=uuid5(card.id, hazard),
            home_agency_id=card.home_agency_id,
            campaign=card.campaign,
            enterprise_id=card.enterprise_id,
            card=card,
            hazard_id=hazard,
        )
        for hazard in hazards
    )


def _supersede_yellow(red: Card, by: Actor, on: date) -> None:
    """Red supersedes the yellow card in force at the site; both stay on record."""
    standing = (CardState.CONFIRMED, CardState.NOTIFIED)
    yellow = Card.objects.select_for_update(no_key=True).filter(
        campaign=red.campaign, site=red.site_id, colour=CardColour.YELLOW, state__in=standing, voided_on=None
    )
    for card in yellow:
        move(card, Noun.CARD, "supersede", by=by)
        card.superseded_on, card.superseded_by = on, red
        card.save()
