"""Demo data 示例数据: the mark that the seeding leaves, without which no day may be fixed."""

from __future__ import annotations

from django.conf import settings

from duban.config.environment import DEMO_MARK as MARK
from duban.domain.messages import N_, Message, Refusal


def claim(*, empty: bool) -> None:
    """Mark the installation as a demo; refused unless its database is the embedded one and empty or marked."""
    if _external() or not (empty or marked()):
        raise Refusal(
            "demo-data",
            Message("demo_refused", N_("示例数据只能装入空的内置数据库，这里已有数据或是外部数据库。")),
            remedy=Message("demo_refused.remedy", N_("请用 duban up（不带 --demo）启动，或在另一个文件夹中试用。")),
        )
    mark()


def mark() -> None:
    """Say that this installation's embedded database holds invented data only, and which day it shows.

    Called before seeding it.
    """
    path = settings.STATE_DIR / MARK
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"invented data only\n{settings.DUBAN_TODAY or ''}\n", encoding="utf-8")


def unmark() -> None:
    """Take the mark back: a real installation starts, or the data went."""
    (settings.STATE_DIR / MARK).unlink(missing_ok=True)


def marked() -> bool:
    """Whether the data are invented. Never for an external database: the mark speaks of the embedded one."""
    return not _external() and (settings.STATE_DIR / MARK).exists()


def _external() -> bool:
    external: bool = settings.ENVIRONMENT.external
    return external
