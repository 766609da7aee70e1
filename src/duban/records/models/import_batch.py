"""Import batch 导入批次 of a ledger workbook, and what became of each row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.wordlists import RowVerdict
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check, has, implies, not_before, one_of, said


class ImportBatch(AgencyRow):
    """导入批次: committed in one deed, undone as a whole by another."""

    campaign = models.CharField(max_length=64)
    file_name = models.TextField()
    sha256 = models.CharField(max_length=64)
    imported_on = models.DateField()
    imported_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    new = models.PositiveIntegerField(default=0, db_default=0)
    changed = models.PositiveIntegerField(default=0, db_default=0)
    unchanged = models.PositiveIntegerField(default=0, db_default=0)
    doubtful = models.PositiveIntegerField(default=0, db_default=0)
    rejected = models.PositiveIntegerField(default=0, db_default=0)
    enterprises = models.PositiveIntegerField(default=0, db_default=0)
    undone_on = models.DateField(null=True)
    undone_reason = models.TextField(default="", db_default="")

    class Meta:
        db_table = "import_batch"
        constraints = (
            check("sha256_shape", Q(sha256__regex="^[0-9a-f]{64}$"), N_("导入文件须有 SHA-256 校验值")),
            implies("undone_has_reason", has("undone_on"), said("undone_reason"), N_("撤销导入须说明理由")),
            not_before("undone_on", "imported_on", N_("撤销日期不得早于导入日期")),
        )
        indexes = (models.Index(fields=("home_agency", "campaign"), name="importbatch_agency"),)


class ImportRow(AgencyRow):
    """One row of a workbook: its line number, its raw cells, the verdict and why.

    That unit and enterprise exist is looked up once a statement by ``names_exist``, not by a key of every row.
    """

    home_agency = models.ForeignKey(
        "records.Agency", models.PROTECT, related_name="+", db_column="home_agency", db_index=False, db_constraint=False
    )
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="rows", db_index=False)
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    verdict = models.CharField(max_length=16)
    reasons = models.JSONField(default=list, db_default=[])
    enterprise = models.ForeignKey(
        "records.Enterprise", models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )  # never looked up by enterprise; an index would slow a big import

    class Meta:
        db_table = "import_row"
        constraints = (
            one_of("verdict", RowVerdict),
            models.UniqueConstraint(
                fields=("home_agency", "batch", "line"),
                name="importrow_once",
                violation_error_message=N_("同一批次的一行只能有一个结果"),
            ),
        )
