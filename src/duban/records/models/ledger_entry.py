"""Ledger 台账: the site in the campaign, and what the departments said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.wordlists import Opinion
from duban.domain.workflow import LedgerEntryState as State
from duban.records.models.base import Fact, Part
from duban.records.models.checks import check, day_of_state, has, implies, in_states, not_before, one_of, said


class LedgerEntry(Fact):
    """台账. Removed with a reason, or moved to another agency's ledger; work done before stays counted."""

    site = models.ForeignKey("records.Site", models.PROTECT, related_name="ledger_entries")
    state = models.CharField(max_length=16)
    industry = models.CharField(max_length=32)  # industry of the campaign
    region = models.CharField(max_length=32)
    inclusion_basis = models.TextField(default="", db_default="")  # 列入依据
    remark = models.TextField(default="", db_default="")
    responsible = models.ForeignKey("records.Person", models.PROTECT, null=True, related_name="ledger_entries")
    added_on = models.DateField(null=True)  # None: since the campaign's beginning
    confirmed_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)
    removed_reason = models.TextField(default="", db_default="")
    moved_to = models.ForeignKey("records.Agency", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "ledger_entry"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            in_states((State.CONFIRMED,), has("confirmed_on"), "confirmed_has_day", N_("已确认的台账须有确认日期")),
            day_of_state(State.REMOVED, "removed_on", N_("移出台账的须有移出日期，未移出的不得有")),
            implies("removed_has_reason", has("removed_on"), said("removed_reason"), N_("移出台账须说明理由")),
            implies("moved_is_removed", has("moved_to"), has("removed_on"), N_("移交其他单位的须移出本单位台账")),
            not_before("confirmed_on", "added_on", N_("确认日期不得早于列入日期")),
            not_before("removed_on", "confirmed_on", N_("移出日期不得早于确认日期")),
            models.UniqueConstraint(
                fields=("home_agency", "campaign", "site"),
                condition=Q(removed_on__isnull=True, voided_on__isnull=True),
                name="ledgerentry_open_once",
                violation_error_message=N_("该厂区已在本单位本次专项行动的台账中"),
            ),
        )


class LedgerOpinion(Part):
    """会商意见 of one department (工信、发改 …)."""

    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="opinions")
    department = models.TextField()
    opinion = models.CharField(max_length=16)
    given_on = models.DateField()
    text = models.TextField(default="", db_default="")

    class Meta(Part.Meta):
        db_table = "ledger_opinion"
        constraints = (
            *Part.Meta.constraints,
            one_of("opinion", Opinion),
            check("department_named", said("department"), N_("会商意见须写明部门")),
            implies(
                "objection_has_reason",
                Q(opinion=Opinion.OBJECTED.value),
                said("text"),
                N_("不同意列入的须说明理由"),
            ),
        )
