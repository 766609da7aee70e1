"""Progress 进度: long work says how far it is, to whoever listens; nobody listens to what is done at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Tell = Callable[[int, int], None]


def _nobody(_done: int, _total: int) -> None:
    """Nobody listens."""


_tell: ContextVar[Tell] = ContextVar("tell", default=_nobody)


@contextmanager
def told_to(listener: Tell) -> Iterator[None]:
    """What work inside says goes to the listener."""
    token = _tell.set(listener)
    try:
        yield
    finally:
        _tell.reset(token)


def tell(done: int, total: int) -> None:
    """So many of so many steps are done."""
    _tell.get()(done, total)


def counted(rows: Iterable[T], total: int) -> Iterator[T]:
    """The rows, each told as it goes by."""
    listener = _tell.get()
    for done, row in enumerate(rows, 1):
        listener(min(done, total), total)
        yield row
