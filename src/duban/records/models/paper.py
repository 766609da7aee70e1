"""Paper 文书: one form filled for one record, issued with its bytes; case files, letterheads, the unit's templates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.papers.vocabulary import PaperKind, PaperSubject
from duban.domain.workflow import PaperState as State
from duban.records.models.base import AgencyRow, CampaignRow
from duban.records.models.checks import (
    check,
    day_of_state,
    has,
    implies,
    in_states,
    not_before,
    one_of,
    said,
)

_ISSUED = (State.ISSUED, State.CORRECTED, State.WITHDRAWN)
_HASH = "^[0-9a-f]{64}$"


class Paper(CampaignRow):
    """文书. ``texts``: what its drafter wrote; ``content``: its text as it was issued; ``sha256``: the issued PDF's.

    ``subject``: id of the record from which it takes its facts. ``law_on``: the day by whose law it was written.
    """

    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=32)
    subject_kind = models.CharField(max_length=32)
    subject = models.UUIDField(db_index=True)
    state = models.CharField(max_length=16)
    texts = models.JSONField(default=dict, db_default={})
    number = models.TextField(default="", db_default="")
    law_on = models.DateField(null=True)
    content = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, default="", db_default="")
    size = models.BigIntegerField(default=0, db_default=0)  # bytes of the PDF
    drafted_on = models.DateField()
    submitted_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    returned_reason = models.TextField(default="", db_default="")
    issued_on = models.DateField(null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.TextField(default="", db_default="")
    corrected_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(default="", db_default="")
    discarded_on = models.DateField(null=True)
    scan = models.ForeignKey(
        "records.Evidence", models.PROTECT, null=True, related_name="+", db_index=False
    )  # 签章扫描件
    case_file = models.ForeignKey("records.CaseFile", models.PROTECT, null=True, related_name="papers")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    issued_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(CampaignRow.Meta):
        db_table = "paper"
        constraints = (
            *CampaignRow.Meta.constraints,
            one_of("kind", PaperKind),
            one_of("subject_kind", PaperSubject),
            one_of("state", State),
            in_states(
                _ISSUED,
                has("issued_on", "law_on", "content", "issued_by") & said("sha256"),
                "issued_is_frozen",
                N_("已签发的文书须有签发人、日期、固定的内容和校验值"),
            ),
            check("sha256_shape", Q(sha256="") | Q(sha256__regex=_HASH), N_("校验值应为 SHA-256")),
            day_of_state(State.WITHDRAWN, "withdrawn_on", N_("撤回的文书须有撤回日期，未撤回的不得有")),
            implies("withdrawn_has_reason", has("withdrawn_on"), said("withdrawn_reason"), N_("撤回须说明理由")),
            day_of_state(State.CORRECTED, "corrected_on", N_("更正的文书须有更正日期，未更正的不得有")),
            day_of_state(State.DISCARDED, "discarded_on", N_("作废的草稿须有日期，其他的不得有")),
            implies("returned_has_reason", has("returned_on"), said("returned_reason"), N_("退回须说明理由")),
            implies("correcting_has_reason", has("corrects"), said("correction_reason"), N_("更正须说明理由")),
            not_before("issued_on", "drafted_on", N_("签发日期不得早于拟稿日期")),
            not_before("withdrawn_on", "issued_on", N_("撤回日期不得早于签发日期")),
            not_before("corrected_on", "issued_on", N_("更正日期不得早于签发日期")),
            models.UniqueConstraint(
                fields=("home_agency", "kind", "subject"),
                condition=Q(state__in=[State.DRAFT.value, State.IN_REVIEW.value], voided_on__isnull=True),
                name="paper_one_draft",
                violation_error_message=N_("同一事项的这种文书已有一份草稿"),
            ),
        )
        indexes = (
            models.Index(fields=("home_agency", "campaign", "-drafted_on"), name="paper_by_day"),
            models.Index(fields=("campaign", "enterprise"), name="paper_of_enterprise"),
        )


class CaseFile(CampaignRow):
    """案卷 of one enterprise: its papers bound in one PDF with cover and index, locked for good."""

    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, related_name="+")
    title = models.TextField()
    cause = models.TextField()  # 案由
    result = models.TextField(default="", db_default="")  # 处理结果
    filed_number = models.TextField()  # 归档号
    retention = models.TextField()  # 保存期限
    opened_on = models.DateField(null=True)  # 立案日期
    closed_on = models.DateField(null=True)  # 结案日期
    archived_on = models.DateField()
    contents = models.JSONField()  # 卷内目录
    pages = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    archived_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)

    class Meta(CampaignRow.Meta):
        db_table = "case_file"
        constraints = (
            *CampaignRow.Meta.constraints,
            check(
                "named", said("title", "cause", "filed_number", "retention"), N_("案卷须有名称、案由、归档号和保存期限")
            ),
            check("sha256_shape", Q(sha256__regex=_HASH), N_("校验值应为 SHA-256")),
            not_before("closed_on", "opened_on", N_("结案日期不得早于立案日期")),
            models.UniqueConstraint(
                fields=("home_agency", "filed_number"),
                name="casefile_number_once",
                violation_error_message=N_("该归档号已使用"),
            ),
        )
        indexes = (models.Index(fields=("campaign", "enterprise"), name="casefile_of_enterprise"),)


class Letterhead(AgencyRow):
    """文书设置: what every paper of the unit says of the unit, from a day on. A change is a new row."""

    from_on = models.DateField()
    address = models.TextField(default="", db_default="")
    postcode = models.CharField(max_length=6, default="", db_default="")
    office_telephone = models.TextField(default="", db_default="")
    review_body = models.TextField(default="", db_default="")  # 行政复议机关
    court = models.TextField(default="", db_default="")
    bank = models.TextField(default="", db_default="")  # 代收罚款的银行
    bank_account = models.TextField(default="", db_default="")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "letterhead"
        constraints = (
            check("postcode_shape", Q(postcode="") | Q(postcode__regex="^[0-9]{6}$"), N_("邮政编码应为 6 位数字")),
        )
        indexes = (models.Index(fields=("home_agency", "-from_on", "-set_at"), name="letterhead_by_day"),)


class PaperTemplate(AgencyRow):
    """文书模板 of the unit's own for one kind of paper (.docx); ended when another takes its place."""

    kind = models.CharField(max_length=32)
    name = models.TextField()  # the file's name
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    set_on = models.DateField()
    ended_on = models.DateField(null=True)
    set_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "paper_template"
        constraints = (
            one_of("kind", PaperKind),
            check("sha256_shape", Q(sha256__regex=_HASH), N_("校验值应为 SHA-256")),
            not_before("ended_on", "set_on", N_("停用日期不得早于启用日期")),
            models.UniqueConstraint(
                fields=("home_agency", "kind"),
                condition=Q(ended_on__isnull=True),
                name="papertemplate_one_in_use",
                violation_error_message=N_("这种文书已有启用的模板"),
            ),
        )
