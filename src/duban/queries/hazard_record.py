"""One hazard 隐患 with everything that was done about it: who found it, orders, stops, listing, cards, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from duban.domain.vocabulary import Answer, CardColour, MeasureKind, PenaltyKind, RefusalOf
from duban.domain.workflow import CardState, OnSiteMeasureState, PenaltyDecisionState, SupervisionListingState
from duban.queries.dossier import Event, events_of
from duban.queries.evidence import Picture, pictures_of
from duban.queries.inspections import Attended, Finding, findings
from duban.queries.order_items import Item, items
from duban.records.models import (
    CardHazard,
    Hazard,
    MeasureHazard,
    NonCompliance,
    PenaltyHazard,
    SupervisionListing,
)
from duban.specs.hazards_loader import load_hazard_standards


@dataclass(frozen=True, slots=True)
class Stop:
    """A measure or a suspension as a penalty that was decided because of the hazard. ``kind`` is the word for it."""

    id: UUID
    number: str
    kind: MeasureKind | PenaltyKind
    state: OnSiteMeasureState | PenaltyDecisionState
    basis: str
    on: date | None
    delivered_on: date | None
    until_on: date | None = None

    @property
    def is_measure(self) -> bool:
        """Whether it is an on-site measure; else a penalty."""
        return isinstance(self.kind, MeasureKind)

    @property
    def stops_production(self) -> bool:
        """Whether production is stopped by it, so that it resumes by written consent alone."""
        return self.kind in (MeasureKind.TEMPORARY_SUSPENSION, PenaltyKind.SUSPENSION)


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing 挂牌督办 of the hazard."""

    id: UUID
    number: str
    state: SupervisionListingState
    on: date | None

    @property
    def ended(self) -> bool:
        """Whether the hazard was de-listed 销号."""
        return self.state is SupervisionListingState.DELISTED


