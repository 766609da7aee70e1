"""Shapes 栏目: of what a record of the plan consists, said once for its form, its difference view and its errors.

A form keeps what was typed: every value is text or a list of texts, and nothing here judges it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeAlias

from duban.web.deed_forms import Choices

Record: TypeAlias = Mapping[str, Any]


class Kind(Enum):
    """How one value is typed."""

    TEXT = auto()
    LONG = auto()
    DAY = auto()
    NUMBER = auto()
    LINES = auto()  # a list, one entry a line
    CHOICE = auto()
    SEVERAL = auto()  # a list of choices
    TICK = auto()  # "true", or not there


@dataclass(frozen=True, slots=True)
class Field:
    """One value; ``choices`` are made when the form is drawn. ``only`` says of which records it is asked."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    choices: Callable[[], Choices] | None = None
    required: bool = False
    example: str = ""
    help: str = ""
    only: Callable[[Record], bool] | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of records; ``one`` is what one of them is called. ``shape`` may be its own (conditions in conditions)."""

    key: str
    title: str
    one: str
    shape: Callable[[], Shape]
    only: Callable[[Record], bool] | None = None
    folded: bool = False
    """Shown only where there is a record: one of many lists that are mostly empty."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A record inside the record."""

    key: str
    title: str
    shape: Callable[[], Shape]


Part: TypeAlias = Field | Rows | Nested
Shape: TypeAlias = Sequence[Part]


def of(shape: Shape) -> Callable[[], Shape]:
    """A shape that is known already, where one may be made later."""
    return lambda: shape


def part_of(shape: Shape, key: str) -> Part | None:
    """The part of that key."""
    return next((part for part in shape if part.key == key), None)


def asked(part: Field | Rows, record: Record) -> bool:
    """Whether the part is asked of this record."""
    return part.only is None or part.only(record)
