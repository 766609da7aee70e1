"""Reads ``specs/regions``: the division table, the development zones, former names, the maps."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from duban.domain.maps import Outline
from duban.domain.regions import COUNTRY, Region, RegionLevel, Regions

_FOLDER = Path(__file__).parent / "regions"
_NAMELESS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def _rows(name: str, *columns: str) -> Iterator[dict[str, str]]:
    """Rows of one csv; ``ValueError`` with file and line when its columns are others or a cell is empty."""
    with (_FOLDER / name).open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != columns:
            raise ValueError(f"regions/{name}:1: columns are {reader.fieldnames}, expected {list(columns)}")
        for row in reader:
            if any(not row[column] for column in columns if column != "aliases"):
                raise ValueError(f"regions/{name}:{reader.line_num}: an empty cell in {row}")
            yield row


def _former_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("former_names.csv", "name", "region", "source"):
        found[row["region"]] = (*found.get(row["region"], ()), row["name"])
    return found


def _provinces() -> Iterator[Region]:
    for row in _rows("provinces.csv", "code", "name"):
        yield Region(row["code"] + "0000", row["name"], RegionLevel.PROVINCE, COUNTRY)


def _districts(aliases: dict[str, tuple[str, ...]]) -> Iterator[Region]:
    for row in _rows("districts.csv", "code", "name", "cityCode", "provinceCode"):
        city = row["cityCode"] + "00"
        # 东莞, 中山 and 儋州 have no districts: the table lists the city again as its own district.
        parent = row["provinceCode"] + "0000" if city == row["code"] else city
        yield Region(row["code"], row["name"], RegionLevel.DISTRICT, parent, aliases.get(row["code"], ()))


def _cities(district_ids: set[str]) -> Iterator[Region]:
    """Cities; the nameless ones (市辖区 of 北京市) stay in the tree under their province's name plus their own."""
    provinces = {row["code"]: row["name"] for row in _rows("provinces.csv", "code", "name")}
    for row in _rows("cities.csv", "code", "name", "provinceCode"):
        if row["code"] + "00" in district_ids:
            continue
        name = provinces[row["provinceCode"]] + row["name"] if row["name"] in _NAMELESS else row["name"]
        yield Region(row["code"] + "00", name, RegionLevel.CITY, row["provinceCode"] + "0000")


def _zones() -> Iterator[Region]:
    for row in _rows("zones.csv", "id", "name", "parent", "aliases", "verified", "source"):
        aliases = tuple(row["aliases"].split("|")) if row["aliases"] else ()
        yield Region(row["id"], row["name"], RegionLevel.ZONE, row["parent"], aliases, row["verified"] == "true")


def _streets() -> Iterator[Region]:
    for row in _rows("streets_liaoning.csv", "code", "name", "areaCode", "provinceCode", "cityCode"):
        yield Region(row["code"], row["name"], RegionLevel.TOWN, row["areaCode"])


@cache
def load_regions() -> Regions:
    """The country, 31 provinces, their cities, 2,990 districts, the zones, and the towns of Liaoning."""
    aliases = _former_names()
    districts = list(_districts(aliases))
    unknown = aliases.keys() - {district.id for district in districts}
    if unknown:
        raise ValueError(f"regions/former_names.csv: no district has the code {sorted(unknown)}")
    country = Region(COUNTRY, "全国", RegionLevel.COUNTRY, None)
    cities = list(_cities({district.id for district in districts}))
    return Regions([country, *_provinces(), *cities, *districts, *_zones(), *_streets()])


def load_map(name: str) -> dict[str, object]:
    """A map as GeoJSON (WGS-84): ``liaoning_cities`` or ``liaoning_districts``; features carry ``adcode``."""
    content: dict[str, object] = json.loads((_FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))
    return content


@cache
def load_outlines() -> Mapping[str, Outline]:
    """Outlines of the cities and districts of Liaoning by division code: those of which there is a map."""
    features: list[dict[str, Any]] = []
    for name in ("liaoning_cities", "liaoning_districts"):
        features += cast("list[dict[str, Any]]", load_map(name)["features"])
    found = [_outline(one["properties"], one["geometry"]["coordinates"]) for one in features]
    return {outline.code: outline for outline in found}


def _outline(told: Mapping[str, str], polygons: list[list[list[list[float]]]]) -> Outline:
    rings = tuple(tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon)
    return Outline(told["adcode"], told["name"], rings)
