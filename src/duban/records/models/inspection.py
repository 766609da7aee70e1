"""Inspection 执法检查: one visit, the officers with the certificates they carried, the experts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import CheckAnswer, VisitKind
from duban.domain.workflow import InspectionState as State
from duban.records.models.base import Fact, Part
from duban.records.models.checks import check, day_of_state, equals, has, implies, in_states, not_before, one_of, said


class Inspection(Fact):
    """执法检查. ``visited_on``: the day of the visit, carried out or attempted. A joint visit is the lead agency's."""

    site = models.ForeignKey("records.Site", models.PROTECT, null=True, related_name="+")
    plan_item = models.ForeignKey("records.PlanItem", models.PROTECT, null=True, related_name="inspections")
    lead_agency = models.ForeignKey("records.Agency", models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    planned_on = models.DateField(null=True)
    visited_on = models.DateField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    place = models.TextField(default="", db_default="")
    seen = models.TextField(default="", db_default="")  # what was seen
    attempted_reason = models.TextField(default="", db_default="")
    completed_on = models.DateField(null=True)
    signed = models.BooleanField(null=True)  # False: 拒签; None: neither recorded
    signed_by = models.TextField(default="", db_default="")  # who signed for the enterprise
    refusal_note = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "inspection"
        constraints = (
            *Fact.Meta.constraints,
            one_of("kind", VisitKind),
            one_of("state", State),
            in_states((State.PLANNED,), has("planned_on"), "planned_has_day", N_("已安排的检查须有计划日期")),
            in_states(
                (State.ATTEMPTED, State.RECORDED, State.COMPLETED),
                has("visited_on"),
                "visited_has_day",
                N_("检查记录须有检查日期"),
            ),
            in_states(
                (State.ATTEMPTED,), said("attempted_reason"), "attempted_has_reason", N_("未能实施的检查须说明原因")
            ),
            check(
                "completed_has_day",
                has("completed_on") & Q(state__in=(State.COMPLETED.value, State.VOID.value))
                | Q(completed_on__isnull=True) & ~Q(state=State.COMPLETED.value),
                N_("已完成的检查须有完成日期，未完成的不得有"),
            ),
            in_states((State.COMPLETED,), has("signed"), "completed_is_signed", N_("完成检查须有签字或者注明拒签")),
            implies("refusal_is_noted", equals("signed", False), said("refusal_note"), N_("拒签的须注明情况")),
            day_of_state(State.VOID, "voided_on", N_("作废的检查须有作废日期，未作废的不得有")),
            not_before("completed_on", "visited_on", N_("完成日期不得早于检查日期")),
            not_before("ended_at", "started_at", N_("检查结束时间不得早于开始时间")),
        )
        indexes = (
            *Fact.Meta.indexes,
            models.Index(fields=("home_agency", "campaign", "visited_on"), name="inspection_by_day"),
        )


class InspectionOfficer(Part):
    """执法人员到场, with the certificate as it was on that day. No days: none on file."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="officers")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    name = models.TextField()
    certificate_number = models.CharField(max_length=64, default="", db_default="")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta(Part.Meta):
        db_table = "inspection_officer"
        constraints = (
            *Part.Meta.constraints,
            not_before("valid_to", "valid_from", N_("证件有效期止日不得早于起日")),
            models.UniqueConstraint(
                fields=("home_agency", "inspection", "person"),
                condition=Q(voided_on__isnull=True),
                name="inspectionofficer_once",
                violation_error_message=N_("同一执法人员在一次检查中只能登记一次"),
            ),
        )


class InspectionExpert(Part):
    """参与检查专家. Experts advise, never decide."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="experts")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    name = models.TextField()

    class Meta(Part.Meta):
        db_table = "inspection_expert"
        constraints = (
            *Part.Meta.constraints,
            models.UniqueConstraint(
                fields=("home_agency", "inspection", "person"),
                condition=Q(voided_on__isnull=True),
                name="inspectionexpert_once",
                violation_error_message=N_("同一专家在一次检查中只能登记一次"),
            ),
        )


class ChecklistAnswer(Part):
    """检查表答案 of a visit: one question in the version that was asked. What was not looked at has its row too."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="answers")
    standard = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    item = models.CharField(max_length=64)
    question = models.TextField()
    answer = models.CharField(max_length=16)

    class Meta(Part.Meta):
        db_table = "checklist_answer"
        constraints = (
            *Part.Meta.constraints,
            one_of("answer", CheckAnswer),
            models.UniqueConstraint(
                fields=("home_agency", "inspection", "item"),
                condition=Q(voided_on__isnull=True),
                name="checklistanswer_once",
                violation_error_message=N_("检查表的一个条目在一次检查中只能答一次"),
            ),
        )
