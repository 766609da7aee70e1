"""Marking 退回标注: the clerk's own workbook again, returned cells marked, the reasons in words. In the child."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import openpyxl  # type: ignore[import-untyped]  # ships no types
import xlsxwriter
from openpyxl.comments import Comment  # type: ignore[import-untyped]  # ships no types
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]  # ships no types
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]  # ships no types

from duban.documents.workbooks.formats import Unreadable
from duban.documents.workbooks.tables import Table, Value, read_tables

AUTHOR = "督办"
REASON_HEADING = "退回原因"
_MOST_CELLS_IN_MEMORY = 300_000  # beyond it the workbook is written anew, cell by cell, without its formats
_FILL = "FFFFC7CE"
_REASON_WIDTH = 48
_NARROWEST, _WIDEST = 8, 40


class Mark(NamedTuple):
    """One reason. ``row`` counts from 1, ``column`` from 0; ``None`` where the file has no such column."""

    row: int
    column: int | None
    reason: str


class MarkRequest(NamedTuple):
    """What to mark: the sheet, its header's last row, the reasons."""

    sheet: str
    header_row: int
    marks: Sequence[Mark]

    def reasons(self) -> Mapping[int, str]:
        """All reasons of a row in one text."""
        found: dict[int, list[str]] = {}
        for mark in self.marks:
            found.setdefault(mark.row, []).append(mark.reason)
        return {row: "；".join(reasons) for row, reasons in found.items()}


def marked(kind: str, data: bytes, request: MarkRequest) -> bytes:
    """An .xlsx with everything that was in the file, and the marks.

    A workbook of usual size keeps its formats, formulas and other sheets. An .xls, .et or .csv, and a very large
    .xlsx, is written anew: same sheet, same cells, same places.
    """
    tables = read_tables(kind, data)
    table = next((one for one in tables if one.name == request.sheet), None)
    if table is None:
        raise Unreadable("no_such_sheet", sheet=request.sheet)
    cells = sum(one.rows * one.columns for one in tables)
    if kind == "xlsx" and cells <= _MOST_CELLS_IN_MEMORY:
        return _marked_in_place(data, request)
    return _written_anew(table, request, keep_merged=cells <= _MOST_CELLS_IN_MEMORY)


def _marked_in_place(data: bytes, request: MarkRequest) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    sheet = workbook[request.sheet]
    _forget_earlier_marks(sheet)
    column = _reason_column(sheet, request.header_row)
    for row, reason in request.reasons().items():
        cell = sheet.cell(row, column, reason)
        cell.data_type = "s"  # a reason may quote a cell that begins with "="
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for mark in request.marks:
        if mark.column is not None and (cell := sheet.cell(mark.row, mark.column + 1)).__class__.__name__ == "Cell":
            before = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = Comment(before + mark.reason, AUTHOR, width=320, height=120)
            cell.fill = PatternFill("solid", start_color=_FILL)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _forget_earlier_marks(sheet: Worksheet) -> None:
    """A workbook returned, corrected and returned again shows only what is wrong now."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _reason_column(sheet: Worksheet, header_row: int) -> int:
    """The column of reasons: that of an earlier round, emptied, or the first one right of the table."""
    for cell in sheet[header_row]:
        if cell.value == REASON_HEADING:
            for row in range(header_row + 1, sheet.max_row + 1):
                sheet.cell(row, cell.column).value = None
            return int(cell.column)
    column = int(sheet.max_column) + 1
    heading = sheet.cell(header_row, column, REASON_HEADING)
    heading.font = Font(bold=True)
    heading.fill = PatternFill("solid", start_color=_FILL)
    sheet.column_dimensions[heading.column_letter].width = _REASON_WIDTH
    return column


def _written_anew(table: Table, request: MarkRequest, keep_merged: bool) -> bytes:
    out = io.BytesIO()
    settings = {
        "constant_memory": not keep_merged, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    with xlsxwriter.Workbook(out, settings) as workbook:
        sheet = workbook.add_worksheet(table.name)
        wrong = workbook.add_format({"bg_color": f"#{_FILL[2:]}"})
        bold = workbook.add_format({"bold": True, "bg_color": f"#{_FILL[2:]}"})
        reasons = request.reasons()
        by_cell = {(mark.row, mark.column): mark.reason for mark in request.marks if mark.column is not None}
        reason_at = _reason_at(table, request.header_row)
        for number, row in enumerate(table.lines(), start=1):
            for index, value in enumerate(row):
                if index != reason_at:
                    _write(sheet, number - 1, index, value, wrong if (number, index) in by_cell else None)
            if number == request.header_row:
                sheet.write_string(number - 1, reason_at, REASON_HEADING, bold)
            elif number in reasons:
                sheet.write_string(number - 1, reason_at, reasons[number])
        for (number, index), reason in by_cell.items():
            sheet.write_comment(number - 1, index, reason, {"author": AUTHOR})
        if keep_merged:
            _merge(workbook, sheet, table)
        sheet.set_column(0, max(reason_at - 1, 0), 16)
        sheet.set_column(reason_at, reason_at, _REASON_WIDTH)
    return out.getvalue()


def _reason_at(table: Table, header_row: int) -> int:
    """The column of an earlier round's reasons, or the first one right of the table."""
    for number, row in enumerate(table.lines(), start=1):
        if number == header_row:
            return row.index(REASON_HEADING) if REASON_HEADING in row else table.columns
    return table.columns


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Value, format_: object) -> None:
    if isinstance(value, str):
        if value or format_ is not None:
            sheet.write_string(row, column, value, format_)
    elif format_ is not None:
        sheet.write(row, column, value, format_)
    else:
        sheet.write(row, column, value)


def _merge(workbook: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, table: Table) -> None:
    """The merged ranges of the file; only their first cell is written by hand, so the texts stay."""
    tops = {(top, left): (bottom, right) for top, left, bottom, right in table.merged}
    plain = workbook.add_format()
    for number, row in enumerate(table.lines(), start=1):
        for left, value in enumerate(row):
            if (number, left) in tops:
                bottom, right = tops[number, left]
                sheet.merge_range(number - 1, left, bottom - 1, right, "", plain)
                _write(sheet, number - 1, left, value, plain)
