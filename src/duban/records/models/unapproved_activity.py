"""Unapproved activity 未依法取得批准擅自从事有关活动."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.records.models.base import Fact
from duban.records.models.checks import check, said


class UnapprovedActivity(Fact):
    """未依法取得批准擅自从事有关活动. ``authority``: the competent department."""

    inspection = models.ForeignKey("records.Inspection", models.PROTECT, null=True, related_name="+")
    found_on = models.DateField()
    authority = models.TextField()
    description = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "unapproved_activity"
        constraints = (
            *Fact.Meta.constraints,
            check("authority_named", said("authority"), N_("须写明主管部门")),
        )
