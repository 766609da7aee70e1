"""Evidence 证据、影像: a file by its hash, and the objects that point to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.records.models.base import VoidableRow
from duban.records.models.checks import check


class Evidence(VoidableRow):
    """证据: the file is kept by its SHA-256, ``size`` in bytes.

    ``taken_at`` and ``place`` are what a person says, ``camera_…`` what the photo itself holds (EXIF): kept apart.
    """

    sha256 = models.CharField(max_length=64)
    name = models.TextField()
    media_type = models.CharField(max_length=128)
    size = models.BigIntegerField()
    taken_at = models.DateTimeField(null=True)
    place = models.TextField(default="", db_default="")
    taken_by = models.TextField(default="", db_default="")
    camera_at = models.DateTimeField(null=True)
    camera_latitude = models.FloatField(null=True)
    camera_longitude = models.FloatField(null=True)

    class Meta(VoidableRow.Meta):
        db_table = "evidence"
        constraints = (
            *VoidableRow.Meta.constraints,
            check("sha256_shape", Q(sha256__regex="^[0-9a-f]{64}$"), N_("证据须有 SHA-256 校验值")),
            check("size_range", Q(size__gte=0), N_("文件大小不得小于 0")),
            check(
                "camera_place_pair",
                Q(camera_latitude__isnull=True, camera_longitude__isnull=True)
                | Q(camera_latitude__isnull=False, camera_longitude__isnull=False),
                N_("照片位置的经度和纬度须同时有"),
            ),
            check(
                "camera_place_range",
                Q(camera_latitude__range=(-90, 90), camera_longitude__range=(-180, 180)),
                N_("照片位置的纬度应在 -90 到 90 度之间，经度应在 -180 到 180 度之间"),
            ),
        )
        indexes = (models.Index(fields=("home_agency", "sha256"), name="evidence_by_hash"),)


class EvidenceLink(VoidableRow):
    """An object that points to a piece of evidence; ``object_kind`` is the object's table."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="links")
    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, null=True, related_name="+")
    object_kind = models.CharField(max_length=32)
    object = models.UUIDField(db_index=True)

    class Meta(VoidableRow.Meta):
        db_table = "evidence_link"
        constraints = VoidableRow.Meta.constraints
