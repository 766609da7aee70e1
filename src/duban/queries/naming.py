"""Naming 指称: what a record is called when a person has to recognise it or choose it; its id tells nobody anything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from duban.domain.wordlists import ExitManner, word_label
from duban.domain.workflow import Noun
from duban.records.models import (
    Acceptance,
    CapacityItem,
    Card,
    ClosureRequest,
    CompletionReport,
    Enterprise,
    EvidenceLink,
    ExitDeed,
    Extension,
    Hazard,
    ImplementationProof,
    ImportBatch,
    Inspection,
    InspectionPlan,
    LeaveOfAbsence,
    LedgerEntry,
    NonCompliance,
    OnSiteMeasure,
    OrderItem,
    PenaltyDecision,
    Person,
    PlanItem,
    PowerCut,
    RectificationOrder,
    Recusal,
    Referral,
    Reinspection,
    ReinspectionOutcome,
    Resumption,
    Site,
    Submission,
    SupervisionListing,
    UnapprovedActivity,
    Urging,
    User,
)

MOST = 200  # choices offered


@dataclass(frozen=True, slots=True)
class Named:
    """A record as a person recognises it: ``text`` (a number, a name, a description), its day and its state.

    ``noun`` and ``state`` are codes; ``enterprise`` and ``campaign`` are empty for what belongs to none.
    """

    kind: str
    id: UUID
    text: str
    on: date | None = None
    state: str = ""
    noun: Noun | None = None
    enterprise: UUID | None = None
    enterprise_name: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of record: its table, how a row is called, which columns hold days (the last one filled counts)."""

    model: type[Model]
    text: Callable[[Any], str]
    days: tuple[str, ...] = ()
    noun: Noun | None = None
    related: tuple[str, ...] = ()


def _number(row: Any) -> str:
    return str(row.number)


_KINDS: Mapping[str, _Kind] = {
    "enterprise": _Kind(Enterprise, lambda row: row.name),
    "site": _Kind(Site, lambda row: " ".join(filter(None, (row.name, row.address))) or row.region),
    "entry": _Kind(LedgerEntry, lambda row: row.site.address, ("added_on",), Noun.LEDGER_ENTRY, ("site",)),
    "capacity_item": _Kind(CapacityItem, lambda row: row.name or row.process),
    "inspection": _Kind(Inspection, lambda row: row.place, ("planned_on", "visited_on"), Noun.INSPECTION),
    "plan": _Kind(InspectionPlan, lambda row: row.title, ("approved_on",), Noun.INSPECTION_PLAN),
    "plan_item": _Kind(PlanItem, lambda row: row.plan.title, ("planned_on",), related=("plan",)),
    "hazard": _Kind(Hazard, lambda row: row.description, ("found_on",)),
    "order": _Kind(RectificationOrder, _number, ("drafted_on", "issued_on", "delivered_on"), Noun.RECTIFICATION_ORDER),
    "item": _Kind(OrderItem, lambda row: row.hazard.description, ("due_on",), related=("hazard",)),
    "extension": _Kind(
        Extension, lambda row: row.item.hazard.description, ("applied_on",), Noun.EXTENSION, ("item__hazard",)
    ),
    "measure": _Kind(OnSiteMeasure, _number, ("drafted_on", "issued_on", "delivered_on"), Noun.ON_SITE_MEASURE),
    "listing": _Kind(
        SupervisionListing,
        lambda row: " ".join(filter(None, (row.number, row.hazard.description))),
        ("proposed_on", "listed_on"),
        Noun.SUPERVISION_LISTING,
        ("hazard",),
    ),
    "resumption": _Kind(Resumption, _number, ("applied_on", "reviewed_on", "consented_on"), Noun.RESUMPTION),
    "card": _Kind(Card, lambda row: "、".join(row.grounds), ("proposed_on", "confirmed_on"), Noun.CARD),
    "penalty": _Kind(PenaltyDecision, _number, ("decided_on",), Noun.PENALTY_DECISION),
    "refusal": _Kind(NonCompliance, lambda row: row.description, ("refused_on",)),
    "power_cut": _Kind(PowerCut, _number, ("drafted_on", "approved_on"), Noun.POWER_CUT),
    "request": _Kind(ClosureRequest, _number, ("drafted_on", "sent_on"), Noun.CLOSURE_REQUEST),
    "exit_deed": _Kind(ExitDeed, lambda row: word_label(ExitManner(row.manner)), ("done_on",)),
    "acceptance": _Kind(Acceptance, lambda row: row.conclusion, ("planned_on", "held_on"), Noun.ACCEPTANCE),
    "referral": _Kind(Referral, lambda row: row.number or row.department, ("sent_on",), Noun.REFERRAL),
    "reinspection": _Kind(Reinspection, _number, ("reinspected_on",)),
    "completion_report": _Kind(
        CompletionReport, lambda row: row.item.hazard.description, ("filed_on",), related=("item__hazard",)
    ),
    "reinspection_outcome": _Kind(
        ReinspectionOutcome,
        lambda row: row.item.hazard.description,
        related=("item__hazard",),
    ),
    "implementation_proof": _Kind(
        ImplementationProof, lambda row: row.listing.hazard.description, ("proved_on",), related=("listing__hazard",)
    ),
    "urging": _Kind(Urging, lambda row: row.text, ("urged_on",)),
    "activity": _Kind(UnapprovedActivity, lambda row: row.description, ("found_on",)),
    "submission": _Kind(
        Submission,
        lambda row: " ".join((row.home_agency.name, row.annex, str(row.report_on))),
        ("prepared_on", "signed_on", "submitted_on"),
        Noun.SUBMISSION,
        ("home_agency",),
    ),
    "leave": _Kind(
        LeaveOfAbsence,
        lambda row: f"{row.person.name} {row.first_on} — {row.last_on} {row.reason}",
        related=("person",),
    ),
    "recusal": _Kind(Recusal, lambda row: f"{row.person.name} {row.reason}", ("since_on",), related=("person",)),
    "person": _Kind(Person, lambda row: row.name),
    "user": _Kind(User, lambda row: f"{row.name}（{row.username}）"),
    "batch": _Kind(ImportBatch, lambda row: row.file_name, ("imported_on",)),
}
NOUNS: Mapping[str, Noun] = {kind: told.noun for kind, told in _KINDS.items() if told.noun is not None}
"""Kinds of records that have states."""


