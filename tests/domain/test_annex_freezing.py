"""A frozen table is the table that was signed, and its differences from today are told cell by cell."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.domain.histories import day

from duban.domain.annex_difference import cell_changes
from duban.domain.annex_freezing import plain_header, plain_rows, plain_rules, sha256, thawed
from duban.domain.annex_sums import counts, renumbered, sum_row, with_subtotals
from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Excluded, Header, Row, RowKind
from duban.domain.messages import Message

ON = day("09-10")
COLUMNS = (
    Column("serial", "序号", ColumnKind.SERIAL, "顺序号"),
    Column("enterprise", "企业名称", ColumnKind.TEXT, "台账企业"),
    Column("visits", "检查企业 次数", ColumnKind.COUNT, "已完成的检查"),
    Column("fines", "行政罚款 总数 (万元)", ColumnKind.MONEY, "按分相加"),
    Column("remark", "备注", ColumnKind.TEXT, ""),
)


def row(serial: int, name: str, visits: int = 0, fen: int = 0, *, agency: str = "甲") -> Row:
    cells = (Cell(serial), Cell(name, (f"台账{name}",)), Cell(visits, ("检查",) * visits), Cell(fen), Cell(None))
    return Row(RowKind.ENTERPRISE, agency, f"{agency}局", cells, entry=name)


def table(*rows: Row, columns: tuple[Column, ...] = COLUMNS) -> AnnexTable:
    warning = Message("annex.undelivered", "有 {count} 份整改指令书已计入但尚未送达。", {"count": "1"})
    return AnnexTable(
        annex="1",
        title="统计表",
        campaign="示例",
        on=ON,
        header=Header("甲局", "填报人甲", "024-00000000", ON),
        columns=columns,
        rows=rows,
        totals=sum_row(columns, rows, RowKind.TOTAL, "甲", "甲局"),
        excluded=(Excluded("台账丙", "示例丙", day("08-05"), "已于2019年注销"),),
        notes=("注：如企业存在重大隐患，请说明。",),
        warnings=(warning,),
    )


FULL = table(row(1, "示例甲", 4, 7_000_000), replace(row(2, "示例乙"), warnings=(Message("x", "x"),)))


@pytest.mark.parametrize("whole", [FULL, replace(FULL, totals=None), table()])
def test_what_was_frozen_thaws_to_the_same_table(whole: AnnexTable) -> None:
    text = json.dumps([plain_header(whole.header), plain_rules(whole), plain_rows(whole)])
    header, rules, rows = json.loads(text)
    assert thawed("1", "示例", ON, header=header, rules=rules, rows=rows) == whole


def test_a_warning_keeps_its_words_when_its_values_become_text() -> None:
    numbered = replace(FULL, warnings=(Message("w", "有 {count} 份", {"count": 2}),))
    frozen = thawed(
        "1", "示例", ON, header=plain_header(FULL.header), rules=plain_rules(FULL), rows=plain_rows(numbered)
    )
    assert [str(warning) for warning in frozen.warnings] == ["有 2 份"]


def test_the_hash_does_not_depend_on_the_order_of_keys() -> None:
    assert sha256({"a": 1, "b": "甲"}) == sha256({"b": "甲", "a": 1})
    assert sha256({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


def changes(frozen: AnnexTable, now: AnnexTable) -> list[tuple[str, str, object, object]]:
    return [(c.name, c.column.code, c.frozen.value, c.now.value) for c in cell_changes(frozen, now)]


def test_nothing_changed() -> None:
    assert changes(FULL, FULL) == []


def test_a_changed_figure_is_told_with_all_rows_behind_it() -> None:
    now = table(row(1, "示例甲", 5, 7_000_000), row(2, "示例乙"))
    (change,) = cell_changes(FULL, now)
    assert (change.name, change.column.title, change.frozen.value, change.now.value) == (
        "示例甲",
        "检查企业 次数",
        4,
        5,
    )
    assert change.sources == {"检查"}


def test_rows_that_came_and_went_differ_in_every_cell_but_the_serial_number() -> None:
    now = table(row(1, "示例甲", 4, 7_000_000), row(2, "示例丁", 1))
    assert changes(FULL, now) == [
        ("示例乙", "enterprise", "示例乙", None),
        ("示例乙", "visits", 0, None),
        ("示例乙", "fines", 0, None),
        ("示例丁", "enterprise", None, "示例丁"),
        ("示例丁", "visits", None, 1),
        ("示例丁", "fines", None, 0),
    ]


def test_a_moved_serial_number_is_no_difference() -> None:
    assert changes(FULL, table(row(2, "示例甲", 4, 7_000_000), row(1, "示例乙"))) == []


def test_a_column_that_the_form_got_later_counts_as_empty_before() -> None:
    narrow = table(
        Row(RowKind.ENTERPRISE, "甲", "甲局", (Cell(1), Cell("示例甲")), entry="示例甲"), columns=COLUMNS[:2]
    )
    assert changes(narrow, table(row(1, "示例甲", 4))) == [("示例甲", "visits", None, 4), ("示例甲", "fines", None, 0)]


# Sums -------------------------------------------------------------------------------------------------------------


def test_every_unit_has_its_subtotal_also_of_nothing() -> None:
    rows = [row(1, "示例甲", 4, 333_333), row(2, "示例乙", 1, agency="乙"), row(3, "示例丁", 1, 1, agency="乙")]
    found = with_subtotals({"丙": "丙局", "甲": "甲局", "乙": "乙局"}, COLUMNS, rows)
    assert [(each.kind, each.agency_name, each.cells[2].value, each.cells[3].value) for each in found] == [
        (RowKind.SUBTOTAL, "丙局", 0, 0),
        (RowKind.ENTERPRISE, "甲局", 4, 333_333),
        (RowKind.SUBTOTAL, "甲局", 4, 333_333),
        (RowKind.ENTERPRISE, "乙局", 1, 0),
        (RowKind.ENTERPRISE, "乙局", 1, 1),
        (RowKind.SUBTOTAL, "乙局", 2, 1),
    ]
    assert [each.cells[4].value for each in found] == [None, None, "罚款3333.33元", None, None, "罚款0.01元"]


def test_a_list_without_figures_has_no_subtotals() -> None:
    words = COLUMNS[:2]
    listed = [replace(row(1, "示例甲"), cells=(Cell(1), Cell("示例甲")))]
    assert not counts(words)
    assert with_subtotals({"甲": "甲局"}, words, listed) == tuple(listed)


def test_concatenated_rows_are_numbered_anew() -> None:
    found = renumbered(COLUMNS, [row(1, "示例甲", 4), row(1, "示例乙", 2)])
    assert [[cell.value for cell in each.cells[:3]] for each in found] == [[1, "示例甲", 4], [2, "示例乙", 2]]
