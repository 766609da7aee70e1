"""Days 日: legal days are days in China, whatever the machine's clock zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def local_day(at: datetime) -> date:
    """The Chinese day in which an aware moment lies."""
    if at.tzinfo is None:
        raise ValueError("a moment must know its zone")
    return at.astimezone(CHINA).date()


def written_day(day: date) -> str:
    """A day as documents write it: 2021年8月20日."""
    return f"{day.year}年{day.month}月{day.day}日"
