"""Exit return 年末产能退出报送 to the department in charge of industry."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.records.models.base import Fact
from duban.records.models.checks import check, said


class ExitReturn(Fact):
    """年末产能退出报送: the exit of the enterprise or of one capacity item was reported."""

    capacity_item = models.ForeignKey("records.CapacityItem", models.PROTECT, null=True, related_name="+")
    returned_on = models.DateField()
    department = models.TextField()
    number = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "exit_return"
        constraints = (
            *Fact.Meta.constraints,
            check("department_named", said("department"), N_("须写明接收报送的部门")),
        )
