"""Cell values: what is read, and what is refused with which rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from duban.domain.ledger.credit_code import EXAMPLE, is_valid, to_credit_code
from duban.domain.ledger.values import (
    ValueFault,
    text_within,
    tidy,
    to_count,
    to_day,
    to_degrees,
    to_quantity,
    to_year,
    to_yes_no,
)
from duban.domain.ledger.words import OperatingStatus, RiskColour, to_colour, to_grade, to_industry_code, to_status
from duban.domain.vocabulary import Standardisation


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("沈阳示例钢铁有限公司", "沈阳示例钢铁有限公司"),
        (" 沈阳 示例\n钢铁有限公司　", "沈阳示例钢铁有限公司"),
        ("示例（集团）有限公司", "示例（集团）有限公司"),
        ("１２３号ＡＢ", "123号AB"),
        ("Example  Steel\r\nCo.", "Example Steel Co."),
        ("示\u200b例\x07厂\ufeff", "示例厂"),
        ("\u202e示例\u2066厂", "示例厂"),
        ("", ""),
    ],
)
def test_text_is_tidied(cell: str, text: str) -> None:
    assert tidy(cell) == text


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-07-05", date(2021, 7, 5)),
        ("2021/7/5", date(2021, 7, 5)),
        ("2021.7.5", date(2021, 7, 5)),
        ("2021年7月5日", date(2021, 7, 5)),
        ("２０２１年７月５日", date(2021, 7, 5)),
        ("20210705", date(2021, 7, 5)),
        ("44382", date(2021, 7, 5)),
        ("44382.5", date(2021, 7, 5)),
        ("2021-07-05 08:30:00", date(2021, 7, 5)),
        ("", None),
        ("/", None),
        ("无", None),
    ],
)
def test_days_are_read_in_every_shape(cell: str, day: date | None) -> None:
    assert to_day(cell) == day


@pytest.mark.parametrize("cell", ["2021年2月30日", "七月五日", "12345678901", "99999", "2021-13-01", "5"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(ValueFault) as fault:
        to_day(cell)
    assert (str(fault.value.rule), fault.value.example) == ("不是日期", "2021-07-05")


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [
        ("2000.0", Decimal(2000), ""),
        ("2299.9999999999995", Decimal(2300), ""),
        ("1,200.50", Decimal("1200.5"), ""),
        ("120 万吨/年", Decimal(120), "万吨/年"),
        ("１２０", Decimal(120), ""),
        ("", None, ""),
        ("unknown", None, ""),
    ],
)
def test_quantities(cell: str, number: Decimal | None, unit: str) -> None:
    assert to_quantity(cell) == (number, unit)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (to_year, "2010", 2010),
        (to_year, "2010.0", 2010),
        (to_year, "2010年5月", 2010),
        (to_year, "unknown", None),
        (to_count, "884.0", 884),
        (to_count, "", None),
        (to_yes_no, "已建立", True),
        (to_yes_no, "√", True),
        (to_yes_no, "TRUE", True),
        (to_yes_no, "无", False),
        (to_yes_no, "否", False),
        (to_yes_no, "", None),
        (to_status, "停产（2019年起）", OperatingStatus.SUSPENDED),
        (to_status, "Operating", OperatingStatus.OPERATING),
        (to_status, "", None),
        (to_grade, "标准化三级", Standardisation.THIRD),
        (to_grade, "2级", Standardisation.SECOND),
        (to_grade, "无", Standardisation.NONE),
        (to_grade, "", None),
        (to_colour, "较大风险", RiskColour.ORANGE),
        (to_colour, "蓝", RiskColour.BLUE),
        (to_industry_code, "C3110", "3110"),
        (to_industry_code, "31", "31"),
        (to_industry_code, "", ""),
    ],
)
def test_words_and_numbers(read: Callable[[str], object], cell: str, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "rule"),
    [
        (to_year, "83年", "不是年份"),
        (to_year, "1066", "不是年份"),
        (to_quantity, "约两千", "不是数，或数值过大"),
        (to_quantity, "9" * 40, "不是数，或数值过大"),
        (to_quantity, "1000000000000", "不是数，或数值过大"),
        (to_count, "12.5", "应为不小于 0 的整数"),
        (to_count, "-3", "应为不小于 0 的整数"),
        (to_yes_no, "大概", "应为“是”或“否”"),
        (to_status, "很好", "应为下列之一：在产、停产、在建、拟建、关闭"),
        (to_grade, "优秀", "应为下列之一：一级、二级、三级、未达标"),
        (to_colour, "紫", "应为下列之一：红、橙、黄、蓝"),
        (to_industry_code, "钢铁", "国民经济行业代码应为 2 至 4 位数字（GB/T 4754-2017）"),
        (lambda cell: text_within(5, cell), "六个字的备注", "最多 5 字，这里有 6 字"),
        (lambda cell: to_degrees(3, 54, "41.8", cell), "141.8", "应为 3 到 54 之间的度数"),
        (lambda cell: to_degrees(3, 54, "41.8", cell), "北纬", "应为 3 到 54 之间的度数"),
    ],
)
def test_what_is_wrong_is_refused_with_its_rule(read: Callable[[str], object], cell: str, rule: str) -> None:
    with pytest.raises(ValueFault) as fault:
        read(cell)
    assert str(fault.value.rule) == rule


def test_coordinates_are_read() -> None:
    assert to_degrees(3, 54, "41.8", "41.80570°") == 41.8057
    assert to_degrees(3, 54, "41.8", "") is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (EXAMPLE, EXAMPLE),
        ("91350100M000100Y43", "91350100M000100Y43"),
        (" 91350100m000100y43 ", "91350100M000100Y43"),
        ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"),
        ("", None),
        ("无", None),
        ("/", None),
        ("待核实", None),
    ],
)
def test_credit_codes(cell: str, code: str | None) -> None:
    assert to_credit_code(cell) == code


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("91350100M000100Y44", "统一社会信用代码校验位不符（GB 32100-2015），请核对是否抄错"),
        ("91350100M000100Y4", "统一社会信用代码应为 18 位，这里有 17 位"),
        ("91350100M000100O43", "统一社会信用代码不含“O”"),
        ("210100000012345", "这是旧注册号；应填 18 位统一社会信用代码"),
        ("9.121010012345678e+17", "代码被存成了数字，后几位已丢失；请将该列设为“文本”后重新填写"),
    ],
)
def test_wrong_credit_codes_are_refused(cell: str, rule: str) -> None:
    with pytest.raises(ValueFault) as fault:
        to_credit_code(cell)
    assert (str(fault.value.rule), fault.value.example) == (rule, EXAMPLE)


def test_every_single_wrong_sign_is_found() -> None:
    wrong = [EXAMPLE[:at] + sign + EXAMPLE[at + 1 :] for at in range(18) for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY"]
    assert [code for code in wrong if is_valid(code)] == [EXAMPLE] * 18
