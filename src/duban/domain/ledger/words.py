"""Words of the ledger's closed columns 经营状态、标准化等级、风险等级: as people write them, and as we keep them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from duban.domain.ledger.values import ValueFault, half_width, said
from duban.domain.messages import N_, Message
from duban.domain.vocabulary import Standardisation


class OperatingStatus(StrEnum):
    """Operating status of an enterprise 经营状态."""

    OPERATING = "operating"  # 在产
    SUSPENDED = "suspended"  # 停产
    CONSTRUCTION = "construction"  # 在建
    PLANNED = "planned"  # 拟建
    CLOSED = "closed"  # 关闭、注销


class RiskColour(StrEnum):
    """Risk grade 风险等级 as a colour. Not a card: 红色风险 is no 红牌."""

    RED = "red"  # 重大风险
    ORANGE = "orange"  # 较大风险
    YELLOW = "yellow"  # 一般风险
    BLUE = "blue"  # 低风险


_STATUSES: Mapping[OperatingStatus, str] = {
    OperatingStatus.OPERATING: "在产 正常 正常生产 生产 正常经营 经营 在营 营业 开业 存续 在业 运行 运营 operating",
    OperatingStatus.SUSPENDED: "停产 停业 停工 半停产 长期停产 临时停产 季节性停产 停产整顿 停用 歇业 mothballed idle",
    OperatingStatus.CONSTRUCTION: "在建 建设中 construction",
    OperatingStatus.PLANNED: "拟建 筹建 规划 待建 announced",
    OperatingStatus.CLOSED: "关闭 已关闭 关停 注销 吊销 已注销 已吊销 退出 已退出 拆除 已拆除 retired closed",
}
_GRADES: Mapping[Standardisation, str] = {
    Standardisation.FIRST: "一级 1级 i级 ⅰ级 一级企业 一级达标 国家一级 一",
    Standardisation.SECOND: "二级 2级 ii级 ⅱ级 二级企业 二级达标 省二级 二",
    Standardisation.THIRD: "三级 3级 iii级 ⅲ级 三级企业 三级达标 市三级 三",
    Standardisation.NONE: "未达标 无等级 未创建 未评级 未定级 创建中 正在创建 未取得 否",
}
_COLOURS: Mapping[RiskColour, str] = {
    RiskColour.RED: "红 红色 重大 重大风险 一级风险 red",
    RiskColour.ORANGE: "橙 橙色 较大 较大风险 orange",
    RiskColour.YELLOW: "黄 黄色 一般 一般风险 yellow",
    RiskColour.BLUE: "蓝 蓝色 低 低风险 较低 blue",
}
_Word = TypeVar("_Word", bound=StrEnum)


def _known(words: Mapping[_Word, str]) -> dict[str, _Word]:
    return {form: word for word, forms in words.items() for form in forms.split()}


_STATUS_OF, _GRADE_OF, _COLOUR_OF = _known(_STATUSES), _known(_GRADES), _known(_COLOURS)


def _look_up(cell: str, known: Mapping[str, _Word], choices: str) -> _Word | None:
    text = said(half_width(cell).strip().lower().split("(")[0].strip())
    if not text:
        return None
    found = known.get(text) or known.get(text.removeprefix("标准化").removesuffix("标准化"))
    if found is None:
        rule = Message("ledger.unknown_word", N_("应为下列之一：{choices}"), {"choices": choices})
        raise ValueFault(rule, choices.split("、", maxsplit=1)[0])
    return found


def to_status(cell: str) -> OperatingStatus | None:
    """在产, 停产 … with a remark in brackets allowed: 停产（2019年起）."""
    return _look_up(cell, _STATUS_OF, "在产、停产、在建、拟建、关闭")


def to_grade(cell: str) -> Standardisation | None:
    """一级, 二级, 三级; 无 and 未达标 are an answer here, a blank is none."""
    if cell.strip() == "无":
        return Standardisation.NONE
    return _look_up(cell, _GRADE_OF, "一级、二级、三级、未达标")


def to_colour(cell: str) -> RiskColour | None:
    """红, 橙, 黄, 蓝, or 重大, 较大, 一般, 低."""
    return _look_up(cell, _COLOUR_OF, "红、橙、黄、蓝")


def to_industry_code(cell: str) -> str:
    """GB/T 4754 code 国民经济行业代码: two to four digits, a section letter before them dropped; it never decides."""
    text = said(half_width(cell).strip().upper())
    digits = text[1:] if text[:1].isalpha() else text
    if not text or (digits.isdigit() and 2 <= len(digits) <= 4):  # noqa: PLR2004 -- 大类, 中类, 小类 of GB/T 4754
        return digits
    raise ValueFault(Message("ledger.not_gbt4754", N_("国民经济行业代码应为 2 至 4 位数字（GB/T 4754-2017）")), "3110")
