"""Agency 机关: a bureau, partner department or government, in a tree."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.messages import N_
from duban.domain.wordlists import AgencyKind, AgencyLevel
from duban.records.models.checks import check, one_of


class Agency(models.Model):
    """机关. A bureau has its division code, a development zone its parent's code with ``-K1``, ``-K2`` …"""

    code = models.CharField(primary_key=True, max_length=32)
    name = models.TextField()
    kind = models.CharField(max_length=16)
    level = models.CharField(max_length=16)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    region = models.CharField(max_length=32)
    mark = models.TextField(default="", db_default="")  # 机关代字, e.g. 沈应急
    enforcement_capacity = models.CharField(max_length=16)

    class Meta:
        db_table = "agency"
        constraints = (
            # scopes are lists of codes, parted by commas
            check("code_plain", Q(code__regex=r"^[0-9A-Z-]+$"), N_("机关代码只能由数字、大写字母和短横组成")),
            one_of("kind", AgencyKind),
            one_of("level", AgencyLevel),
            one_of("enforcement_capacity", EnforcementCapacity),
        )
