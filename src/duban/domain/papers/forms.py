"""Forms 文书式样: the shape of one paper. Its wording is data (``specs/papers``), with ``{names}`` of fields in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from duban.domain.papers.fields import Field, fields_of
from duban.domain.papers.vocabulary import TITLES, Layout, PaperKind, PaperSubject
from duban.domain.wordlists import DocumentKind

NAMED = re.compile(r"\{([a-z_]+)\}")
NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Style(StrEnum):
    """How a line of text stands."""

    PARAGRAPH = "paragraph"  # 首行缩进二字
    ADDRESSEE = "addressee"  # 顶格
    HEADING = "heading"  # 一、黑体
    SUBHEADING = "subheading"  # （一）楷体
    NOTE = "note"  # 文末小字


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; ``when`` names a field that must be known for it to stand there."""

    text: str
    style: Style = Style.PARAGRAPH
    when: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One line for each row of a list field; in ``text`` stand the columns of the row."""

    of: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One label with its content in a form that is a table; a ``wide`` one fills the row."""

    label: str
    text: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells 表格: two to a row, a wide one alone."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list field with headed columns: ``columns`` are (heading, text with the row's columns)."""

    of: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """Lines to be signed by hand 签名, each with room for the date."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """The agency's name and the day, where the seal goes 落款（印章）."""


Block = Line | Listing | Grid | Table | Signing | Seal


@dataclass(frozen=True, slots=True)
class Ask:
    """What only the person who drafts the paper can say.

    ``example`` shows what is meant; ``start``, with names of fields, is what stands there when the form is opened.
    """

    name: str
    label: str
    example: str = ""
    long: bool = False
    required: bool = True
    start: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``source``: where its fields come from. ``series``: in which its number is counted; else it has none.

    ``reviewed``: no decision of a record stands behind it, so the paper itself is reviewed and issued by another
    person. ``law``: name of a field → concept of the lawbook; ``terms``: name → code of a deadline. ``needs``:
    fields without which it is not issued; any other that is missing is left blank, to be filled in by hand.
    """

    kind: PaperKind
    source: str
    layout: Layout
    subject: PaperSubject
    heading: str
    body: tuple[Block, ...]
    series: DocumentKind | None = None
    reviewed: bool = False
    law: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    terms: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    asks: tuple[Ask, ...] = ()
    needs: tuple[str, ...] = ()
    copies: int = 0
    copy_to: str = ""
    upward: bool = False

    @property
    def title(self) -> str:
        """The name of the kind of paper."""
        return TITLES[self.kind]

    def fields(self) -> Mapping[str, Field]:
        """Every name that may stand in its text."""
        cited = {name: Field(name) for name in (*self.law, *self.terms)}
        asked = {ask.name: Field(ask.label) for ask in self.asks}
        return {**fields_of(self.subject), **cited, **asked}


def names_in(text: str) -> list[str]:
    """The fields that a text names, in order."""
    return NAMED.findall(text)


def texts_of(block: Block) -> Iterable[str]:
    """The texts of a block that name fields of the whole paper, not of a row."""
    if isinstance(block, Line):
        yield block.text
    elif isinstance(block, Grid):
        yield from (cell.text for cell in block.cells)
