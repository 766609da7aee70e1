"""Person 人员: officers with their certificates, experts, others; when they are on leave, where they are recused."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from duban.domain.messages import N_
from duban.domain.wordlists import PersonKind
from duban.records.models.base import VoidableRow
from duban.records.models.checks import check, has, implies, not_before, one_of, said


class Person(VoidableRow):
    """执法人员、专家. ``left_on``: the day on which the person left and the open items were handed over."""

    name = models.TextField()
    kind = models.CharField(max_length=16)
    user = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="persons")
    expertise = ArrayField(models.TextField(), default=list, db_default=[])
    left_on = models.DateField(null=True)

    class Meta(VoidableRow.Meta):
        db_table = "person"
        constraints = (
            *VoidableRow.Meta.constraints,
            one_of("kind", PersonKind),
            check("named", said("name"), N_("人员须有姓名")),
        )
        indexes = (models.Index(fields=("home_agency", "kind"), name="person_of_agency"),)


class Certificate(VoidableRow):
    """执法证件: number and inclusive days of validity."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta(VoidableRow.Meta):
        db_table = "certificate"
        constraints = (
            *VoidableRow.Meta.constraints,
            check("numbered", said("number"), N_("执法证件须有证号")),
            not_before("valid_to", "valid_from", N_("证件有效期止日不得早于起日")),
        )


class LeaveOfAbsence(VoidableRow):
    """请假: inclusive days on which a person makes no visits."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.TextField()

    class Meta(VoidableRow.Meta):
        db_table = "leave_of_absence"
        constraints = (
            *VoidableRow.Meta.constraints,
            check("told", said("reason"), N_("请假须写明事由")),
            not_before("last_on", "first_on", N_("请假止日不得早于起日")),
        )


class Recusal(VoidableRow):
    """回避: a person has nothing to do with an enterprise from a day on, until it is ended 解除."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="recusals")
    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, related_name="+")
    since_on = models.DateField()
    reason = models.TextField()
    ended_on = models.DateField(null=True)
    ended_reason = models.TextField(default="", db_default="")

    class Meta(VoidableRow.Meta):
        db_table = "recusal"
        constraints = (
            *VoidableRow.Meta.constraints,
            check("told", said("reason"), N_("回避须写明事由")),
            implies("ended_has_reason", has("ended_on"), said("ended_reason"), N_("解除回避须说明理由")),
            not_before("ended_on", "since_on", N_("解除日期不得早于回避日期")),
        )
