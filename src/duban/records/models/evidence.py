"""Evidence 证据、影像: a file by its hash, and the objects that point to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.records.models.base import VoidableRow
from duban.records.models.checks import check


class Evidence(VoidableRow):
    """证据: the file is kept by its SHA-256, ``size`` in bytes."""

    sha256 = models.CharField(max_length=64)
    name = models.TextField()
    media_type = models.CharField(max_length=128)
    size = models.BigIntegerField()
    taken_at = models.DateTimeField(null=True)
    place = models.TextField(default="", db_default="")
    taken_by = models.TextField(default="", db_default="")

    class Meta(VoidableRow.Meta):
        db_table = "evidence"
        constraints = (
            *VoidableRow.Meta.constraints,
            check("sha256_shape", Q(sha256__regex="^[0-9a-f]{64}$"), N_("证据须有 SHA-256 校验值")),
            check("size_range", Q(size__gte=0), N_("文件大小不得小于 0")),
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
