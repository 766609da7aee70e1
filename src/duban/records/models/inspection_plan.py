"""Inspection plan 检查方案: who visits whom when, with which experts; a revision is a new version."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.domain.workflow import InspectionPlanState as State
from duban.records.models.base import CampaignRow, Part
from duban.records.models.checks import has, in_states, not_before, one_of, other_person, said


class InspectionPlan(CampaignRow):
    """检查方案. ``revises``: the version before."""

    title = models.TextField()
    version = models.PositiveSmallIntegerField(default=1, db_default=1)
    revises = models.ForeignKey("self", models.PROTECT, null=True, related_name="revisions")
    state = models.CharField(max_length=16)
    submitted_on = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    opinion = models.TextField(default="", db_default="")  # 审批意见
    returned_on = models.DateField(null=True)
    returned_reason = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(CampaignRow.Meta):
        db_table = "inspection_plan"
        constraints = (
            *CampaignRow.Meta.constraints,
            one_of("state", State),
            in_states(
                (State.SUBMITTED, State.APPROVED, State.RETURNED),
                has("submitted_on"),
                "submitted_has_day",
                N_("送审的检查方案须有送审日期"),
            ),
            in_states(
                (State.APPROVED,), has("approved_on", "decided_by"), "approved_has_day", N_("批准须有日期和审批人")
            ),
            in_states(
                (State.RETURNED,),
                has("returned_on", "decided_by") & said("returned_reason"),
                "returned_has_reason",
                N_("退回须有日期、审批人和理由"),
            ),
            not_before("approved_on", "submitted_on", N_("批准日期不得早于送审日期")),
            not_before("returned_on", "submitted_on", N_("退回日期不得早于送审日期")),
            other_person("prepared_by", "decided_by"),
        )
        indexes = (models.Index(fields=("home_agency", "campaign", "state"), name="inspectionplan_agency"),)


class PlanItem(Part):
    """One planned visit of a plan."""

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="items")
    site = models.ForeignKey("records.Site", models.PROTECT, null=True, related_name="+")
    planned_on = models.DateField()
    note = models.TextField(default="", db_default="")

    class Meta(Part.Meta):
        db_table = "plan_item"
        constraints = Part.Meta.constraints


class PlanItemOfficer(Part):
    """An officer who is to make a planned visit."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="officers")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="+")

    class Meta(Part.Meta):
        db_table = "plan_item_officer"
        constraints = Part.Meta.constraints


class PlanItemExpert(Part):
    """An expert who is to come along."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="experts")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="+")

    class Meta(Part.Meta):
        db_table = "plan_item_expert"
        constraints = Part.Meta.constraints
