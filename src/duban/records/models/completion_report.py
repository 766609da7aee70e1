"""Completion report 整改完成报告（复查申请）."""

from __future__ import annotations

from django.db import models

from duban.records.models.base import Fact


class CompletionReport(Fact):
    """整改完成报告: the enterprise says that an item is done; starts the re-inspection clock."""

    item = models.ForeignKey("records.OrderItem", models.PROTECT, related_name="reports")
    filed_on = models.DateField()
    text = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "completion_report"
        constraints = Fact.Meta.constraints
