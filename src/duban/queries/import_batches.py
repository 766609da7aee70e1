"""Import batches 导入批次 as they are read: the list, and one batch with what was returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from duban.records.models import ImportBatch, ImportRow, User

MOST = 200  # returned rows shown on a page; the marked workbook holds them all


@dataclass(frozen=True, slots=True)
class Returned:
    """A row that was not taken: its number in the file, and why."""

    line: int
    verdict: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One batch."""

    id: UUID
    campaign: str
    file_name: str
    sha256: str
    agency_name: str
    imported_on: date
    imported_by: str
    new: int
    changed: int
    unchanged: int
    doubtful: int
    rejected: int
    enterprises: int
    undone_on: date | None
    undone_reason: str

    @property
    def rows(self) -> int:
        """All rows of the file that are rows of a ledger."""
        return self.new + self.changed + self.unchanged + self.doubtful + self.rejected

    @property
    def left_out(self) -> int:
        """Rows that were not taken."""
        return self.doubtful + self.rejected


def batches(campaign: str) -> QuerySet[ImportBatch]:
    """The batches of a campaign that the scope shows, newest first."""
    return ImportBatch.objects.filter(campaign=campaign).select_related("home_agency").order_by("-imported_on", "-id")


def batch_record(batch: UUID) -> BatchRecord | None:
    """The batch; ``None`` when it is unknown or out of scope."""
    row = ImportBatch.objects.filter(pk=batch).select_related("home_agency").first()
    return None if row is None else batch_of(row)


def batch_of(row: ImportBatch) -> BatchRecord:
    """A row of ``batches`` as a value."""
    by = (
        User.objects.filter(pk=row.imported_by_id).values_list("name", flat=True).first()
        if row.imported_by_id
        else None
    )
    return BatchRecord(
        id=row.pk,
        campaign=row.campaign,
        file_name=row.file_name,
        sha256=row.sha256,
        agency_name=row.home_agency.name,
        imported_on=row.imported_on,
        imported_by=by or "",
        new=row.new,
        changed=row.changed,
        unchanged=row.unchanged,
        doubtful=row.doubtful,
        rejected=row.rejected,
        enterprises=row.enterprises,
        undone_on=row.undone_on,
        undone_reason=row.undone_reason,
    )


def returned(batch: UUID) -> Sequence[Returned]:
    """The first rows that were not taken."""
    rows = ImportRow.objects.filter(batch=batch, verdict__in=("doubtful", "rejected")).order_by("line")[:MOST]
    return [Returned(row.line, row.verdict, tuple(row.reasons)) for row in rows]
