"""Penalties 行政处罚 as they are read: the list, its sum, and one decision with what came before and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from duban.domain.standing import Cited
from duban.domain.vocabulary import PenaltyKind, PenaltyTarget
from duban.domain.wordlists import DeliveryMethod
from duban.domain.workflow import PenaltyDecisionState as State
from duban.queries.inspections import Finding, findings
from duban.queries.papers import Handing, cited_of
from duban.queries.placing import Placed, placed
from duban.records.models import Delivery, Hazard, PenaltyDecision, PenaltyHazard

GONE = (State.CHANGED, State.ANNULLED)
_STANDS = ~Q(state__in=GONE)
WAITS: Mapping[str, Q] = {
    "delivery": Q(state=State.DECIDED),
    "payment": Q(state=State.DELIVERED, fine_fen__gt=0),
    "filing": _STANDS & Q(summary=True, filed_on=None),
    "publication": _STANDS & Q(published_on=None),
    "withdrawal": Q(state__in=GONE, unpublished_on=None) & ~Q(published_on=None),
}
"""What a decision still waits for."""


@dataclass(frozen=True, slots=True)
class PenaltiesSought(Placed):
    """What the list is asked for; empty asks nothing. The day is that of the decision; ``stands``: yes, no."""

    text: str = ""
    state: str = ""
    target: str = ""
    procedure: str = ""
    waits: str = ""
    stands: str = ""

    @property
    def where(self) -> Q:
        """As a condition on the rows."""
        found = Q()
        if self.text:
            found &= Q(enterprise__name__icontains=self.text) | Q(number__icontains=self.text)
        for name, value in (("state", self.state), ("target", self.target)):
            found &= Q(**{name: value}) if value else Q()
        if self.stands:
            found &= _STANDS if self.stands == "yes" else ~_STANDS
        if self.procedure:
            found &= Q(summary=self.procedure == "summary")
        return found & WAITS[self.waits] if self.waits else found


@dataclass(frozen=True, slots=True)
class Steps:
    """The days of a decision from which its clocks follow; money in 分."""

    state: State
    fine_fen: int
    summary: bool
    decided_on: date
    delivered_on: date | None
    filed_on: date | None
    paid_on: date | None
    surcharge_fen: int
    published_on: date | None
    published_where: str
    unpublished_on: date | None
    changed_on: date | None
    annulled_on: date | None

    @property
    def stands(self) -> bool:
        """Whether it is neither changed nor annulled."""
        return self.state not in GONE

    @property
    def gone_on(self) -> date | None:
        """The day on which it was changed or annulled."""
        return self.annulled_on or self.changed_on


@dataclass(frozen=True, slots=True)
class PenaltyLine:
    """One decision in the list."""

    id: UUID
    enterprise: UUID
    enterprise_name: str
    unit: str
    number: str
    target: PenaltyTarget
    person: str
    kinds: tuple[PenaltyKind, ...]
    cited: Cited | None
    steps: Steps


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One text under which the decision was judged, with its bounds as they were written down."""

    text: str
    verified: bool
    minimum_fen: int | None
    maximum_fen: int | None
    suspension: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class PenaltyRecord:
    """One decision. ``before``: the one it took the place of; ``after``: the one that took its place."""

    line: PenaltyLine
    campaign: str
    agency_name: str
    reason: str
    tier: str
    began_on: date | None
    ended_on: date | None
    evaluated: tuple[Evaluated, ...]
    citations: tuple[Cited, ...]
    officers: tuple[Mapping[str, Any], ...]
    decided_by: str
    annulled_reason: str
    hazards: tuple[Finding, ...]
    deliveries: tuple[Handing, ...]
    before: tuple[UUID, str] | None
    after: tuple[UUID, str] | None


SORTS = {
    "on": "decided_on", "name": "enterprise__pinyin", "fine": "fine_fen", "unit": "home_agency_id", "number": "number",
}  # fmt: skip


def penalties(campaign: str, sought: PenaltiesSought, sort: str) -> tuple[QuerySet[PenaltyDecision], int]:
    """The decisions of a campaign that the scope shows, sorted, and how many there are before the filter."""
    whole = PenaltyDecision.objects.filter(campaign=campaign, voided_on=None)
    way, key = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    rows = penalties_sought(whole, sought).select_related("enterprise")
    return rows.order_by(f"{way}{SORTS.get(key, 'decided_on')}", "-decided_on", "-id"), whole.count()


