"""Capacity item 落后产能、装备: what may have to go without the enterprise going."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.domain.wordlists import CapacityKind, ExitManner, ExitReason
from duban.records.models.base import Fact
from duban.records.models.checks import has, implies, one_of


class CapacityItem(Fact):
    """落后产能、装备. ``catalogue_item`` and ``catalogue``: item and edition of 产业结构调整指导目录."""

    site = models.ForeignKey("records.Site", models.PROTECT, related_name="capacity_items")
    kind = models.CharField(max_length=16)
    name = models.TextField(default="", db_default="")
    process = models.TextField(default="", db_default="")
    size = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    unit = models.TextField(default="", db_default="")
    catalogue = models.CharField(max_length=64, default="", db_default="")
    catalogue_item = models.CharField(max_length=64, default="", db_default="")
    exit_reason = models.CharField(max_length=16, null=True)
    exit_manner = models.CharField(max_length=32, null=True)
    exited_on = models.DateField(null=True)

    class Meta(Fact.Meta):
        db_table = "capacity_item"
        constraints = (
            *Fact.Meta.constraints,
            one_of("kind", CapacityKind),
            one_of("exit_reason", ExitReason),
            one_of("exit_manner", ExitManner),
            implies(
                "exit_told", has("exited_on"), has("exit_reason", "exit_manner"), N_("登记退出的须写明退出原因和方式")
            ),
        )
