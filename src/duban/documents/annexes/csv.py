"""An annex as CSV: the form's columns, its rows, subtotals and total; UTF-8 with mark, so that Excel reads it."""

from __future__ import annotations

import csv
import io

from duban.documents.annexes.wording import all_rows, sum_label
from duban.domain.annex_table import AnnexTable, Cell, ColumnKind, Row, RowKind
from duban.domain.money import format_exact_wanyuan

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: AnnexTable) -> bytes:
    """Money stands in 万元 with all its decimals. Header block, notes and sources are in the other formats."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.title for column in table.columns])
    for row in all_rows(table):
        writer.writerow(_fields(table, row))
    return buffer.getvalue().encode("utf-8-sig")


def _fields(table: AnnexTable, row: Row) -> list[str]:
    fields = [_field(cell, column.kind) for cell, column in zip(row.cells, table.columns, strict=True)]
    if row.kind is not RowKind.ENTERPRISE:
        fields[:2] = ["", _harmless(sum_label(row))]
    return fields


def _field(cell: Cell, kind: ColumnKind) -> str:
    if cell.value is None:
        return ""
    if isinstance(cell.value, int):
        return format_exact_wanyuan(cell.value) if kind is ColumnKind.MONEY else str(cell.value)
    return _harmless(cell.value)


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula is led by an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
