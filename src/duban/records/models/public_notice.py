"""Public notice 公告 of a card on the public list."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.domain.workflow import PublicNoticeState as State
from duban.records.models.base import Fact
from duban.records.models.checks import has, implies, in_states, not_before, one_of, other_person, said

_REVIEWED = (State.REVIEWED, State.APPROVED, State.PUBLISHED, State.CORRECTED)
_PUBLISHED = (State.PUBLISHED, State.CORRECTED)


class PublicNotice(Fact):
    """公告: prior notice to the enterprise, objection window, legal review, approval, publication, removal."""

    card = models.ForeignKey("records.Card", models.PROTECT, related_name="notices")
    state = models.CharField(max_length=32)
    text = models.TextField(default="", db_default="")
    enterprise_notified_on = models.DateField(null=True)
    window_until_on = models.DateField(null=True)  # last day for objections
    objection = models.TextField(default="", db_default="")
    objections_answered_on = models.DateField(null=True)
    objection_answer = models.TextField(default="", db_default="")
    reviewed_on = models.DateField(null=True)
    legal_opinion = models.TextField(default="", db_default="")
    approved_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    corrected_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    approved_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "public_notice"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            in_states(_REVIEWED, has("reviewed_on"), "reviewed_has_day", N_("公告须先经法制审核")),
            in_states(
                _PUBLISHED,
                has("enterprise_notified_on", "window_until_on", "approved_on", "published_on"),
                "published_after_steps",
                N_("公告前须告知企业、设异议期并经批准"),
            ),
            in_states((State.WITHDRAWN,), has("withdrawn_on"), "withdrawn_has_day", N_("撤下公告须有日期")),
            implies("withdrawn_has_reason", has("withdrawn_on"), said("withdrawn_reason"), N_("撤下公告须说明理由")),
            not_before("window_until_on", "enterprise_notified_on", N_("异议期不得早于告知日期")),
            not_before("approved_on", "reviewed_on", N_("批准日期不得早于审核日期")),
            not_before("published_on", "approved_on", N_("公告日期不得早于批准日期")),
            not_before("withdrawn_on", "published_on", N_("撤下日期不得早于公告日期")),
            other_person("prepared_by", "approved_by"),
        )
