"""Decline 不予采纳 of a proposal, with its reason and the facts that were seen."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from duban.domain.messages import N_
from duban.domain.standing import Act
from duban.records.models.base import Fact
from duban.records.models.checks import check, one_of, other_person, said


class Decline(Fact):
    """不予采纳. The proposal returns only with a fact whose id is not in ``seen``."""

    ground = models.CharField(max_length=32)
    act = models.CharField(max_length=64)
    subject = models.UUIDField()
    declined_on = models.DateField()
    seen = ArrayField(models.CharField(max_length=64), default=list, db_default=[])
    reason = models.TextField()
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "decline"
        constraints = (
            *Fact.Meta.constraints,
            one_of("act", Act),
            check("has_reason", said("reason", "ground"), N_("不予采纳须说明理由")),
            other_person("prepared_by", "decided_by"),
        )
