"""Open items 未办事项 of one person: what has to be handed over when the person leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from duban.domain.workflow import InspectionState
from duban.records.models import LedgerEntry, Person, PlanItemOfficer

SHOWN = 200
_CARRIED_OUT = (InspectionState.RECORDED, InspectionState.COMPLETED)


@dataclass(frozen=True, slots=True)
class Charge:
    """An enterprise in the person's charge 责任人."""

    enterprise: UUID
    name: str
    address: str
    campaign: str
    region: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that the person is to make."""

    enterprise: UUID
    name: str
    campaign: str
    plan: str
    planned_on: date


@dataclass(frozen=True, slots=True)
class OpenItems:
    """Everything that a hand-over gives to the successor."""

    charges: Sequence[Charge]
    visits: Sequence[Visit]
    charges_count: int
    visits_count: int

    @property
    def count(self) -> int:
        return self.charges_count + self.visits_count


def open_items(person: UUID, on: date) -> OpenItems:
    """What is open for the person on the day, by name and by day; the first ``SHOWN`` of each kind and all counted."""
    row = Person(pk=person)
    entries, visits = open_entries(row), open_visits(row, on)
    charges = entries.order_by("enterprise__pinyin", "enterprise__name", "id").values_list(
        "enterprise", "enterprise__name", "site__address", "campaign", "region"
    )
    planned = visits.order_by("item__planned_on", "enterprise__name", "id").values_list(
        "enterprise", "enterprise__name", "campaign", "item__plan__title", "item__planned_on"
    )
    return OpenItems(
        [Charge(*one) for one in charges[:SHOWN]],
        [Visit(*one) for one in planned[:SHOWN]],
        entries.count(),
        visits.count(),
    )


def open_entries(person: Person) -> QuerySet[LedgerEntry]:
    """Ledger entries in the person's charge."""
    return LedgerEntry.objects.filter(responsible=person, removed_on=None, voided_on=None)


def open_visits(person: Person, on: date) -> QuerySet[PlanItemOfficer]:
    """Planned visits from the day on that were not carried out."""
    visits = PlanItemOfficer.objects.filter(person=person, voided_on=None, item__voided_on=None)
    return visits.filter(item__planned_on__gte=on).exclude(item__inspections__state__in=_CARRIED_OUT)
