"""Column widths 栏宽, measured in em (one Chinese character), the same for paper and workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, sqrt

from duban.documents.annexes.wording import all_rows, heading, shown
from duban.domain.annex_table import AnnexTable, Column, ColumnKind, RowKind

PAGE = 74.0  # em of text between the margins of A4 landscape at the forms' type size
SERIAL = 2.6
NARROWEST = 4.3  # four characters: 所在地址 stays in one line
CAP = 120.0  # one endless remark must not starve the names and addresses
SLACK = 0.4  # room for glyphs that are wider than estimated
FIGURE_TITLE, TEXT_TITLE = 5.0, 8.0  # longest line of a column title
RAGGED = 0.3  # a line ends early where a mark or a number may not be split
LATIN = 0.55  # a digit or Latin letter in em


def em(text: str) -> float:
    """Approximate length in em. UTF-8 spends three bytes on a Chinese character, one on a Latin one."""
    wide = (len(text.encode()) - len(text)) / 2
    return wide + (len(text) - wide) * LATIN


def longest(table: AnnexTable, index: int) -> float:
    """Length of the longest cell of one column; sum rows count only where they show a figure."""
    kind = table.columns[index].kind
    rows = (row for row in all_rows(table) if row.kind is RowKind.ENTERPRISE or kind is not ColumnKind.TEXT)
    return max((em(shown(row.cells[index], kind)) for row in rows), default=0.0)


def column_widths(table: AnnexTable) -> tuple[float, ...]:
    """Widths that add up to the page: figures get what they need, texts share the rest so that rows stay low."""
    content = [longest(table, index) for index in range(len(table.columns))]
    floors = {index: _floor(column, content[index]) for index, column in enumerate(table.columns)}
    extra = {
        index: max(0.0, min(CAP, content[index] + SLACK) - floors[index])
        for index, column in enumerate(table.columns)
        if column.kind is ColumnKind.TEXT
    }
    shares = _share(max(0.0, PAGE - sum(floors.values())), extra)
    return tuple(floor + shares.get(index, 0.0) for index, floor in floors.items())


def even_title(title: str, width: float) -> str:
    """A column title for paper: lines wider than the column break into equal parts, no orphans."""
    return "\n".join(part for line in heading(title).split("\n") for part in _even_parts(line, width))


def _even_parts(line: str, width: float) -> list[str]:
    size = ceil(len(line) / ceil(em(line) / width))
    return [line[start : start + size] for start in range(0, len(line), size)]


def _floor(column: Column, content: float) -> float:
    """The least width: a serial number or figure in one line, a column title in lines of four to eight characters."""
    if column.kind is ColumnKind.SERIAL:
        return max(SERIAL, content + SLACK)
    if column.kind is ColumnKind.TEXT:
        return _title_width(column.title, TEXT_TITLE)
    return max(_title_width(column.title, FIGURE_TITLE), content + SLACK)


def _title_width(title: str, most: float) -> float:
    """Width in which the title breaks into lines of about equal length, none longer than ``most``."""
    parts = [em(line) for line in heading(title).split("\n")]
    return max(NARROWEST, *(ceil(part / ceil(part / most)) + SLACK for part in parts))


def _share(available: float, wanted: Mapping[int, float]) -> dict[int, float]:
    """Give short columns what they want; the others share by the root of their want, as areas do."""
    given: dict[int, float] = {}
    waiting = dict(wanted)
    while waiting:
        unit = available / (sum(sqrt(length) for length in waiting.values()) or 1.0)
        content = {index: length for index, length in waiting.items() if length <= unit * sqrt(length)}
        if not content:
            return given | {index: unit * sqrt(length) for index, length in waiting.items()}
        given |= content
        available -= sum(content.values())
        waiting = {index: length for index, length in waiting.items() if index not in content}
    return {index: length + available / len(given) for index, length in given.items()}


def lines_needed(texts: Sequence[str], widths: Sequence[float]) -> int:
    """Cautious estimate of the lines that the tallest of these cells takes."""
    return max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)


def _lines(text: str, width: float) -> int:
    return sum(ceil(max(em(line), 1.0) / (width - RAGGED)) for line in text.split("\n"))
