"""Site 生产厂区 of an enterprise."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.records.models.base import VoidableRow
from duban.records.models.checks import check


class Site(VoidableRow):
    """生产厂区. Coordinates in degrees, WGS-84; ``gbt4754`` only hints at an industry."""

    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, related_name="sites")
    name = models.TextField(default="", db_default="")
    name_key = models.TextField(default="", db_default="")  # the enterprise's name as it was first seen here
    name_core = models.TextField(default="", db_default="")  # the same, coarser: finds doubtful pairs
    address = models.TextField(default="", db_default="")
    region = models.CharField(max_length=32)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    gbt4754 = models.CharField(max_length=8, default="", db_default="")
    started_year = models.PositiveSmallIntegerField(null=True)
    contact = models.TextField(default="", db_default="")
    telephone = models.TextField(default="", db_default="")

    class Meta(VoidableRow.Meta):
        db_table = "site"
        constraints = (
            *VoidableRow.Meta.constraints,
            check(
                "place_pair",
                Q(latitude__isnull=True, longitude__isnull=True) | Q(latitude__isnull=False, longitude__isnull=False),
                N_("经度和纬度须同时填写"),
            ),
            check("latitude_range", Q(latitude__gte=-90, latitude__lte=90), N_("纬度应在 -90 到 90 度之间")),
            check("longitude_range", Q(longitude__gte=-180, longitude__lte=180), N_("经度应在 -180 到 180 度之间")),
        )
        indexes = (
            models.Index(fields=("home_agency", "region"), name="site_by_region"),
            models.Index(fields=("region", "name_core"), name="site_by_core"),
            models.Index(fields=("region", "name_key"), name="site_by_key"),
        )
