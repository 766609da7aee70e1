"""Enterprise 企业: exists once; belongs to the unit that registered it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.ledger.words import OperatingStatus
from duban.domain.messages import N_
from duban.records.models.base import VoidableRow
from duban.records.models.checks import check, has, implies, one_of, said


class Enterprise(VoidableRow):
    """企业. ``name_key`` is the normalised name, by which the same firm is found again; ``pinyin`` sorts lists.

    ``merged_into``: this record and that one were the same enterprise; it is void, and everything stands there.
    """

    credit_code = models.CharField(max_length=18, null=True)
    no_code_reason = models.TextField(default="", db_default="")
    name = models.TextField()
    name_key = models.TextField()
    pinyin = models.TextField(default="", db_default="")
    region = models.CharField(max_length=32)
    address = models.TextField(default="", db_default="")
    operating_status = models.CharField(max_length=16, null=True)  # None: nobody recorded it
    status_on = models.DateField(null=True)
    workforce = models.PositiveIntegerField(null=True)
    legal_person = models.TextField(default="", db_default="")
    contact = models.TextField(default="", db_default="")
    telephone = models.TextField(default="", db_default="")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    class Meta(VoidableRow.Meta):
        db_table = "enterprise"
        constraints = (
            *VoidableRow.Meta.constraints,
            check(
                "code_or_reason",
                (has("credit_code") & Q(no_code_reason="")) | (Q(credit_code__isnull=True) & said("no_code_reason")),
                N_("须填写统一社会信用代码；没有代码的须说明原因，二者只填其一"),
            ),
            check(
                "code_shape",
                Q(credit_code__isnull=True) | Q(credit_code__regex="^[0-9A-HJ-NPQRTUWXY]{18}$"),
                N_("统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）"),
            ),
            check("named", said("name", "name_key"), N_("企业须有名称")),
            one_of("operating_status", OperatingStatus),
            implies("merged_is_void", has("merged_into"), has("voided_on"), N_("并入其他企业的登记须作废")),
            implies("status_has_word", has("status_on"), has("operating_status"), N_("有状态日期的须有经营状态")),
        )
        indexes = (
            models.Index(fields=("home_agency", "region", "name_key"), name="enterprise_by_name"),
            models.Index(fields=("credit_code",), name="enterprise_by_code"),
        )
