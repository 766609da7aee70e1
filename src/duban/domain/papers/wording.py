"""Wording 文字: values as a paper writes them, and texts with names filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from duban.domain.days import CHINA, written_day
from duban.domain.deadline_rules import Period, Term, Unit
from duban.domain.money import format_yuan
from duban.domain.numerals import capital_yuan, counted
from duban.domain.papers.fields import Field, FieldKind
from duban.domain.papers.forms import NAMED

BLANK = "＿＿＿＿＿＿"
"""What stands where nothing is known: to be filled in by hand."""

_UNITS = {Unit.DAY: "日", Unit.WORKDAY: "个工作日", Unit.HOUR: "小时", Unit.MONTH: "个月", Unit.YEAR: "年"}


def in_words(field: Field, value: Any) -> str:
    """A single value as it is written; empty where it is not known."""
    if value is None or value == "":
        return ""
    return _WRITTEN[field.kind](value)


def rows_in_words(field: Field, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The rows of a list field, numbered from 1."""
    return [
        {"no": str(index)} | {name: in_words(column, row.get(name)) for name, column in _beyond_number(field)}
        for index, row in enumerate(rows, 1)
    ]


def _beyond_number(field: Field) -> list[tuple[str, Field]]:
    return [(name, column) for name, column in field.columns.items() if name != "no"]


def written_moment(at: datetime) -> str:
    """A moment on the clock of China: 2021年8月20日9时30分."""
    local = at.astimezone(CHINA)
    return f"{written_day(local.date())}{local.hour}时{local.minute:02}分"


def written_money(fen: int) -> str:
    """A sum with its amount in words: 人民币壹万元整（¥10,000.00）."""
    whole, _dot, rest = format_yuan(fen).partition(".")
    return f"人民币{capital_yuan(fen)}（¥{int(whole):,}.{rest}）"


def written_term(term: Term) -> str:
    """The length of a term: 三日, 五个工作日, 六个月. ``ValueError`` for a written date, which has none."""
    if not isinstance(term.span, Period):
        raise ValueError("a written date has no length")
    return f"{counted(term.span.length)}{_UNITS[term.span.unit]}"


def fill(text: str, word: Callable[[str], str]) -> str:
    """The text with each ``{name}`` replaced by its word."""
    return NAMED.sub(lambda found: word(found[1]), text)


def _text(value: object) -> str:
    return str(value).strip()


def _day(value: date) -> str:
    return written_day(value)


_WRITTEN: Mapping[FieldKind, Callable[[Any], str]] = {
    FieldKind.TEXT: _text,
    FieldKind.DAY: _day,
    FieldKind.MOMENT: written_moment,
    FieldKind.MONEY: written_money,
}
