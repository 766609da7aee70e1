"""The division table: complete, a tree, with Shenyang's zones as units without a code."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from duban.domain.regions import COUNTRY, Region, RegionLevel, Regions
from duban.specs import regions as loader
from duban.specs.regions import load_map, load_regions

REGIONS = load_regions()
SHENYANG = "210100"


def test_the_table_is_complete() -> None:
    assert Counter(region.level for region in REGIONS) == {
        RegionLevel.COUNTRY: 1,
        RegionLevel.PROVINCE: 31,
        RegionLevel.CITY: 339,  # 342 less 东莞, 中山 and 儋州, which are their own districts
        RegionLevel.DISTRICT: 2990,
        RegionLevel.ZONE: 4,
        RegionLevel.TOWN: 1404,
    }
    assert len(REGIONS) == 4769


def test_every_region_hangs_below_the_country() -> None:
    assert {REGIONS.ancestors(region.id)[-1].id for region in REGIONS if region.id != COUNTRY} == {COUNTRY}
    assert len(REGIONS.territory(COUNTRY)) == len(REGIONS)


def test_shenyang_has_ten_districts_two_counties_and_one_city() -> None:
    names = [region.name for region in REGIONS.children(SHENYANG)]
    assert names == [
        "和平区", "沈河区", "大东区", "皇姑区", "铁西区", "苏家屯区", "浑南区", "沈北新区", "于洪区", "辽中区",
        "康平县", "法库县", "新民市",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "parent", "in_shenyang"),
    [
        ("210100-K1", "210106", True),
        ("210100-K2", "210112", True),
        ("210100-K3", "210113", True),
        ("210000-K1", "210000", False),
    ],
)
def test_zones_hang_below_a_region_and_are_unverified(zone: str, parent: str, in_shenyang: bool) -> None:
    region = REGIONS[zone]
    assert (region.parent, region.level, region.verified) == (parent, RegionLevel.ZONE, False)
    assert (zone in REGIONS.territory(SHENYANG)) == in_shenyang


@pytest.mark.parametrize(("former", "now"), [("辽中县", "辽中区"), ("新城子区", "沈北新区"), ("东陵区", "浑南区")])
def test_former_names(former: str, now: str) -> None:
    assert [region.name for region in REGIONS.named(former)] == [now]


def test_look_ups() -> None:
    assert [region.id for region in REGIONS.named("鼓楼区")] == ["320106", "320302", "350102", "410204"]
    assert REGIONS.get("999999") is None
    assert "210106" in REGIONS
    assert [region.name for region in REGIONS.ancestors("210106")] == ["沈阳市", "辽宁省", "全国"]
    assert REGIONS.full_name("210100-K1") == "辽宁省沈阳市铁西区沈阳经济技术开发区"
    assert REGIONS.full_name(COUNTRY) == "全国"
    assert REGIONS.territory("210106") > {"210106", "210100-K1", "210106401"}
    assert "东莞市" in set(REGIONS.names())


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            [Region("1", "甲", RegionLevel.CITY, None), Region("1", "乙", RegionLevel.CITY, None)],
            "1 .乙. is defined twice",
        ),
        ([Region("2", "甲", RegionLevel.CITY, "1")], "2 .甲. hangs below 1, which is not there"),
    ],
)
def test_a_wrong_table_is_refused(table: list[Region], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Regions(table)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("zones.csv", "id,name\n1,甲\n", r"regions/zones.csv:1: columns are \['id', 'name'\]"),
        (
            "zones.csv",
            "id,name,parent,aliases,verified,source\n1,,210106,,false,x\n",
            "regions/zones.csv:2: an empty cell",
        ),
        ("former_names.csv", "name,region,source\n旧区,999999,x\n", r"no district has the code \['999999'\]"),
    ],
)
def test_a_wrong_file_is_refused(
    name: str, content: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in loader._FOLDER.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.setattr(loader, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match=told):
        load_regions.__wrapped__()


@pytest.mark.parametrize(("name", "features"), [("liaoning_cities", 14), ("liaoning_districts", 100)])
def test_maps_name_known_regions(name: str, features: int) -> None:
    found = load_map(name)["features"]
    assert isinstance(found, list)
    assert [one["properties"]["adcode"] for one in found if one["properties"]["adcode"] not in REGIONS] == []
    assert len(found) == features
