"""Column widths: they fill the page, and no title, figure or remark starves another."""

from dataclasses import replace

import pytest
from tests.documents.annex_samples import (
    annex_1,
    big_annex_1,
    city_annex_1,
    city_annex_2,
    district_annex_1,
    district_annex_2,
    row_1,
)

from duban.documents.annexes.widths import NARROWEST, PAGE, column_widths, em, even_title, lines_needed
from duban.documents.annexes.wording import heading
from duban.domain.annex_table import AnnexTable

TABLES = {
    "annex 1, district": district_annex_1(),
    "annex 1, city": city_annex_1(),
    "annex 1, empty": annex_1(()),
    "annex 1, 500 rows": big_annex_1(500),
    "annex 2, district": district_annex_2(),
    "annex 2, city": city_annex_2(),
    "annex 2, empty": replace(district_annex_2(), rows=()),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_widths_fill_the_page_and_leave_every_column_readable(table: AnnexTable) -> None:
    widths = column_widths(table)
    assert sum(widths) == pytest.approx(PAGE)
    assert min(widths[1:]) >= NARROWEST


def test_an_endless_remark_leaves_names_and_addresses_their_room() -> None:
    table = annex_1((row_1(1, ("沈阳示例甲钢铁有限公司", 1, 1, 0, 9, 9, 1, 0, 0, "隐患" * 5000)),))
    widths = dict(zip([column.code for column in table.columns], column_widths(table), strict=True))
    assert widths["enterprise"] > 7
    assert widths["address"] > 7
    assert widths["remark"] > widths["enterprise"]


def test_more_figures_than_the_page_holds_still_get_their_least_width() -> None:
    table = annex_1(())
    wide = replace(table, columns=(*table.columns, *table.columns[3:11]))
    assert min(column_widths(wide)) > 0


TITLES = [
    ("企业名称", "企业名称"),
    ("检查企业 次数", "检查企业\n次数"),
    ("执法检查 人员数量 (人次)", "执法检查\n人员数量\n(人次)"),
    ("执法检查人员数量（人次）", "执法检查人员数量\n（人次）"),
    ("黄/红牌", "黄/红牌"),
]


@pytest.mark.parametrize(("title", "broken"), TITLES)
def test_titles_break_where_the_printed_form_breaks_them(title: str, broken: str) -> None:
    assert heading(title) == broken


def test_a_title_wider_than_its_column_breaks_into_equal_lines() -> None:
    assert even_title("安全生产条件不达标应限期整改内容", 12.0) == "安全生产条件不达\n标应限期整改内容"
    assert even_title("是否已关闭", 8.0) == "是否已关闭"


def test_lengths_and_lines() -> None:
    assert em("企业") == 2
    assert em("2021年") == pytest.approx(3.2)
    assert lines_needed(["", "一二三四五六七八"], [4.3, 4.3]) == 2
    assert lines_needed(["一\n二\n三", "一"], [4.3, 4.3]) == 3
