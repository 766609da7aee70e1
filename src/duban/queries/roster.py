"""Roster 人员安排 as it is read: leaves and recusals of the units' people, those in force or ahead first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duban.records.models import Enterprise, LeaveOfAbsence, Recusal

MOST = 200


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """One leave 请假."""

    id: UUID
    person: str
    unit: str
    first_on: date
    last_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class RecusalLine:
    """One recusal 回避."""

    id: UUID
    person: str
    unit: str
    enterprise: UUID
    enterprise_name: str
    since_on: date
    reason: str
    ended_on: date | None
    ended_reason: str


def leaves(units: Collection[str]) -> tuple[list[LeaveLine], int]:
    """The newest leaves, and how many there are."""
    rows = LeaveOfAbsence.objects.filter(home_agency__in=list(units), voided_on=None).order_by("-last_on", "id")
    found = [
        LeaveLine(row.pk, row.person.name, row.home_agency_id, row.first_on, row.last_on, row.reason)
        for row in rows.select_related("person")[:MOST]
    ]
    return found, rows.count()


def recusals(units: Collection[str]) -> tuple[list[RecusalLine], int]:
    """Recusals in force, then those that were ended, and how many there are."""
    rows = Recusal.objects.filter(home_agency__in=list(units), voided_on=None).order_by("-ended_on", "-since_on", "id")
    found = [
        RecusalLine(
            row.pk,
            row.person.name,
            row.home_agency_id,
            row.enterprise_id,
            row.enterprise.name,
            row.since_on,
            row.reason,
            row.ended_on,
            row.ended_reason,
        )
        for row in rows.select_related("person", "enterprise")[:MOST]
    ]
    return found, rows.count()


def enterprises_called(text: str) -> list[UUID]:
    """Enterprises of exactly that name or credit code."""
    rows = Enterprise.objects.filter(voided_on=None)
    return list(
        (rows.filter(name=text) | rows.filter(credit_code=text)).order_by("id").values_list("pk", flat=True)[:2]
    )
