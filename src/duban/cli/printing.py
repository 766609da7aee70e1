"""Printing 打印: JSON for programs, lines for people; nothing here decides anything."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from unicodedata import east_asian_width
from uuid import UUID

import click

from duban.cli.wording import said
from duban.domain.messages import Message


def print_json(value: object) -> None:
    """The value as JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Message):
        return said(value)
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def print_lines(lines: Iterable[str]) -> None:
    """One line after the other on standard output."""
    for line in lines:
        click.echo(line)


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar for who waits at a terminal: how many steps are done, of how many; nothing in a file."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=_HUNDREDTHS, label=label, file=sys.stderr, hidden=hidden) as shown:

        def progress(done: int, of: int) -> None:
            step = done * _HUNDREDTHS // max(of, 1) - shown.pos
            if step:  # drawing costs more than a row
                shown.update(step)

        yield progress
        progress(1, 1)


_HUNDREDTHS = 100


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Columns under their heads, each as wide as its widest cell; a Chinese character is two wide."""
    texts = [[str(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(_width(row[place]) for row in texts) for place in range(len(heads))]
    for row in texts:
        yield "  ".join(text + " " * (wide - _width(text)) for text, wide in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
