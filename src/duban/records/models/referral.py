"""Referral 移送 of a matter to another department."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.domain.vocabulary import ReferralKind
from duban.domain.workflow import ReferralState as State
from duban.records.models.base import Fact
from duban.records.models.checks import check, has, in_states, not_before, one_of, said


class Referral(Fact):
    """移送. ``subject``: id of the fact that is handed on; ``receiver``: the department's agency where it is known."""

    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    subject = models.UUIDField()
    department = models.TextField()
    receiver = models.ForeignKey("records.Agency", models.PROTECT, null=True, related_name="+")
    number = models.TextField(default="", db_default="")
    reason = models.TextField(default="", db_default="")
    citations = models.JSONField(default=list, db_default=[])
    sent_on = models.DateField()
    received_on = models.DateField(null=True)
    handled_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "referral"
        constraints = (
            *Fact.Meta.constraints,
            one_of("kind", ReferralKind),
            one_of("state", State),
            check("department_named", said("department"), N_("移送须写明接收部门")),
            in_states(
                (State.RECEIVED, State.HANDLED, State.ANSWERED),
                has("received_on"),
                "received_has_day",
                N_("接收须有日期"),
            ),
            in_states((State.HANDLED, State.ANSWERED), has("handled_on"), "handled_has_day", N_("办理须有日期")),
            in_states(
                (State.ANSWERED,), has("answered_on") & said("answer"), "answered_has_text", N_("反馈须有日期和内容")
            ),
            not_before("received_on", "sent_on", N_("接收日期不得早于移送日期")),
            not_before("handled_on", "received_on", N_("办理日期不得早于接收日期")),
            not_before("answered_on", "handled_on", N_("反馈日期不得早于办理日期")),
        )
