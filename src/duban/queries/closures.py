"""Closures 提请关闭 as they are read: the list of requests, and one dossier with all that it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from duban.domain.standing import Cited
from duban.domain.vocabulary import CardColour, ClosureDecision
from duban.domain.wordlists import ClosureTrack, ExitManner, ExitReason
from duban.domain.workflow import AcceptanceState, CardState
from duban.domain.workflow import ClosureRequestState as State
from duban.queries.inspections import Finding, findings
from duban.queries.papers import cited_of
from duban.records.models import (
    Acceptance,
    Card,
    CardHazard,
    ClosureRequest,
    EvidenceLink,
    ExitDeed,
    ExitReturn,
    Hazard,
    NonCompliance,
    ReinspectionOutcome,
)

WAITS: Mapping[str, Q] = {
    "review": Q(state=State.DRAFT),
    "send": Q(state=State.REVIEWED),
    "answer": Q(state__in=(State.SENT, State.ACCEPTED_BY_GOVERNMENT)),
    "carry_out": Q(state__in=(State.DECIDED_CLOSE, State.LICENCES_REVOKED)),
    "acceptance": Q(state=State.CARRIED_OUT),
}
"""Which step a request waits for."""


@dataclass(frozen=True, slots=True)
class ClosuresSought:
    """What the list is asked for; empty asks nothing."""

    text: str = ""
    state: str = ""
    track: str = ""
    waits: str = ""
    unit: str = ""

    @property
    def where(self) -> Q:
        """As a condition on the rows."""
        found = Q()
        if self.text:
            found &= Q(enterprise__name__icontains=self.text) | Q(number__icontains=self.text)
        for name, value in (("state", self.state), ("track", self.track), ("home_agency", self.unit)):
            found &= Q(**{name: value}) if value else Q()
        return found & WAITS[self.waits] if self.waits else found


@dataclass(frozen=True, slots=True)
class ClosureLine:
    """One request in the list."""

    id: UUID
    enterprise: UUID
    enterprise_name: str
    unit: str
    region: str
    track: ClosureTrack
    state: State
    cited: Cited | None
    number: str
    drafted_on: date
    sent_on: date | None
    addressee: str
    decided_on: date | None
    decision: ClosureDecision | None
    carried_out_on: date | None


SORTS = {
    "on": "drafted_on", "sent": "sent_on", "name": "enterprise__pinyin", "unit": "home_agency_id",
    "carried_out": "carried_out_on",
}  # fmt: skip


def closures(campaign: str, sought: ClosuresSought, sort: str) -> tuple[QuerySet[ClosureRequest], int]:
    """The requests of a campaign that the scope shows, sorted, and how many there are before the filter."""
    whole = ClosureRequest.objects.filter(campaign=campaign, voided_on=None)
    way, key = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    rows = whole.filter(sought.where).select_related("enterprise", "site")
    return rows.order_by(f"{way}{SORTS.get(key, 'drafted_on')}", "-id"), whole.count()


def unanswered(campaign: str) -> list[date]:
    """The days on which the requests were sent that the governments have not decided."""
    rows = ClosureRequest.objects.filter(WAITS["answer"], campaign=campaign, voided_on=None)
    return [day for day in rows.values_list("sent_on", flat=True) if day is not None]


def closure_line(row: ClosureRequest) -> ClosureLine:
    """A row of ``closures`` as a value."""
    cited = cited_of(row.citations)
    return ClosureLine(
        id=row.pk,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        unit=row.home_agency_id,
        region=row.enterprise.region if row.site is None else row.site.region,
        track=ClosureTrack(row.track),
        state=State(row.state),
        cited=cited[0] if cited else None,
        number=row.number,
        drafted_on=row.drafted_on,
        sent_on=row.sent_on,
        addressee=row.addressee,
        decided_on=row.decided_on,
        decision=None if row.decision is None else ClosureDecision(row.decision),
        carried_out_on=row.carried_out_on,
    )


# One dossier -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence by its file's name, and the record that it belongs to."""

    record: UUID
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was physically done 关停措施."""

    id: UUID
    manner: ExitManner
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class CardBehind:
    """The red card that goes with the request."""

    id: UUID
    state: CardState
    confirmed_on: date | None
    notified_on: date | None


@dataclass(frozen=True, slots=True)
class AcceptanceBehind:
    """An acceptance of the closure."""

    id: UUID
    state: AcceptanceState
    planned_on: date | None
    held_on: date | None
    concluded_on: date | None
    signed: int
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnBehind:
    """A year-end return of the exit."""

    id: UUID
    on: date
    department: str
    number: str


@dataclass(frozen=True, slots=True)
class ClosureRecord:
    """One request with its dossier."""

    line: ClosureLine
    campaign: str
    campaign_version: str
    agency_name: str
    site: str
    grounds: tuple[str, ...]
    text: str
    basis: str
    citations: tuple[Cited, ...]
    legal_opinion: str
    reviewed_on: date | None
    prepared_by: str
    reviewed_by: str
    signed_by: str
    preparer: UUID | None
    accepted_on: date | None
    decision_number: str
    answer: str
    licences_revoked_on: date | None
    licences: str
    exit_reason: ExitReason | None
    accepted_exit_on: date | None
    withdrawn_on: date | None
    withdrawn_reason: str
    card: CardBehind | None
    examined: bool
    hazards: tuple[Finding, ...]
    done: tuple[Done, ...]
    proofs: tuple[Proof, ...]
    acceptances: tuple[AcceptanceBehind, ...]
    returns: tuple[ReturnBehind, ...]

    @property
    def proved(self) -> frozenset[UUID]:
        """The records for which there is evidence."""
        return frozenset(proof.record for proof in self.proofs)


def closure_record(request: UUID) -> ClosureRecord | None:
    """The request with its dossier; ``None`` when it is unknown, void or out of scope."""
    rows = ClosureRequest.objects.filter(pk=request, voided_on=None)
    related = ("enterprise", "site", "home_agency", "card", "prepared_by", "reviewed_by", "signed_by")
    row = rows.select_related(*related).first()
    return None if row is None else _record(row)


def _record(row: ClosureRequest) -> ClosureRecord:
    done = tuple(_done(row))
    hazards = _hazards(row)
    of_it = {"campaign": row.campaign, "enterprise": row.enterprise_id, "voided_on": None}
    return ClosureRecord(
        line=closure_line(row),
        campaign=row.campaign,
        campaign_version=row.campaign_version,
        agency_name=row.home_agency.name,
        site="" if row.site is None else " ".join(filter(None, (row.site.name, row.site.address))) or row.site.region,
        grounds=tuple(row.grounds),
        text=row.text,
        basis=row.basis,
        citations=cited_of(row.citations),
        legal_opinion=row.legal_opinion,
        reviewed_on=row.reviewed_on,
        prepared_by="" if row.prepared_by is None else row.prepared_by.name,
        reviewed_by="" if row.reviewed_by is None else row.reviewed_by.name,
        signed_by="" if row.signed_by is None else row.signed_by.name,
        preparer=row.prepared_by_id,
        accepted_on=row.accepted_on,
        decision_number=row.decision_number,
        answer=row.answer,
        licences_revoked_on=row.licences_revoked_on,
        licences=row.licences,
        exit_reason=None if row.exit_reason is None else ExitReason(row.exit_reason),
        accepted_exit_on=row.accepted_exit_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
        card=_card(row),
        examined=_examined(row.enterprise_id, row.campaign),
        hazards=hazards,
        done=done,
        proofs=tuple(_proofs({row.pk, *(one.id for one in done), *(one.id for one in hazards)})),
        acceptances=tuple(map(_acceptance, _acceptances(row))),
        returns=tuple(
            ReturnBehind(one.pk, one.returned_on, one.department, one.number)
            for one in ExitReturn.objects.filter(capacity_item=None, **of_it).order_by("returned_on")
        ),
    )


def _card(row: ClosureRequest) -> CardBehind | None:
    """The card that was linked when the request was drafted, else the red one that was confirmed at the site since."""
    card = row.card
    if card is None and row.site_id is not None:
        red = Card.objects.filter(campaign=row.campaign, site=row.site_id, colour=CardColour.RED, voided_on=None)
        card = red.exclude(confirmed_on=None).order_by("confirmed_on").last()
    return None if card is None else CardBehind(card.pk, CardState(card.state), card.confirmed_on, card.notified_on)


def _hazards(row: ClosureRequest) -> tuple[Finding, ...]:
    links = CardHazard.objects.filter(card=row.card_id, voided_on=None) if row.card_id else CardHazard.objects.none()
    return tuple(findings(Hazard.objects.filter(pk__in=list(links.values_list("hazard", flat=True)))))


def _examined(enterprise: UUID, campaign: str) -> bool:
    """Whether a re-inspection failed, or a refusal is on record."""
    of_it = {"enterprise": enterprise, "campaign": campaign, "voided_on": None}
    failed = ReinspectionOutcome.objects.filter(result="failed", reinspection__voided_on=None, **of_it)
    return failed.exists() or NonCompliance.objects.filter(**of_it).exists()


def _done(row: ClosureRequest) -> list[Done]:
    deeds = ExitDeed.objects.filter(closure_request=row, voided_on=None).order_by("done_on", "manner")
    return [Done(one.pk, ExitManner(one.manner), one.done_on, one.description) for one in deeds]


def _proofs(records: Collection[UUID]) -> list[Proof]:
    links = EvidenceLink.objects.filter(object__in=records, voided_on=None, evidence__voided_on=None)
    return [
        Proof(link.object, link.evidence.name, link.evidence.media_type, link.evidence.size)
        for link in links.select_related("evidence").order_by("evidence__name", "id")
    ]


def _acceptances(row: ClosureRequest) -> list[Acceptance]:
    rows = Acceptance.objects.filter(closure_request=row, voided_on=None).prefetch_related("signoffs")
    return list(rows.order_by("planned_on", "id"))


def _acceptance(row: Acceptance) -> AcceptanceBehind:
    return AcceptanceBehind(
        id=row.pk,
        state=AcceptanceState(row.state),
        planned_on=row.planned_on,
        held_on=row.held_on,
        concluded_on=row.concluded_on,
        signed=len([one for one in row.signoffs.all() if one.voided_on is None]),
        participants=tuple(row.participants),
    )
