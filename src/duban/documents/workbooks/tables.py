"""Tables 表格 of a workbook as rows of text. Runs in the child process."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from python_calamine import CalamineError, CalamineSheet, PasswordError, SheetVisibleEnum, load_workbook

from duban.documents.workbooks import limits
from duban.documents.workbooks.formats import Unreadable, decoded

CSV_SHEET = "CSV"
_LONGEST_CELL = 32_767  # what Excel holds in one cell
_EXACT_WHOLE = 10**15  # a float holds whole numbers up to here; longer codes have lost their last digits
_SEPARATORS = ("\t", ";", ",")

Value = int | float | str | bool | date | datetime | time | timedelta


class Table(Protocol):
    """One sheet, whatever it came from."""

    name: str
    visible: bool
    rows: int
    columns: int
    merged: list[tuple[int, int, int, int]]

    def lines(self) -> Iterator[list[Value]]:
        """Rows from row 1 on, with their own types; column A first."""


@dataclass(slots=True)
class _CsvTable:
    name: str
    visible: bool
    rows: int
    columns: int
    merged: list[tuple[int, int, int, int]]
    content: list[list[Value]]

    def lines(self) -> Iterator[list[Value]]:
        return iter(self.content)


class _CalamineTable:
    """A sheet of a workbook; columns left of the first used one are given back as blanks."""

    def __init__(self, sheet: CalamineSheet, visible: bool) -> None:
        self.name = sheet.name
        self.visible = visible
        self.rows, self.columns = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        self._sheet = sheet
        self._left: list[Value] = [""] * (sheet.start[1] if sheet.start else 0)
        ranges = sheet.merged_cell_ranges or []
        self.merged = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]

    def lines(self) -> Iterator[list[Value]]:
        if not self._left:
            return iter(self._sheet.iter_rows())
        return (self._left + row for row in self._sheet.iter_rows())


def read_tables(kind: str, data: bytes) -> list[Table]:
    """The sheets of a workbook; raises :class:`Unreadable`."""
    tables = _csv_tables(data) if kind == "csv" else _workbook_tables(data)
    for table in tables:
        if table.columns > limits.MAX_COLUMNS:
            raise Unreadable("too_many_columns", columns=table.columns, limit=limits.MAX_COLUMNS)
        if table.rows > limits.MAX_ROWS:
            raise Unreadable("too_many_rows", rows=table.rows, limit=limits.MAX_ROWS)
    if not any(table.rows for table in tables):
        raise Unreadable("no_cells")
    return tables


def _workbook_tables(data: bytes) -> list[Table]:
    try:
        workbook = load_workbook(io.BytesIO(data))
        return [
            _CalamineTable(workbook.get_sheet_by_name(meta.name), meta.visible == SheetVisibleEnum.Visible)
            for meta in workbook.sheets_metadata
        ]
    except PasswordError:
        raise Unreadable("password") from None
    except CalamineError:
        raise Unreadable("password" if _is_locked_xls(data) else "truncated") from None


def _is_locked_xls(data: bytes) -> bool:
    """Whether it is an old workbook with a password; the reader says so only of a file that it finds by name."""
    with tempfile.NamedTemporaryFile(suffix=".xls") as file:
        file.write(data)
        file.flush()
        try:
            load_workbook(file.name)
        except PasswordError:
            return True
        except CalamineError:
            pass
    return False


def _csv_tables(data: bytes) -> list[Table]:
    text = decoded(data)
    csv.field_size_limit(_LONGEST_CELL * 4)
    first_line = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first_line.count)
    content: list[list[Value]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(row) > limits.MAX_COLUMNS:
                raise Unreadable("too_many_columns", columns=len(row), limit=limits.MAX_COLUMNS)
            content.append([*row])
    except csv.Error:
        raise Unreadable("truncated") from None
    width = max(map(len, content), default=0)
    return [_CsvTable(CSV_SHEET, True, len(content), width, [], content)]


def as_text(value: Value) -> str:
    """A cell as text: whole numbers without a point, days as 2021-07-05, inexact long numbers with an exponent."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT_WHOLE else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return str(value) if isinstance(value, (int, timedelta)) else value.isoformat()


def text_row(row: list[Value]) -> list[str]:
    """A row as text."""
    return [value if type(value) is str else as_text(value) for value in row]


def packed(rows: list[list[Value]]) -> str:
    """Rows in one text, parted by the separators; a cell that holds one loses it."""
    lines = []
    for row in rows:
        cells = text_row(row)
        line = limits.CELL.join(cells)
        if line.count(limits.CELL) != len(cells) - 1 or limits.ROW in line:
            line = limits.CELL.join(cell.replace(limits.CELL, "").replace(limits.ROW, "") for cell in cells)
        lines.append(line)
    return limits.ROW.join(lines)
