"""Scope 数据范围: which agencies' rows the running transaction may read and write; the database enforces it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True, slots=True)
class Scope:
    """Agency codes; an empty scope sees and writes nothing."""

    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()


def enter(scope: Scope) -> None:
    """Set the scope for the rest of the transaction; must run inside one.

    The account that was shown before anybody had a scope is shown no longer.
    """
    reads, writes = ",".join(scope.reads), ",".join(scope.writes)
    _set(("app.reads", reads), ("app.writes", writes), ("app.login", ""), ("app.user", ""))


@contextmanager
def scoped(reads: Iterable[str], writes: Iterable[str] = ()) -> Iterator[None]:
    """A transaction of its own with that scope (or a savepoint in one that is open already)."""
    with transaction.atomic():
        enter(Scope(tuple(reads), tuple(writes)))
        yield


def _set(*settings: tuple[str, str]) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a scope holds only inside a transaction")
    calls = ", ".join("set_config(%s, %s, true)" for _ in settings)
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [part for pair in settings for part in pair])
