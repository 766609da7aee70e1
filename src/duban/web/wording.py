"""How days, money and messages are written for people.

Tables: 2021-09-10; documents: 2021年9月10日. Money comes in 分 and is shown in 元, or 万元 where a form asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from duban.domain.messages import Message, Refusal

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOTHING = "—"
FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000  # 1 万元 = 10,000 元
FOUR_PLACES = Decimal("0.0001")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def day(value: date | datetime | None) -> str:
    """2021-09-10; a moment counts as its day in Shanghai."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return value.isoformat()


def moment(value: datetime | None) -> str:
    """2021-09-10 14:05, Shanghai time."""
    return NOTHING if value is None else value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def long_day(value: date | None) -> str:
    """2021年9月10日, or 10 September 2021 in English."""
    if value is None:
        return NOTHING
    if (get_language() or "zh").startswith("zh"):
        return f"{value.year}年{value.month}月{value.day}日"
    return date_format(value, "j F Y")


def yuan(fen: int | None) -> str:
    """分 as 元 with two places: 1234500 → 12,345.00."""
    return NOTHING if fen is None else f"{Decimal(fen) / FEN_PER_YUAN:,.2f}"


def wan(fen: int | None) -> str:
    """分 as 万元, half up to four places, without trailing zeros: 1234500 → 1.2345."""
    if fen is None:
        return NOTHING
    rounded = (Decimal(fen) / FEN_PER_WAN).quantize(FOUR_PLACES, ROUND_HALF_UP)
    return f"{rounded:,f}".rstrip("0").rstrip(".")


def say(message: Message | Refusal | str | None) -> str:
    """A message in the reader's language, its places filled; a bare source string is translated alone."""
    if message is None or message == "":
        return ""
    if isinstance(message, str):
        return gettext(message)
    if isinstance(message, Refusal):
        return say(message.message)
    return gettext(message.text).format_map(_shown_all(message.params))


def _shown_all(params: Mapping[str, object]) -> dict[str, object]:
    return {name: _shown(value) for name, value in params.items()}


def _shown(value: object) -> object:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (tuple, list)):
        return gettext("、").join(str(_shown(part)) for part in value)
    return value


def whole_days(text: str) -> SafeString:
    """A text in which no day is broken at its hyphens."""
    return mark_safe(_DAY.sub(r'<span class="nowrap">\g<0></span>', escape(text)))  # noqa: S308 -- escaped just here
