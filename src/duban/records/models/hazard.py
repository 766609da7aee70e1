"""Hazard 问题和隐患: one finding of a visit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import Answer, HazardLevel
from duban.records.models.base import Fact
from duban.records.models.checks import check, has, implies, not_before, one_of, said


class Hazard(Fact):
    """问题和隐患. A major one names its determination item or an expert opinion, and the day from which it is major."""

    inspection = models.ForeignKey("records.Inspection", models.PROTECT, related_name="hazards")
    site = models.ForeignKey("records.Site", models.PROTECT, related_name="+")
    found_on = models.DateField()
    description = models.TextField()
    place = models.TextField(default="", db_default="")
    category = models.TextField(default="", db_default="")
    level = models.CharField(max_length=16)
    major_from = models.DateField(null=True)
    standard_item = models.CharField(max_length=64, default="", db_default="")  # e.g. GM2017-YJ-1
    expert_opinion = models.TextField(default="", db_default="")
    safety_assured = models.CharField(max_length=16, default=Answer.UNKNOWN.value, db_default=Answer.UNKNOWN.value)
    safety_recorded_on = models.DateField(null=True)
    corrected_on_spot_on = models.DateField(null=True)
    correction_proof = models.TextField(default="", db_default="")  # how the correction on the spot was seen
    grade_reason = models.TextField(default="", db_default="")  # why the level was changed

    class Meta(Fact.Meta):
        db_table = "hazard"
        constraints = (
            *Fact.Meta.constraints,
            one_of("level", HazardLevel),
            one_of("safety_assured", Answer),
            check("described", said("description"), N_("隐患须有描述")),
            check(
                "major_has_day",
                Q(level=HazardLevel.MAJOR.value, major_from__isnull=False)
                | Q(level=HazardLevel.GENERAL.value, major_from__isnull=True),
                N_("重大隐患须有认定日期，一般隐患不得有"),
            ),
            implies(
                "major_has_ground",
                Q(level=HazardLevel.MAJOR.value),
                said("standard_item") | said("expert_opinion"),
                N_("重大隐患须引用判定标准条目或专家意见"),
            ),
            implies(
                "safety_has_day",
                ~Q(safety_assured=Answer.UNKNOWN.value),
                has("safety_recorded_on"),
                N_("能否保证安全的认定须有日期"),
            ),
            not_before("major_from", "found_on", N_("认定为重大隐患的日期不得早于发现日期")),
            not_before("safety_recorded_on", "found_on", N_("安全认定日期不得早于发现日期")),
            not_before("corrected_on_spot_on", "found_on", N_("当场改正日期不得早于发现日期")),
        )
        indexes = (
            *Fact.Meta.indexes,
            models.Index(fields=("home_agency", "campaign", "found_on"), name="hazard_by_day"),
        )
