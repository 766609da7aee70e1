"""Extension 整改延期 of one order item."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.domain.vocabulary import Answer
from duban.domain.workflow import ExtensionState as State
from duban.records.models.base import Fact
from duban.records.models.checks import day_of_state, has, in_states, not_before, one_of, other_person


class Extension(Fact):
    """整改延期. ``granted_to``: the new due day, a written date; empty after a reply: refused."""

    item = models.ForeignKey("records.OrderItem", models.PROTECT, related_name="extensions")
    state = models.CharField(max_length=16)
    applied_on = models.DateField()
    cause = models.TextField(default="", db_default="")
    force_majeure = models.CharField(max_length=16, default=Answer.UNKNOWN.value, db_default=Answer.UNKNOWN.value)
    proved = models.BooleanField(default=False, db_default=False)
    proof = models.TextField(default="", db_default="")  # what the enterprise enclosed
    replied_on = models.DateField(null=True)
    granted_to = models.DateField(null=True)
    reply = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "extension"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            one_of("force_majeure", Answer),
            in_states(
                (State.GRANTED, State.REFUSED),
                has("replied_on", "decided_by"),
                "decided_has_reply",
                N_("延期的决定须有答复日期和审批人"),
            ),
            day_of_state(State.GRANTED, "granted_to", N_("批准的延期须写明延至哪一天，未批准的不得有")),
            not_before("replied_on", "applied_on", N_("答复日期不得早于申请日期")),
            not_before("granted_to", "replied_on", N_("延至的日期不得早于答复日期")),
            other_person("prepared_by", "decided_by"),
        )
