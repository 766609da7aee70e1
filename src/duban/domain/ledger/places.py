"""Finds the region 地区 of a row: from its division code, its region columns, or its address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from duban.domain.ledger.fields import Field
from duban.domain.ledger.values import ValueFault, half_width, said, tidy
from duban.domain.messages import N_, Message
from duban.domain.regions import Region, RegionLevel, Regions

_UPPER = frozenset({RegionLevel.PROVINCE, RegionLevel.CITY})
_LOWER = frozenset({RegionLevel.DISTRICT, RegionLevel.ZONE})
_LAST_SIGN = re.compile("[省市区县旗盟州域镇乡]|街道")
_CODE_LENGTHS = (6, 9, 12)
_FULL_CODE = 6
_SHOWN = 5


class Place(NamedTuple):
    """The region found, and the columns that contradict it (told, not refused)."""

    region: str
    contradiction: str = ""


class PlaceFault(Exception):  # noqa: N818 -- 地区不明 is an answer for the clerk, not a malfunction
    """No region, or more than one: the field to correct, what it holds, the rule and an example."""

    def __init__(self, field: Field, value: str, fault: ValueFault) -> None:
        super().__init__(str(fault))
        self.field = field
        self.value = value
        self.fault = fault


class _Hit(NamedTuple):
    """A name found in a text, at its last sign."""

    end: int
    regions: tuple[Region, ...]


class PlaceFinder:
    """Finds regions for an agency whose territory decides between districts of one name (鼓楼区, 铁西区).

    What was found for a set of region columns is remembered: a ledger repeats few regions.
    """

    def __init__(self, regions: Regions, home: str) -> None:
        self._regions = regions
        self._home = regions[home]
        self._territory = regions.territory(home)
        self._above = {region.id: frozenset(one.id for one in regions.ancestors(region.id)) for region in regions}
        self._only_district = self._cities_of_one_district()
        self._short = self._short_names()
        self._lengths = self._lengths_by_ending()
        self._zoned = frozenset(one.parent for one in regions if one.level is RegionLevel.ZONE)
        self._seen: dict[tuple[str, str, str, str], Place | None] = {}

    def inside(self, region: str) -> bool:
        """Whether the region lies in the agency's territory 辖区."""
        return region in self._territory

    def find(self, code: str, province: str, city: str, district: str, address: str) -> Place:
        """The region of a row; raises :class:`PlaceFault`."""
        columns = (code, province, city, district)
        if columns not in self._seen:
            self._seen[columns] = self._from_columns(*columns)
        place = self._seen[columns]
        if place is None:
            return self._from_text(columns, address)
        if place.region in self._zoned and address:
            return place._replace(region=self._zone_in(place.region, address))
        return place

    def _from_columns(self, code: str, province: str, city: str, district: str) -> Place | None:
        """From the code, else from the columns; ``None`` where only the address may tell."""
        text = self._joined(province, city, district)
        if said(code):
            found = self._from_code(code)
            if found is not None:
                return Place(found, self._contradiction(found, text))
        regions = self._search(text)
        return Place(regions[0].id) if len(regions) == 1 else None

    def _from_code(self, cell: str) -> str | None:
        code = half_width(cell).strip().upper()
        if not code.isdigit() and code in self._regions:
            return code
        code = code[:_FULL_CODE] if code.isdigit() and len(code) in _CODE_LENGTHS else code
        region = self._regions.get(code)
        if region is None:
            rule = Message("ledger.unknown_region_code", N_("没有这个区划代码（2021年10月31日版）"))
            raise PlaceFault(Field.REGION_CODE, cell, ValueFault(rule, "210106"))
        return code if region.level in _LOWER else self._only_district.get(code)

    def _contradiction(self, found: str, text: str) -> str:
        named = self._search(text)
        return text if named and found not in {one.id for one in named} else ""

    def _from_text(self, columns: tuple[str, str, str, str], address: str) -> Place:
        code, province, city, district = columns
        written = self._joined(province, city, district)
        several: Sequence[Region] = ()
        for text in (written + tidy(address), tidy(address)):
            found = self._search(text)
            if len(found) == 1:
                return Place(found[0].id)
            several = several or found
        field = Field.DISTRICT if district else Field.ADDRESS
        raise PlaceFault(field, district or address or city or province or code, self._fault(several))

    def _fault(self, found: Sequence[Region]) -> ValueFault:
        if not found:
            rule = Message("ledger.no_region", N_("看不出属于哪个区县（开发区）"))
            return ValueFault(rule, "辽宁省沈阳市铁西区")
        names = "、".join(self._regions.full_name(region.id) for region in found[:_SHOWN])
        rule = Message(
            "ledger.ambiguous_region", N_("有 {count} 个同名地区：{names}"), {"count": len(found), "names": names}
        )
        return ValueFault(rule, self._regions.full_name(found[0].id))

    def _joined(self, province: str, city: str, district: str) -> str:
        """The region columns as an address begins, short forms (沈阳, 铁西) written out."""
        return "".join(self._short.get(text, text) for text in map(tidy, (province, city, district)) if said(text))

    def _search(self, text: str) -> Sequence[Region]:
        """The districts or zones that a text may mean: one is an answer, several are a question."""
        hits = self._hits(text)
        uppers = {region.id for hit in hits for region in hit.regions if region.level in _UPPER}
        for levels in (_LOWER, frozenset({RegionLevel.TOWN})):
            for position, hit in enumerate(hits):
                found = self._fitting([one for one in hit.regions if one.level in levels], uppers)
                if len(found) == 1:
                    return [self._zone_within(found[0], hits[position + 1 :])]
                if found:
                    return found
        return self._single_district_city(uppers)

    def _fitting(self, candidates: list[Region], uppers: set[str]) -> list[Region]:
        """Those below the most of the named provinces and cities; among equals those of the own territory."""
        most = max((len(self._above[one.id] & uppers) for one in candidates), default=0)
        if uppers and not most:
            return []
        fitting = [
            one for one in candidates if len(self._above[one.id] & uppers) == most and self._may_mean(one, uppers)
        ]
        own = [one for one in fitting if one.id in self._territory]
        return own or fitting

    def _may_mean(self, region: Region, uppers: set[str]) -> bool:
        """Every city has a 高新区 and streets of one name: without its city, only that of the own city is meant."""
        if region.level is RegionLevel.DISTRICT:
            return True
        cities = {one for one in self._above[region.id] if self._regions[one].level is RegionLevel.CITY}
        return (
            not cities or bool(cities & uppers) or self._home.id in cities or bool(cities & self._above[self._home.id])
        )

    def _zone_in(self, district: str, address: str) -> str:
        """The zone of a district that the address names, else the district itself."""
        return self._zone_within(self._regions[district], self._hits(tidy(address))).id

    def _zone_within(self, region: Region, later: Sequence[_Hit]) -> Region:
        """The zone that a text names behind its district, or the district of a town."""
        if region.level is RegionLevel.TOWN:
            return self._regions[str(region.parent)]
        for hit in later:
            for one in hit.regions:
                if one.level is RegionLevel.ZONE and one.parent == region.id:
                    return one
        return region

    def _single_district_city(self, uppers: set[str]) -> Sequence[Region]:
        districts = [self._only_district[one] for one in uppers if one in self._only_district]
        return [self._regions[districts[0]]] if len(districts) == 1 else []

    def _hits(self, text: str) -> list[_Hit]:
        """Names in a text, longest at each last sign; a province or city may stand without its last sign in front."""
        hits = self._leading(text)
        for match in _LAST_SIGN.finditer(text):
            regions = self._longest(text, match.end())
            if regions:
                hits.append(_Hit(match.end(), regions))
        return hits

    def _longest(self, text: str, end: int) -> tuple[Region, ...]:
        for length in self._lengths.get(text[end - 2 : end], ()):
            regions = self._regions.named(text[end - length : end]) if length <= end else ()
            if regions:
                return regions
        return ()

    def _leading(self, text: str) -> list[_Hit]:
        """Province and city written short at the front: 辽宁沈阳…"""
        hits: list[_Hit] = []
        start = 0
        for _turn in range(2):
            for length in (2, 3, 4):
                full = self._short.get(text[start : start + length])
                uppers = tuple(one for one in self._regions.named(full or "") if one.level in _UPPER)
                if uppers:
                    start += length
                    hits.append(_Hit(start, uppers))
                    break
        return hits

    def _lengths_by_ending(self) -> Mapping[str, tuple[int, ...]]:
        """The last two signs of every name, with the lengths of the names that end so, longest first."""
        found: dict[str, set[int]] = {}
        for name in self._regions.names():
            found.setdefault(name[-2:], set()).add(len(name))
        return {ending: tuple(sorted(lengths, reverse=True)) for ending, lengths in found.items()}

    def _cities_of_one_district(self) -> dict[str, str]:
        """Cities such as 嘉峪关市 whose code stands for their only district."""
        found: dict[str, str] = {}
        for region in self._regions:
            if region.level is RegionLevel.CITY:
                districts = [one.id for one in self._regions.children(region.id) if one.level is RegionLevel.DISTRICT]
                if len(districts) == 1:
                    found[region.id] = districts[0]
        return found

    def _short_names(self) -> dict[str, str]:
        """辽宁 → 辽宁省, 沈阳 → 沈阳市, 铁西 → 铁西区; a short form of two names stands for neither."""
        found: dict[str, set[str]] = {}
        for region in self._regions:
            if region.level in _UPPER or region.level is RegionLevel.DISTRICT:
                short = region.name[:-1] if region.name[-1] in "省市区县旗" else region.name
                if len(short) > 1 and short != region.name:
                    found.setdefault(short.removesuffix("新"), set()).add(region.name)
        return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}
