"""名单工作簿: read back it holds what was put in, typed; what a sheet cannot hold is refused, never cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from duban.documents import tables
from duban.documents.tables import Head, Value, write_table
from duban.domain.messages import Refusal


def moment(*parts: int) -> datetime:
    """As a workbook knows it: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 -- as said above


def written(path: Path, *rows: Sequence[Value], title: str = "企业台账", heads: int = 1) -> int:
    columns = [Head(f"栏{at}") for at in range(heads)]
    return write_table(path, title, columns, rows, lambda count: ("说明", [("行数", str(count))]))


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("沈阳示例钢铁有限公司", "沈阳示例钢铁有限公司"),
        ('=cmd|" /C calc"!A0', '=cmd|" /C calc"!A0'),
        ("+1", "+1"),
        ("@sum", "@sum"),
        ("http://example.org", "http://example.org"),
        ("012345", "012345"),
        (0, 0),
        (1234567, 1234567),
        (Decimal("1234.5"), 1234.5),
        (date(2021, 8, 20), moment(2021, 8, 20)),
        (moment(2021, 8, 20, 9, 30), moment(2021, 8, 20, 9, 30)),
        (None, None),
        ("", None),
    ],
)
def test_a_cell_is_what_was_put_in(tmp_path: Path, value: Value, read: object) -> None:
    path = tmp_path / "x.xlsx"
    assert written(path, [value]) == 1
    cell = load_workbook(path).worksheets[0].cell(2, 1)
    assert (cell.value, cell.data_type == "f") == (read, False)


def test_the_second_sheet_says_how_many_rows_there_are(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert written(path, ["一"], ["二"], ["三"]) == 3
    assert [tuple(row) for row in load_workbook(path)["说明"].iter_rows(values_only=True)] == [("行数", "3")]


def test_an_empty_list_has_its_head(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert written(path, heads=2) == 0
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert rows == [("栏0", "栏1")]


def test_a_title_that_no_sheet_may_have_is_made_one(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    written(path, title="黄牌/红牌[2021]" + "长" * 40)
    assert load_workbook(path).sheetnames[0] == ("黄牌红牌2021" + "长" * 40)[:31]


def test_more_than_a_sheet_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    with pytest.raises(Refusal) as refused:
        written(tmp_path / "x.xlsx", ["一"], ["二"], ["三"])
    assert refused.value.rule == "table.rows"


def test_more_than_a_cell_holds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        written(tmp_path / "x.xlsx", ["长" * 32_768])
    assert (refused.value.rule, refused.value.message.params["row"]) == ("table.cell", 1)
