"""Resumption 恢复生产审查: application, review on site, written consent. Never automatic."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.workflow import ResumptionState as State
from duban.records.models.base import Fact
from duban.records.models.checks import (
    check,
    day_of_state,
    equals,
    exactly_one,
    has,
    implies,
    in_states,
    not_before,
    one_of,
    other_person,
    said,
)


class Resumption(Fact):
    """恢复生产审查 of one suspension: a temporary one (``measure``) or a penalty (``penalty``)."""

    measure = models.ForeignKey("records.OnSiteMeasure", models.PROTECT, null=True, related_name="resumptions")
    penalty = models.ForeignKey("records.PenaltyDecision", models.PROTECT, null=True, related_name="resumptions")
    state = models.CharField(max_length=16)
    applied_on = models.DateField()
    application = models.TextField(default="", db_default="")
    reviewed_on = models.DateField(null=True)
    passed = models.BooleanField(null=True)
    review_note = models.TextField(default="", db_default="")
    consented_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    refused_reason = models.TextField(default="", db_default="")
    number = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "resumption"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            check("one_suspension", exactly_one("measure", "penalty"), N_("恢复生产须对应一项停产措施或处罚")),
            check(
                "review_has_result",
                Q(reviewed_on__isnull=True, passed__isnull=True) | has("reviewed_on", "passed"),
                N_("现场审查须同时有日期和结论"),
            ),
            in_states(
                (State.REVIEWED, State.CONSENTED, State.REFUSED),
                has("reviewed_on"),
                "reviewed_has_day",
                N_("须先登记现场审查"),
            ),
            day_of_state(State.CONSENTED, "consented_on", N_("同意恢复生产须有日期，未同意的不得有")),
            day_of_state(State.REFUSED, "refused_on", N_("不同意恢复生产须有日期，其他状态不得有")),
            implies(
                "consent_after_pass", has("consented_on"), equals("passed", True), N_("现场审查合格才能同意恢复生产")
            ),
            implies("refused_has_reason", has("refused_on"), said("refused_reason"), N_("不同意恢复生产须说明理由")),
            not_before("reviewed_on", "applied_on", N_("审查日期不得早于申请日期")),
            not_before("consented_on", "reviewed_on", N_("同意日期不得早于审查日期")),
            not_before("refused_on", "reviewed_on", N_("不同意日期不得早于审查日期")),
            other_person("prepared_by", "decided_by"),
        )
