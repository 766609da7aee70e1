"""A paper as an editable .docx, and the template from which a bureau makes its own.

Both come from the same blocks: filled, they are a document; with their names left in, they are a template whose
``{{ names }}`` the bureau may move about, reword around and leave out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from duban.documents.papers.pdf import title_lines
from duban.domain.papers.composing import outline
from duban.domain.papers.forms import Form, Style
from duban.domain.papers.sheet import DATE_ROOM, SIGN, Sheet
from duban.domain.papers.vocabulary import Layout
from duban.domain.papers.wording import fill

FANG, HEI, KAI, SONG = "仿宋", "黑体", "楷体", "宋体"
"""Fonts by the names under which Word has them; a machine without one shows its own in their place."""

_RED = RGBColor(0xE6, 0x00, 0x12)
_MARGINS = {  # mm: top, bottom, left, right
    Layout.FORM: (30, 25, 28, 26),
    Layout.TABLE: (30, 25, 28, 26),
    Layout.OFFICIAL: (37, 35, 28, 26),
}
_TEXT = {Layout.FORM: 14, Layout.TABLE: 14, Layout.OFFICIAL: 16}  # pt
_LINE = {Layout.FORM: 24, Layout.TABLE: 24, Layout.OFFICIAL: 28.95}  # pt; 22 lines in 225 mm
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # no trace of the machine's clock
_WIDE = 3  # columns that a wide cell spans beside its label


def to_docx(sheet: Sheet) -> bytes:
    """The paper as a document to edit further."""
    return _Writer(sheet).write()


def template_of(form: Form) -> bytes:
    """The form with its names as ``{{ names }}``, to be edited by a bureau and uploaded as its own template."""
    blocks = tuple(_with_marks(block) for block in outline(form))
    sheet = Sheet(
        form.layout, _marks(form.heading), "{{ agency }}", "{{ agency }}文件", "{{ number }}" if form.series else "",
        blocks, _MADE.date(), copies=form.copies, copy_to=_marks(form.copy_to),
    )  # fmt: skip
    return _Writer(sheet).write()


def _marks(text: str) -> str:
    return fill(text, lambda name: f"{{{{ {name} }}}}")


def _row_marks(text: str) -> str:
    return fill(text, lambda name: f"{{{{ row.{name} }}}}")


def _with_marks(block: Mapping[str, Any]) -> Mapping[str, Any]:
    match block["kind"]:
        case "line":
            return {**block, "text": _marks(block["text"])}
        case "listing":
            return {**block, "line": _row_marks(block["line"])}
        case "grid":
            return {**block, "cells": [{**cell, "text": _marks(cell["text"])} for cell in block["cells"]]}
        case "table":
            return {**block, "cells": [_row_marks(text) for text in block["cells"]]}
        case "seal":
            return {**block, "agency": _marks(block["agency"]), "on": _marks(block["on"])}
        case _:
            return block


class _Writer:
    """Writes one document, block by block."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.doc: Doc = Document()
        self.size = _TEXT[sheet.layout]

    def write(self) -> bytes:
        self._page()
        self._head()
        for block in self.sheet.blocks:
            _BLOCKS[block["kind"]](self, block)
        if self.sheet.copies:
            self._text(self.sheet.copies_line, size=self.size - 3)
        if self.sheet.copy_to:
            self._text(f"抄送：{self.sheet.copy_to}", size=14)
        target = BytesIO()
        self.doc.save(target)
        return target.getvalue()

    def _page(self) -> None:
        section = self.doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        top, bottom, left, right = _MARGINS[self.sheet.layout]
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        known = self.doc.core_properties
        known.title, known.author, known.created, known.modified = self.sheet.heading, self.sheet.agency, _MADE, _MADE

    def _head(self) -> None:
        sheet = self.sheet
        if sheet.layout is Layout.OFFICIAL:
            self._text(sheet.mark, size=36, font=HEI, align="center", colour=_RED, spacing=None)
            self._text(sheet.number, align="center")
        else:
            self._text(sheet.agency, size=20, font=HEI, align="center", spacing=None)
        for line in title_lines(sheet.heading, sheet.unbroken):
            self._text(line, size=22, font=HEI, align="center", spacing=None)
        if sheet.layout is not Layout.OFFICIAL and sheet.number:
            self._text(sheet.number, align="right")
        if sheet.correction:
            self._text(sheet.correction, indent=True)

    def _text(
        self,
        text: str,
        *,
        size: float | None = None,
        font: str = FANG,
        align: str = "",
        indent: bool = False,
        colour: RGBColor | None = None,
        spacing: float | None = -1,
    ) -> Paragraph:
        paragraph = self.doc.add_paragraph()
        points = self.size if size is None else size
        _run(paragraph, text, points, font, colour)
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        if indent:
            shape.first_line_indent = Pt(2 * points)
        if spacing is not None:
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE[self.sheet.layout])
        if align:
            paragraph.alignment = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}[align]
        return paragraph

    def line(self, block: Mapping[str, Any]) -> None:
        style = Style(block["style"])
        font = {Style.HEADING: HEI, Style.SUBHEADING: KAI}.get(style, FANG)
        size = self.size - 3 if style is Style.NOTE else None
        when = block.get("when", "")
        if when:
            self._text(f"{{%p if {when} %}}")
        self._text(block["text"], font=font, size=size, indent=style is not Style.ADDRESSEE)
        if when:
            self._text("{%p endif %}")

    def listing(self, block: Mapping[str, Any]) -> None:
        for text in _looped(block):
            self._text(text, indent=True)

    def grid(self, block: Mapping[str, Any]) -> None:
        table = self.doc.add_table(rows=0, cols=1 + _WIDE)
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        pending: Mapping[str, Any] | None = None
        for cell in block["cells"]:
            if cell["wide"] or pending is not None:
                self._grid_row(table, pending, cell)
                pending = None
            else:
                pending = cell
        if pending is not None:
            self._grid_row(table, None, {**pending, "wide": True})

    def _grid_row(self, table: Any, before: Mapping[str, Any] | None, cell: Mapping[str, Any]) -> None:
        """One row: two narrow cells side by side, or a wide one; a narrow one left alone gets a row of its own."""
        if before is not None and cell["wide"]:
            self._grid_row(table, None, before)
            before = None
        cells = table.add_row().cells
        if before is None:
            self._cell(cells[0], cell["label"], HEI)
            self._cell(cells[1].merge(cells[_WIDE]), cell["text"], FANG)
            return
        for place, text, font in (
            (0, before["label"], HEI),
            (1, before["text"], FANG),
            (2, cell["label"], HEI),
            (3, cell["text"], FANG),
        ):
            self._cell(cells[place], text, font)

    def _cell(self, cell: Any, text: str, font: str) -> None:
        _run(cell.paragraphs[0], text, self.size - 2, font, None)

    def table(self, block: Mapping[str, Any]) -> None:
        head: Sequence[str] = block["head"]
        table = self.doc.add_table(rows=1, cols=len(head))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            self._cell(cell, text, HEI)
        for row in _looped_rows(block):
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                self._cell(cell, text, FANG)

    def signing(self, block: Mapping[str, Any]) -> None:
        for label in block["labels"]:
            self._text(f"{label}{SIGN}　　　　　　　{DATE_ROOM}")

    def seal(self, block: Mapping[str, Any]) -> None:
        self._text("")
        for text in (block["agency"], block["on"]):
            paragraph = self._text(text, align="right")
            paragraph.paragraph_format.right_indent = Pt(4 * self.size)


_BLOCKS = {
    "line": _Writer.line,
    "listing": _Writer.listing,
    "grid": _Writer.grid,
    "table": _Writer.table,
    "signing": _Writer.signing,
    "seal": _Writer.seal,
}


def _looped(block: Mapping[str, Any]) -> list[str]:
    if "of" in block:
        return [f"{{%p for row in {block['of']} %}}", block["line"], "{%p endfor %}"]
    return list(block["lines"])


def _looped_rows(block: Mapping[str, Any]) -> list[Sequence[str]]:
    if "of" in block:
        blank = [""] * (len(block["head"]) - 1)
        return [[f"{{%tr for row in {block['of']} %}}", *blank], block["cells"], ["{%tr endfor %}", *blank]]
    return list(block["rows"])


def _run(paragraph: Paragraph, text: str, size: float, font: str, colour: RGBColor | None) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour
