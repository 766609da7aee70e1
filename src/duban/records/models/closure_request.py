"""Closure request 提请关闭, and what was physically carried out. The bureau does not own the decision."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import ClosureDecision
from duban.domain.wordlists import ClosureTrack, ExitManner, ExitReason
from duban.domain.workflow import ClosureRequestState as State
from duban.records.models.base import Fact
from duban.records.models.checks import (
    check,
    day_of_state,
    equals,
    has,
    implies,
    in_states,
    not_before,
    one_of,
    other_person,
    said,
)

_SENT = (
    State.SENT,
    State.ACCEPTED_BY_GOVERNMENT,
    State.DECIDED_CLOSE,
    State.DECIDED_NOT_CLOSE,
    State.LICENCES_REVOKED,
    State.CARRIED_OUT,
    State.ACCEPTED,
)


class ClosureRequest(Fact):
    """提请关闭. ``basis``: lawbook concept or ground that the legal review named; empty: 法定关闭依据待补."""

    site = models.ForeignKey("records.Site", models.PROTECT, null=True, related_name="+")
    card = models.ForeignKey("records.Card", models.PROTECT, null=True, related_name="closure_requests")
    state = models.CharField(max_length=32)
    track = models.CharField(max_length=16, default=ClosureTrack.CLOSE.value, db_default=ClosureTrack.CLOSE.value)
    grounds = ArrayField(models.CharField(max_length=32), default=list, db_default=[])  # of the campaign
    text = models.TextField(default="", db_default="")
    campaign_version = models.CharField(max_length=64, default="", db_default="")
    drafted_on = models.DateField()
    basis = models.CharField(max_length=64, default="", db_default="")
    citations = models.JSONField(default=list, db_default=[])
    legal_opinion = models.TextField(default="", db_default="")
    reviewed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    number = models.TextField(default="", db_default="")
    addressed_to = models.ForeignKey("records.Agency", models.PROTECT, null=True, related_name="+", db_index=False)
    addressee = models.TextField(default="", db_default="")  # the government's name as written
    accepted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=16, null=True)
    decision_number = models.TextField(default="", db_default="")
    answer = models.TextField(default="", db_default="")  # what the government wrote
    licences_revoked_on = models.DateField(null=True)
    licences = models.TextField(default="", db_default="")
    carried_out_on = models.DateField(null=True)
    exit_reason = models.CharField(max_length=16, null=True)  # by which standard the enterprise goes
    accepted_exit_on = models.DateField(null=True)  # 验收
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    reviewed_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    signed_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "closure_request"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            one_of("track", ClosureTrack),
            one_of("decision", ClosureDecision),
            one_of("exit_reason", ExitReason),
            in_states(
                (State.REVIEWED, *_SENT),
                has("reviewed_on", "reviewed_by"),
                "reviewed_has_day",
                N_("提请关闭须先经法制审核"),
            ),
            in_states(
                _SENT,
                has("sent_on") & said("number", "basis"),
                "sent_has_basis",
                N_("提请关闭须有法制审核确定的法定依据、文号和日期"),
            ),
            implies("sent_is_reviewed", has("sent_on"), has("reviewed_on"), N_("未经法制审核不得提请关闭")),
            in_states((State.ACCEPTED_BY_GOVERNMENT,), has("accepted_on"), "accepted_has_day", N_("政府受理须有日期")),
            check(
                "decision_has_day",
                Q(decided_on__isnull=True, decision__isnull=True) | has("decided_on", "decision"),
                N_("政府决定须同时有日期和结论"),
            ),
            in_states(
                (State.DECIDED_CLOSE, State.LICENCES_REVOKED, State.CARRIED_OUT, State.ACCEPTED),
                equals("decision", ClosureDecision.CLOSE.value),
                "close_is_decided",
                N_("政府决定关闭后才能吊销证照、执行和验收"),
            ),
            in_states(
                (State.DECIDED_NOT_CLOSE,),
                equals("decision", ClosureDecision.NOT_CLOSE.value),
                "not_close_is_decided",
                N_("不予关闭须是政府的决定"),
            ),
            implies(
                "carried_out_after_decision",
                has("carried_out_on") | has("licences_revoked_on"),
                equals("decision", ClosureDecision.CLOSE.value),
                N_("政府未决定关闭的不得登记执行"),
            ),
            in_states(
                (State.LICENCES_REVOKED,), has("licences_revoked_on"), "licences_has_day", N_("吊销证照须有日期")
            ),
            in_states(
                (State.CARRIED_OUT, State.ACCEPTED),
                has("carried_out_on"),
                "carried_out_has_day",
                N_("执行关闭须有日期"),
            ),
            in_states((State.ACCEPTED,), has("accepted_exit_on"), "exit_accepted_has_day", N_("验收须有日期")),
            day_of_state(State.WITHDRAWN, "withdrawn_on", N_("撤回的须有撤回日期，未撤回的不得有")),
            implies("withdrawn_has_reason", has("withdrawn_on"), said("withdrawn_reason"), N_("撤回须说明理由")),
            not_before("reviewed_on", "drafted_on", N_("审核日期不得早于起草日期")),
            not_before("sent_on", "reviewed_on", N_("提请日期不得早于审核日期")),
            not_before("accepted_on", "sent_on", N_("受理日期不得早于提请日期")),
            not_before("decided_on", "sent_on", N_("决定日期不得早于提请日期")),
            not_before("licences_revoked_on", "decided_on", N_("吊销日期不得早于决定日期")),
            not_before("carried_out_on", "decided_on", N_("执行日期不得早于决定日期")),
            not_before("accepted_exit_on", "carried_out_on", N_("验收日期不得早于执行日期")),
            other_person("prepared_by", "reviewed_by"),
            other_person("prepared_by", "signed_by"),
        )


class ExitDeed(Fact):
    """What was physically done 关停措施: equipment dismantled, power and water cut …"""

    closure_request = models.ForeignKey(ClosureRequest, models.PROTECT, null=True, related_name="exit_deeds")
    capacity_item = models.ForeignKey("records.CapacityItem", models.PROTECT, null=True, related_name="exit_deeds")
    manner = models.CharField(max_length=32)
    done_on = models.DateField()
    description = models.TextField(default="", db_default="")
    evidence = models.ForeignKey("records.Evidence", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "exit_deed"
        constraints = (*Fact.Meta.constraints, one_of("manner", ExitManner))
