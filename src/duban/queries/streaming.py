"""Streaming 逐批读取: all rows of a statement by the server's cursor, however many; needs an open transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection


def streamed(statement: str, values: Mapping[str, Any], chunk: int) -> Iterator[tuple[Any, ...]]:
    """The rows, fetched ``chunk`` at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(chunk):
            yield from rows
