"""Card 黄牌、红牌: a dated record, not a state of the enterprise; and the hazards behind it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import CardColour
from duban.domain.workflow import CardState as State
from duban.records.models.base import Fact, Part
from duban.records.models.checks import (
    check,
    day_of_state,
    has,
    implies,
    in_states,
    not_before,
    one_of,
    other_person,
    said,
)


class Card(Fact):
    """黄牌、红牌. ``citations`` and ``trace``: the articles and the reasoning as the decider saw them."""

    site = models.ForeignKey("records.Site", models.PROTECT, related_name="cards")
    colour = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    grounds = ArrayField(models.CharField(max_length=32))
    citations = models.JSONField(default=list, db_default=[])
    trace = models.JSONField(default=list, db_default=[])
    campaign_version = models.CharField(max_length=64, default="", db_default="")
    proposed_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    declined_on = models.DateField(null=True)
    decided_reason = models.TextField(default="", db_default="")  # why it was confirmed or declined
    notified_on = models.DateField(null=True)
    lifted_on = models.DateField(null=True)
    lifted_reason = models.TextField(default="", db_default="")
    superseded_on = models.DateField(null=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    lifted_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "card"
        constraints = (
            *Fact.Meta.constraints,
            one_of("colour", CardColour),
            one_of("state", State),
            check("has_ground", Q(grounds__len__gte=1), N_("黄牌、红牌须有依据")),
            check(
                "confirmed_has_day",
                Q(state__in=(State.PROPOSED.value, State.DECLINED.value), confirmed_on__isnull=True)
                | (~Q(state__in=(State.PROPOSED.value, State.DECLINED.value)) & has("confirmed_on", "decided_by")),
                N_("已确认的须有确认日期和确认人，未确认的不得有"),
            ),
            in_states(
                (State.DECLINED,), has("declined_on", "decided_by"), "declined_has_day", N_("不予确认须有日期和审批人")
            ),
            implies(
                "decided_has_reason",
                has("confirmed_on") | has("declined_on"),
                said("decided_reason"),
                N_("确认或者不予确认须说明理由"),
            ),
            in_states(
                (State.NOTIFIED, State.LIFTED),  # a red card may supersede a yellow one before its notice is out
                has("notified_on"),
                "notified_has_day",
                N_("已告知企业的须有告知日期"),
            ),
            day_of_state(State.LIFTED, "lifted_on", N_("已移出的须有移出日期，未移出的不得有")),
            implies("lifted_has_reason", has("lifted_on"), said("lifted_reason"), N_("移出名单须说明理由")),
            day_of_state(State.SUPERSEDED, "superseded_on", N_("已被替代的须有替代日期，未被替代的不得有")),
            implies(
                "only_yellow_superseded",
                has("superseded_on"),
                Q(colour=CardColour.YELLOW.value),
                N_("只有黄牌可以由红牌替代"),
            ),
            not_before("confirmed_on", "proposed_on", N_("确认日期不得早于提出日期")),
            not_before("declined_on", "proposed_on", N_("不予确认日期不得早于提出日期")),
            not_before("notified_on", "confirmed_on", N_("告知日期不得早于确认日期")),
            not_before("lifted_on", "confirmed_on", N_("移出日期不得早于确认日期")),
            not_before("superseded_on", "confirmed_on", N_("替代日期不得早于确认日期")),
            other_person("prepared_by", "decided_by"),
        )


class CardHazard(Part):
    """A hazard behind a card."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="hazard_links")
    hazard = models.ForeignKey("records.Hazard", models.PROTECT, related_name="card_links")

    class Meta(Part.Meta):
        db_table = "card_hazard"
        constraints = (
            *Part.Meta.constraints,
            models.UniqueConstraint(
                fields=("home_agency", "card", "hazard"),
                condition=Q(voided_on__isnull=True),
                name="cardhazard_once",
                violation_error_message=N_("同一隐患在一张牌下只能列一次"),
            ),
        )
