"""Acceptances 验收 and capacity items 落后产能、装备 as they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from duban.domain.wordlists import CapacityKind, ExitManner, ExitReason
from duban.domain.workflow import AcceptanceState as State
from duban.records.models import Acceptance, AcceptanceSignoff, CapacityItem, ExitReturn


@dataclass(frozen=True, slots=True)
class AcceptancesSought:
    """What the list of acceptances is asked for; empty asks nothing."""

    text: str = ""
    state: str = ""
    unit: str = ""

    @property
    def where(self) -> Q:
        """As a condition on the rows."""
        found = Q(enterprise__name__icontains=self.text) if self.text else Q()
        for name, value in (("state", self.state), ("home_agency", self.unit)):
            found &= Q(**{name: value}) if value else Q()
        return found


@dataclass(frozen=True, slots=True)
class AcceptanceLine:
    """One acceptance in the list. ``signed`` of so many ``participants`` have signed off."""

    id: UUID
    enterprise: UUID | None
    enterprise_name: str
    unit: str
    what: str
    state: State
    planned_on: date | None
    held_on: date | None
    concluded_on: date | None
    signed: int
    participants: tuple[str, ...]
    manner: ExitManner | None


@dataclass(frozen=True, slots=True)
class Signature:
    """One department's opinion; of a former round where it was made void by a recheck."""

    department: str
    signatory: str
    agreed: bool
    on: date
    note: str
    former: bool


@dataclass(frozen=True, slots=True)
class AcceptanceRecord:
    """One acceptance with everything that was signed."""

    line: AcceptanceLine
    campaign: str
    agency_name: str
    request: UUID | None
    request_number: str
    capacity_item: str
    rechecked_on: date | None
    passed: bool | None
    conclusion: str
    signatures: tuple[Signature, ...]
    exited_on: date | None

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The departments that have not signed in this round."""
        signed = {one.department for one in self.signatures if not one.former}
        return tuple(each for each in self.line.participants if each not in signed)


SORTS = {"on": "planned_on", "held": "held_on", "name": "enterprise__pinyin", "unit": "home_agency_id"}


def acceptances(campaign: str, sought: AcceptancesSought, sort: str) -> tuple[QuerySet[Acceptance], int]:
    """The acceptances of a campaign that the scope shows, sorted, and how many there are before the filter."""
    whole = Acceptance.objects.filter(campaign=campaign, voided_on=None)
    way, key = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    rows = whole.filter(sought.where).select_related("enterprise", "capacity_item", "closure_request")
    rows = rows.prefetch_related("signoffs")
    return rows.order_by(f"{way}{SORTS.get(key, 'planned_on')}", "-id"), whole.count()


def acceptance_line(row: Acceptance) -> AcceptanceLine:
    """A row of ``acceptances`` as a value."""
    return AcceptanceLine(
        id=row.pk,
        enterprise=row.enterprise_id,
        enterprise_name=row.region if row.enterprise is None else row.enterprise.name,
        unit=row.home_agency_id,
        what="" if row.capacity_item is None else row.capacity_item.name or row.capacity_item.process,
        state=State(row.state),
        planned_on=row.planned_on,
        held_on=row.held_on,
        concluded_on=row.concluded_on,
        signed=len([one for one in row.signoffs.all() if one.voided_on is None]),
        participants=tuple(row.participants),
        manner=None if row.manner is None else ExitManner(row.manner),
    )


def acceptance_record(acceptance: UUID) -> AcceptanceRecord | None:
    """The acceptance; ``None`` when it is unknown, void or out of scope."""
    rows = Acceptance.objects.filter(pk=acceptance, voided_on=None).prefetch_related("signoffs")
    row = rows.select_related("enterprise", "capacity_item", "closure_request", "home_agency").first()
    if row is None:
        return None
    item, request = row.capacity_item, row.closure_request
    return AcceptanceRecord(
        line=acceptance_line(row),
        campaign=row.campaign,
        agency_name=row.home_agency.name,
        request=row.closure_request_id,
        request_number="" if request is None else request.number,
        capacity_item="" if item is None else item.name or item.process,
        rechecked_on=row.rechecked_on,
        passed=row.passed,
        conclusion=row.conclusion,
        signatures=tuple(_signature(one) for one in sorted(row.signoffs.all(), key=lambda one: one.signed_on)),
        exited_on=request.carried_out_on if request is not None else item.exited_on if item is not None else None,
    )


def _signature(row: AcceptanceSignoff) -> Signature:
    return Signature(
        row.department, row.signatory, row.agreed, row.signed_on, row.note, former=row.voided_on is not None
    )


# Capacity items --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CapacitySought:
    """What the list of capacity items is asked for; empty asks nothing. ``gone``: whether it is out."""

    text: str = ""
    kind: str = ""
    reason: str = ""
    gone: str = ""
    unit: str = ""

    @property
    def where(self) -> Q:
        """As a condition on the rows."""
        found = Q(enterprise__name__icontains=self.text) | Q(name__icontains=self.text) if self.text else Q()
        for name, value in (("kind", self.kind), ("exit_reason", self.reason), ("home_agency", self.unit)):
            found &= Q(**{name: value}) if value else Q()
        if self.gone:
            found &= ~Q(exited_on=None) if self.gone == "yes" else Q(exited_on=None)
        return found


@dataclass(frozen=True, slots=True)
class CapacityLine:
    """One capacity item, how it went, whether that was accepted and reported."""

    id: UUID
    enterprise: UUID
    enterprise_name: str
    unit: str
    kind: CapacityKind
    name: str
    size: Decimal | None
    size_unit: str
    catalogue: str
    exit_reason: ExitReason | None
    exit_manner: ExitManner | None
    exited_on: date | None
    accepted: bool
    returned: bool


CAPACITY_SORTS = {"name": "enterprise__pinyin", "unit": "home_agency_id", "exited": "exited_on", "kind": "kind"}


def capacity_items(campaign: str, sought: CapacitySought, sort: str) -> tuple[QuerySet[CapacityItem], int]:
    """The capacity items of a campaign that the scope shows, sorted, and how many before the filter."""
    whole = CapacityItem.objects.filter(campaign=campaign, voided_on=None)
    way, key = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    of_it = {"capacity_item": OuterRef("pk"), "voided_on": None}
    rows = whole.filter(sought.where).select_related("enterprise").annotate(
        accepted=Exists(Acceptance.objects.filter(state=State.PASSED, **of_it)),
        returned=Exists(ExitReturn.objects.filter(**of_it)),
    )  # fmt: skip
    return rows.order_by(f"{way}{CAPACITY_SORTS.get(key, 'enterprise__pinyin')}", "id"), whole.count()


def capacity_line(row: CapacityItem) -> CapacityLine:
    """A row of ``capacity_items`` as a value."""
    return CapacityLine(
        id=row.pk,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        unit=row.home_agency_id,
        kind=CapacityKind(row.kind),
        name=" ".join(filter(None, (row.name, row.process))),
        size=row.size,
        size_unit=row.unit,
        catalogue=" ".join(filter(None, (row.catalogue, row.catalogue_item))),
        exit_reason=None if row.exit_reason is None else ExitReason(row.exit_reason),
        exit_manner=None if row.exit_manner is None else ExitManner(row.exit_manner),
        exited_on=row.exited_on,
        accepted=row.accepted,  # type: ignore[attr-defined]  # annotated by ``capacity_items``
        returned=row.returned,  # type: ignore[attr-defined]  # as above
    )