@dataclass(frozen=True, slots=True)
class Carded:
    """A card for which the hazard is evidence."""

    id: UUID
    colour: CardColour
    state: CardState
    on: date


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal 拒不执行 of an order or a measure that is about the hazard."""

    id: UUID
    of: RefusalOf
    decision: UUID
    on: date
    danger: Answer
    text: str


@dataclass(frozen=True, slots=True)
class HazardRecord:
    """The whole page."""

    finding: Finding
    campaign: str
    enterprise: UUID
    enterprise_name: str
    agency_name: str
    site: str
    visit: UUID
    counted: bool  # the record of its visit is completed
    officers: tuple[Attended, ...]
    standard: str
    grade_reason: str
    safety_recorded_on: date | None
    items: tuple[Item, ...]
    stops: tuple[Stop, ...]
    listings: tuple[Listed, ...]
    cards: tuple[Carded, ...]
    refusals: tuple[Refused, ...]
    before: tuple[Picture, ...]
    after: tuple[Picture, ...]
    events: tuple[Event, ...]


def hazard_record(hazard: UUID) -> HazardRecord | None:
    """The hazard; ``None`` when it is unknown, void or out of scope."""
    row = (
        Hazard.objects.filter(pk=hazard, voided_on=None)
        .select_related("enterprise", "site", "home_agency", "inspection")
        .first()
    )
    return None if row is None else _record(row)


def _record(row: Hazard) -> HazardRecord:
    about = tuple(items(hazard=row))
    stops, listings, cards = stops_of(row), _listings(row), _cards(row)
    papers = {*(one.order for one in about), *(one.id for one in stops)}
    refusals = refusals_of(*papers)
    corrected = {each.id for one in about for each in one.reports}
    corrected |= {key for one in about for each in one.results for key in (each.id, each.reinspection)}
    steps = {one.id for one in about} | {each.id for one in about for each in one.extensions} | corrected
    records = {row.pk, row.inspection_id, *papers, *steps}
    records |= {one.id for one in listings} | {one.id for one in cards} | {one.id for one in refusals}
    pictures = pictures_of({row.pk, *corrected})
    return HazardRecord(
        finding=findings(Hazard.objects.filter(pk=row.pk))[0],
        campaign=row.campaign,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        agency_name=row.home_agency.name,
        site=" ".join(filter(None, (row.site.name, row.site.address))) or row.site.region,
        visit=row.inspection_id,
        counted=row.inspection.completed_on is not None,
        officers=tuple(
            Attended(one.person_id, one.name, one.certificate_number, one.valid_from, one.valid_to)
            for one in row.inspection.officers.filter(voided_on=None).order_by("name", "id")
        ),
        standard=_standard(row.standard_item),
        grade_reason=row.grade_reason,
        safety_recorded_on=row.safety_recorded_on,
        items=about,
        stops=stops,
        listings=listings,
        cards=cards,
        refusals=refusals,
        before=tuple(one for one in pictures if one.object == row.pk),
        after=tuple(one for one in pictures if one.object in corrected),
        events=tuple(events_of([str(one) for one in records])),
    )


def _standard(code: str) -> str:
    """The determination item with the list that it stands in, whatever the day."""
    found = load_hazard_standards().find(code) if code else None
    return "" if found is None else f"{found[0].title} {found[1].code} {found[1].text}"


def stops_of(hazard: Hazard) -> tuple[Stop, ...]:
    """The measures, and the penalties that stop production, that were decided because of the hazard."""
    links = MeasureHazard.objects.filter(hazard=hazard, voided_on=None, measure__voided_on=None)
    found = [
        Stop(
            one.pk, one.number, MeasureKind(one.kind), OnSiteMeasureState(one.state), one.basis,
            one.issued_on or one.drafted_on, one.delivered_on, one.until_on,
        )
        for one in (link.measure for link in links.select_related("measure"))
    ]  # fmt: skip
    fined = PenaltyHazard.objects.filter(
        hazard=hazard, voided_on=None, penalty__voided_on=None, penalty__kinds__contains=[PenaltyKind.SUSPENSION.value]
    )
    found += [
        Stop(
            one.pk, one.number, PenaltyKind.SUSPENSION, PenaltyDecisionState(one.state), one.concept,
            one.decided_on, one.delivered_on,
        )
        for one in (link.penalty for link in fined.select_related("penalty"))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.on or date.min, str(one.id))))


def _listings(hazard: Hazard) -> tuple[Listed, ...]:
    rows = SupervisionListing.objects.filter(hazard=hazard, voided_on=None).order_by("proposed_on", "id")
    return tuple(
        Listed(one.pk, one.number, SupervisionListingState(one.state), one.listed_on or one.proposed_on) for one in rows
    )


def _cards(hazard: Hazard) -> tuple[Carded, ...]:
    links = CardHazard.objects.filter(hazard=hazard, voided_on=None, card__voided_on=None).select_related("card")
    found = [Carded(c.pk, CardColour(c.colour), CardState(c.state), c.proposed_on) for c in (x.card for x in links)]
    return tuple(sorted(found, key=lambda one: (one.on, str(one.id))))


def refusals_of(*papers: UUID) -> tuple[Refused, ...]:
    """拒不执行 of the papers, the oldest first."""
    rows = NonCompliance.objects.filter(
        Q(order__in=papers) | Q(measure__in=papers) | Q(penalty__in=papers), voided_on=None
    )
    return tuple(refused(one) for one in rows.order_by("refused_on", "id"))


def refused(row: NonCompliance) -> Refused:
    """A row as a value; it names one decision of the three."""
    named = {RefusalOf.ORDER: row.order_id, RefusalOf.MEASURE: row.measure_id, RefusalOf.PENALTY: row.penalty_id}
    of, decision = next((of, UUID(str(key))) for of, key in named.items() if key)
    return Refused(row.pk, of, decision, row.refused_on, Answer(row.real_danger), row.description)
