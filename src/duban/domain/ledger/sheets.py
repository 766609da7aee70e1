"""A sheet 工作表 as its reader hands it over: the first rows as text, the size, the merged cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Cells = list[str]
"""One row. Numbers are written as text, days as 2021-07-05; an empty cell is ``""``. Cell 0 is column A."""


class Merge(NamedTuple):
    """A merged range 合并单元格; rows count from 1 as on the screen, columns from 0, both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` and ``columns`` reach to the last used cell; ``head`` begins with row 1."""

    name: str
    rows: int
    columns: int
    head: tuple[Cells, ...]
    merged: tuple[Merge, ...] = ()
    visible: bool = True


def column_letters(index: int) -> str:
    """Column 0 is A, 26 is AA, as on the screen."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
