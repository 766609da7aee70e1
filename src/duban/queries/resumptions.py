"""Resumptions 恢复生产审查 as they are read: per stop decision, application, review on site, answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from duban.domain.workflow import ResumptionState
from duban.records.models import Resumption, User


@dataclass(frozen=True, slots=True)
class Resuming:
    """One application with what became of it. ``stop``: the measure or penalty that it is about."""

    id: UUID
    stop: UUID
    state: ResumptionState
    applied_on: date
    application: str
    prepared_by: str
    reviewed_on: date | None
    passed: bool | None
    review_note: str
    consented_on: date | None
    refused_on: date | None
    refused_reason: str
    decided_by: str
    number: str


def resumptions_of(stops: Collection[UUID]) -> list[Resuming]:
    """The applications against the stop decisions, the oldest first."""
    rows = list(
        Resumption.objects.filter(Q(measure__in=stops) | Q(penalty__in=stops), voided_on=None).order_by(
            "applied_on", "id"
        )
    )
    accounts = {account for row in rows for account in (row.prepared_by_id, row.decided_by_id) if account}
    names = dict(User.objects.filter(pk__in=accounts).values_list("pk", "name"))
    return [_resuming(row, names) for row in rows]


def _resuming(row: Resumption, names: dict[UUID, str]) -> Resuming:
    stop = row.measure_id or row.penalty_id
    assert stop is not None  # noqa: S101 -- a check constraint holds that it names one of the two
    return Resuming(
        id=row.pk,
        stop=stop,
        state=ResumptionState(row.state),
        applied_on=row.applied_on,
        application=row.application,
        prepared_by=names.get(row.prepared_by_id, "") if row.prepared_by_id else "",
        reviewed_on=row.reviewed_on,
        passed=row.passed,
        review_note=row.review_note,
        consented_on=row.consented_on,
        refused_on=row.refused_on,
        refused_reason=row.refused_reason,
        decided_by=names.get(row.decided_by_id, "") if row.decided_by_id else "",
        number=row.number,
    )
