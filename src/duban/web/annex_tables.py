"""An annex as a table on the screen 附件表: every figure opens its records; the same for a draft and a frozen one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Row, RowKind
from duban.queries.behind import Behind
from duban.web.campaigns import KEY
from duban.web.wording import wan, yuan

CellUrl = Callable[[str, str], str]
"""From a row's key and a column's code to the address that opens the cell's records."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the template draws it; ``url`` opens its records, ``look`` is the class of a text."""

    text: str
    url: str
    number: bool
    look: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its look: enterprise, subtotal or total."""

    kind: str
    cells: Sequence[ShownCell]


MOST_ROWS = 500  # on one screen; the files have them all


def shown_rows(table: AnnexTable, url_of: CellUrl) -> list[ShownRow]:
    """The first ``MOST_ROWS`` rows and the total."""
    rows = [*table.rows[:MOST_ROWS], *([table.totals] if table.totals else [])]
    return [shown_row(table, row, url_of) for row in rows]


def shown_row(table: AnnexTable, row: Row, url_of: CellUrl) -> ShownRow:
    """A row as it is drawn; a cell without records opens nothing."""
    label = {RowKind.SUBTOTAL: _("小计"), RowKind.TOTAL: _("合计")}.get(row.kind, "")
    cells = []
    for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        text = f"{row.agency_name}{label}" if label and place == 1 else shown(cell, column)
        url = url_of(row_key(row), column.code) if cell.sources else ""
        number = column.kind in {ColumnKind.COUNT, ColumnKind.MONEY, ColumnKind.SERIAL}
        cells.append(ShownCell(text, url, number, _look(column, text)))
    return ShownRow(row.kind.value, cells)


def _look(column: Column, text: str) -> str:
    """The enterprise's name stays in sight on a telephone; a long text gets room."""
    return "name" if column.code == "enterprise" else "wide" if len(text) > WIDE else "text"


WIDE = 12  # signs from which a text needs room


def row_key(row: Row) -> str:
    """By which a row is found again: its entry or card; a sum by its kind and unit."""
    return row.entry or f"{row.kind.value}:{row.agency}"


def shown(cell: Cell, column: Column) -> str:
    """A cell's value as the form writes it: money in 万元."""
    if cell.value is None:
        return ""
    return wan(cell.value) if column.kind is ColumnKind.MONEY and isinstance(cell.value, int) else str(cell.value)


def cell_at(table: AnnexTable, key: str, code: str) -> tuple[Row, Column, Cell]:
    """The row and cell; 404 where the table of that day has none."""
    rows: Iterable[Row] = (*table.rows, *([table.totals] if table.totals else []))
    for row in rows:
        if row_key(row) == key:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if column.code == code:
                    return row, column, cell
    raise Http404


def whose(row: Row, table: AnnexTable) -> str:
    """Whose row it is."""
    if row.kind is not RowKind.ENTERPRISE:
        return f"{row.agency_name}{_('小计') if row.kind is RowKind.SUBTOTAL else _('合计')}"
    names = [cell.value for column, cell in zip(table.columns, row.cells, strict=True) if column.code == "enterprise"]
    return str(names[0]) if names else ""


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record behind a cell; ``counts`` is what it adds."""

    noun: str
    enterprise: str
    url: str
    record: Behind
    counts: str


_ANCHORS = {
    "inspection": "visit", "hazard": "hazard", "rectification_order": "order", "penalty_decision": "penalty",
    "card": "card", "closure_request": "request",
}  # fmt: skip


def shown_record(record: Behind, campaign: str, column: Column) -> ShownRecord:
    """A record behind a cell of the column, with its place in the enterprise's file."""
    anchor = f"#{_ANCHORS[record.noun]}-{record.id}" if record.noun in _ANCHORS else ""
    url = f"{reverse('enterprise', args=[record.enterprise])}?{KEY}={campaign}{anchor}"
    adds = {
        "officers": _("{number} 人次").format(number=record.officers),
        "experts": _("{number} 人次").format(number=record.experts),
        "fines": _("{yuan} 元").format(yuan=yuan(record.fine_fen)),
    }
    return ShownRecord(_noun(record.noun), record.enterprise_name, url, record, adds.get(column.code, ""))


def _noun(noun: str) -> str:
    return {
        "inspection": _("执法检查"),
        "hazard": _("问题和隐患"),
        "rectification_order": _("责令限期整改指令书"),
        "order_item": _("整改项"),
        "penalty_decision": _("行政处罚决定书"),
        "card": _("黄红牌"),
        "closure_request": _("提请关闭"),
        "enterprise": _("企业"),
        "ledger_entry": _("监管台账"),
        "site": _("生产厂区"),
    }[noun]
