"""An annex as JSON: every cell with the ids of the rows behind it, money in 万元 and as ``fen``."""

from __future__ import annotations

import json

from duban.documents.annexes.wording import shown
from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Row
from duban.domain.messages import Message
from duban.domain.money import format_exact_wanyuan


def to_json(table: AnnexTable) -> bytes:
    """The table as UTF-8 JSON, keys in a fixed order."""
    return json.dumps(as_plain(table), ensure_ascii=False, indent=2).encode() + b"\n"


def as_plain(table: AnnexTable) -> dict[str, object]:
    """The table as plain dicts and lists, for the command line and the API."""
    return {
        "annex": table.annex,
        "title": table.title,
        "campaign": table.campaign,
        "on": table.on.isoformat(),
        "header": {
            "unit": table.header.unit,
            "prepared_by": table.header.prepared_by,
            "telephone": table.header.telephone,
            "filled_on": table.header.filled_on.isoformat(),
        },
        "columns": [_column(column) for column in table.columns],
        "rows": [_row(table, row) for row in table.rows],
        "totals": None if table.totals is None else _row(table, table.totals),
        "excluded": [
            {"entry": item.entry, "enterprise": item.enterprise, "on": item.on.isoformat(), "reason": item.reason}
            for item in table.excluded
        ],
        "notes": list(table.notes),
        "warnings": [_message(message) for message in table.warnings],
        **({} if table.stamp is None else {"sha256": table.stamp.sha256, "verify": table.stamp.url}),
    }


def _column(column: Column) -> dict[str, object]:
    return {"code": column.code, "title": column.title, "kind": column.kind.value, "rule": column.rule}


def _row(table: AnnexTable, row: Row) -> dict[str, object]:
    return {
        "kind": row.kind.value,
        "agency": row.agency,
        "agency_name": row.agency_name,
        "entry": row.entry,
        "cells": [_cell(column, cell) for column, cell in zip(table.columns, row.cells, strict=True)],
        "warnings": [_message(message) for message in row.warnings],
    }


def _cell(column: Column, cell: Cell) -> dict[str, object]:
    plain: dict[str, object] = {"column": column.code, "value": cell.value, "sources": list(cell.sources)}
    if column.kind is ColumnKind.MONEY and isinstance(cell.value, int):
        plain |= {"value": _number(cell.value), "shown": shown(cell, column.kind), "fen": cell.value}
    return plain


def _number(fen: int) -> int | float:
    """Exact 万元 as a JSON number: its shortest notation has at most six decimals and reads back the same 分."""
    text = format_exact_wanyuan(fen)
    return float(text) if "." in text else int(text)


def _message(message: Message) -> dict[str, object]:
    return {"code": message.code, "text": str(message)}
