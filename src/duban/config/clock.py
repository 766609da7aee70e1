"""Clock 时钟: the only place where the time is read. Doors ask here and pass day and moment on as arguments."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from duban.config import demo
from duban.domain.messages import N_, Message, Refusal

ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The moment, aware, in Asia/Shanghai; on the demo's fixed day when there is one."""
    moment = datetime.now(ZONE)
    fixed = fixed_day()
    return moment if fixed is None else datetime.combine(fixed, moment.timetz())


def today() -> date:
    """The legal day in Asia/Shanghai."""
    return now().date()


def fixed_day() -> date | None:
    """The demo's day, for the banner; None in earnest. Refused outside demo data: real work has real days."""
    fixed: date | None = settings.DUBAN_TODAY
    if fixed is not None and not demo.marked():
        raise Refusal(
            "demo-day",
            Message("demo_day_refused", N_("固定日期 {day} 只能用于示例数据。"), {"day": fixed.isoformat()}),
            remedy=Message("demo_day_refused.remedy", N_("请去掉 DUBAN_TODAY（或 --today）后重新启动。")),
        )
    return fixed


def machine_now() -> datetime:
    """The machine's own moment also in the demo: for the names of backups, never for a fact."""
    return datetime.now(ZONE)
