"""Cell values 单元格: tidy text, numbers, years, dates, coordinates, yes/no; every refusal says rule and example."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from duban.domain.messages import N_, Message

_INVISIBLE = dict.fromkeys(
    [
        *range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF,
        *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # turn the reading direction: one name reads as another
    ]
)  # fmt: skip
_WIDTHS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_TIDY = {**_INVISIBLE, **_WIDTHS}
_UNTIDY = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200d\u202a-\u202e\u2060\u2066-\u2069\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ud800-\udfff]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_BLANKS = re.compile(r"\s+")
_BLANK_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}]) | (?=[{_CJK}])")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D, 0x2013: 0x2D}
_NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "没有", "不详", "未知", "空", "unknown", "n/a", "na"}
)

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)\s*(.*)")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?(?:\s*[-/.年].*)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_FROM, _SERIAL_TO = 18264, 73415  # 1950-01-01 … 2100-12-31: a serial outside is a typing error
_LONGEST_NUMBER, _TOO_LARGE, _SIXTH_DECIMAL = 30, Decimal(10**12), Decimal("0.000001")
_EARLIEST_YEAR, _LATEST_YEAR = 1850, 2100
_YES = frozenset(
    {"是", "有", "已", "已建", "已建立", "建立", "已落实", "落实", "已完成", "完成", "√", "✓", "y", "yes", "true", "1"}
)
_NO = frozenset(
    {
        "否",
        "未",
        "未建",
        "未建立",
        "没有建立",
        "未落实",
        "未完成",
        "×",
        "✗",
        "x",
        "n",
        "no",
        "false",
        "0",
        "正在建设",
        "建设中",
    }
)


class ValueFault(Exception):  # noqa: N818 -- 值有误 is an answer for the clerk, not a malfunction
    """A value is refused: the rule it breaks and an example of a right one."""

    def __init__(self, rule: Message, example: str) -> None:
        super().__init__(str(rule))
        self.rule = rule
        self.example = example


def tidy(cell: str) -> str:
    """Text without stray blanks, line ends and invisible signs, digits and letters half-width.

    Full-width punctuation stays: （ ） is how Chinese names are written. Blanks between Chinese characters go.
    """
    if _UNTIDY.search(cell) is None:
        return cell
    text = _BLANKS.sub(" ", _SURROGATES.sub("", cell).translate(_TIDY)).strip()
    return _BLANK_BESIDE_CJK.sub("", text) if " " in text else text


def half_width(cell: str) -> str:
    """Every full-width sign as its half-width one: for codes, numbers and dates."""
    return cell if cell.isascii() else tidy(cell).translate(_HALF_WIDTH)


def said(text: str) -> str:
    """The text, or nothing where the cell only says that there is nothing (无, /, —, unknown)."""
    return "" if text.lower() in _NOTHING else text


def text_within(limit: int, cell: str) -> str:
    """Tidy text of at most ``limit`` characters."""
    text = tidy(cell)
    if len(text) > limit:
        rule = Message(
            "ledger.too_long", N_("最多 {limit} 字，这里有 {length} 字"), {"limit": limit, "length": len(text)}
        )
        raise ValueFault(rule, text[:12] + "…")
    return text


def to_day(cell: str) -> date | None:
    """A day written 2021-07-05, 2021/7/5, 2021.7.5, 2021年7月5日, 20210705, or as Excel's serial number 44382."""
    text = said(half_width(cell).strip())
    if not text:
        return None
    match = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    try:
        if match is not None:
            return date(int(match[1]), int(match[2]), int(match[3]))
        if _SERIAL.fullmatch(text) and _SERIAL_FROM <= float(text) <= _SERIAL_TO:
            return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    except ValueError:
        pass  # a day that no calendar has (2021年2月30日) is refused with the rest
    raise ValueFault(Message("ledger.not_a_day", N_("不是日期")), "2021-07-05")


def to_year(cell: str) -> int | None:
    """A year, also one inside a date; unknown stays ``None``."""
    text = said(half_width(cell).strip())
    if not text:
        return None
    match = _YEAR.fullmatch(text)
    if match is None or not _EARLIEST_YEAR <= int(match[1]) <= _LATEST_YEAR:
        raise ValueFault(Message("ledger.not_a_year", N_("不是年份")), "2003")
    return int(match[1])


def to_quantity(cell: str) -> tuple[Decimal | None, str]:
    """A number and the unit behind it: ``"120 万吨/年"`` is ``(Decimal("120"), "万吨/年")``.

    Six decimals are kept: a workbook holds 2300 also as 2299.9999999999995.
    """
    text = said(half_width(cell).strip())
    if not text:
        return None, ""
    match = _NUMBER.fullmatch(text)
    number = (
        Decimal(match[1].replace(",", "")) if match is not None and len(match[1]) <= _LONGEST_NUMBER else _TOO_LARGE
    )
    if match is None or abs(number) >= _TOO_LARGE:
        raise ValueFault(Message("ledger.not_a_number", N_("不是数，或数值过大")), "2000")
    number = number.quantize(_SIXTH_DECIMAL)
    whole = number.to_integral_value()
    return (whole if number == whole else number.normalize()), match[2]


def to_count(cell: str) -> int | None:
    """A whole number of people or things."""
    number, _unit = to_quantity(cell)
    if number is None:
        return None
    if number != number.to_integral_value() or not 0 <= number < 10**8:
        raise ValueFault(Message("ledger.not_a_count", N_("应为不小于 0 的整数")), "884")
    return int(number)


def to_degrees(low: int, high: int, example: str, cell: str) -> float | None:
    """A coordinate in degrees (WGS-84) between both bounds."""
    text = said(half_width(cell).strip().rstrip("°"))
    if not text:
        return None
    try:
        degrees = float(text)
    except ValueError:
        degrees = float("nan")
    if not low <= degrees <= high:  # also false for nan
        rule = Message("ledger.not_a_coordinate", N_("应为 {low} 到 {high} 之间的度数"), {"low": low, "high": high})
        raise ValueFault(rule, example)
    return round(degrees, 7)


def to_id(cell: str) -> str:
    """Our own id of an enterprise 企业编号, as an exported workbook has it; blank says nothing."""
    text = said(half_width(cell).strip().lower())
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        rule = Message("ledger.not_id", N_("应为导出文件中的企业编号；新企业请留空"))
        raise ValueFault(rule, "0198f6a0-0000-7000-8000-000000000001") from None


def to_yes_no(cell: str) -> bool | None:
    """Yes, no, or ``None`` where nothing is said."""
    text = said(half_width(cell).strip().lower())
    if text in _YES:
        return True
    if text in _NO or cell.strip() == "无":
        return False
    if not text:
        return None
    raise ValueFault(Message("ledger.not_yes_no", N_("应为“是”或“否”")), "是")
