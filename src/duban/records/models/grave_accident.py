"""Grave accident 重大、特别重大生产安全事故."""

from __future__ import annotations

from django.db import models

from duban.domain.vocabulary import Answer
from duban.records.models.base import Fact
from duban.records.models.checks import one_of


class GraveAccident(Fact):
    """重大、特别重大生产安全事故. ``conditions_lacking``: whether missing safety conditions led to it."""

    happened_on = models.DateField()
    conditions_lacking = models.CharField(max_length=16, default=Answer.UNKNOWN.value, db_default=Answer.UNKNOWN.value)
    description = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "grave_accident"
        constraints = (*Fact.Meta.constraints, one_of("conditions_lacking", Answer))
