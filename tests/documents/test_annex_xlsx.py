"""The annex as workbook, read back with another library."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.documents.annex_samples import (
    ANNEX_2_COLUMNS,
    CITY,
    MAJOR_HAZARD,
    NOTE,
    annex_1,
    big_annex_1,
    city_annex_1,
    city_annex_2,
    district_annex_1,
    district_annex_2,
    row_1,
)

from duban.documents.annexes import to_xlsx
from duban.domain.annex_table import AnnexTable, Cell, Row, RowKind
from duban.domain.messages import Refusal

HEAD = 7  # the row of the column titles, as a person counts


def read(table: AnnexTable) -> Workbook:
    return load_workbook(BytesIO(to_xlsx(table)))


def sheet(table: AnnexTable) -> Worksheet:
    return read(table).worksheets[0]


def values(form: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in form[row]]


def test_the_top_of_the_form_is_the_plan_s() -> None:
    form = sheet(district_annex_1())
    assert [form.cell(row, 1).value for row in range(1, HEAD)] == [
        "附件1",
        "重点淘汰行业执法检查统计表",
        "填报单位：沈阳市和平区应急管理局（公章）",
        "填报人：执法员甲",
        "联系电话：024-00000000",
        "填报日期：2021年9月10日",
    ]
    assert [str(title).replace("\n", "") for title in values(form, HEAD)] == [
        "序号",
        "企业名称",
        "所在地址",
        "检查企业次数",
        "执法检查人员数量(人次)",
        "参与检查专家数量(人次)",
        "发现问题和隐患数",
        "发现重大隐患数",
        "下达整改指令书(份)",
        "下达行政处罚文书(份)",
        "行政罚款总数(万元)",
        "备注",
    ]


def test_columns_of_annex_2_stand_in_the_plan_s_words_and_order() -> None:
    assert values(sheet(district_annex_2()), HEAD) == [column.title for column in ANNEX_2_COLUMNS]


def test_figures_are_numbers_and_money_is_exact() -> None:
    form = sheet(district_annex_1())
    address = "沈阳市和平区示例路"
    assert [values(form, row) for row in range(HEAD + 1, HEAD + 6)] == [
        [1, "沈阳示例甲钢铁有限公司", f"{address}1号", 4, 9, 3, 4, 1, 2, 2, 7, MAJOR_HAZARD],
        [2, "沈阳示例乙水泥有限公司", f"{address}2号", 0, 0, 0, 0, 0, 0, 0, 0, None],
        [3, "沈阳示例丁玻璃有限公司", f"{address}3号", 1, 2, 0, 0, 0, 0, 1, 0.333333, "罚款3333.33元"],
        [4, "沈阳示例戊钢铁有限公司（已移出）", f"{address}4号", 1, 2, 0, 1, 0, 0, 0, 0, None],
        ["合计", None, None, 6, 13, 3, 5, 1, 2, 3, 7.333333, None],
    ]


# 分 | number format: as many decimals as the rounded figure has, four at most
FORMATS = [(0, "0"), (7_000_000, "0"), (500_000, "0.0"), (333_333, "0.0000"), (10_000, "0.00"), (999_950, "0")]


@pytest.mark.parametrize(("fen", "number_format"), FORMATS)
def test_money_shows_no_idle_decimals(fen: int, number_format: str) -> None:
    form = sheet(annex_1((row_1(1, ("沈阳示例甲钢铁有限公司", 0, 0, 0, 0, 0, 0, 1, fen, None)),)))
    cell = form.cell(HEAD + 1, 11)
    assert (cell.value, cell.number_format) == (fen / 1_000_000, number_format)


def test_title_header_block_sums_and_notes_are_merged() -> None:
    merged = {str(area) for area in sheet(district_annex_1()).merged_cells.ranges}
    assert merged == {f"A{row}:L{row}" for row in (1, 2, 3, 4, 5, 6, 13, 14, 15)} | {"A12:C12"}


def test_notes_and_exclusions_stand_under_the_table() -> None:
    form = sheet(district_annex_1())
    assert [form.cell(row, 1).value for row in (13, 14, 15)] == [
        NOTE,
        "未列入：台账企业1家",
        "1．沈阳示例丙镁业有限公司，2021年8月5日，原因：已于2019年注销",
    ]


def test_it_is_set_up_for_paper() -> None:
    form = sheet(district_annex_1())
    assert form.freeze_panes == "A8"
    assert form.print_title_rows == "$7:$7"
    assert form.print_area == "'附件1'!$A$1:$L$15"
    assert (form.page_setup.orientation, form.page_setup.paperSize) == ("landscape", 9)
    assert form.sheet_properties.pageSetUpPr.fitToPage
    assert (form.page_setup.fitToWidth or 1, form.page_setup.fitToHeight) == (1, 0)
    assert form.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert round(form.page_margins.left * 25.4) == 12


def test_city_form_has_the_rows_of_all_agencies_with_subtotals() -> None:
    form = sheet(city_annex_1(2))
    assert [form.cell(row, 1).value for row in range(HEAD + 1, HEAD + 8)] == [
        1,
        2,
        "沈阳市和平区应急管理局小计",
        3,
        4,
        "沈阳市浑南区应急管理局小计",
        "合计",
    ]
    assert values(form, 10)[3:11] == [4, 9, 3, 4, 1, 2, 2, 7]
    assert values(form, 14)[3:11] == [8, 18, 6, 8, 2, 4, 4, 14]


def test_a_sum_of_cards_keeps_its_text_beside_the_label() -> None:
    form = sheet(city_annex_2())
    assert values(form, 10)[0] == "沈阳市和平区应急管理局小计"
    assert values(form, 10)[7] == "红牌1家，黄牌1家"
    assert "A10:G10" in {str(area) for area in form.merged_cells.ranges}


def test_sources_stand_on_a_hidden_sheet_beside_the_cell_they_belong_to() -> None:
    workbook = read(district_annex_1())
    sources = workbook["数据来源"]
    assert [(one.title, one.sheet_state) for one in workbook.worksheets] == [
        ("附件1", "visible"),
        ("数据来源", "hidden"),
    ]
    rows = [[cell for cell in row if cell] for row in sources.values]
    assert rows[1] == ["D8", "检查企业 次数", "已完成的检查次数", "4", "visits-1"]
    assert ["K10", "行政罚款 总数 (万元)", "决定的罚款，以分累加", "0.3333", "fines-3"] in rows
    assert rows[-2:] == [["全表", "提示", "本表晚于应报日期"], ["第8行", "提示", "整改指令书示例2号尚未送达"]]


def test_more_sources_than_a_sheet_has_columns_go_on_in_the_next_row() -> None:
    ids = tuple(f"visit-{number}" for number in range(20_000))
    row = row_1(1, ("沈阳示例甲钢铁有限公司", 20_000, 0, 0, 0, 0, 0, 0, 0, None))
    cells = (*row.cells[:3], Cell(20_000, ids), *row.cells[4:])
    sources = read(annex_1((replace(row, cells=cells),)))["数据来源"]
    rows = list(sources.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["D8", "D8"]
    assert [one for row in rows for one in row[4:] if one is not None] == list(ids)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "https://example.invalid"])
def test_a_text_that_looks_like_a_formula_or_link_stays_a_text(text: str) -> None:
    form = sheet(annex_1((row_1(1, (text, 0, 0, 0, 0, 0, 0, 0, 0, text)),)))
    for column in (2, 12):
        cell = form.cell(HEAD + 1, column)
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_an_empty_form_says_so() -> None:
    form = sheet(annex_1(()))
    assert form.cell(HEAD + 1, 1).value == "无"
    assert form.cell(HEAD + 2, 1).value == NOTE
    assert form.max_row == HEAD + 2


def test_rows_are_high_enough_for_their_longest_text() -> None:
    short = row_1(1, ("示例甲", 0, 0, 0, 0, 0, 0, 0, 0, "已复查"))
    long = row_1(2, ("示例乙", 0, 0, 0, 0, 0, 0, 0, 0, MAJOR_HAZARD * 5))
    heights = [sheet(annex_1((short, long))).row_dimensions[row].height for row in (HEAD + 1, HEAD + 2)]
    assert heights[0] == 33.75  # the address takes two lines of 13.5 points with 7 of air, in whole pixels
    assert 80 < heights[1] < 409


def test_a_row_too_tall_for_the_format_is_named_outside_the_print_area() -> None:
    endless = row_1(2, ("示例乙", 0, 0, 0, 0, 0, 0, 0, 0, MAJOR_HAZARD * 80))
    form = sheet(annex_1((row_1(1, ("示例甲", 0, 0, 0, 0, 0, 0, 0, 0, None)), endless)))
    assert form.row_dimensions[HEAD + 2].height == 408.75
    assert form.cell(HEAD + 2, 12).value == MAJOR_HAZARD * 80
    assert form.print_area == "'附件1'!$A$1:$L$10"
    assert form.cell(12, 1).value == "提示（不打印）：表中第2行内容超出单行最大高度，打印时显示不全，打印请用 PDF。"


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    table = annex_1((row_1(1, ("示例甲", 0, 0, 0, 0, 0, 0, 0, 0, "长" * 32_768)),))
    with pytest.raises(Refusal) as refused:
        to_xlsx(table)
    assert refused.value.rule == "annex.xlsx.text"
    assert str(refused.value) == (
        "第1行“备注”有32768个字符，工作簿一个单元格最多32767个，未生成。请精简该栏内容，或导出 PDF、json。"
    )


def test_a_campaign_s_own_annex_is_named_by_its_title() -> None:
    table = replace(district_annex_1(), annex="zero-return", title="零报告[示例]：黄/红牌")
    assert read(table).sheetnames == ["零报告示例：黄红牌", "数据来源"]


def test_a_label_that_the_total_brings_along_is_kept_and_needs_no_merge_over_one_column() -> None:
    table = city_annex_1(1)
    total = Row(RowKind.TOTAL, *CITY, (Cell("全市合计"), Cell(2), Cell("含开发区")))
    picked = (table.columns[1], table.columns[3], table.columns[10])
    narrow = replace(table, columns=picked, rows=(), totals=total, excluded=())
    form = sheet(narrow)
    assert values(form, HEAD + 1) == ["全市合计", 2, "含开发区"]
    assert "A8" not in {str(area)[:2] for area in form.merged_cells.ranges}


def test_equal_tables_give_equal_bytes_and_the_created_day_is_the_filled_in_one() -> None:
    assert to_xlsx(city_annex_1()) == to_xlsx(city_annex_1())
    created = read(district_annex_1()).properties.created
    assert created is not None
    assert created.isoformat() == "2021-09-10T00:00:00"


def test_500_rows_are_all_there() -> None:
    form = sheet(big_annex_1(500))
    assert form.cell(HEAD + 500, 1).value == 500
    assert form.cell(HEAD + 501, 1).value == "合计"
