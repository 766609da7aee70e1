"""The sample ledger of Shenyang, from its bytes to the dry run."""

from __future__ import annotations

import runpy
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from duban.documents.workbooks.reading import mark_rejected, open_workbook
from duban.domain.ledger.header import Header, choose_sheet
from duban.domain.ledger.matching import match_rows
from duban.domain.ledger.plan import ImportPlan, RowCounts
from duban.domain.ledger.rows import ImportSettings, parse_rows
from duban.specs.regions import load_regions

SAMPLES = Path(__file__).parents[3] / "samples"
WORKBOOK = SAMPLES / "ledger-shenyang-2021.xlsx"
INDUSTRIES = {"钢铁": "steel", "菱镁": "magnesite", "水泥": "cement", "炼化": "refining", "平板玻璃": "flat_glass"}
DISTRICTS = [
    "210102", "210103", "210104", "210105", "210106", "210111", "210112", "210113", "210114", "210115", "210123",
    "210124", "210181", "210100-K1", "210100-K2", "210100-K3",
]  # fmt: skip


def dry_run(data: bytes, home: str) -> tuple[Header, ImportPlan]:
    with open_workbook(data) as workbook:
        index, header = choose_sheet(workbook.sheets)
        lines, merged = workbook.rows(index), workbook.sheets[index].merged
        broken = workbook.broken_cells(index)
        parsed = parse_rows(header, lines, ImportSettings(load_regions(), home, INDUSTRIES), merged, broken)
    return header, match_rows(parsed, [])


@pytest.fixture(scope="module")
def city() -> tuple[Header, ImportPlan]:
    return dry_run(WORKBOOK.read_bytes(), "210100")


def test_the_header_of_two_rows_below_title_and_annex_line(city: tuple[Header, ImportPlan]) -> None:
    header, _plan = city
    assert (header.first_row, header.last_row, len(header.columns), header.unused) == (4, 5, 20, ())


def test_121_rows_are_120_enterprises(city: tuple[Header, ImportPlan]) -> None:
    _header, plan = city
    assert plan.counts == RowCounts(new=120, changed=1, unchanged=0, doubtful=0, rejected=0, enterprises=120)
    assert [note.row for note in plan.parsed.skipped] == [127, 128, 129]
    assert [group.rows for group in plan.groups if len(group.rows) > 1] == [[39, 40]]


def test_every_district_zone_and_industry_occurs(city: tuple[Header, ImportPlan]) -> None:
    rows = city[1].parsed.rows
    assert sorted({row.region for row in rows}) == sorted(DISTRICTS)
    assert {row.industry for row in rows} == set(INDUSTRIES.values())


def test_four_enterprises_have_no_code_but_a_reason(city: tuple[Header, ImportPlan]) -> None:
    rows = city[1].parsed.rows
    assert [bool(row.no_code_reason) for row in rows if row.credit_code is None] == [True] * 4


def test_nobody_real_is_named(city: tuple[Header, ImportPlan]) -> None:
    rows = city[1].parsed.rows
    assert [row.name for row in rows if "示例" not in row.name] == []
    assert {row.telephone for row in rows} == {"024-00000000"}
    assert {row.legal_person for row in rows} == {"示例法人"}


def test_for_one_district_the_others_are_outside_and_come_back_marked() -> None:
    data = WORKBOOK.read_bytes()
    header, plan = dry_run(data, "210106")
    assert plan.counts == RowCounts(new=19, changed=0, unchanged=0, doubtful=0, rejected=102, enterprises=19)
    marks = [(one.row, one.column, str(one.reason())) for one in plan.parsed.rejections]
    with open_workbook(mark_rejected(data, "台账", header.last_row, marks)) as workbook:
        assert [sheet.name for sheet in workbook.sheets] == ["填报说明", "台账"]
        rows = dict(workbook.rows(1))
    returned = Counter("不在辖区" in cells[20] for number, cells in rows.items() if 6 <= number <= 126)
    assert returned == {True: 102, False: 19}
    assert rows[header.first_row + 1][20] == "退回原因"


def test_the_marked_workbook_can_be_corrected_and_sent_again() -> None:
    data = WORKBOOK.read_bytes()
    marked = mark_rejected(data, "台账", 5, [(6, 1, "示例")])
    header, plan = dry_run(marked, "210100")
    assert (header.last_row, header.unused, plan.counts.rejected) == (5, (), 0)


def test_the_workbook_is_what_the_script_makes(tmp_path: Path) -> None:
    made = runpy.run_path(str(SAMPLES / "make_ledger.py"))
    made["main"].__globals__["OUT"] = tmp_path / "made.xlsx"
    made["main"]()
    assert parts(tmp_path / "made.xlsx") == parts(WORKBOOK)


def parts(path: Path) -> dict[str, bytes]:
    """The files inside a workbook; how tightly they are packed does not matter."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
