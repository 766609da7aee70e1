"""Reading 查阅: a transaction that sees what one person may see and cannot write anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from duban.domain.actor import Actor
from duban.records.scope import scoped


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """The actor's read scope; the database refuses every write inside, also one by mistake."""
    with scoped(actor.reads), connection.cursor() as cursor:
        cursor.execute("set local transaction_read_only = on")
        yield
