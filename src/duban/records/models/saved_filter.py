"""Saved filter 常用查询: conditions of a list that one person keeps under a name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check, said


class SavedFilter(AgencyRow):
    """常用查询: ``query`` is the filter as it stands in the list's address. One may be what the list opens with."""

    owner = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    list = models.CharField(max_length=64)
    name = models.CharField(max_length=40)
    query = models.TextField()
    is_default = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "saved_filter"
        constraints = (
            check("named", said("name"), N_("常用查询须有名称")),
            models.UniqueConstraint(
                fields=("home_agency", "owner", "list", "name"),
                name="savedfilter_once",
                violation_error_message=N_("同一名单的常用查询不得重名"),
            ),
            models.UniqueConstraint(
                fields=("home_agency", "owner", "list"),
                condition=Q(is_default=True),
                name="savedfilter_one_default",
                violation_error_message=N_("每个名单只有一个默认查询"),
            ),
        )
