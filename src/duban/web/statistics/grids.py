"""Grids 统计表: a table of figures. Charts are drawn from it by the script, so that both always say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duban.web.parts import Figure


@dataclass(frozen=True, slots=True)
class Head:
    """A column of figures. ``colour`` names its colour in charts; ``rule`` is its 计数规则."""

    key: str
    title: str
    rule: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class GridLine:
    """One row; ``url`` opens what its title names."""

    title: str
    cells: Sequence[Figure]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns drawn together: ``bars`` lie, ``columns`` stand; stacked ones add up to a whole."""

    title: str
    keys: Sequence[str]
    kind: str = "bars"
    stacked: bool = False

    @property
    def names(self) -> str:
        """The keys as an attribute."""
        return " ".join(self.keys)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: ``first`` heads the column of titles. ``code`` is its id on the page."""

    code: str
    caption: str
    first: str
    heads: Sequence[Head]
    lines: Sequence[GridLine]
    total: GridLine | None = None
    charts: Sequence[Chart] = ()
