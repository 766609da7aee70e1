"""Sums of an annex 小计、合计: what a district's form, a city's form and a consolidated one have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from duban.domain.annex_table import Cell, Column, ColumnKind, Row, RowKind
from duban.domain.annex_words import exact_fine

_COUNTED = frozenset({ColumnKind.COUNT, ColumnKind.MONEY})
_REMARK = "remark"


def counts(columns: Sequence[Column]) -> bool:
    """Whether the form has figures at all; a list of cards has none."""
    return any(column.kind in _COUNTED for column in columns)


def with_subtotals(units: Mapping[str, str], columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Row, ...]:
    """Each unit's rows and then its subtotal, also of nothing. ``units``: names by code, in the order of the form."""
    grouped: list[Row] = []
    for agency, name in units.items():
        own = [row for row in rows if row.agency == agency]
        grouped += own
        if counts(columns):
            grouped.append(sum_row(columns, own, RowKind.SUBTOTAL, agency, name))
    return tuple(grouped)


def sum_row(columns: Sequence[Column], rows: Sequence[Row], kind: RowKind, agency: str, name: str) -> Row:
    """The sum of the rows; where 万元 loses 分 of a sum, its remark has the exact yuan."""
    cells = [_sum(column, [row.cells[place] for row in rows]) for place, column in enumerate(columns)]
    money = [cell for column, cell in zip(columns, cells, strict=True) if column.kind is ColumnKind.MONEY]
    exact = "；".join(filter(None, (exact_fine(int(str(cell.value))) for cell in money)))
    for place, column in enumerate(columns):
        if column.code == _REMARK and exact:
            cells[place] = Cell(exact)
    return Row(kind, agency, name, tuple(cells))


def renumbered(columns: Sequence[Column], rows: Sequence[Row]) -> list[Row]:
    """The rows with serial numbers from 1 on."""
    return [
        replace(
            row,
            cells=tuple(
                Cell(serial) if column.kind is ColumnKind.SERIAL else cell
                for column, cell in zip(columns, row.cells, strict=True)
            ),
        )
        for serial, row in enumerate(rows, start=1)
    ]


def _sum(column: Column, cells: list[Cell]) -> Cell:
    if column.kind not in _COUNTED:
        return Cell(None)
    sources = tuple(chain.from_iterable(cell.sources for cell in cells))
    return Cell(sum([cell.value for cell in cells if isinstance(cell.value, int)]), sources)
