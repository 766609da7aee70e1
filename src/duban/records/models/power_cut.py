"""Power cut 停止供电（供应民用爆炸物品）, which enforces a decision to stop production."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from duban.domain.messages import N_
from duban.domain.wordlists import Supply
from duban.domain.workflow import PowerCutState as State
from duban.records.models.base import Fact
from duban.records.models.checks import (
    check,
    day_of_state,
    exactly_one,
    has,
    implies,
    in_states,
    not_before,
    one_of,
    other_person,
    said,
)

_NOTICE = timedelta(hours=24)  # 安全生产法: 提前二十四小时通知生产经营单位, except in an emergency


class PowerCut(Fact):
    """停止供电: approved by the head, 24 hours' notice unless there is an emergency, in force, restored."""

    measure = models.ForeignKey("records.OnSiteMeasure", models.PROTECT, null=True, related_name="power_cuts")
    penalty = models.ForeignKey("records.PenaltyDecision", models.PROTECT, null=True, related_name="power_cuts")
    state = models.CharField(max_length=16)
    supply = models.CharField(max_length=16, default=Supply.ELECTRICITY.value, db_default=Supply.ELECTRICITY.value)
    supplier = models.TextField(default="", db_default="")
    number = models.TextField(default="", db_default="")
    citations = models.JSONField(default=list, db_default=[])
    drafted_on = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    notified_at = models.DateTimeField(null=True)
    emergency = models.BooleanField(default=False, db_default=False)  # 有危及生产安全的紧急情形
    emergency_reason = models.TextField(default="", db_default="")
    in_force_at = models.DateTimeField(null=True)
    restored_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    approved_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "power_cut"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            one_of("supply", Supply),
            check("one_decision", exactly_one("measure", "penalty"), N_("停止供电须对应一份停产的决定")),
            in_states(
                (State.APPROVED, State.NOTIFIED, State.IN_FORCE, State.RESTORED),
                has("approved_on", "approved_by"),
                "approved_has_day",
                N_("停止供电须经主要负责人批准"),
            ),
            in_states(
                (State.NOTIFIED, State.IN_FORCE, State.RESTORED),
                has("notified_at"),
                "notified_has_moment",
                N_("停止供电须通知企业，写明时间"),
            ),
            in_states(
                (State.IN_FORCE, State.RESTORED), has("in_force_at"), "in_force_has_moment", N_("停止供电须写明时间")
            ),
            in_states((State.RESTORED,), has("restored_on"), "restored_has_day", N_("恢复供电须有日期")),
            check(
                "notice_hours",
                Q(emergency=True) | Q(in_force_at__gte=F("notified_at") + _NOTICE),
                N_("除紧急情形外，停止供电须提前二十四小时通知企业"),
            ),
            check("emergency_has_reason", Q(emergency=False) | said("emergency_reason"), N_("紧急情形须说明")),
            day_of_state(State.WITHDRAWN, "withdrawn_on", N_("撤回的须有撤回日期，未撤回的不得有")),
            implies("withdrawn_has_reason", has("withdrawn_on"), said("withdrawn_reason"), N_("撤回须说明理由")),
            not_before("approved_on", "drafted_on", N_("批准日期不得早于起草日期")),
            not_before("restored_on", "approved_on", N_("恢复日期不得早于批准日期")),
            other_person("prepared_by", "approved_by"),
        )
