"""Non-compliance 拒不执行 of a decision."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.domain.vocabulary import Answer
from duban.records.models.base import Fact
from duban.records.models.checks import check, exactly_one, one_of


class NonCompliance(Fact):
    """拒不执行: of an order, a measure or a penalty, and whether there is real danger 现实危险."""

    order = models.ForeignKey("records.RectificationOrder", models.PROTECT, null=True, related_name="refusals")
    measure = models.ForeignKey("records.OnSiteMeasure", models.PROTECT, null=True, related_name="refusals")
    penalty = models.ForeignKey("records.PenaltyDecision", models.PROTECT, null=True, related_name="refusals")
    refused_on = models.DateField()
    real_danger = models.CharField(max_length=16, default=Answer.UNKNOWN.value, db_default=Answer.UNKNOWN.value)
    description = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "non_compliance"
        constraints = (
            *Fact.Meta.constraints,
            one_of("real_danger", Answer),
            check("one_decision", exactly_one("order", "measure", "penalty"), N_("拒不执行须对应一份文书")),
        )
