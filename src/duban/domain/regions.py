"""Regions 行政区划: GB/T 2260 units, and development zones 开发区 that hang below one without a code of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

COUNTRY = "100000"
"""Id of the whole country 全国. GB/T 2260 has no code for it; this one is ours."""


class RegionLevel(StrEnum):
    """Level of a region 层级."""

    COUNTRY = "country"  # 全国
    PROVINCE = "province"  # 省级
    CITY = "city"  # 地级
    DISTRICT = "district"  # 县级
    ZONE = "zone"  # 开发区，无区划代码
    TOWN = "town"  # 乡级（街道、镇）


@dataclass(frozen=True, slots=True)
class Region:
    """One region. ``id`` is its division code, or for a zone the parent bureau's code with ``-K1``, ``-K2`` …"""

    id: str
    name: str
    level: RegionLevel
    parent: str | None
    aliases: tuple[str, ...] = ()  # former names 旧称 and usual short forms
    verified: bool = True  # False: 待核实


class Regions:
    """All regions, looked up by id, by name and by descent.

    Raises ``ValueError`` for a duplicate id or a parent that is not there: such a table would send
    enterprises to the wrong bureau.
    """

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_id: dict[str, Region] = {}
        self._by_name: dict[str, list[Region]] = {}
        self._children: dict[str | None, list[str]] = {}
        for region in regions:
            if region.id in self._by_id:
                raise ValueError(f"region {region.id} ({region.name}) is defined twice")
            self._by_id[region.id] = region
            self._children.setdefault(region.parent, []).append(region.id)
            for name in (region.name, *region.aliases):
                self._by_name.setdefault(name, []).append(region)
        self._check_parents()
        self._names: Mapping[str, tuple[Region, ...]] = {name: tuple(found) for name, found in self._by_name.items()}

    def _check_parents(self) -> None:
        for region in self._by_id.values():
            if region.parent is not None and region.parent not in self._by_id:
                raise ValueError(f"region {region.id} ({region.name}) hangs below {region.parent}, which is not there")

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Region]:
        return iter(self._by_id.values())

    def __contains__(self, region_id: object) -> bool:
        return region_id in self._by_id

    def __getitem__(self, region_id: str) -> Region:
        """The region with this id; ``KeyError`` when there is none."""
        return self._by_id[region_id]

    def get(self, region_id: str) -> Region | None:
        """The region with this id, or ``None``."""
        return self._by_id.get(region_id)

    def named(self, name: str) -> tuple[Region, ...]:
        """Every region with exactly this name, former name or short form; a name is not unique in the country."""
        return self._names.get(name, ())

    def names(self) -> Iterable[str]:
        """Every name, former name and short form."""
        return self._names.keys()

    def children(self, region_id: str) -> tuple[Region, ...]:
        """The regions directly below, in the order of the table."""
        return tuple(self._by_id[child] for child in self._children.get(region_id, ()))

    def ancestors(self, region_id: str) -> tuple[Region, ...]:
        """The regions above, nearest first, up to the country."""
        found: list[Region] = []
        parent = self._by_id[region_id].parent
        while parent is not None:
            above = self._by_id[parent]
            found.append(above)
            parent = above.parent
        return tuple(found)

    def territory(self, region_id: str) -> frozenset[str]:
        """Ids of the region and of everything below it: 辖区 of an agency of that region."""
        found: set[str] = set()
        waiting = [self._by_id[region_id].id]
        while waiting:
            current = waiting.pop()
            found.add(current)
            waiting.extend(self._children.get(current, ()))
        return frozenset(found)

    def full_name(self, region_id: str) -> str:
        """The name with those above it, as an address begins: 辽宁省沈阳市铁西区."""
        above = [region.name for region in self.ancestors(region_id) if region.level is not RegionLevel.COUNTRY]
        return "".join(reversed(above)) + self._by_id[region_id].name
