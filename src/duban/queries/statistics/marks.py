"""Marks 图上的点: enterprises with coordinates, gathered in the cells of a drawing, each cell with its gravest one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from duban.domain.maps import Box, Drawing
from duban.queries.ledger_list import IN_BOX, Sought
from duban.queries.statistics.enterprises import COUNTED
from duban.queries.statistics.groups import read
from duban.queries.today import Today

COLUMNS = 48  # cells from west to east: what lies in one is one mark, however many enterprises there are


class Gravity(IntEnum):
    """How an enterprise is drawn; of several in one cell the gravest counts."""

    NORMAL = 0
    OVERDUE = 1
    YELLOW = 2
    RED = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """The enterprises of one cell: the gravest, how many, where; ``one`` and its name where it stands alone."""

    gravity: Gravity
    count: int
    longitude: float
    latitude: float
    box: Box
    one: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What can be drawn, and how many enterprises cannot: without coordinates, or with ones outside the drawing."""

    drawn: Sequence[Mark]
    without: int
    outside: int

    @property
    def inside(self) -> int:
        """Enterprises that are drawn: with the other two they make up all."""
        return sum(mark.count for mark in self.drawn)


_GRAVITY = "case when card = 'red' then 3 when card = 'yellow' then 2 when overdue > 0 then 1 else 0 end"
_STATEMENT = f"""{COUNTED}
    select located, col, row, max(gravity), count(*), avg(longitude), avg(latitude), min(enterprise::text), min(name)
    from (
        select *, {_GRAVITY} as gravity,
            case when latitude is null then 'none' when {IN_BOX} then 'in' else 'out' end as located,
            case when {IN_BOX} then width_bucket(longitude, %(xs)s::float8[]) end as col,
            case when {IN_BOX} then width_bucket(latitude, %(ys)s::float8[]) end as row
        from counted where {{where}}) placed
    group by located, col, row order by 4, 5, 8"""  # noqa: S608 -- constants of the queries


def marks(today: Today, sought: Sought, drawing: Drawing) -> Marks:
    """The confirmed enterprises of the ledgers on the drawing."""
    xs, ys = drawing.edges(COLUMNS)
    box = drawing.box
    values = today.values | sought.values | {"xs": xs, "ys": ys, "box": [box.west, box.south, box.east, box.north]}
    drawn, left = [], {"none": 0, "out": 0}
    for located, col, row, gravity, count, x, y, one, name in read(_STATEMENT.format(where=sought.where), values):
        if located in left:
            left[located] += count
            continue
        cell = Box(xs[col - 1], ys[row - 1], xs[col], ys[row])
        alone = count == 1
        drawn.append(Mark(Gravity(gravity), count, x, y, cell, UUID(one) if alone else None, name if alone else ""))
    return Marks(drawn, left["none"], left["out"])
