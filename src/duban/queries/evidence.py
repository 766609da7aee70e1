"""Evidence 证据、影像 as it is read: what is attached to a record, and one piece with its file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from duban.domain.days import local_day
from duban.records.models import Evidence, EvidenceLink


@dataclass(frozen=True, slots=True)
class Picture:
    """One piece of evidence as attached to a record ``object``; ``size`` in bytes."""

    id: UUID
    object: UUID
    sha256: str
    name: str
    media_type: str
    size: int
    taken_at: datetime | None
    place: str
    taken_by: str
    camera_at: datetime | None = None  # as the camera wrote it, beside what a person says
    latitude: float | None = None  # in degrees (WGS 84), as the camera wrote it
    longitude: float | None = None

    @property
    def camera_on(self) -> date | None:
        """The legal day on which the camera says that it was taken."""
        return None if self.camera_at is None else local_day(self.camera_at)

    @property
    def is_image(self) -> bool:
        """Whether a browser can show it as a picture."""
        return self.media_type in SHOWN


SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Kinds of files that are shown in the page; every other is downloaded."""


def pictures_of(objects: Collection[UUID]) -> list[Picture]:
    """What is attached to the records, in the order in which it was taken."""
    links = EvidenceLink.objects.filter(object__in=objects, voided_on=None, evidence__voided_on=None)
    found = [_picture(link.evidence, link.object) for link in links.select_related("evidence")]
    return sorted(found, key=lambda one: (one.taken_at is None, one.taken_at or 0, one.name, str(one.id)))


def piece(evidence: UUID) -> Picture | None:
    """One piece of evidence; ``None`` when it is unknown, void or out of scope."""
    row = Evidence.objects.filter(pk=evidence, voided_on=None).first()
    link = None if row is None else EvidenceLink.objects.filter(evidence=row, voided_on=None).first()
    return None if row is None or link is None else _picture(row, link.object)


def _picture(row: Evidence, record: UUID) -> Picture:
    return Picture(
        row.pk, record, row.sha256, row.name, row.media_type, row.size, row.taken_at, row.place, row.taken_by,
        row.camera_at, row.camera_latitude, row.camera_longitude,
    )  # fmt: skip
