"""Enterprises 企业 exist once, under a checked credit code or with a reason why there is none."""

from __future__ import annotations

from typing import Any

import pytest
from tests.actions.world import HUNNAN, TIEXI, an_id, do, refused, rows, stored

from duban.domain.ledger.credit_code import EXAMPLE as CODE
from duban.queries.pinyin import pinyin_of
from duban.records.models import Enterprise, Site

pytestmark = pytest.mark.usefixtures("world")

CLERK = f"clerk-{TIEXI}"
NEW: dict[str, Any] = {"name": "沈阳示例 钢铁（集团）有限责任公司", "region": "210106", "credit_code": CODE}


def test_an_enterprise_is_entered_with_its_first_site() -> None:
    site = {"id": an_id("new-site"), "address": "示例路2号", "gbt4754": "C3110", "lat": 41.8, "lon": 123.4}
    plant = stored(Enterprise, do("add_enterprise", by=CLERK, site=site, **NEW))
    assert (plant.credit_code, plant.home_agency_id, plant.operating_status) == (CODE, TIEXI, None)
    assert (plant.name, plant.name_key) == ("沈阳示例钢铁（集团）有限责任公司", "沈阳示例钢铁集团有限公司")
    place = stored(Site, an_id("new-site"))
    assert (place.enterprise_id, place.region, place.gbt4754, place.latitude) == (plant.id, "210106", "3110", 41.8)


def test_lists_are_sorted_by_pinyin() -> None:
    plant = do("add_enterprise", by=CLERK, **{**NEW, "name": "示例钢铁"})
    assert stored(Enterprise, plant).pinyin == "shi li gang tie"


def test_an_enterprise_entered_by_hand_is_sorted_as_an_imported_one() -> None:
    plant = do("add_enterprise", by=CLERK, **{**NEW, "name": "示例重庆水泥"})  # by phrases it were "chong qing"
    assert stored(Enterprise, plant).pinyin == pinyin_of("示例重庆水泥")


def test_a_code_is_kept_in_capitals_and_without_blanks() -> None:
    plant = do("add_enterprise", by=CLERK, **{**NEW, "credit_code": f" {CODE[:8].lower()} {CODE[8:].lower()}"})
    assert stored(Enterprise, plant).credit_code == CODE


def test_an_enterprise_without_a_code_has_a_reason_and_needs_no_site() -> None:
    told = {**NEW, "credit_code": "无", "no_code_reason": "筹建中"}
    plant = do("add_enterprise", by=CLERK, operating_status="planned", status_on="2021-07-01", **told)
    assert (stored(Enterprise, plant).no_code_reason, stored(Enterprise, plant).operating_status) == (
        "筹建中",
        "planned",
    )
    assert rows(Site).filter(enterprise=plant).count() == 0


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"credit_code": ""}, "enterprise.code_or_reason"),
        ({"no_code_reason": "筹建中"}, "enterprise.code_or_reason"),
        ({"credit_code": CODE[:-1] + "A"}, "input"),
        ({"credit_code": "210100000012345"}, "input"),
        ({"region": "999999"}, "region.unknown"),
        ({"site": {"region": "999999"}}, "region.unknown"),
        ({"site": {"gbt4754": "钢铁"}}, "input"),
        ({"site": {"lat": 95}}, "input"),
        ({"site": {"lat": 41.8}}, "site_place_pair"),
        ({"site": {"colour": "red"}}, "input"),
        ({"site": "示例路"}, "input"),
        ({"name": " "}, "input"),
        ({"status_on": "2021-07-01"}, "enterprise_status_has_word"),
        ({"by": f"officer-{TIEXI}"}, "permission.not_held"),
        ({"by": f"system_admin-{TIEXI}"}, "permission.not_held"),
    ],
)
def test_an_enterprise_is_refused(change: dict[str, Any], rule: str) -> None:
    assert refused("add_enterprise", **{"by": CLERK, **NEW, **change}).rule == rule


def test_a_wrong_check_sign_is_told_with_an_example() -> None:
    refusal = refused("add_enterprise", by=CLERK, **{**NEW, "credit_code": CODE[:-1] + "A"})
    assert str(refusal) == f"credit_code：统一社会信用代码校验位不符（GB 32100-2015），请核对是否抄错，例如 {CODE}"


def test_a_code_is_registered_once_in_the_own_unit() -> None:
    do("add_enterprise", by=CLERK, **NEW)
    refusal = refused("add_enterprise", by=CLERK, **NEW)
    assert (refusal.rule, "不要重复登记" in str(refusal)) == ("enterprise.code_own", True)


def test_another_unit_learns_only_that_the_code_is_registered_with_another_unit() -> None:
    do("add_enterprise", by=f"clerk-{HUNNAN}", **{**NEW, "region": "210112"})
    refusal = refused("add_enterprise", by=CLERK, **NEW)
    assert str(refusal) == (
        f"统一社会信用代码 {CODE} 已由其他单位登记。请报市级单位核对；企业迁址的，由市级单位办理台账移交。"
    )


def test_a_further_site_lies_in_the_region_of_its_enterprise_unless_told() -> None:
    plant = an_id("plant-210106")
    second = do("add_site", by=CLERK, enterprise=plant, address="示例路3号")
    third = do("add_site", by=CLERK, enterprise=plant, address="示例路4号", region="210112", started_year=1998)
    assert [stored(Site, site).region for site in (second, third)] == ["210106", "210112"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"enterprise": an_id("plant-210112")}, "record.unknown"),  # a sister district's
        ({"enterprise": an_id("nothing")}, "record.unknown"),
        ({"region": "999999"}, "region.unknown"),
        ({"started_year": 21}, "input"),
    ],
)
def test_a_site_is_refused(change: dict[str, Any], rule: str) -> None:
    assert refused("add_site", by=CLERK, **{"enterprise": an_id("plant-210106"), **change}).rule == rule