def penalties_sought(rows: QuerySet[PenaltyDecision], sought: PenaltiesSought) -> QuerySet[PenaltyDecision]:
    """Those decisions that are asked for; one names no site."""
    return placed(rows, sought, "decided_on", at_site=False).filter(sought.where)


def fines(rows: QuerySet[PenaltyDecision]) -> tuple[int, int]:
    """The fines of those that stand, and what of them was paid, in 分."""
    found = rows.order_by().aggregate(
        fined=Sum("fine_fen", filter=_STANDS), paid=Sum("fine_fen", filter=Q(state=State.PAID))
    )
    return found["fined"] or 0, found["paid"] or 0


def penalty_line(row: PenaltyDecision) -> PenaltyLine:
    """A row of ``penalties`` as a value."""
    cited = cited_of(row.citations)
    return PenaltyLine(
        id=row.pk,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        unit=row.home_agency_id,
        number=row.number,
        target=PenaltyTarget(row.target),
        person=row.person,
        kinds=tuple(map(PenaltyKind, row.kinds)),
        cited=cited[0] if cited else None,
        steps=_steps(row),
    )


def _steps(row: PenaltyDecision) -> Steps:
    return Steps(
        State(row.state), row.fine_fen, row.summary, row.decided_on, row.delivered_on, row.filed_on, row.paid_on,
        row.surcharge_fen, row.published_on, row.published_where, row.unpublished_on, row.changed_on, row.annulled_on,
    )  # fmt: skip


def penalty_record(penalty: UUID) -> PenaltyRecord | None:
    """The decision; ``None`` when it is unknown, void or out of scope."""
    rows = PenaltyDecision.objects.filter(pk=penalty, voided_on=None)
    row = rows.select_related("enterprise", "home_agency", "changed_from", "decided_by").first()
    return None if row is None else _record(row)


def _record(row: PenaltyDecision) -> PenaltyRecord:
    weighing = row.weighing or {}
    links = PenaltyHazard.objects.filter(penalty=row, voided_on=None).values_list("hazard", flat=True)
    after = PenaltyDecision.objects.filter(changed_from=row, voided_on=None).first()
    return PenaltyRecord(
        line=penalty_line(row),
        campaign=row.campaign,
        agency_name=row.home_agency.name,
        reason=row.reason,
        tier=weighing.get("tier", ""),
        began_on=_day(weighing.get("began_on")),
        ended_on=_day(weighing.get("ended_on")),
        evaluated=tuple(_evaluated(one, weighing.get("chosen")) for one in weighing.get("evaluated", ())),
        citations=cited_of(row.citations),
        officers=tuple(row.officers),
        decided_by="" if row.decided_by is None else row.decided_by.name,
        annulled_reason=row.annulled_reason,
        hazards=tuple(findings(Hazard.objects.filter(pk__in=list(links)))),
        deliveries=tuple(_deliveries(row.pk)),
        before=None if row.changed_from is None else (row.changed_from.pk, row.changed_from.number),
        after=None if after is None else (after.pk, after.number),
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _evaluated(one: Mapping[str, Any], chosen: str | None) -> Evaluated:
    return Evaluated(
        one["text"], one["verified"], one["minimum_fen"], one["maximum_fen"], one["suspension"], one["text"] == chosen
    )


def _deliveries(penalty: UUID) -> list[Handing]:
    rows = Delivery.objects.filter(document_kind="penalty_decision", document=penalty, voided_on=None)
    return [
        Handing(one.delivered_on, DeliveryMethod(one.method), one.recipient, one.witness)
        for one in rows.order_by("delivered_on")
    ]


@dataclass(frozen=True, slots=True)
class Counted:
    """A decision that a repeat window counts: its number, its day, its fine in 分."""

    id: UUID
    number: str
    decided_on: date
    fine_fen: int


def counted(decisions: Sequence[str]) -> Mapping[str, Counted]:
    """The decisions by id, as a counter names them."""
    rows = PenaltyDecision.objects.filter(pk__in=list(decisions))
    return {str(row.pk): Counted(row.pk, row.number, row.decided_on, row.fine_fen) for row in rows}
