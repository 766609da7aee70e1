"""Reading 读取: a workbook's bytes become sheets and rows of text, through the child process."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

from duban.documents.workbooks import limits
from duban.documents.workbooks.process import Child, believed, child
from duban.domain.ledger.rows import BrokenCell
from duban.domain.ledger.sheets import Cells, Merge, Sheet


class OpenWorkbook:
    """A workbook in a child process. ``kind`` is ``xlsx``, ``xls`` or ``csv``, by content."""

    def __init__(self, reader: Child, scanner: Child) -> None:
        content = reader.answer(b"S")[1]
        with believed():
            overview = json.loads(content)
            self.kind: str = str(overview["kind"])
            self.sheets: tuple[Sheet, ...] = tuple(map(_sheet, overview["sheets"]))
        self._reader = reader
        self._scanner = scanner

    def broken_cells(self, sheet: int) -> list[BrokenCell]:
        """Cells without a value that can be read: formulas never calculated, errors (.xlsx only)."""
        if self.kind != "xlsx":
            return []
        content = self._scanner.answer(b"B")[1]
        with believed():
            found = json.loads(content).get(self.sheets[sheet].name, ())
            return [BrokenCell(int(row), int(column), bool(formula)) for row, column, formula in found]

    def rows(self, sheet: int) -> Iterator[tuple[int, Cells]]:
        """Row numbers and cells of one sheet, from row 1 on. A workbook gives the rows of one sheet, once."""
        self._reader.ask(b"%d\n" % sheet)
        while True:
            kind, content = self._reader.answer(b"R", b"E")
            if kind == b"E":
                return
            with believed():
                first, *lines = content.decode().split(limits.ROW)
                number_of_first = int(first)
            for number, line in enumerate(lines, start=number_of_first):
                yield number, line.split(limits.CELL)


@contextlib.contextmanager
def open_workbook(data: bytes) -> Iterator[OpenWorkbook]:
    """Open a workbook; raises a ``Refusal`` for what is empty, damaged, locked, armed, or too big."""
    with child("read", data) as reader, child("scan", data) as scanner:
        yield OpenWorkbook(reader, scanner)


def mark_rejected(data: bytes, sheet: str, header_row: int, marks: list[tuple[int, int | None, str]]) -> bytes:
    """The workbook again as .xlsx: cells of the returned rows marked, reasons in words beside the table.

    ``marks`` are (row from 1, column from 0 or ``None``, reason); ``header_row`` is the header's last row.
    """
    wish: dict[str, Any] = {"sheet": sheet, "header_row": header_row, "marks": marks}
    with child("mark", data) as marker:
        marker.ask(json.dumps(wish, ensure_ascii=False).encode())
        return marker.answer(b"W")[1]


def _sheet(told: dict[str, Any]) -> Sheet:
    return Sheet(
        name=str(told["name"]), rows=int(told["rows"]), columns=int(told["columns"]),
        head=tuple([str(cell) for cell in cells] for cells in told["head"]),
        merged=tuple(Merge(*map(int, merge)) for merge in told["merged"]), visible=bool(told["visible"]),
    )  # fmt: skip
