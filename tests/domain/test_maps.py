"""Maps: places fall where they belong, outlines lose points and nothing that could be seen."""

from __future__ import annotations

import math

import pytest

from duban.domain.maps import Box, Drawing, Outline, area, middle, simplified
from duban.specs.regions import load_outlines, load_regions

SQUARE = ((120.0, 41.0), (122.0, 41.0), (122.0, 42.0), (120.0, 42.0), (120.0, 41.0))
ISLET = ((121.0, 41.5), (121.001, 41.5), (121.001, 41.501), (121.0, 41.5))


def _drawing() -> Drawing:
    return Drawing.of([Outline("1", "示例", (SQUARE,))], 600, 600)


def test_a_drawing_needs_an_outline():
    with pytest.raises(ValueError, match="outline"):
        Drawing.of([], 600, 600)


def test_a_degree_of_longitude_is_narrower_than_one_of_latitude():
    drawing = _drawing()
    assert drawing.box == Box(120.0, 41.0, 122.0, 42.0)
    assert drawing.width == 600
    assert drawing.height == round(600 / (2 * math.cos(math.radians(41.5))), 1)


@pytest.mark.parametrize(("place", "at"), [((120, 42), (0, 0)), ((122, 41), (600, None)), ((121, 41.5), (300, None))])
def test_a_place_lies_where_it_lies(place, at):
    x, y = _drawing().place(*place)
    assert x == at[0]
    assert at[1] is None or y == at[1]


def test_an_islet_that_nobody_could_see_is_not_drawn_but_the_largest_ring_always_is():
    drawing = _drawing()
    assert drawing.shape(Outline("1", "示例", (SQUARE, ISLET))).path.count("M") == 1
    assert drawing.shape(Outline("1", "示例", (ISLET,))).path.count("M") == 1


def test_the_cells_cover_the_box_without_gap():
    drawing = _drawing()
    xs, ys = drawing.edges(4)
    assert (xs[0], xs[-1], len(xs)) == (120.0, 122.0, 5)
    assert (ys[0], ys[-1]) == (41.0, 42.0)
    assert xs == sorted(set(xs))
    assert ys == sorted(set(ys))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ([(0, 0), (1, 0.1), (2, 0)], [(0, 0), (2, 0)]),
        ([(0, 0), (1, 3), (2, 0)], [(0, 0), (1, 3), (2, 0)]),
        ([(0, 0), (5, 0), (0, 0)], [(0, 0), (5, 0), (0, 0)]),  # a ring begins where it ends
    ],
)
def test_only_points_that_can_be_seen_are_kept(line, kept):
    assert simplified(line, 0.5) == kept


def test_the_middle_of_a_square():
    ring = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
    assert area(ring) == 4
    assert middle(ring) == (1.0, 1.0)
    assert middle([(3.0, 3.0), (4.0, 4.0)]) == (3.0, 3.0)


def test_every_district_of_liaoning_has_an_outline_that_can_be_drawn():
    outlines, regions = load_outlines(), load_regions()
    districts = [each.id for city in regions.children("210000") for each in regions.children(city.id)]
    assert [code for code in districts if code not in outlines] == []
    drawing = Drawing.of(outlines.values(), 620, 620)
    shapes = [drawing.shape(outline) for outline in outlines.values()]
    assert sum(len(shape.path) for shape in shapes) < 120_000
    assert [shape.code for shape in shapes if not 0 <= shape.middle[0] <= 620] == []
