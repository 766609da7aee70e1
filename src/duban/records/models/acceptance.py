"""Acceptance 验收: joint check that exits are done, and who signed it off."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.wordlists import ExitManner
from duban.domain.workflow import AcceptanceState as State
from duban.records.models.base import CampaignRow
from duban.records.models.checks import check, equals, has, in_states, not_before, one_of, said


class Acceptance(CampaignRow):
    """验收 of an enterprise, of one capacity item, or of all exits of a region (then without an enterprise)."""

    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, null=True, related_name="+")
    capacity_item = models.ForeignKey("records.CapacityItem", models.PROTECT, null=True, related_name="acceptances")
    closure_request = models.ForeignKey("records.ClosureRequest", models.PROTECT, null=True, related_name="acceptances")
    region = models.CharField(max_length=32, default="", db_default="")
    state = models.CharField(max_length=16)
    participants = ArrayField(models.TextField(), default=list, db_default=[])  # the departments that sign off
    planned_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    rechecked_on = models.DateField(null=True)
    concluded_on = models.DateField(null=True)  # day of the conclusion passed or not passed
    passed = models.BooleanField(null=True)
    manner = models.CharField(max_length=32, null=True)
    conclusion = models.TextField(default="", db_default="")

    class Meta(CampaignRow.Meta):
        db_table = "acceptance"
        constraints = (
            *CampaignRow.Meta.constraints,
            one_of("state", State),
            one_of("manner", ExitManner),
            check("has_object", has("enterprise") | said("region"), N_("验收须写明企业或者地区")),
            in_states((State.PLANNED,), has("planned_on"), "planned_has_day", N_("已安排的验收须有计划日期")),
            in_states(
                (State.CARRIED_OUT, State.PASSED, State.NOT_PASSED, State.RECHECKED),
                has("held_on"),
                "held_has_day",
                N_("已实施的验收须有日期"),
            ),
            in_states((State.RECHECKED,), has("rechecked_on"), "rechecked_has_day", N_("复验须有日期")),
            in_states(
                (State.PASSED,),
                equals("passed", True) & has("concluded_on"),
                "passed_has_day",
                N_("验收合格须有结论和日期"),
            ),
            in_states(
                (State.NOT_PASSED,),
                equals("passed", False) & has("concluded_on"),
                "not_passed_has_day",
                N_("验收不合格须有结论和日期"),
            ),
            not_before("rechecked_on", "held_on", N_("复验日期不得早于验收日期")),
            not_before("concluded_on", "held_on", N_("结论日期不得早于验收日期")),
        )
        indexes = (models.Index(fields=("home_agency", "campaign", "enterprise"), name="acceptance_agency"),)


class AcceptanceSignoff(CampaignRow):
    """A participant of an acceptance signs it off 参加验收单位签署意见."""

    acceptance = models.ForeignKey(Acceptance, models.PROTECT, related_name="signoffs")
    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, null=True, related_name="+")
    department = models.TextField()
    signatory = models.TextField(default="", db_default="")
    agreed = models.BooleanField()
    signed_on = models.DateField()
    note = models.TextField(default="", db_default="")

    class Meta(CampaignRow.Meta):
        db_table = "acceptance_signoff"
        constraints = (
            *CampaignRow.Meta.constraints,
            check("department_named", said("department"), N_("签署意见须写明部门")),
            check("disagreed_has_note", Q(agreed=True) | said("note"), N_("不同意的须说明理由")),
        )
