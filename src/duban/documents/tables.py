"""Tables 名单工作簿: any number of rows as a workbook in flat memory, with a second sheet that says what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from duban.domain.messages import N_, Message, Refusal

MOST_ROWS = 1_048_575  # of one sheet below its head
MAX_TEXT = 32_767  # characters that one cell may hold
SHEET_NAME = 31  # characters of a sheet's name
FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,  # what begins with = is text: somebody typed it
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}

Value = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Head:
    """A column's title and, where the default does not fit, its width in the file's unit."""

    title: str
    width: float = 14.0


def write_table(
    target: Path,
    title: str,
    heads: Sequence[Head],
    rows: Iterable[Sequence[Value]],
    notes: Callable[[int], tuple[str, Sequence[tuple[str, str]]]],
) -> int:
    """Write the workbook and return how many rows it holds.

    ``notes`` makes title and lines of the second sheet, told the count. Numbers and days are numbers and days of the
    file. Refused beyond what a sheet or a cell can hold.
    """
    with Workbook(str(target), OPTIONS) as book:
        sheet = book.add_worksheet(title.translate(FORBIDDEN)[:SHEET_NAME])
        count = _write_rows(book, sheet, heads, rows)
        caption, lines = notes(count)
        _write_notes(book, caption, lines)
    return count


def _write_rows(book: Workbook, sheet: Worksheet, heads: Sequence[Head], rows: Iterable[Sequence[Value]]) -> int:
    formats = _formats(book)
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "vcenter"})
    for at, head in enumerate(heads):
        sheet.set_column(at, at, head.width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head.title, bold)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise _too_many()
        for at, value in enumerate(row):
            _write(sheet, count, at, value, formats)
    if count:
        sheet.autofilter(0, 0, count, len(heads) - 1)
    return count


def _formats(book: Workbook) -> Mapping[type[Any], Format]:
    return {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
        date: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        Decimal: book.add_format({"num_format": "#,##0.00##"}),
    }


def _write(sheet: Worksheet, row: int, at: int, value: Value, formats: Mapping[type[Any], Format]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, (date, datetime)):
        sheet.write_datetime(row, at, value, formats[type(value)])
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(row, at, value, formats.get(type(value)))
    elif len(value) > MAX_TEXT:
        raise _too_long(row)
    else:
        sheet.write_string(row, at, value)


def _write_notes(book: Workbook, caption: str, lines: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(caption)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 80)
    for at, (term, value) in enumerate(lines):
        sheet.write_string(at, 0, term)
        sheet.write_string(at, 1, value)


def _too_many() -> Refusal:
    return Refusal(
        "table.rows",
        Message("table.rows", N_("名单超过 {most} 行，一个工作表放不下。"), {"most": MOST_ROWS}),
        remedy=Message("table.rows.remedy", N_("请加上查询条件，例如按地区分别导出。")),
    )


def _too_long(row: int) -> Refusal:
    return Refusal(
        "table.cell",
        Message("table.cell", N_("第 {row} 行有超过 {most} 字的内容，单元格放不下。"), {"row": row, "most": MAX_TEXT}),
        remedy=Message("table.cell.remedy", N_("请在页面上查看这一行，或者用查询条件把它排除后导出。")),
    )
