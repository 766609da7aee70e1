"""Re-inspection 整改复查意见书: what a visit found of each order item."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import ItemResult, ReinspectionCause
from duban.records.models.base import Fact, Part
from duban.records.models.checks import one_of


class Reinspection(Fact):
    """整改复查意见书 of one visit."""

    inspection = models.ForeignKey("records.Inspection", models.PROTECT, related_name="reinspections")
    reinspected_on = models.DateField()
    cause = models.CharField(max_length=16)
    number = models.TextField(default="", db_default="")
    opinion = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "reinspection"
        constraints = (*Fact.Meta.constraints, one_of("cause", ReinspectionCause))


class ReinspectionOutcome(Part):
    """Result of one order item: passed, failed or not yet due."""

    reinspection = models.ForeignKey(Reinspection, models.PROTECT, related_name="outcomes")
    item = models.ForeignKey("records.OrderItem", models.PROTECT, related_name="outcomes")
    result = models.CharField(max_length=16)
    note = models.TextField(default="", db_default="")

    class Meta(Part.Meta):
        db_table = "reinspection_outcome"
        constraints = (
            *Part.Meta.constraints,
            one_of("result", ItemResult),
            models.UniqueConstraint(
                fields=("home_agency", "reinspection", "item"),
                condition=Q(voided_on__isnull=True),
                name="reinspectionoutcome_once",
                violation_error_message=N_("一次复查中每项整改内容只能有一个结论"),
            ),
        )
