"""Rows: each line is a row, is returned with cell, value, rule and example, or is told as left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.domain.ledger.tools import CODE_A, CODE_B, parse, reasons, settings

from duban.domain.ledger.entries import Rejection
from duban.domain.ledger.fields import EXAMPLES, NOT_STORED, TITLES, Field
from duban.domain.ledger.rows import BrokenCell
from duban.domain.ledger.sheets import Merge
from duban.domain.ledger.words import OperatingStatus, RiskColour
from duban.domain.messages import Message, Refusal
from duban.domain.vocabulary import Standardisation

HEADER = ["序号", "企业名称", "统一社会信用代码", "无代码原因", "所属区县", "地址", "行业"]
ROW = ["1", "沈阳示例钢铁有限公司", CODE_A, "", "铁西区", "沈阳市铁西区示例路1号", "钢铁"]


WANTED = "没有统一社会信用代码，又没有说明原因（“无代码原因”栏，或整批的原因）"
OUTSIDE = "不在辖区：本机关辖辽宁省沈阳市；例如“辽宁省沈阳市和平区”"
NOT_OURS = "不是本方案的重点行业（钢铁、菱镁、水泥、炼化、平板玻璃）；例如“钢铁”"


def changed(**cells: str) -> list[str]:
    """The good row with some cells changed, by heading."""
    return [cells.get(heading, text) for heading, text in zip(HEADER, ROW, strict=True)]


def test_a_good_row() -> None:
    parsed = parse(HEADER, ROW)
    (row,) = parsed.rows
    assert (row.number, row.name, row.credit_code, row.region, row.address, row.industry) == (
        2,
        "沈阳示例钢铁有限公司",
        CODE_A,
        "210106",
        "沈阳市铁西区示例路1号",
        "steel",
    )
    assert (parsed.rejections, parsed.notes, parsed.skipped) == ([], [], [])


def test_every_other_column() -> None:
    header = [
        *HEADER, "国民经济行业代码", "法定代表人", "联系人", "联系电话", "标准化等级", "标准化有效期",
        "风险等级", "双重预防", "经营状态", "停产日期", "列入依据", "备注",
        "纬度", "经度", "产能（万吨/年）", "工艺", "从业人数", "投产年份", "企业编号",
    ]  # fmt: skip
    line = [
        *ROW, "3110", "示例法人", "安全科", "024-00000000", "三级", "44926", "橙", "是", "停产", "2021/7/5", "摸排",
        "示例",
        "41.8", "123.4", "120", "电炉", "884", "2003", "0198F6A0-0000-7000-8000-000000000001",
    ]  # fmt: skip
    (row,) = parse(header, line).rows
    assert row[9:] == (
        "3110", "示例法人", "安全科", "024-00000000", Standardisation.THIRD, date(2022, 12, 31), RiskColour.ORANGE,
        True, OperatingStatus.SUSPENDED, date(2021, 7, 5), "摸排", "示例", 41.8, 123.4, Decimal(120), "万吨/年", "电炉",
        884, 2003, "0198f6a0-0000-7000-8000-000000000001",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (changed(企业名称=""), "企业名称：没有企业名称，无法确定是哪家企业；例如“沈阳示例钢铁有限公司”"),
        (changed(企业名称="无"), "企业名称“无”：没有企业名称，无法确定是哪家企业；例如“沈阳示例钢铁有限公司”"),
        (changed(企业名称="示例"), "企业名称“示例”：不是企业全称；例如“沈阳示例钢铁有限公司”"),
        (changed(企业名称="2021"), "企业名称“2021”：不是企业全称；例如“沈阳示例钢铁有限公司”"),
        (
            changed(统一社会信用代码="123"),
            f"统一社会信用代码“123”：统一社会信用代码应为 18 位，这里有 3 位；例如“{CODE_A}”",
        ),
        (
            changed(统一社会信用代码="无"),
            f"统一社会信用代码：{WANTED}；例如“{CODE_A}”",
        ),
        (
            changed(所属区县="甘井子区"),
            f"地区“辽宁省大连市甘井子区”：{OUTSIDE}",
        ),
        (changed(所属区县="某区", 地址=""), "地区“某区”：看不出属于哪个区县（开发区）；例如“辽宁省沈阳市铁西区”"),
        (changed(行业="造纸"), f"行业“造纸”：{NOT_OURS}"),
        (changed(行业=""), f"行业：{NOT_OURS}"),
    ],
)
def test_a_bad_cell_returns_the_row_with_its_reason(line: list[str], told: str) -> None:
    parsed = parse(HEADER, line)
    assert (parsed.rows, reasons(parsed)) == ([], [told])


def test_a_row_with_several_bad_cells_is_one_rejected_row() -> None:
    parsed = parse(HEADER, changed(企业名称="", 行业="造纸", 统一社会信用代码="1"))
    assert [rejection.field for rejection in parsed.rejections] == [Field.CREDIT_CODE, Field.NAME, Field.INDUSTRY]
    assert [rejection.column for rejection in parsed.rejections] == [2, 1, 6]
    assert parsed.rejected_rows == [2]


def test_a_long_name_and_a_long_value_are_shown_short() -> None:
    parsed = parse(HEADER, changed(企业名称="示" * 201))
    assert reasons(parsed) == [f"企业名称“{'示' * 60}…”：企业名称过长；例如“沈阳示例钢铁有限公司”"]


def test_without_a_code_the_reason_of_the_row_or_of_the_batch_serves() -> None:
    own = parse(HEADER, changed(统一社会信用代码="", 无代码原因="正在换照"))
    batch = parse(HEADER, changed(统一社会信用代码=""), given=settings(no_code_reason="来源未载"))
    assert [own.rows[0].no_code_reason, batch.rows[0].no_code_reason] == ["正在换照", "来源未载"]
    assert parse(HEADER, ROW, given=settings(no_code_reason="来源未载")).rows[0].no_code_reason == ""


def test_the_industry_of_the_batch_serves_blank_cells_only() -> None:
    parsed = parse(
        HEADER, changed(行业=""), changed(行业="造纸"), changed(行业="水泥行业"), given=settings(industry="steel")
    )
    assert [row.industry for row in parsed.rows] == ["steel", "cement"]
    assert parsed.rejected_rows == [3]


def test_a_batch_without_an_industry_column() -> None:
    parsed = parse(
        ["企业名称", "地址"],
        ["沈阳示例厂", "沈阳市铁西区示例路"],
        given=settings(no_code_reason="无", industry="steel"),
    )
    assert [(row.industry, row.region) for row in parsed.rows] == [("steel", "210106")]


def test_lines_that_are_no_rows_are_told() -> None:
    parsed = parse(
        HEADER,
        ROW,
        [],
        ["2", "", "", "", "", "", ""],
        ["", "", "", "", "", "", ""],
        HEADER,
        changed(统一社会信用代码=CODE_B, 企业名称="沈阳示例二厂"),
        ["合 计", "", "2", "", "", "", ""],
        ["", "小计", "", "", "", "", ""],
        ["注：示例", "", "", "", "", "", ""],
        ["填报人：示例　审核人：示例", "", "", "", "", "", ""],
    )
    assert [row.number for row in parsed.rows] == [2, 7]
    assert [(note.row, str(note.message)) for note in parsed.skipped] == [
        (6, "重复的表头，未作为企业"),
        (8, "合计行，未作为企业"),
        (9, "合计行，未作为企业"),
        (10, "表下说明，未作为企业"),
        (11, "表下说明，未作为企业"),
    ]
    assert parsed.rejections == []


@pytest.mark.parametrize("lines", [(), ([""] * 7,), (["合计", "", "0", "", "", "", ""],)])
def test_a_header_only_is_refused(lines: tuple[list[str], ...]) -> None:
    with pytest.raises(Refusal) as refusal:
        parse(HEADER, *lines)
    assert str(refusal.value) == "第 1 行是表头，其下没有企业。请填写企业后再导入。"


def test_cells_merged_downwards_repeat_their_value() -> None:
    parsed = parse(
        HEADER,
        ROW,
        changed(统一社会信用代码=CODE_B, 企业名称="沈阳示例二厂", 所属区县="", 地址=""),
        changed(统一社会信用代码="", 无代码原因="无照", 企业名称="沈阳示例三厂", 所属区县="", 地址="大东区示例路"),
        [],
        merged=(Merge(2, 4, 3, 4), Merge(1, 0, 1, 3), Merge(4, 1, 5, 1)),
    )
    assert [row.region for row in parsed.rows] == ["210106", "210106", "210104"]


def test_a_formula_without_a_result_and_an_error_value_return_the_row() -> None:
    parsed = parse(
        HEADER,
        changed(企业名称=""),
        changed(地址=""),
        changed(),
        broken=(BrokenCell(2, 1, True), BrokenCell(3, 5, False), BrokenCell(4, 0, True), BrokenCell(9, 1, True)),
    )
    assert reasons(parsed) == [
        "企业名称：公式没有计算结果，请粘贴为数值；例如“沈阳示例钢铁有限公司”",
        "地址：单元格是错误值（如 #REF!），请改正；例如“沈阳市铁西区示例路1号”",
    ]
    assert [row.number for row in parsed.rows] == [4]


def test_the_example_of_every_field_is_read_back() -> None:
    header = [TITLES[field] for field in EXAMPLES]
    parsed = parse(header, list(EXAMPLES.values()))
    assert (parsed.rejections, [row.name for row in parsed.rows]) == ([], [EXAMPLES[Field.NAME]])
    assert set(EXAMPLES) == set(Field) - NOT_STORED


def test_a_value_for_which_no_example_can_be_given_is_told_without_one() -> None:
    rule = Message("import.code_elsewhere", "已由其他单位登记")
    reason = Rejection(2, 2, Field.CREDIT_CODE, CODE_A, rule, "").reason()
    assert str(reason) == f"统一社会信用代码“{CODE_A}”：已由其他单位登记"


def test_a_contradiction_between_code_and_district_is_told() -> None:
    header = [*HEADER, "区划代码"]
    parsed = parse(header, [*changed(所属区县="于洪区"), "210106"])
    assert [str(note.message) for note in parsed.notes] == [
        "区划代码与地区“于洪区”不一致，按代码记为辽宁省沈阳市铁西区"
    ]
    assert [row.region for row in parsed.rows] == ["210106"]


def test_a_thousand_bad_rows_among_ten_thousand() -> None:
    lines = [
        changed(
            企业名称="" if number % 10 == 0 else f"沈阳示例第{number}厂",
            统一社会信用代码="",
            无代码原因=f"示例{number}",
        )
        for number in range(10_000)
    ]
    parsed = parse(HEADER, *lines)
    assert (len(parsed.rows), len(parsed.rejected_rows)) == (9_000, 1_000)
    assert parsed.rejected_rows[:2] == [2, 12]


def test_a_rejection_says_where() -> None:
    (rejection,) = parse(HEADER, changed(行业="造纸")).rejections
    assert rejection[:4] == Rejection(2, 6, Field.INDUSTRY, "造纸", rejection.rule, "")[:4]


def test_a_bad_capacity_is_returned_and_its_own_unit_wins() -> None:
    header = [*HEADER, "产能（万吨/年）", "产能单位"]
    parsed = parse(
        header,
        [*ROW, "很多", ""],
        [*ROW, "5 千吨/年", "吨"],
        [*ROW, "5", "吨"],
        [*ROW, "5", ""],
        [*ROW, "", "吨"],
        [*ROW, "无", ""],
    )
    assert reasons(parsed) == ["产能“很多”：不是数，或数值过大；例如“2000”"]
    assert [(row.capacity, row.capacity_unit) for row in parsed.rows] == [
        (Decimal(5), "千吨/年"),
        (Decimal(5), "吨"),
        (Decimal(5), "万吨/年"),
        (None, "吨"),
        (None, ""),
    ]
