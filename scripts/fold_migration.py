"""Fold the constraints and indexes of the first migration into its tables: same schema, a tenth of the time.

``makemigrations`` writes each as an operation of its own, and Django renders all related models anew for each.
Run after the first migration of ``records`` was written again; later migrations need no folding.
"""

from __future__ import annotations

import inspect
import os
import re
from importlib import import_module
from pathlib import Path

import django
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter

MIGRATION = "duban.records.migrations.0001_initial"


def main() -> None:
    """Rewrite the file in place."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
    django.setup()
    module = import_module(MIGRATION)
    migration = module.Migration("0001_initial", "records")
    before = len(migration.operations)
    fold(migration)
    Path(inspect.getfile(module)).write_text(MigrationWriter(migration).as_string(), encoding="utf-8")
    print(f"{before} operations -> {len(migration.operations)}")  # noqa: T201 -- a command prints


def fold(migration: Migration) -> None:
    """Move what a table can carry from its creation on; leave what needs a field that is added later."""
    tables = {op.name_lower: op for op in migration.operations if isinstance(op, CreateModel)}
    added = [op for op in migration.operations if isinstance(op, AddField)]
    left: list[Operation] = []
    for op in migration.operations:
        if isinstance(op, AddConstraint | AddIndex):
            part = op.constraint if isinstance(op, AddConstraint) else op.index
            late = [field.name for field in added if field.model_name_lower == op.model_name_lower]
            if not _mentions(part, late):
                kind = "constraints" if isinstance(op, AddConstraint) else "indexes"
                options = tables[op.model_name_lower].options
                options[kind] = [*options.get(kind, ()), part]
                continue
        if not isinstance(op, CreateModel):
            left.append(op)
    migration.operations = [*tables.values(), *left]


def _mentions(part: object, fields: list[str]) -> bool:
    text = repr(part.deconstruct())  # type: ignore[attr-defined]  # constraints and indexes both have it
    return any(re.search(rf"\b{field}(__|_id\b|\b)", text) for field in fields)


if __name__ == "__main__":
    main()
