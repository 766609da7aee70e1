"""Difference since submission 报送后变动: a frozen table against the same form filled now, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Row, RowKind

_EMPTY = Cell(None)
_NAMED_BY = "enterprise"  # the column by which a person knows a row


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else now. A row that came or went differs in every cell it has."""

    entry: str
    name: str
    column: Column
    frozen: Cell
    now: Cell

    @property
    def sources(self) -> frozenset[str]:
        """Ids of all rows behind the cell, then or now."""
        return frozenset((*self.frozen.sources, *self.now.sources))


def cell_changes(frozen: AnnexTable, now: AnnexTable) -> tuple[CellChange, ...]:
    """What changed, in the order of the frozen rows, new rows last. Serial numbers move and do not count."""
    before, after = _by_entry(frozen), _by_entry(now)
    return tuple(
        change
        for entry in dict.fromkeys((*before, *after))
        for change in _row_changes(entry, before.get(entry), after.get(entry), frozen.columns, now.columns)
    )


def _by_entry(table: AnnexTable) -> Mapping[str, Row]:
    return {row.entry: row for row in table.rows if row.kind is RowKind.ENTERPRISE and row.entry is not None}


def _row_changes(
    entry: str, frozen: Row | None, now: Row | None, then_columns: tuple[Column, ...], columns: tuple[Column, ...]
) -> Iterator[CellChange]:
    before, after = _cells(frozen, then_columns), _cells(now, columns)
    name = str((after or before)[_NAMED_BY].value)
    for column in {column.code: column for column in (*columns, *then_columns)}.values():
        one, other = before.get(column.code, _EMPTY), after.get(column.code, _EMPTY)
        if column.kind is not ColumnKind.SERIAL and one.value != other.value:
            yield CellChange(entry, name, column, one, other)


def _cells(row: Row | None, columns: tuple[Column, ...]) -> Mapping[str, Cell]:
    return {} if row is None else {column.code: cell for column, cell in zip(columns, row.cells, strict=True)}
