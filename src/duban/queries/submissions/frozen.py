"""Frozen rows 固定的数据: a signed return as the table that it was."""

from __future__ import annotations

from duban.domain.annex_freezing import thawed
from duban.domain.annex_table import AnnexTable
from duban.domain.messages import N_, Message, Refusal
from duban.records.models import Submission


def frozen_table(row: Submission) -> AnnexTable:
    """The table as it was signed; refused for a return that was not signed yet."""
    if row.rows is None or row.counting_rules is None:
        raise Refusal(
            "submission.not_signed",
            Message("submission.not_signed", N_("该报送还没有审签，数据没有固定。")),
            remedy=Message("submission.not_signed.remedy", N_("请先由主要负责人审签。")),
        )
    return thawed(row.annex, row.campaign, row.report_on, header=row.header, rules=row.counting_rules, rows=row.rows)
