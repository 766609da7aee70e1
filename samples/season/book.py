"""The book 日志: lines in the order of their days, each with an id made from a readable key."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

CAMPAIGN = "shenyang-2021-32"
SATURDAY = 5
_NAMES = UUID("2f0c6c7e-8f0d-5d0b-9c55-3c1a3f8f2021")


def an_id(key: str) -> str:
    """The id that a key stands for, the same in every run."""
    return str(uuid5(_NAMES, key))


def day(text: str) -> date:
    """«08-20» is 20 August 2021."""
    return date.fromisoformat(f"2021-{text}")


class Book:
    """Lines gathered story by story; the file has them by day, and within a day in the order of writing."""

    def __init__(self) -> None:
        self._lines: list[tuple[date, dict[str, Any]]] = []
        self._keys: Counter[str] = Counter()

    def write(self, deed: str, on: date, by: str, key: str, **inputs: Any) -> str:
        """Add a deed; returns its id, which is also that of what it creates."""
        self._keys[f"{key}/{deed}"] += 1
        return self.write_as(an_id(f"{key}/{deed}/{self._keys[f'{key}/{deed}']}"), deed, on, by, **inputs)

    def write_as(self, line_id: str, deed: str, on: date, by: str, **inputs: Any) -> str:
        """Add a deed under an id of one's own."""
        self._lines.append((on, {"id": line_id, "deed": deed, "on": on, "by": by, **inputs}))
        return line_id

    def text(self) -> Iterator[str]:
        """The lines as the file has them."""
        for _, line in sorted(self._lines, key=lambda each: each[0]):
            yield json.dumps(line, ensure_ascii=False, default=_plain) + "\n"


def later(on: date, days: int) -> date:
    """So many days on."""
    return on + timedelta(days=days)


def workday_from(on: date) -> date:
    """The day itself, or the Monday after a weekend: bureaus rarely visit on weekends."""
    return on + timedelta(days=max(0, 7 - on.weekday()) if on.weekday() >= SATURDAY else 0)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
