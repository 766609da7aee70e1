"""Sheets 明细表: small tables of a record page. A cell is text, or one of the values below; ``kind`` picks its look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from duban.web.parts import DueDay


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a state; ``tone`` as of the ``tag`` component."""

    text: str
    tone: str = "neutral"
    kind: str = field(default="word", init=False)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light with its text."""

    state: str
    text: str = ""
    kind: str = field(default="lamp", init=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A due day with its light; ``text`` stands behind it (逾期 3 天)."""

    due: DueDay
    state: str = ""
    text: str = ""
    kind: str = field(default="term", init=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """A link; without an address bare text. ``quiet``: said aside."""

    text: str
    url: str = ""
    quiet: bool = False
    kind: str = field(default="ref", init=False)


@dataclass(frozen=True, slots=True)
class Cite:
    """An article as it is cited."""

    text: str
    verified: bool = True
    kind: str = field(default="cite", init=False)


@dataclass(frozen=True, slots=True)
class Button:
    """The way to a form; ``who`` instead of it, where the reader may not."""

    text: str
    url: str = ""
    who: str = ""
    kind: str = field(default="button", init=False)


@dataclass(frozen=True, slots=True)
class Many:
    """Several values under one another."""

    cells: Sequence[Cell]
    kind: str = field(default="many", init=False)


Cell = str | Word | Lamp | Term | Ref | Cite | Button | Many


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``anchor`` is where links to the record lead."""

    cells: Sequence[Cell]
    anchor: str = ""


class Drawn(Sequence[Line]):
    """Lines that are drawn when they are asked for: of a thousand records a page shows twenty."""

    def __init__(self, records: Sequence[Any], draw: Callable[[Any], Line]) -> None:
        self._records, self._draw = records, draw

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, wanted: int) -> Line: ...

    @overload
    def __getitem__(self, wanted: slice) -> Sequence[Line]: ...

    def __getitem__(self, wanted: int | slice) -> Line | Sequence[Line]:
        if isinstance(wanted, slice):
            return list(map(self._draw, self._records[wanted]))
        return self._draw(self._records[wanted])


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of a long table the page shows; empty addresses where there is nothing before or after them."""

    first: int
    last: int
    total: int
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its title; ``none`` is said when there is no row.

    ``notes`` stand under it; ``part`` says which rows of a long one are shown.
    """

    code: str
    title: str
    heads: Sequence[str]
    lines: Sequence[Line]
    none: str = ""
    notes: Sequence[str] = ()
    part: Part | None = None

    @property
    def rows(self) -> Iterator[tuple[str, Sequence[tuple[str, Cell]]]]:
        """Anchor and cells of every line, each with its column's head: a telephone shows them one below another."""
        for line in self.lines:
            yield line.anchor, list(zip(self.heads, line.cells, strict=True))
