"""A paper as PDF/A-2b through Typst: forms of the procedure, and official documents by GB/T 9704."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import typst

from duban.documents import fonts
from duban.documents.typesetting import set_pdf
from duban.domain.days import written_day
from duban.domain.papers.sheet import DATE_ROOM, SIGN, Sheet
from duban.domain.papers.vocabulary import Layout

FOLDER = Path(__file__).parent
TEMPLATES: Mapping[Layout, str] = {Layout.FORM: "form.typ", Layout.TABLE: "form.typ", Layout.OFFICIAL: "official.typ"}
SIZES: Mapping[Layout, int] = {Layout.FORM: 14, Layout.TABLE: 14, Layout.OFFICIAL: 16}  # pt: 4号, 4号, 3号
TITLE_LINE = 20  # characters of 2号 (22 pt) in 156 mm
TWO = 2
MISSING = "〓"
"""What is printed for a character that no font has; the caller is told which."""

_NO_GLYPH = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
_TRIES = 50  # characters without a glyph in one paper; more than that is no Chinese text


@dataclass(frozen=True, slots=True)
class Printed:
    """The file, and the characters for which no font has a glyph."""

    content: bytes
    missing: tuple[str, ...]


def to_pdf(sheet: Sheet, font_folder: Path | None = None) -> Printed:
    """Set the sheet. A character without a glyph is printed as ``〓`` and named; equal sheets give equal bytes."""
    faces = fonts.load(font_folder)
    missing: list[str] = []
    for _try in range(_TRIES):
        try:
            template = FOLDER / TEMPLATES[sheet.layout]
            return Printed(set_pdf(template, template_data(sheet, faces), faces, sheet.on), tuple(missing))
        except typst.TypstError as error:
            found = _NO_GLYPH.search(str(error))
            if found is None:
                raise
            missing.append(found["text"])
            sheet = _without(sheet, found["text"])
    raise ValueError(f"no font has these characters: {''.join(missing)}")


def template_data(sheet: Sheet, faces: fonts.FontSet) -> dict[str, object]:
    data = asdict(sheet)
    del data["on"], data["layout"]
    families = {
        "title": faces.title,
        "heading": faces.heading,
        "song": faces.body,
        "fang": faces.fang,
        "kai": faces.kai,
    }
    return {
        **data,
        "copies-line": sheet.copies_line,
        "signer-line": sheet.signer_line,
        "sign": SIGN,
        "date-room": DATE_ROOM,
        "title-lines": title_lines(sheet.heading, sheet.unbroken),
        "fonts": families,
        "size": SIZES[sheet.layout],
        "printed_on": written_day(sheet.on),
    }


def title_lines(heading: str, unbroken: str = "") -> list[str]:
    """A title in lines of about equal length, not broken inside ``unbroken`` where that can be helped."""
    if len(heading) <= TITLE_LINE:
        return [heading]
    lines = math.ceil(len(heading) / TITLE_LINE)
    length = math.ceil(len(heading) / lines)
    if lines == TWO:
        name = heading.find(unbroken) if unbroken else -1
        inside = range(name + 1, name + len(unbroken)) if name >= 0 else range(0)
        fits = [at for at in range(len(heading) - TITLE_LINE, TITLE_LINE + 1) if at not in inside]
        length = min(fits, key=lambda at: abs(at - length), default=length)
        return [heading[:length], heading[length:]]
    return [heading[start : start + length] for start in range(0, len(heading), length)]


def _without(sheet: Sheet, text: str) -> Sheet:
    words = {
        name: getattr(sheet, name).replace(text, MISSING)
        for name in ("heading", "agency", "mark", "number", "copy_to", "signer", "correction", "unbroken")
    }
    return replace(sheet, blocks=tuple(_replaced(block, text) for block in sheet.blocks), **words)


def _replaced(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return value.replace(text, MISSING)
    if isinstance(value, Mapping):
        return {key: _replaced(one, text) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_replaced(one, text) for one in value]
    return value
