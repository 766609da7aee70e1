"""The real files that ship: steel parses whole for a national unit, cement is returned row by row."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from tests.domain.ledger.tools import sheet

from duban.domain.ledger.entries import ParsedLedger
from duban.domain.ledger.header import choose_sheet
from duban.domain.ledger.matching import match_rows
from duban.domain.ledger.plan import NEW_ENTERPRISE, RowCounts
from duban.domain.ledger.rows import ImportSettings, parse_rows
from duban.domain.regions import COUNTRY
from duban.specs.regions import load_regions

REAL = Path(__file__).parents[3] / "samples" / "real"


def read(name: str, home: str) -> ParsedLedger:
    with (REAL / name).open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    _index, header = choose_sheet([sheet(*lines)])
    settings = ImportSettings(
        load_regions(), home, {"钢铁": "steel", "水泥": "cement"}, no_code_reason="来源数据未载代码"
    )
    return parse_rows(header, enumerate(lines, start=1), settings)


@pytest.fixture(scope="module")
def steel() -> ParsedLedger:
    return read("steel_plants_china_gem_2023-03.csv", COUNTRY)


def test_all_557_steel_rows_are_good(steel: ParsedLedger) -> None:
    assert (len(steel.rows), steel.rejections, steel.skipped) == (557, [], [])
    assert len({row.name for row in steel.rows}) == 415


def test_steel_becomes_392_enterprises_and_three_questions(steel: ParsedLedger) -> None:
    plan = match_rows(steel, [])
    assert plan.counts == RowCounts(new=392, changed=162, unchanged=0, doubtful=3, rejected=0, enterprises=392)
    assert [(doubt.row, doubt.name, doubt.other_name) for doubt in plan.doubts] == [
        (8, "马鞍山钢铁股份有限公司(本部一期）", "马鞍山钢铁股份有限公司(本部）"),
        (9, "马鞍山钢铁股份有限公司(本部二期）", "马鞍山钢铁股份有限公司(本部）"),
        (431, "山东钢铁股份有限公司莱芜分公司（陶家岭）", "山东钢铁股份有限公司莱芜分公司"),
    ]


def test_the_three_questions_answered(steel: ParsedLedger) -> None:
    plan = match_rows(steel, [], {8: "row:7", 9: "row:7", 431: NEW_ENTERPRISE})
    assert plan.counts == RowCounts(new=393, changed=164, unchanged=0, doubtful=0, rejected=0, enterprises=393)


def test_twenty_three_steel_rows_lie_in_liaoning(steel: ParsedLedger) -> None:
    assert sum(row.region.startswith("21") for row in steel.rows) == 23


def test_for_shenyang_every_steel_row_is_outside() -> None:
    parsed = read("steel_plants_china_gem_2023-03.csv", "210100")
    assert (len(parsed.rows), len(parsed.rejected_rows)) == (0, 557)
    assert Counter(rejection.rule.code for rejection in parsed.rejections) == {"ledger.outside": 557}


def test_all_588_cement_rows_are_returned_for_want_of_a_name() -> None:
    parsed = read("cement_plants_china_sfi_2021.csv", COUNTRY)
    assert (len(parsed.rows), len(parsed.rejected_rows)) == (0, 588)
    assert {str(rejection.reason()) for rejection in parsed.rejections} == {
        "企业名称：没有企业名称，无法确定是哪家企业；例如“沈阳示例钢铁有限公司”"
    }
