"""Maps 底图: outlines of regions laid on a drawing, simplified to what the drawing can show.

Degrees are WGS-84. An equirectangular projection with the width of a degree at the middle latitude is true enough
for a province. Nothing here knows what is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
TOLERANCE = 0.6  # units of the drawing that an outline may be off


@dataclass(frozen=True, slots=True)
class Outline:
    """The border of a region: closed rings of (longitude, latitude)."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the earth in degrees; its eastern and northern edge lie outside."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline as it is drawn: the ``d`` of a path, the middle of its largest ring, how wide that ring is."""

    code: str
    name: str
    path: str
    middle: Point
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A rectangle of ``width`` by ``height`` units that shows a box of the earth."""

    box: Box
    width: float
    height: float

    @classmethod
    def of(cls, outlines: Iterable[Outline], width: float, height: float) -> Drawing:
        """As large as fits, with the outlines in its edges. ``ValueError`` without an outline."""
        points = [point for outline in outlines for ring in outline.rings for point in ring]
        if not points:
            raise ValueError("a drawing needs an outline")
        longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
        box = Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
        wide = (box.east - box.west) * math.cos(math.radians((box.south + box.north) / 2))
        scale = min(width / wide, height / (box.north - box.south))
        return cls(box, round(wide * scale, 1), round((box.north - box.south) * scale, 1))

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a place lies in the drawing; y runs downwards."""
        box = self.box
        x = (longitude - box.west) / (box.east - box.west) * self.width
        y = (box.north - latitude) / (box.north - box.south) * self.height
        return round(x, 1), round(y, 1)

    def shape(self, outline: Outline) -> Shape:
        """The outline in units of the drawing; islands too small to be seen are left out, the largest ring never."""
        rings = [simplified([self.place(*point) for point in ring], TOLERANCE) for ring in outline.rings]
        largest = max(rings, key=lambda ring: abs(area(ring)))
        seen = [ring for ring in rings if ring is largest or abs(area(ring)) > 1]
        xs = [x for x, _ in largest]
        return Shape(outline.code, outline.name, "".join(map(_path, seen)), middle(largest), max(xs) - min(xs))

    def edges(self, columns: int) -> tuple[list[float], list[float]]:
        """The drawing cut into square cells: longitudes and latitudes of their edges, from the south-west on."""
        rows = max(1, round(columns * self.height / self.width))
        box = self.box
        wide, high = (box.east - box.west) / columns, (box.north - box.south) / rows
        return (
            [*(round(box.west + wide * at, 6) for at in range(columns)), box.east],
            [*(round(box.south + high * at, 6) for at in range(rows)), box.north],
        )


def area(ring: Sequence[Point]) -> float:
    """The area inside the ring, negative when it runs the other way round."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def middle(ring: Sequence[Point]) -> Point:
    """The centre of its area; of a ring without one, its first point."""
    whole = area(ring)
    if not whole:
        return ring[0]
    x = y = 0.0
    for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
        across = a * d - c * b
        x, y = x + (a + c) * across, y + (b + d) * across
    return round(x / (6 * whole), 1), round(y / (6 * whole), 1)


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line with fewer points, nowhere further off than the tolerance (Douglas and Peucker)."""
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = max(
            ((_off(line[one], line[first], line[last]), one) for one in range(first + 1, last)), default=(0, 0)
        )
        if far > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [line[one] for one in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    """How far the point lies from the straight line between the two; from the point itself where they are one."""
    (x, y), (a, b), (c, d) = point, start, end
    length = math.hypot(c - a, d - b)
    return abs((c - a) * (b - y) - (a - x) * (d - b)) / length if length else math.hypot(x - a, y - b)


def _path(ring: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z"
