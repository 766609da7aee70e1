"""The header is found by itself; what has none is refused in words."""

from __future__ import annotations

import pytest
from tests.domain.ledger.tools import sheet

from duban.domain.ledger.fields import _HEADINGS, TITLES, Field, field_of, plain_heading
from duban.domain.ledger.header import choose_sheet, find_header
from duban.domain.ledger.sheets import Merge, column_letters
from duban.domain.messages import Refusal


def test_title_and_annex_rows_above_are_passed_over() -> None:
    header = find_header(
        sheet(["附件1"], ["监管台账"], ["填报单位：示例"], ["序号", "企业名称", "地址"], ["1", "示例厂", ""])
    )
    assert header is not None
    assert (header.first_row, header.last_row) == (4, 4)
    assert [(column.at, column.field) for column in header.columns] == [
        (0, Field.SERIAL),
        (1, Field.NAME),
        (2, Field.ADDRESS),
    ]


def test_a_header_of_two_rows_with_merged_groups() -> None:
    header = find_header(
        sheet(
            ["监管台账"],
            ["企业名称", "所属区县", "联系方式", "", "", "网格"],
            ["", "", "法定代表人", "联系人", "电话", ""],
            ["示例钢铁厂", "铁西区", "示例法人", "安全科", "024-00000000", "7"],
            merged=(Merge(1, 0, 1, 5), Merge(2, 0, 3, 0), Merge(2, 2, 2, 4)),
        )
    )
    assert header is not None
    assert (header.first_row, header.last_row) == (2, 3)
    assert [column.field for column in header.columns] == [
        Field.NAME,
        Field.DISTRICT,
        Field.LEGAL_PERSON,
        Field.CONTACT,
        Field.TELEPHONE,
    ]
    assert header.unused == ("网格",)


def test_two_rows_without_merge_marks_are_found_because_the_lower_one_names_more() -> None:
    header = find_header(
        sheet(["企业名称", "地区", "联系方式", ""], ["", "", "联系人", "电话"], ["示例厂", "铁西区", "甲", ""])
    )
    assert header is not None
    assert (header.last_row, len(header.columns)) == (2, 4)


def test_a_data_row_is_no_second_header_row() -> None:
    header = find_header(sheet(["企业名称", "地区", "行业"], ["沈阳示例钢铁有限公司", "铁西区", "钢铁"]))
    assert header is not None
    assert header.last_row == 1


def test_of_two_columns_for_one_field_the_better_is_used_and_the_other_told() -> None:
    for headings in (["企业名称", "注册地址", "生产地址"], ["企业名称", "生产地址", "注册地址"]):
        header = find_header(sheet(headings))
        assert header is not None
        assert [(column.heading, column.field) for column in header.columns][1] == ("生产地址", Field.ADDRESS)
        assert header.unused == ("注册地址",)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("企业名称（全称）", Field.NAME),
        ("统一社会\n信用代码*", Field.CREDIT_CODE),
        ("所属区、县（市）", None),
        ("区、县（市）", Field.DISTRICT),
        ("产能（万吨/年）", Field.CAPACITY),
        ("ADCODE", Field.REGION_CODE),
        ("网格员", None),
    ],
)
def test_headings(heading: str, field: Field | None) -> None:
    found = field_of(heading)
    assert (found[0] if found else None) == field


def test_every_field_has_a_title_and_headings_written_as_they_are_compared() -> None:
    assert set(TITLES) == set(Field) == set(_HEADINGS)
    headings = [heading for text in _HEADINGS.values() for heading in text.split()]
    assert [heading for heading in headings if plain_heading(heading) != heading] == []
    assert len(headings) == len(set(headings))
    assert [title for field, title in TITLES.items() if field_of(title) is None or field_of(title)[0] != field] == []  # type: ignore[index]  # None is ruled out just before


def test_the_unit_in_the_heading_of_the_capacity() -> None:
    header = find_header(sheet(["企业名称", "地址", "产能（万吨/年）"]))
    assert header is not None
    assert header.unit_in_heading == "万吨/年"


def test_the_sheet_with_the_best_header_is_chosen_and_hidden_ones_are_not() -> None:
    poor = sheet(["企业名称", "地址"], name="旧表")
    good = sheet(["企业名称", "地址", "行业"], name="台账")
    hidden = sheet(["企业名称", "地址", "行业", "备注"], name="隐藏", visible=False)
    notes = sheet(["填表说明"], name="说明")
    assert choose_sheet([notes, poor, good, hidden])[0] == 2
    assert choose_sheet([notes, poor, good, hidden], "旧表")[0] == 1


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            (["甲", "乙"], ["1", "2"]),
            "没有找到表头：需要“企业名称”一栏及至少一个其他已知栏目；内容最多的一行是：甲、乙。",
        ),
        ((["", ""],), "没有找到表头：需要“企业名称”一栏及至少一个其他已知栏目；内容最多的一行是：（空）。"),
        (
            (["地址", "行业", "备注"],),
            "没有找到表头：需要“企业名称”一栏及至少一个其他已知栏目；内容最多的一行是：地址、行业、备注。",
        ),
        ((["企业名称", "行业"],), "没有能确定地区的栏目；已识别：企业名称、行业。"),
    ],
)
def test_wrong_columns_are_refused(rows: tuple[list[str], ...], told: str) -> None:
    with pytest.raises(Refusal) as refusal:
        choose_sheet([sheet(*rows)])
    assert str(refusal.value.message) == told
    assert refusal.value.remedy is not None


def test_a_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        choose_sheet([sheet(["企业名称", "地址"])], "汇总")
    assert str(refusal.value) == "没有可读的工作表“汇总”；现有：台账。"


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letters(index: int, letters: str) -> None:
    assert column_letters(index) == letters