def is_named(kind: str) -> bool:
    """Whether records of that kind can be called by a readable name."""
    return kind in _KINDS


def named(kind: str, record: UUID) -> Named | None:
    """The record, or ``None`` when it is unknown, void or out of scope."""
    row = _rows(kind).filter(pk=record).first()
    return None if row is None else _named(kind, row)


def choices_of(kind: str, enterprise: UUID, campaign: str = "") -> list[Named]:
    """The enterprise's records of that kind, the newest first; of one campaign where they belong to one."""
    model = _KINDS[kind].model
    if not hasattr(model, "enterprise"):
        return []
    rows = _rows(kind).filter(enterprise=enterprise)
    if campaign and hasattr(model, "campaign"):
        rows = rows.filter(campaign=campaign)
    return sorted(
        (_named(kind, row) for row in rows[:MOST]), key=lambda one: (one.on or date.min, one.text), reverse=True
    )


def evidence_of(enterprise: UUID) -> list[tuple[UUID, str]]:
    """The pieces of evidence attached to the enterprise's records, by the names of their files."""
    links = EvidenceLink.objects.filter(enterprise=enterprise, voided_on=None, evidence__voided_on=None)
    found = dict(links.order_by("evidence__name").values_list("evidence", "evidence__name")[:MOST])
    return list(found.items())


def _rows(kind: str) -> QuerySet[Any]:
    told = _KINDS[kind]
    related = [*told.related, *(["enterprise"] if hasattr(told.model, "enterprise") else [])]
    rows = told.model._default_manager.select_related(*related) if related else told.model._default_manager.all()
    return rows.filter(voided_on=None) if hasattr(told.model, "voided_on") else rows


def _named(kind: str, row: Any) -> Named:
    told = _KINDS[kind]
    days = [day for day in (getattr(row, name) for name in told.days) if day is not None]
    enterprise = row if isinstance(row, Enterprise) else getattr(row, "enterprise", None)
    return Named(
        kind=kind,
        id=row.pk,
        text=told.text(row),
        on=days[-1] if days else None,
        state=getattr(row, "state", ""),
        noun=told.noun,
        enterprise=None if enterprise is None else enterprise.pk,
        enterprise_name="" if enterprise is None else enterprise.name,
        campaign=getattr(row, "campaign", ""),
    )


_CALLED = (
    "hazard", "inspection", "order", "item", "measure", "extension", "listing", "resumption", "reinspection", "card",
    "penalty", "refusal", "request", "activity", "site", "enterprise", "entry",
)  # fmt: skip


def called(records: Collection[str]) -> Mapping[str, Named]:
    """The records of a trace by id, whatever they are; those of other kinds or out of scope are missing."""
    wanted, found = set(records), {}
    for kind in _CALLED:
        if not wanted:
            break
        for row in _rows(kind).filter(pk__in=wanted):
            found[str(row.pk)] = _named(kind, row)
        wanted -= found.keys()
    return found
