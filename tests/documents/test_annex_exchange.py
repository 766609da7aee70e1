"""The annex for programs: CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from tests.documents.annex_samples import (
    MAJOR_HAZARD,
    NOTE,
    annex_1,
    city_annex_1,
    district_annex_1,
    district_annex_2,
    row_1,
)

from duban.documents.annexes import WRITERS, as_plain, to_csv, to_json
from duban.domain.annex_table import AnnexTable


def csv_rows(table: AnnexTable) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline="")))


def loaded(table: AnnexTable) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(to_json(table))
    return plain


def test_csv_has_the_form_s_columns_and_exact_money() -> None:
    rows = csv_rows(district_annex_1())
    assert rows[0][:4] == ["序号", "企业名称", "所在地址", "检查企业 次数"]
    assert rows[1] == [
        "1", "沈阳示例甲钢铁有限公司", "沈阳市和平区示例路1号", "4", "9", "3", "4", "1", "2", "2", "7", MAJOR_HAZARD,
    ]  # fmt: skip
    assert rows[3][10] == "0.333333"
    assert rows[5] == ["", "合计", "", "6", "13", "3", "5", "1", "2", "3", "7.333333", ""]


def test_csv_opens_in_excel_with_its_chinese() -> None:
    assert to_csv(district_annex_2()).startswith(b"\xef\xbb\xbf")


def test_csv_of_an_empty_annex_has_its_titles_only() -> None:
    assert [len(row) for row in csv_rows(annex_1(()))] == [12]


def test_csv_names_the_agency_of_a_subtotal() -> None:
    assert [row[1] for row in csv_rows(city_annex_1(1))[2::2]] == [
        "沈阳市和平区应急管理局小计",
        "沈阳市浑南区应急管理局小计",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_disarms_formulas(text: str) -> None:
    rows = csv_rows(annex_1((row_1(1, (text, 0, 0, 0, 0, 0, 0, 0, 0, text)),)))
    assert (rows[1][1], rows[1][11]) == (f"'{text}", f"'{text}")


def test_json_has_the_keys_that_programs_rely_on() -> None:
    plain = loaded(district_annex_1())
    assert list(plain) == [
        "annex", "title", "campaign", "on", "header", "columns", "rows", "totals", "excluded", "notes", "warnings",
    ]  # fmt: skip
    assert plain["header"] == {
        "unit": "沈阳市和平区应急管理局",
        "prepared_by": "执法员甲",
        "telephone": "024-00000000",
        "filled_on": "2021-09-10",
    }
    assert plain["columns"][3] == {
        "code": "visits",
        "title": "检查企业 次数",
        "kind": "count",
        "rule": "已完成的检查次数",
    }
    assert plain["excluded"] == [
        {"entry": "entry-3", "enterprise": "沈阳示例丙镁业有限公司", "on": "2021-08-05", "reason": "已于2019年注销"}
    ]
    assert plain["notes"] == [NOTE]
    assert plain["warnings"] == [{"code": "annex.late", "text": "本表晚于应报日期"}]


def test_json_cells_carry_their_sources_and_money_its_fen() -> None:
    rows = loaded(district_annex_1())["rows"]
    assert rows[0]["cells"][3] == {"column": "visits", "value": 4, "sources": ["visits-1"]}
    assert rows[1]["cells"][3] == {"column": "visits", "value": 0, "sources": []}
    assert rows[2]["cells"][10] == {
        "column": "fines",
        "value": 0.333333,
        "sources": ["fines-3"],
        "shown": "0.3333",
        "fen": 333333,
    }
    assert rows[0]["cells"][10]["value"] == 7
    assert rows[0]["warnings"] == [{"code": "annex.undelivered", "text": "整改指令书示例2号尚未送达"}]


def test_json_rows_name_kind_agency_and_entry() -> None:
    rows = loaded(city_annex_1(1))["rows"]
    assert [(row["kind"], row["agency"], row["entry"]) for row in rows] == [
        ("enterprise", "210102", "entry-1"),
        ("subtotal", "210102", None),
        ("enterprise", "210112", "entry-2"),
        ("subtotal", "210112", None),
    ]


def test_json_totals_are_the_total_row_or_null() -> None:
    total = loaded(district_annex_1())["totals"]
    assert (total["kind"], total["cells"][10]["fen"], total["cells"][3]["value"]) == ("total", 7_333_333, 6)
    assert loaded(district_annex_2())["totals"] is None


def test_plain_form_is_what_the_bytes_hold() -> None:
    assert as_plain(district_annex_1()) == loaded(district_annex_1())


def test_there_is_a_writer_for_every_format() -> None:
    assert {name: writer(district_annex_2())[:4] for name, writer in WRITERS.items()} == {
        "xlsx": b"PK\x03\x04",
        "pdf": b"%PDF",
        "csv": b"\xef\xbb\xbf\xe5",
        "json": b"{\n  ",
    }
