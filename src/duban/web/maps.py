"""Maps 专题图 as SVG: districts shaded by coverage, enterprises as points by standing; every part opens its rows.

Drawn by the server from our own outlines: it needs no script and no foreign address, prints, and can be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.maps import Box, Drawing, Outline, Shape
from duban.domain.regions import Region, RegionLevel
from duban.queries.statistics.enterprises import EnterpriseCount
from duban.queries.statistics.marks import Gravity, Mark, marks
from duban.specs.regions import load_outlines, load_regions
from duban.web.parts import Figure
from duban.web.places import region_name
from duban.web.statistics.slices import Slice

WIDTH, HEIGHT = 620, 620  # within which the drawing fits
ROOM = 130  # beside it, for the names that do not fit into their district
FITS = 56  # a district as wide as this holds its own name
LINE = 34  # between two names beside the drawing
SHADES = (0, 1, 25, 50, 75, 100)  # the least coverage in percent of each shade
MOVED = 22  # a name beside the drawing stands this far from it


@dataclass(frozen=True, slots=True)
class District:
    """A region on the map. ``label``: where its name stands; ``lead``: a line to it, if it stands outside."""

    shape: Shape
    count: EnterpriseCount
    url: str
    label: tuple[float, float]
    lead: str = ""

    @property
    def shade(self) -> str:
        """Of its coverage; a region without enterprises has none."""
        if not self.count.confirmed:
            return "none"
        return str(max(at for at, least in enumerate(SHADES) if self.count.percent >= least))

    @property
    def told(self) -> str:
        """Its figures in words."""
        if not self.count.confirmed:
            return _("{name}：没有在册企业").format(name=self.shape.name)
        words = _("{name}：在册 {confirmed} 家，已检查 {covered} 家，覆盖率 {percent}%")
        return words.format(
            name=self.shape.name, confirmed=self.count.confirmed, covered=self.count.covered, percent=self.count.percent
        )


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark on the map."""

    x: float
    y: float
    look: str
    count: int
    told: str
    url: str


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing with its parts; ``around``: neighbours that are drawn without figures.

    ``elsewhere``: figures of enterprises in regions of which there is no outline, by the region's name.
    """

    width: float
    height: float
    districts: Sequence[District]
    around: Sequence[Shape]
    pins: Sequence[Pin]
    without: Figure
    outside: Figure
    drawn: int
    elsewhere: Sequence[tuple[str, Figure]]

    @property
    def looks(self) -> Sequence[tuple[str, str]]:
        """How enterprises are drawn, for the legend."""
        return [(gravity.name.lower(), name) for gravity, name in gravities().items()]


def map_of(part: Slice, region: str, by_region: Mapping[str, EnterpriseCount]) -> Map | None:
    """The map of a reader of that region; ``None`` where there is no outline of it."""
    own, around = _outlines(region)
    if not own:
        return None
    drawing = _drawing(own, around)
    found = marks(part.today, part.ledger, drawing)
    return Map(
        width=drawing.width + ROOM,
        height=drawing.height,
        districts=_districts(part, drawing, own, by_region),
        around=[_shape(drawing, each) for each in around],
        pins=[_pin(part, drawing, mark) for mark in found.drawn],
        without=part.figure(found.without, "ledger", located="none"),
        outside=part.figure(found.outside, "ledger", located="out", box=_box(drawing.box)),
        drawn=found.inside,
        elsewhere=_elsewhere(part, own, by_region),
    )


@cache
def _outlines(code: str) -> tuple[tuple[Outline, ...], tuple[Outline, ...]]:
    """The parts of a region that have an outline; of a district: itself, and those around it."""
    regions, known = load_regions(), load_outlines()
    region = regions.get(code)
    while region is not None and region.level in {RegionLevel.ZONE, RegionLevel.TOWN} and region.parent:
        region = regions[region.parent]
    if region is None:
        return (), ()
    if region.level is RegionLevel.DISTRICT:
        around = regions.children(region.parent or "")
        return _known([region]), _known(each for each in around if each.id != region.id)
    if region.level is RegionLevel.COUNTRY:
        return tuple(each for each in known.values() if regions[each.code].level is RegionLevel.CITY), ()
    return _known(regions.children(region.id)), ()


def _known(regions: Iterable[Region]) -> tuple[Outline, ...]:
    known = load_outlines()
    return tuple(known[each.id] for each in regions if each.id in known)


@cache
def _drawing(own: tuple[Outline, ...], around: tuple[Outline, ...]) -> Drawing:
    return Drawing.of((*own, *around), WIDTH, HEIGHT)


@cache
def _shape(drawing: Drawing, outline: Outline) -> Shape:
    return drawing.shape(outline)


# Districts -------------------------------------------------------------------------------------------------------


def _districts(
    part: Slice, drawing: Drawing, own: Sequence[Outline], by_region: Mapping[str, EnterpriseCount]
) -> list[District]:
    shapes = [_shape(drawing, outline) for outline in own]
    beside = _beside(drawing, [shape for shape in shapes if shape.width < FITS])
    found = []
    for shape in shapes:
        count = sum((by_region[one] for one in _inside(shape.code) & by_region.keys()), EnterpriseCount())
        label = beside.get(shape.code, shape.middle)
        lead = f"M{shape.middle[0]:g} {shape.middle[1]:g}L{label[0] - 4:g} {label[1]:g}" if shape.code in beside else ""
        found.append(District(shape, count, part.url("ledger", area=shape.code), label, lead))
    return found


@cache
def _inside(code: str) -> frozenset[str]:
    return load_regions().territory(code)


def _beside(drawing: Drawing, small: Sequence[Shape]) -> Mapping[str, tuple[float, float]]:
    """Names of small districts stand one below another beside the drawing, around the height of their districts."""
    ordered = sorted(small, key=lambda shape: shape.middle[1])
    if not ordered:
        return {}
    centre = sum(shape.middle[1] for shape in ordered) / len(ordered)
    top = min(max(centre - LINE * (len(ordered) - 1) / 2, LINE), drawing.height - LINE * len(ordered))
    return {shape.code: (drawing.width + MOVED, round(top + LINE * at, 1)) for at, shape in enumerate(ordered)}


def _elsewhere(
    part: Slice, own: Sequence[Outline], by_region: Mapping[str, EnterpriseCount]
) -> list[tuple[str, Figure]]:
    shown = frozenset[str]().union(*(_inside(outline.code) for outline in own))
    left = sorted(code for code, count in by_region.items() if code not in shown and count.confirmed)
    return [(region_name(code), part.figure(by_region[code].confirmed, "ledger", region=code)) for code in left]


# Enterprises -----------------------------------------------------------------------------------------------------


def _pin(part: Slice, drawing: Drawing, mark: Mark) -> Pin:
    x, y = drawing.place(mark.longitude, mark.latitude)
    if mark.one is not None:
        url = f"{reverse('enterprise', args=[mark.one])}?campaign={part.campaign.id}"
        told = _("{name}：{standing}").format(name=mark.name, standing=gravities()[mark.gravity])
    else:
        url = part.url("ledger", located="in", box=_box(mark.box))
        told = _("{count} 家，最重的：{standing}").format(count=mark.count, standing=gravities()[mark.gravity])
    return Pin(x, y, mark.gravity.name.lower(), mark.count, told, url)


def gravities() -> Mapping[Gravity, str]:
    """How an enterprise stands, the gravest first."""
    return {
        Gravity.RED: _("红牌"),
        Gravity.YELLOW: _("黄牌"),
        Gravity.OVERDUE: _("逾期未整改"),
        Gravity.NORMAL: _("无牌、无逾期"),
    }


def _box(box: Box) -> str:
    return ",".join(map(repr, (box.west, box.south, box.east, box.north)))
