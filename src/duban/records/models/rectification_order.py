"""Rectification order 责令限期整改指令书 and its items."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.workflow import RectificationOrderState as State
from duban.records.models.base import Fact, Part
from duban.records.models.checks import day_of_state, has, implies, in_states, not_before, one_of, other_person, said


class RectificationOrder(Fact):
    """责令限期整改指令书. ``issued_on`` is the document's day. ``citations``: articles as they were cited."""

    inspection = models.ForeignKey("records.Inspection", models.PROTECT, null=True, related_name="orders")
    state = models.CharField(max_length=16)
    number = models.TextField(default="", db_default="")
    drafted_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # 因关闭终结
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(default="", db_default="")
    citations = models.JSONField(default=list, db_default=[])
    campaign_version = models.CharField(max_length=64, default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    issued_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "rectification_order"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            in_states(
                (State.ISSUED, State.DELIVERED, State.CLOSED, State.ENDED),
                has("issued_on"),
                "issued_has_day",
                N_("已签发的指令书须有签发日期"),
            ),
            in_states(
                (State.DELIVERED, State.CLOSED, State.ENDED),
                has("delivered_on"),
                "delivered_has_day",
                N_("已送达的指令书须有送达日期"),
            ),
            in_states((State.CLOSED,), has("closed_on"), "closed_has_day", N_("已结清的指令书须有结清日期")),
            in_states((State.ENDED,), has("ended_on"), "ended_has_day", N_("已终结的指令书须有终结日期")),
            day_of_state(State.WITHDRAWN, "withdrawn_on", N_("撤回的指令书须有撤回日期，未撤回的不得有")),
            implies("withdrawn_has_reason", has("withdrawn_on"), said("withdrawn_reason"), N_("撤回须说明理由")),
            implies("delivered_is_issued", has("delivered_on"), has("issued_on"), N_("未签发的指令书不得送达")),
            not_before("delivered_on", "issued_on", N_("送达日期不得早于签发日期")),
            not_before("closed_on", "delivered_on", N_("结清日期不得早于送达日期")),
            not_before("ended_on", "delivered_on", N_("终结日期不得早于送达日期")),
            not_before("withdrawn_on", "issued_on", N_("撤回日期不得早于签发日期")),
            other_person("prepared_by", "issued_by"),
        )
        indexes = (
            *Fact.Meta.indexes,
            models.Index(fields=("home_agency", "campaign", "issued_on"), name="rectificationorder_by_day"),
        )


class OrderItem(Part):
    """One hazard of an order, with its own due day 整改期限."""

    order = models.ForeignKey(RectificationOrder, models.PROTECT, related_name="items")
    hazard = models.ForeignKey("records.Hazard", models.PROTECT, related_name="order_items")
    due_on = models.DateField()
    requirement = models.TextField(default="", db_default="")  # 整改要求

    class Meta(Part.Meta):
        db_table = "order_item"
        constraints = (
            *Part.Meta.constraints,
            models.UniqueConstraint(
                fields=("home_agency", "order", "hazard"),
                condition=Q(voided_on__isnull=True),
                name="orderitem_once",
                violation_error_message=N_("同一隐患在一份指令书中只能列一次"),
            ),
        )
        indexes = (models.Index(fields=("home_agency", "campaign", "due_on"), name="orderitem_by_day"),)
