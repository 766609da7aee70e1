"""Typst, called in one way: fixed moment, PDF/A-2b, no system fonts, no memory kept from large tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import typst

from duban.documents.fonts import FontSet

SHANGHAI = timezone(timedelta(hours=8))
REMEMBERED = 10  # typst keeps the work of its last ten settings, to be quick when little changes between them
_NO_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)


def set_pdf(template: Path, data: Mapping[str, object], faces: FontSet, on: date) -> bytes:
    """Set ``data``, which the template reads from ``sys.inputs.data``; ``on`` is the day the file says it was made.

    The machine's clock leaves no trace: equal data give equal bytes. Tags are left out, they make a long table
    ten times larger.
    """
    pdf = typst.compile(
        template,
        root=template.parent,
        font_paths=faces.fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="a-2b",
        pdf_tags=False,
        timestamp=datetime.combine(on, time(), SHANGHAI),
    )
    if not isinstance(pdf, bytes):
        raise TypeError(f"typst answered {type(pdf).__name__} where one PDF was asked")
    return pdf


def forget_work() -> None:
    """Push earlier settings out of typst's memory with empty ones.

    A server that sets one large table after another would otherwise hold the last ten: 750 MB for tables of 500
    rows, 3 GB for 2,000 rows, instead of 150 and 380 MB. Costs 10 ms and the release of the memory itself.
    """
    blank = typst.Compiler(font_paths=_NO_FONTS, ignore_system_fonts=True)
    for _ in range(REMEMBERED + 1):
        blank.compile(b"", format="svg")
