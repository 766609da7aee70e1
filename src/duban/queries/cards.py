"""Cards 黄牌、红牌 as they are read: one record, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from duban.domain.standing import Cited
from duban.domain.vocabulary import CardColour
from duban.domain.wordlists import DeliveryMethod
from duban.domain.workflow import CardState
from duban.queries.inspections import Finding, findings
from duban.queries.papers import Handing, cited_of
from duban.queries.placing import Placed, placed
from duban.records.models import Card, CardHazard, Delivery, Hazard, Site, User


@dataclass(frozen=True, slots=True)
class Link:
    """One card of a chain in which red ones took the place of yellow ones."""

    id: UUID
    colour: CardColour
    state: CardState
    confirmed_on: date | None
    superseded_on: date | None


@dataclass(frozen=True, slots=True)
class CardRecord:
    """One card with what its decider saw: ``trace`` as the record keeps it."""

    id: UUID
    campaign: str
    campaign_version: str
    enterprise: UUID
    enterprise_name: str
    agency_name: str
    site: UUID
    site_text: str
    colour: CardColour
    state: CardState
    grounds: tuple[str, ...]
    citations: tuple[Cited, ...]
    trace: Sequence[Mapping[str, Any]]
    hazards: tuple[Finding, ...]
    proposed_on: date
    proposed_by: str
    proposer: UUID | None
    confirmed_on: date | None
    declined_on: date | None
    decided_by: str
    decided_reason: str
    notified_on: date | None
    lifted_on: date | None
    lifted_reason: str
    lifted_by: str
    superseded_on: date | None
    chain: tuple[Link, ...]
    deliveries: tuple[Handing, ...]


def card_record(card: UUID) -> CardRecord | None:
    """The card; ``None`` when it is unknown, void or out of scope."""
    row = Card.objects.filter(pk=card, voided_on=None).select_related("enterprise", "site", "home_agency").first()
    return None if row is None else _record(row)


def pending_card(campaign: str, enterprise: UUID, colour: CardColour, site: str) -> UUID | None:
    """The proposed card of that colour that waits for its decision at the site (or anywhere at the enterprise)."""
    rows = Card.objects.filter(
        campaign=campaign, enterprise=enterprise, colour=colour, state=CardState.PROPOSED, voided_on=None
    )
    at = rows.filter(site__id=site) if site != str(enterprise) else rows
    return at.order_by("proposed_on", "id").values_list("pk", flat=True).first()


def site_text(site: UUID) -> str:
    """Name and address of a site."""
    row = Site.objects.filter(pk=site).first()
    return "" if row is None else _where(row)


def hazards_named(hazards: Sequence[str]) -> list[Finding]:
    """Those of the ids that are hazards."""
    return findings(Hazard.objects.filter(pk__in=list(hazards)))


def _where(site: Site) -> str:
    return " ".join(filter(None, (site.name, site.address))) or site.region


def _record(row: Card) -> CardRecord:
    accounts = [one for one in (row.prepared_by_id, row.decided_by_id, row.lifted_by_id) if one]
    names = dict(User.objects.filter(pk__in=accounts).values_list("pk", "name"))
    links = CardHazard.objects.filter(card=row, voided_on=None).values_list("hazard", flat=True)
    deliveries = Delivery.objects.filter(document_kind="card_notice", document=row.pk, voided_on=None)
    return CardRecord(
        id=row.pk,
        campaign=row.campaign,
        campaign_version=row.campaign_version,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        agency_name=row.home_agency.name,
        site=row.site_id,
        site_text=_where(row.site),
        colour=CardColour(row.colour),
        state=CardState(row.state),
        grounds=tuple(row.grounds),
        citations=cited_of(row.citations),
        trace=list(row.trace),
        hazards=tuple(findings(Hazard.objects.filter(pk__in=list(links)))),
        proposed_on=row.proposed_on,
        proposed_by=names.get(row.prepared_by_id, "") if row.prepared_by_id else "",
        proposer=row.prepared_by_id,
        confirmed_on=row.confirmed_on,
        declined_on=row.declined_on,
        decided_by=names.get(row.decided_by_id, "") if row.decided_by_id else "",
        decided_reason=row.decided_reason,
        notified_on=row.notified_on,
        lifted_on=row.lifted_on,
        lifted_reason=row.lifted_reason,
        lifted_by=names.get(row.lifted_by_id, "") if row.lifted_by_id else "",
        superseded_on=row.superseded_on,
        chain=tuple(_chain(row)),
        deliveries=tuple(
            Handing(one.delivered_on, DeliveryMethod(one.method), one.recipient, one.witness)
            for one in deliveries.order_by("delivered_on")
        ),
    )


def _chain(row: Card) -> list[Link]:
    """The card with those that it superseded and the one that superseded it, the oldest first; empty for a lone one."""
    red = row.superseded_by_id or row.pk
    rows = Card.objects.filter(Q(pk=red) | Q(superseded_by=red), voided_on=None).order_by("confirmed_on", "id")
    found = [
        Link(one.pk, CardColour(one.colour), CardState(one.state), one.confirmed_on, one.superseded_on) for one in rows
    ]
    return found if len(found) > 1 else []


@dataclass(frozen=True, slots=True)
class CardsSought(Placed):
    """What the list is asked for; empty asks nothing. The day is that of the confirmation."""

    text: str = ""
    colour: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card in the list."""

    id: UUID
    enterprise: UUID
    enterprise_name: str
    unit: str
    region: str
    colour: CardColour
    state: CardState
    grounds: tuple[str, ...]
    proposed_on: date
    confirmed_on: date | None
    lifted_on: date | None


SORTS = {"on": "proposed_on", "name": "enterprise__pinyin", "colour": "colour", "unit": "home_agency_id"}


def cards(campaign: str, sought: CardsSought, sort: str) -> tuple[QuerySet[Card], int]:
    """The cards of a campaign that the scope shows, sorted, and how many there are before the filter."""
    whole = Card.objects.filter(campaign=campaign, voided_on=None)
    rows = cards_sought(whole, sought).select_related("enterprise", "site")
    way, key = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    return rows.order_by(f"{way}{SORTS.get(key, 'proposed_on')}", "-id"), whole.count()


def cards_sought(rows: QuerySet[Card], sought: CardsSought) -> QuerySet[Card]:
    """Those cards that are asked for."""
    given = {"enterprise__name__icontains": sought.text, "colour": sought.colour, "state": sought.state}
    return placed(rows, sought, "confirmed_on").filter(**{name: value for name, value in given.items() if value})


def card_line(row: Card) -> CardLine:
    """A row of ``cards`` as a value."""
    return CardLine(
        id=row.pk,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        unit=row.home_agency_id,
        region=row.site.region,
        colour=CardColour(row.colour),
        state=CardState(row.state),
        grounds=tuple(row.grounds),
        proposed_on=row.proposed_on,
        confirmed_on=row.confirmed_on,
        lifted_on=row.lifted_on,
    )
