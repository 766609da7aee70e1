"""The form's own words around the figures: labels, header block, exclusion list, what a cell shows."""

from __future__ import annotations

import re
from datetime import date

from duban.domain.annex_table import AnnexTable, Cell, ColumnKind, Row, RowKind
from duban.domain.money import format_wanyuan

SUM_WORDS = {RowKind.SUBTOTAL: "小计", RowKind.TOTAL: "合计"}
NOTHING = "无"  # what an empty form says; a blank one looks unfinished
FIGURES = frozenset({ColumnKind.COUNT, ColumnKind.MONEY})


def chinese_day(day: date) -> str:
    """2021年9月10日, as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def annex_label(table: AnnexTable) -> str:
    """附件1 above the title; a campaign's own annex without number has none."""
    return f"附件{table.annex}" if table.annex.isdigit() else ""


def header_lines(table: AnnexTable) -> tuple[str, ...]:
    """The four lines of the header block, in the plan's order; the seal goes over （公章）."""
    header = table.header
    return (
        f"填报单位：{header.unit}（公章）",
        f"填报人：{header.prepared_by}",
        f"联系电话：{header.telephone}",
        f"填报日期：{chinese_day(header.filled_on)}",
    )


def heading(title: str) -> str:
    """A column title broken where the printed form breaks it: at blanks and before a unit in brackets."""
    return re.sub(r"\s+|(?<=\S)(?=[（(])", "\n", title.strip())


def shown(cell: Cell, kind: ColumnKind) -> str:
    """What the eye gets: money in 万元 to four decimals, everything else as it is."""
    if cell.value is None:
        return ""
    if kind is ColumnKind.MONEY and isinstance(cell.value, int):
        return format_wanyuan(cell.value)
    return str(cell.value)


def leading_span(table: AnnexTable, row: Row) -> int:
    """How many first columns the label of a sum row covers: up to the first figure or further text."""
    for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if column.kind in FIGURES or (index > 1 and cell.value is not None):
            return index
    return len(table.columns)


def sum_label(row: Row) -> str:
    """示例区应急管理局小计, or 合计; a label that the table brings along in its first two cells is kept."""
    word = SUM_WORDS[row.kind]
    given = next((cell.value for cell in row.cells[:2] if isinstance(cell.value, str) and cell.value), word)
    if given != word:
        return given
    return f"{row.agency_name}{word}" if row.kind is RowKind.SUBTOTAL else word


def all_rows(table: AnnexTable) -> tuple[Row, ...]:
    """The rows with the total last."""
    return table.rows if table.totals is None else (*table.rows, table.totals)


def exclusion_lines(table: AnnexTable) -> tuple[str, ...]:
    """未列入: every ledger entry without a row, with day and reason; empty when there is none."""
    if not table.excluded:
        return ()
    entries = (
        f"{number}．{item.enterprise}，{chinese_day(item.on)}，原因：{item.reason}"
        for number, item in enumerate(table.excluded, start=1)
    )
    return (f"未列入：台账企业{len(table.excluded)}家", *entries)
