"""The hidden sheet 数据来源: for every figure of the form the ids of the rows behind it, and the warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from duban.documents.annexes.wording import all_rows, shown
from duban.domain.annex_table import AnnexTable

NAME = "数据来源"
TITLES = ("单元格", "栏目", "计数规则", "显示值", "来源编号（一格一个）")
IDS_FROM = len(TITLES) - 1  # first column of the ids
LAST_COLUMN = 16_384


def write_sources(workbook: Workbook, table: AnnexTable, first_row: int) -> None:
    """One line per figure with sources. ``first_row``: index of the form's first row below the column titles."""
    sheet = workbook.add_worksheet(NAME)
    sheet.set_column(0, IDS_FROM - 1, 16)
    sheet.set_column(IDS_FROM, IDS_FROM, 40)
    next_row = 0
    for line in (TITLES, *_figures(table, first_row), *_warnings(table, first_row)):
        next_row = _write_line(sheet, next_row, line)
    sheet.hide()


def _write_line(sheet: Worksheet, row: int, line: Sequence[str]) -> int:
    """Write one line; ids that do not fit into it go on in the next ones, under the same figure."""
    lead, ids = line[:IDS_FROM], line[IDS_FROM:]
    room = LAST_COLUMN - IDS_FROM
    for start in range(0, max(len(ids), 1), room):
        for column, text in enumerate((*lead, *ids[start : start + room])):
            sheet.write_string(row, column, text)
        row += 1
    return row


def _figures(table: AnnexTable, first_row: int) -> Iterator[tuple[str, ...]]:
    for offset, row in enumerate(all_rows(table)):
        for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            if cell.sources:
                address = xl_rowcol_to_cell(first_row + offset, index)
                yield (address, column.title, column.rule, shown(cell, column.kind), *cell.sources)


def _warnings(table: AnnexTable, first_row: int) -> Iterator[tuple[str, ...]]:
    for message in table.warnings:
        yield ("全表", "提示", "", str(message))
    for offset, row in enumerate(all_rows(table)):
        for message in row.warnings:
            yield (f"第{first_row + offset + 1}行", "提示", "", str(message))
