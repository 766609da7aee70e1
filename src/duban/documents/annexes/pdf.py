"""An annex as PDF/A-2b through Typst: A4 landscape, embedded fonts, the same bytes for the same table."""

from __future__ import annotations

import re
from pathlib import Path

from duban.documents import fonts
from duban.documents.annexes.stamp import code_svg, stamp_lines
from duban.documents.annexes.widths import LATIN, column_widths, even_title, lines_needed, longest
from duban.documents.annexes.wording import (
    FIGURES,
    NOTHING,
    all_rows,
    annex_label,
    chinese_day,
    exclusion_lines,
    header_lines,
    leading_span,
    shown,
    sum_label,
)
from duban.documents.typesetting import forget_work, set_pdf
from duban.domain.annex_table import AnnexTable, ColumnKind, Row, RowKind
from duban.domain.messages import N_, Message, Refusal

TEMPLATE = Path(__file__).with_name("annex.typ")
MAX_PDF_ROWS = 2000  # typst holds about 160 kB a row: some 400 MB for this many
SMALL_TABLE = 100  # rows; what smaller ones leave in typst's memory does not matter
TALL_ROW = 16  # lines; a taller row may be split over two pages
PADDING = 0.65  # em; the template's inset of 1 mm left and right


def to_pdf(table: AnnexTable, font_folder: Path | None = None) -> bytes:
    """The printed form. ``font_folder`` holds the bureau's own fonts; Noto is used for what it lacks.

    Refuses more than ``MAX_PDF_ROWS`` rows and exclusions: such a table belongs into a workbook.
    """
    _refuse_too_many(table)
    faces = fonts.load(font_folder)
    pdf = set_pdf(TEMPLATE, template_data(table, faces), faces, table.header.filled_on)
    if len(table.rows) > SMALL_TABLE:
        forget_work()
    return pdf


def template_data(table: AnnexTable, faces: fonts.FontSet) -> dict[str, object]:
    """Everything the template sets, ready to print: no rule and no rounding lives in the template."""
    widths = column_widths(table)
    return {
        "fonts": {"title": faces.title, "heading": faces.heading, "body": faces.body},
        "label": annex_label(table),
        "title": table.title,
        "author": table.header.unit,
        "description": f"{table.campaign}，统计截至{chinese_day(table.on)}",
        "header": header_lines(table),
        "columns": [even_title(column.title, width) for column, width in zip(table.columns, widths, strict=True)],
        "widths": [width + PADDING for width in widths],
        "aligns": [_side(table, index, width) for index, width in enumerate(widths)],
        "rows": [_row(table, row, widths) for row in all_rows(table)] or [_nothing(table)],
        "notes": table.notes,
        "stamp": _stamp(table),
        "excluded": exclusion_lines(table),
    }


def _stamp(table: AnnexTable) -> dict[str, object] | None:
    if table.stamp is None:
        return None
    return {"draft": table.stamp.draft, "lines": stamp_lines(table.stamp), "code": code_svg(table.stamp)}


def _refuse_too_many(table: AnnexTable) -> None:
    lines = len(all_rows(table)) + len(table.excluded)
    if lines <= MAX_PDF_ROWS:
        return
    raise Refusal(
        rule="annex.pdf.rows",
        message=Message(
            "annex.pdf.too_many_rows",
            N_("本表共{lines}行，PDF 最多{limit}行，未生成"),
            {"lines": lines, "limit": MAX_PDF_ROWS},
        ),
        remedy=Message("annex.pdf.use_xlsx", N_("请导出 xlsx 工作簿，或按填报单位分别导出 PDF。")),
    )


def _side(table: AnnexTable, index: int, width: float) -> str:
    """Figures and texts of one or two lines stand in the middle, longer texts at the left."""
    if table.columns[index].kind is not ColumnKind.TEXT or longest(table, index) <= 2 * width:
        return "center"
    return "left"


def _row(table: AnnexTable, row: Row, widths: tuple[float, ...]) -> dict[str, object]:
    texts = [
        _breakable(shown(cell, column.kind), width) if column.kind not in FIGURES else shown(cell, column.kind)
        for cell, column, width in zip(row.cells, table.columns, widths, strict=True)
    ]
    if row.kind is not RowKind.ENTERPRISE:
        span = leading_span(table, row)
        return {"kind": "sum", "span": span, "label": sum_label(row), "cells": texts[span:]}
    return {"kind": "long" if lines_needed(texts, widths) > TALL_ROW else "plain", "cells": texts}


def _nothing(table: AnnexTable) -> dict[str, object]:
    return {"kind": "sum", "span": len(table.columns), "label": NOTHING, "cells": []}


def _breakable(text: str, width: float) -> str:
    """Let a number or word that is wider than its column break: a zero-width space every so many characters."""
    most = max(1, int(width / LATIN))
    return re.sub(rf"[!-~]{{{most}}}(?=[!-~])", "\\g<0>\u200b", text)
