"""An annex as workbook: the form as it prints, and the ids behind every figure on a hidden sheet."""

from __future__ import annotations

import io
from datetime import datetime, time

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from duban.documents.annexes.sources_sheet import write_sources
from duban.documents.annexes.stamp import code_png, stamp_lines
from duban.documents.annexes.widths import PAGE, column_widths, lines_needed, longest
from duban.documents.annexes.wording import (
    NOTHING,
    all_rows,
    annex_label,
    chinese_day,
    exclusion_lines,
    header_lines,
    heading,
    leading_span,
    shown,
    sum_label,
)
from duban.domain.annex_table import AnnexTable, Cell, ColumnKind, Row, RowKind, Stamp
from duban.domain.messages import N_, Message, Refusal
from duban.domain.money import exact_wanyuan, format_wanyuan

A4 = 9  # the paper's number in the file format
MAX_TEXT = 32_767  # characters that one cell may hold
EM_WIDTH = 1.9  # a Chinese character of 10 pt in the file's width unit, a digit of the default font
CELL_PADDING = 0.9
LINE = 13.5  # points of one line of 10 pt
AIR = 7.0  # points above and below the lines of a row
CODE_HEIGHT = 66.0  # points of the row with the code of a return, some 22 mm
CODE_SCALE = 0.45  # its pixels against those of the screen
MAX_HEIGHT = 409  # points; the format's limit for a row
EDGE, FOOT_EDGE = 0.47, 0.6  # inches: 12 mm, and 15 mm for the page number
BASE = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
GRID = BASE | {"border": 1, "text_wrap": True}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def to_xlsx(table: AnnexTable) -> bytes:
    """The workbook. Money cells hold the exact 万元; their number format rounds half-up to four decimals.

    Refuses a text that a cell cannot hold, where other writers cut it without a word.
    """
    _refuse_endless_text(table)
    buffer = io.BytesIO()
    workbook = Workbook(buffer, OPTIONS)
    workbook.set_properties(_properties(table))
    first_row = _FormSheet(workbook, table).write()
    write_sources(workbook, table, first_row)
    workbook.close()
    return buffer.getvalue()


def _properties(table: AnnexTable) -> dict[str, object]:
    return {
        "title": table.title,
        "subject": f"{table.campaign}，统计截至{chinese_day(table.on)}",
        "author": table.header.unit,
        "created": datetime.combine(table.header.filled_on, time()),  # not the clock: equal tables, equal bytes
    }


def _refuse_endless_text(table: AnnexTable) -> None:
    for number, row in enumerate(all_rows(table), start=1):
        for column, cell in zip(table.columns, row.cells, strict=True):
            if isinstance(cell.value, str) and len(cell.value) > MAX_TEXT:
                raise Refusal(
                    rule="annex.xlsx.text",
                    message=Message(
                        "annex.xlsx.text_too_long",
                        N_("第{row}行“{column}”有{length}个字符，工作簿一个单元格最多{limit}个，未生成"),
                        {"row": number, "column": column.title, "length": len(cell.value), "limit": MAX_TEXT},
                    ),
                    remedy=Message("annex.xlsx.shorten", N_("请精简该栏内容，或导出 PDF、json。")),
                )


class _FormSheet:
    """The visible sheet, written from the top: label, title, header block, table, notes, exclusions."""

    def __init__(self, workbook: Workbook, table: AnnexTable) -> None:
        self.workbook = workbook
        self.table = table
        self.widths = column_widths(table)
        self.last_column = len(table.columns) - 1
        self.sheet: Worksheet = workbook.add_worksheet(_sheet_name(table))
        self.title = self._format(font_size=18, bold=True, align="center")
        self.label = self._format(font_name="黑体", font_size=12)
        self.block = self._format(font_size=11, valign="top")
        self.note = self._format(text_wrap=True)
        self.head = self._cell(bold=True, align="center")
        self.middle = self._cell(align="center")
        self.left = self._cell(align="left")
        self.tall = self._cell(align="left", valign="top")
        self.sum = self._cell(bold=True, align="center")
        self.money: dict[tuple[int, bool], Format] = {}

    def write(self) -> int:
        """Write everything; the index of the first row below the column titles."""
        head = self._write_top()
        bottom = self._write_table(head + 1)
        bottom = self._write_below(bottom)
        self._set_up_print(head, bottom)
        self._write_screen_hint(bottom + 1)
        return head + 1

    def _format(self, **properties: object) -> Format:
        return self.workbook.add_format(BASE | properties)

    def _cell(self, **properties: object) -> Format:
        return self.workbook.add_format(GRID | properties)

    def _span(self, row: int, first: int, last: int, text: str, cell_format: Format) -> None:
        if first == last:
            self.sheet.write_string(row, first, text, cell_format)
        else:
            self.sheet.merge_range(row, first, row, last, "", cell_format)
            self.sheet.write_string(row, first, text, cell_format)

    def _line(self, row: int, text: str, height: float, cell_format: Format) -> None:
        self.sheet.set_row(row, height)
        self._span(row, 0, self.last_column, text, cell_format)

    def _write_top(self) -> int:
        """Label, title, header block, column titles; the row of the column titles."""
        self._line(0, annex_label(self.table), 18, self.label)
        self._line(1, self.table.title, 32, self.title)
        for row, line in enumerate(header_lines(self.table), start=2):
            self._line(row, line, 20, self.block)
        head = 2 + len(header_lines(self.table))
        titles = [heading(column.title) for column in self.table.columns]
        self.sheet.set_row(head, lines_needed(titles, self.widths) * LINE + AIR)
        for index, (title, width) in enumerate(zip(titles, self.widths, strict=True)):
            self.sheet.set_column(index, index, width * EM_WIDTH + CELL_PADDING)
            self.sheet.write_string(head, index, title, self.head)
        return head

    def _write_table(self, row: int) -> int:
        rows = all_rows(self.table)
        if not rows:
            self._line(row, NOTHING, LINE + AIR, self.middle)
            return row + 1
        text_formats = [
            self.middle if longest(self.table, index) <= 2 * width else self.left
            for index, width in enumerate(self.widths)
        ]
        for offset, values in enumerate(rows):
            self._write_row(row + offset, values, text_formats)
        return row + len(rows)

    def _text_format(self, index: int, width: float) -> Format:
        """Texts of one or two lines stand in the middle, longer ones at the left."""
        return self.middle if longest(self.table, index) <= 2 * width else self.left

    def _write_row(self, row: int, values: Row, text_formats: list[Format]) -> None:
        self.sheet.set_row(row, min(MAX_HEIGHT, self._height(values)))
        is_sum = values.kind is not RowKind.ENTERPRISE
        span = leading_span(self.table, values) if is_sum else 0
        if span:
            self._span(row, 0, span - 1, sum_label(values), self.sum)
        for index in range(span, len(values.cells)):
            kind = self.table.columns[index].kind
            text_format = self.sum if is_sum else self.tall if self._too_tall(values) else text_formats[index]
            self._write_cell(row, index, values.cells[index], kind, text_format)

    def _write_cell(self, row: int, index: int, cell: Cell, kind: ColumnKind, text_format: Format) -> None:
        if cell.value is None:
            self.sheet.write_blank(row, index, None, text_format)
        elif isinstance(cell.value, str):
            self.sheet.write_string(row, index, cell.value, text_format)
        elif kind is ColumnKind.MONEY:
            number_format = self._money_format(cell.value, bold=text_format is self.sum)
            self.sheet.write_number(row, index, float(exact_wanyuan(cell.value)), number_format)
        else:
            self.sheet.write_number(row, index, cell.value, self.sum if text_format is self.sum else self.middle)

    def _money_format(self, fen: int, *, bold: bool) -> Format:
        """As many decimals as the rounded figure has: a format with optional decimals would show 7 as “7.”."""
        decimals = len(format_wanyuan(fen).partition(".")[2])
        key = (decimals, bold)
        if key not in self.money:
            pattern = "0." + "0" * decimals if decimals else "0"
            self.money[key] = self._cell(bold=bold, align="center", num_format=pattern)
        return self.money[key]

    def _write_below(self, row: int) -> int:
        for line in (*self.table.notes, *exclusion_lines(self.table)):
            self._line(row, line, lines_needed([line], [PAGE]) * LINE + AIR, self.note)
            row += 1
        return row if self.table.stamp is None else self._write_stamp(row, self.table.stamp)

    def _write_stamp(self, row: int, stamp: Stamp) -> int:
        """The code stands in a row of its own under the digest and the address."""
        for line in stamp_lines(stamp):
            self._line(row, line, lines_needed([line], [PAGE]) * LINE + AIR, self.note)
            row += 1
        if stamp.draft:
            return row
        self.sheet.set_row(row, CODE_HEIGHT)
        options = {"image_data": code_png(stamp), "object_position": 1, "description": "核验二维码"}
        image = options | {"x_scale": CODE_SCALE, "y_scale": CODE_SCALE, "x_offset": 4, "y_offset": 4}
        self.sheet.insert_image(row, 0, "verify.png", image)
        return row + 1

    def _set_up_print(self, head: int, bottom: int) -> None:
        sheet = self.sheet
        sheet.freeze_panes(head + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
        sheet.print_area(0, 0, bottom - 1, self.last_column)
        sheet.center_horizontally()
        sheet.set_margins(left=EDGE, right=EDGE, top=EDGE, bottom=FOOT_EDGE)
        sheet.set_footer("&C第 &P 页 共 &N 页", {"margin": 0.3})

    def _write_screen_hint(self, row: int) -> None:
        """Below the print area: which rows are taller than the file format lets a row be."""
        cut = [str(number) for number, values in enumerate(self.table.rows, start=1) if self._too_tall(values)]
        if cut:
            text = f"提示（不打印）：表中第{'、'.join(cut)}行内容超出单行最大高度，打印时显示不全，打印请用 PDF。"
            self._span(row, 0, self.last_column, text, self.note)

    def _too_tall(self, values: Row) -> bool:
        return self._height(values) > MAX_HEIGHT

    def _height(self, values: Row) -> float:
        """Points for all lines of the row. Written down, because not every program fits rows by itself on opening."""
        span = 0 if values.kind is RowKind.ENTERPRISE else leading_span(self.table, values)
        texts = [shown(cell, column.kind) for cell, column in zip(values.cells, self.table.columns, strict=True)]
        return lines_needed(texts[span:], self.widths[span:]) * LINE + AIR


def _sheet_name(table: AnnexTable) -> str:
    """附件1, or the beginning of the title without the characters that a sheet name may not have."""
    plain = table.title.translate(str.maketrans("", "", "[]:*?/\\'"))
    return annex_label(table) or plain[:31]
