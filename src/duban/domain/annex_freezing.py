"""Freezing 固定 a filled annex: a lossless plain form, its canonical text, and the hash of what was signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Excluded, Header, Row, RowKind
from duban.domain.messages import Message

Plain = Mapping[str, Any]


def plain_header(header: Header) -> dict[str, Any]:
    """The header block 表头 as JSON."""
    return {**asdict(header), "filled_on": header.filled_on.isoformat()}


def plain_rules(table: AnnexTable) -> dict[str, Any]:
    """The form with its counting rules 计数规则 as JSON."""
    return {"title": table.title, "columns": [asdict(column) for column in table.columns], "notes": list(table.notes)}


def plain_rows(table: AnnexTable) -> dict[str, Any]:
    """Rows, total, exclusions and warnings as JSON; messages with the values that fill them, as text."""
    return {
        "rows": [_plain_row(row) for row in table.rows],
        "totals": None if table.totals is None else _plain_row(table.totals),
        "excluded": [{**asdict(each), "on": each.on.isoformat()} for each in table.excluded],
        "warnings": [_plain_message(message) for message in table.warnings],
    }


def thawed(annex: str, campaign: str, on: date, *, header: Plain, rules: Plain, rows: Plain) -> AnnexTable:
    """The table as it was frozen. ``KeyError`` or ``ValueError`` for what this module did not write."""
    return AnnexTable(
        annex=annex,
        title=rules["title"],
        campaign=campaign,
        on=on,
        header=Header(
            header["unit"], header["prepared_by"], header["telephone"], date.fromisoformat(header["filled_on"])
        ),
        columns=tuple(Column(**{**column, "kind": ColumnKind(column["kind"])}) for column in rules["columns"]),
        rows=tuple(_row(row) for row in rows["rows"]),
        totals=None if rows["totals"] is None else _row(rows["totals"]),
        excluded=tuple(Excluded(**{**each, "on": date.fromisoformat(each["on"])}) for each in rows["excluded"]),
        notes=tuple(rules["notes"]),
        warnings=tuple(_message(message) for message in rows["warnings"]),
    )


def sha256(signed: Plain) -> str:
    """SHA-256 over the canonical text: keys in order, no blanks, UTF-8."""
    text = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain_row(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "agency": row.agency,
        "agency_name": row.agency_name,
        "entry": row.entry,
        "cells": [{"value": cell.value, "sources": list(cell.sources)} for cell in row.cells],
        "warnings": [_plain_message(message) for message in row.warnings],
    }


def _row(plain: Plain) -> Row:
    return Row(
        kind=RowKind(plain["kind"]),
        agency=plain["agency"],
        agency_name=plain["agency_name"],
        cells=tuple(Cell(cell["value"], tuple(cell["sources"])) for cell in plain["cells"]),
        entry=plain["entry"],
        warnings=tuple(_message(message) for message in plain["warnings"]),
    )


def _plain_message(message: Message) -> dict[str, Any]:
    params = {name: str(value) for name, value in message.params.items()}
    return {"code": message.code, "text": message.text, "params": params}


def _message(plain: Plain) -> Message:
    return Message(plain["code"], plain["text"], plain["params"])
