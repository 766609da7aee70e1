"""Inspections 执法检查 as they are read: one record with its hazards and papers, and the list of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from duban.domain.vocabulary import Answer, CheckAnswer, HazardLevel, VisitKind
from duban.domain.workflow import InspectionState
from duban.queries.placing import Placed, placed
from duban.records.models import (
    Agency,
    ChecklistAnswer,
    Hazard,
    Inspection,
    InspectionOfficer,
    LedgerEntry,
    OrderItem,
)
from duban.records.people import people_on
from duban.specs.checklists_loader import load_checklists


@dataclass(frozen=True, slots=True)
class PlaceOfWork:
    """A site 厂区 of an enterprise on a campaign's ledger, where a visit may take place."""

    id: UUID
    text: str
    industry: str


@dataclass(frozen=True, slots=True)
class Target:
    """The enterprise of a form: who it is, and its sites on the ledger."""

    id: UUID
    name: str
    credit_code: str | None
    agency: str
    sites: tuple[PlaceOfWork, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """A person named in a record; the certificate as it was on the day."""

    id: UUID
    name: str
    number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    unit: str = ""  # of a joint visit: whose officer


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """One question of the checklist with its answer, as it was asked."""

    standard: str
    version: int
    item: str
    question: str
    answer: CheckAnswer


@dataclass(frozen=True, slots=True)
class Finding:
    """One hazard of a record; ``orders`` are the running papers that order its removal."""

    id: UUID
    description: str
    place: str
    category: str
    level: HazardLevel
    major_from: date | None
    standard_item: str
    expert_opinion: str
    safety: Answer
    corrected_on: date | None
    proof: str
    found_on: date
    ordered: bool = False

    @property
    def major(self) -> bool:
        """Whether it is a major hazard."""
        return self.level is HazardLevel.MAJOR

    @property
    def unsafe(self) -> bool:
        """A major hazard with which safety cannot be assured."""
        return self.major and self.safety is Answer.NO


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that a visit led to: ``kind`` is order or measure."""

    kind: str
    id: UUID
    number: str
    state: str
    on: date | None


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """One visit with everything on its record."""

    id: UUID
    campaign: str
    enterprise: UUID
    enterprise_name: str
    agency: str
    agency_name: str
    site: str
    kind: VisitKind
    state: InspectionState
    visited_on: date | None
    started_at: datetime | None
    ended_at: datetime | None
    place: str
    seen: str
    attempted_reason: str
    completed_on: date | None
    signed: bool | None
    signed_by: str
    refusal_note: str
    void_reason: str
    officers: tuple[Attended, ...]
    experts: tuple[Attended, ...]
    hazards: tuple[Finding, ...]
    papers: tuple[Paper, ...]
    answers: tuple[AnswerKept, ...]
    joint: bool

    @property
    def open_hazards(self) -> tuple[Finding, ...]:
        """Those that an order may name: neither corrected on the spot nor ordered already."""
        return tuple(one for one in self.hazards if one.corrected_on is None and not one.ordered)

    @property
    def unsafe_hazards(self) -> tuple[Finding, ...]:
        """Major hazards with which safety cannot be assured."""
        return tuple(one for one in self.hazards if one.unsafe)


def target(campaign: str, enterprise: UUID) -> Target | None:
    """The enterprise with its sites on the campaign's ledger; ``None`` when the scope shows no entry of it."""
    entries = list(
        LedgerEntry.objects.filter(campaign=campaign, enterprise=enterprise, voided_on=None, removed_on=None)
        .select_related("enterprise", "site")
        .order_by("site__address", "id")
    )
    if not entries:
        return None
    first = entries[0].enterprise
    sites = {entry.site_id: PlaceOfWork(entry.site_id, _where(entry), entry.industry) for entry in entries}
    return Target(first.pk, first.name, first.credit_code, entries[0].home_agency_id, tuple(sites.values()))


def _where(entry: LedgerEntry) -> str:
    return " ".join(filter(None, (entry.site.name, entry.site.address))) or entry.site.region


def inspection_record(inspection: UUID) -> InspectionRecord | None:
    """The record; ``None`` when it is unknown or out of scope. A void one is still shown."""
    row = Inspection.objects.filter(pk=inspection).select_related("enterprise", "site", "home_agency").first()
    return None if row is None else _record(row)


def _record(row: Inspection) -> InspectionRecord:
    officers = list(row.officers.filter(voided_on=None).order_by("name", "id"))
    units = _units(officers) if row.lead_agency_id else {}
    experts = row.experts.filter(voided_on=None).order_by("name", "id")
    site = row.site
    return InspectionRecord(
        id=row.pk,
        campaign=row.campaign,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        agency=row.home_agency_id,
        agency_name=row.home_agency.name,
        site="" if site is None else " ".join(filter(None, (site.name, site.address))) or site.region,
        kind=VisitKind(row.kind),
        state=InspectionState(row.state),
        visited_on=row.visited_on,
        started_at=row.started_at,
        ended_at=row.ended_at,
        place=row.place,
        seen=row.seen,
        attempted_reason=row.attempted_reason,
        completed_on=row.completed_on,
        signed=row.signed,
        signed_by=row.signed_by,
        refusal_note=row.refusal_note,
        void_reason=row.void_reason,
        officers=tuple(
            Attended(
                one.person_id,
                one.name,
                one.certificate_number,
                one.valid_from,
                one.valid_to,
                units.get(one.person_id, ""),
            )
            for one in officers
        ),
        experts=tuple(Attended(one.person_id, one.name) for one in experts),
        hazards=tuple(findings(Hazard.objects.filter(inspection=row))),
        papers=tuple(_papers(row)),
        answers=tuple(answers_of(row.pk)),
        joint=row.lead_agency_id is not None,
    )


def _units(officers: Collection[InspectionOfficer]) -> Mapping[UUID, str]:
    """Names of the units of the officers of a joint visit, who may be out of the reader's reach."""
    people = people_on([one.person_id for one in officers], date.max)
    names = dict(Agency.objects.filter(pk__in={one.agency for one in people.values()}).values_list("code", "name"))
    return {person: names.get(one.agency, one.agency) for person, one in people.items()}


def answers_of(inspection: UUID) -> list[AnswerKept]:
    """The checklist of the visit in the order of its standards; nothing where none was used."""
    rows = ChecklistAnswer.objects.filter(inspection=inspection, voided_on=None)
    kept = [AnswerKept(one.standard, one.version, one.item, one.question, CheckAnswer(one.answer)) for one in rows]
    order = {item: at for at, item in enumerate(load_checklists().order)}
    return sorted(kept, key=lambda one: (order.get(one.item, len(order)), one.item))


def findings(hazards: QuerySet[Hazard]) -> list[Finding]:
    """Hazards that are not void, major ones first."""
    rows = list(hazards.filter(voided_on=None).order_by("-level", "id"))
    running = OrderItem.objects.filter(hazard__in=rows, voided_on=None, order__voided_on=None)
    ordered = set(running.exclude(order__state="withdrawn").values_list("hazard_id", flat=True))
    return [_finding(row, ordered=row.pk in ordered) for row in rows]


def _finding(row: Hazard, *, ordered: bool) -> Finding:
    return Finding(
        id=row.pk,
        description=row.description,
        place=row.place,
        category=row.category,
        level=HazardLevel(row.level),
        major_from=row.major_from,
        standard_item=row.standard_item,
        expert_opinion=row.expert_opinion,
        safety=Answer(row.safety_assured),
        corrected_on=row.corrected_on_spot_on,
        proof=row.correction_proof,
        found_on=row.found_on,
        ordered=ordered,
    )


def _papers(row: Inspection) -> list[Paper]:
    found = [
        Paper("order", one.pk, one.number, one.state, one.issued_on or one.drafted_on)
        for one in row.orders.filter(voided_on=None)
    ]
    found += [
        Paper("measure", one.pk, one.number, one.state, one.issued_on or one.drafted_on)
        for one in row.measures.filter(voided_on=None)
    ]
    return sorted(found, key=lambda one: (one.on or date.min, one.kind))


# The list --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InspectionsSought(Placed):
    """What the list is asked for; empty asks nothing."""

    text: str = ""
    state: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """One visit in the list."""

    id: UUID
    enterprise: UUID
    enterprise_name: str
    unit: str
    kind: VisitKind
    state: InspectionState
    visited_on: date | None
    officers: int
    hazards: int
    major: int


SORTS = {"on": "visited_on", "name": "enterprise__pinyin", "hazards": "hazard_count", "unit": "home_agency_id"}


def inspections(campaign: str, sought: InspectionsSought, sort: str) -> tuple[QuerySet[Inspection], int]:
    """The visits of a campaign that the scope shows, sorted, and how many there are before the filter."""
    whole = Inspection.objects.filter(campaign=campaign)
    rows = visits_sought(whole, sought).select_related("enterprise")
    live = Q(hazards__voided_on=None)
    rows = rows.annotate(
        hazard_count=Count("hazards", filter=live, distinct=True),
        major_count=Count("hazards", filter=live & Q(hazards__level=HazardLevel.MAJOR), distinct=True),
        officer_count=Count("officers", filter=Q(officers__voided_on=None), distinct=True),
    )
    way, key = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    return rows.order_by(f"{way}{SORTS.get(key, 'visited_on')}", "-id"), whole.count()


def visits_sought(rows: QuerySet[Inspection], sought: InspectionsSought) -> QuerySet[Inspection]:
    """Those visits that are asked for."""
    given = {"enterprise__name__icontains": sought.text, "state": sought.state, "kind": sought.kind}
    return placed(rows, sought, "visited_on").filter(**{name: value for name, value in given.items() if value})


def line(row: Inspection) -> InspectionLine:
    """A row of ``inspections`` as a value."""
    counted = row.__dict__  # the three counts are annotations
    return InspectionLine(
        id=row.pk,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        unit=row.home_agency_id,
        kind=VisitKind(row.kind),
        state=InspectionState(row.state),
        visited_on=row.visited_on,
        officers=counted["officer_count"],
        hazards=counted["hazard_count"],
        major=counted["major_count"],
    )


def visits_of_hazards(hazards: Collection[str]) -> list[UUID]:
    """The visits that found the hazards, the newest first; other ids are left out."""
    rows = Hazard.objects.filter(pk__in=list(hazards), voided_on=None).order_by("-found_on", "id")
    return list(dict.fromkeys(rows.values_list("inspection", flat=True)))


# What was found before ------------------------------------------------------------------------------------------------

EARLIER = 5  # visits that a form shows


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier visit, as a form shows it."""

    id: UUID
    kind: VisitKind
    state: InspectionState
    visited_on: date | None
    hazards: int


def earlier_visits(campaign: str, enterprise: UUID) -> tuple[list[Earlier], int]:
    """The last visits to the enterprise, attempted ones among them, and how many there are."""
    whole = Inspection.objects.filter(campaign=campaign, enterprise=enterprise, visited_on__isnull=False)
    rows = whole.exclude(state=InspectionState.VOID).annotate(
        hazard_count=Count("hazards", filter=Q(hazards__voided_on=None))
    )
    found = [
        Earlier(row.pk, VisitKind(row.kind), InspectionState(row.state), row.visited_on, row.__dict__["hazard_count"])
        for row in rows.order_by("-visited_on", "-id")[:EARLIER]
    ]
    return found, rows.count()


def findings_by_id(hazards: Collection[str]) -> list[Finding]:
    """These hazards, major ones first."""
    return findings(Hazard.objects.filter(pk__in=list(hazards)))
