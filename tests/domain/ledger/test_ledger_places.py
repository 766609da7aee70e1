"""The region of a row, for the bureau of Shenyang."""

from __future__ import annotations

import pytest

from duban.domain.ledger.places import PlaceFault, PlaceFinder
from duban.specs.regions import load_regions

REGIONS = load_regions()
SHENYANG = PlaceFinder(REGIONS, "210100")
COUNTRY = PlaceFinder(REGIONS, "100000")


@pytest.mark.parametrize(
    ("code", "province", "city", "district", "address", "region"),
    [
        ("210106", "", "", "", "", "210106"),
        ("210106000000", "", "", "", "", "210106"),
        ("210100-k1", "", "", "", "", "210100-K1"),
        ("", "", "", "铁西区", "", "210106"),
        ("", "", "", "铁西", "", "210106"),
        ("", "", "", "沈北", "", "210113"),
        ("", "辽宁", "沈阳", "新民", "", "210181"),
        ("", "", "", "辽中县", "", "210115"),
        ("", "", "", "新城子区", "", "210113"),
        ("", "", "", "东陵区", "", "210112"),
        ("", "", "", "高新区", "", "210100-K2"),
        ("", "", "", "", "沈阳市铁西区示例路1号", "210106"),
        ("", "", "", "", "辽宁沈阳辽中县示例镇", "210115"),
        ("", "", "", "", "沈阳市经济技术开发区示例街", "210100-K1"),
        ("", "", "", "铁西区", "沈阳市铁西区沈阳经济技术开发区示例街1号", "210100-K1"),
        ("", "", "", "", "沈阳市工人村街道示例路", "210106"),
        ("", "", "", "", "康平县东关街道", "210123"),
        ("210100", "", "", "于洪区", "", "210114"),
        ("", "", "", "沈抚示范区", "", "210000-K1"),
        ("", "", "", "", "大连市甘井子区示例路", "210211"),
    ],
)
def test_found(  # noqa: PLR0917 -- one argument a column of the table above
    code: str, province: str, city: str, district: str, address: str, region: str
) -> None:
    assert SHENYANG.find(code, province, city, district, address).region == region


@pytest.mark.parametrize(
    ("code", "district", "address", "value", "rule"),
    [
        ("999999", "", "", "999999", "没有这个区划代码（2021年10月31日版）"),
        ("210100", "", "", "210100", "看不出属于哪个区县（开发区）"),
        ("", "某某区", "", "某某区", "看不出属于哪个区县（开发区）"),
        ("", "沈阳市", "", "沈阳市", "看不出属于哪个区县（开发区）"),
        ("", "", "大连经济技术开发区", "大连经济技术开发区", "看不出属于哪个区县（开发区）"),
        ("", "", "", "", "看不出属于哪个区县（开发区）"),
        (
            "", "鼓楼区", "", "鼓楼区",
            "有 4 个同名地区：江苏省南京市鼓楼区、江苏省徐州市鼓楼区、福建省福州市鼓楼区、河南省开封市鼓楼区",
        ),
    ],
)  # fmt: skip
def test_refused(code: str, district: str, address: str, value: str, rule: str) -> None:
    with pytest.raises(PlaceFault) as fault:
        SHENYANG.find(code, "", "", district, address)
    assert (fault.value.value, str(fault.value.fault.rule)) == (value, rule)


def test_a_name_of_many_districts_is_settled_by_its_city_or_its_address() -> None:
    assert COUNTRY.find("", "", "徐州市", "鼓楼区", "").region == "320302"
    assert COUNTRY.find("", "", "", "鼓楼区", "福建省福州市鼓楼区示例路").region == "350102"
    with pytest.raises(PlaceFault):
        COUNTRY.find("", "", "", "铁西区", "")
    with pytest.raises(PlaceFault):
        COUNTRY.find("", "", "", "高新区", "")


def test_a_city_of_one_district_stands_for_it() -> None:
    assert COUNTRY.find("620200", "甘肃省", "嘉峪关市", "嘉峪关市", "").region == "620201"
    assert COUNTRY.find("", "广东省", "东莞市", "", "").region == "441900"


def test_a_code_that_contradicts_the_district_is_taken_and_told() -> None:
    place = SHENYANG.find("210106", "", "", "于洪区", "")
    assert (place.region, place.contradiction) == ("210106", "于洪区")


def test_the_territory() -> None:
    assert [SHENYANG.inside(region) for region in ("210106", "210100-K1", "210000-K1", "210211")] == [
        True,
        True,
        False,
        False,
    ]
