"""Submission 报送: one agency's frozen return of one annex."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.workflow import SubmissionState as State
from duban.records.models.base import CampaignRow
from duban.records.models.checks import check, has, in_states, not_before, one_of, other_person, said

_FROZEN = (State.SIGNED, State.SUBMITTED, State.ACCEPTED, State.RETURNED, State.REOPENED)


class Submission(CampaignRow):
    """报送. ``rows`` and ``counting_rules`` are frozen when it is signed; ``sha256`` is theirs."""

    annex = models.CharField(max_length=32)
    report_on = models.DateField()
    campaign_version = models.CharField(max_length=64, default="", db_default="")
    state = models.CharField(max_length=16)
    header = models.JSONField(default=dict, db_default={})
    rows = models.JSONField(null=True)
    counting_rules = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, default="", db_default="")
    zero_return = models.BooleanField(default=False, db_default=False)
    consolidated = models.BooleanField(default=False, db_default=False)  # 汇总下级，而不是本级
    scan = models.ForeignKey(
        "records.Evidence", models.PROTECT, null=True, related_name="+", db_index=False
    )  # 盖章扫描件
    prepared_on = models.DateField()
    signed_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    returned_reason = models.TextField(default="", db_default="")
    marks = models.JSONField(default=list, db_default=[])  # 退回时标出的格子
    reopening_asked_on = models.DateField(null=True)
    reopening_asked_reason = models.TextField(default="", db_default="")
    reopened_on = models.DateField(null=True)
    reopened_reason = models.TextField(default="", db_default="")
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="superseded_by")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    signed_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    judged_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(CampaignRow.Meta):
        db_table = "submission"
        constraints = (
            *CampaignRow.Meta.constraints,
            one_of("state", State),
            in_states(
                _FROZEN,
                has("signed_on", "signed_by", "rows", "counting_rules") & said("sha256"),
                "signed_is_frozen",
                N_("已审签的报送须有审签人、日期、固定的数据和校验值"),
            ),
            check("sha256_shape", Q(sha256="") | Q(sha256__regex="^[0-9a-f]{64}$"), N_("校验值应为 SHA-256")),
            in_states(
                (State.SUBMITTED, State.ACCEPTED, State.RETURNED, State.REOPENED),
                has("submitted_on"),
                "submitted_has_day",
                N_("已报送的须有报送日期"),
            ),
            in_states(
                (State.ACCEPTED, State.REOPENED),
                has("accepted_on", "judged_by"),
                "accepted_has_day",
                N_("接收须有日期和接收人"),
            ),
            in_states(
                (State.RETURNED,),
                has("returned_on", "judged_by") & said("returned_reason"),
                "returned_has_reason",
                N_("退回须有日期、退回人和理由"),
            ),
            in_states(
                (State.REOPENED,),
                has("reopened_on") & said("reopened_reason"),
                "reopened_has_reason",
                N_("重开须有日期和理由"),
            ),
            check(
                "asked_has_reason",
                Q(reopening_asked_on=None) | said("reopening_asked_reason"),
                N_("申请重开须有理由"),
            ),
            not_before("reopening_asked_on", "accepted_on", N_("申请重开的日期不得早于接收日期")),
            not_before("signed_on", "prepared_on", N_("审签日期不得早于编制日期")),
            not_before("submitted_on", "signed_on", N_("报送日期不得早于审签日期")),
            not_before("accepted_on", "submitted_on", N_("接收日期不得早于报送日期")),
            not_before("returned_on", "submitted_on", N_("退回日期不得早于报送日期")),
            not_before("reopened_on", "accepted_on", N_("重开日期不得早于接收日期")),
            other_person("prepared_by", "signed_by"),
        )
        indexes = (
            models.Index(fields=("home_agency", "campaign", "annex", "report_on"), name="submission_agency"),
            models.Index(fields=("sha256",), name="submission_sha256", condition=~Q(sha256="")),
        )
