"""Journal 办理日志: one deed a line of JSON, run through the real actions.

``{"id": "<uuid>", "deed": "record_inspection", "on": "2021-07-20", "by": "<account>", …}``. The id is the deed's and
that of what it creates, so later lines name earlier objects, and a line done before is skipped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from uuid import UUID

from django.db import transaction

from duban.actions.deeds import done_already
from duban.actions.register import all_kinds
from duban.domain.messages import N_, Message, Refusal
from duban.queries.actors import actor_named

Moment = Callable[[date], datetime]
"""The moment of a deed of that day: in earnest the door's own, in a demo an hour of the day itself."""

_EXAMPLE = '{"id": "0198f6a0-0000-7000-8000-000000000001", "deed": "confirm_entry", "on": "2021-07-12", "by": "clerk"}'


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was refused, and why."""

    line: int
    id: str
    reason: str
    rule: str


@dataclass(slots=True)
class Replayed:
    """What became of a journal 回放结果."""

    applied: int = 0
    skipped: int = 0
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """One judged line: which deed, whose, for which day, with which inputs."""

    number: int
    id: UUID
    deed: str
    on: date
    by: str
    inputs: Mapping[str, object]


class _Undone(Exception):  # noqa: N818 -- carries the roll-back of a whole file, no malfunction
    pass


def replay(lines: Iterable[str], moment: Moment) -> Replayed:
    """All lines in one transaction: every line is tried, and one refusal undoes the whole file."""
    result = Replayed()
    try:
        with transaction.atomic():
            for _, outcome in run(lines, moment):
                counted(result, outcome)
            if result.refused:
                raise _Undone
    except _Undone:
        result.applied = 0
    return result


def run(lines: Iterable[str], moment: Moment) -> Iterator[tuple[str, str | Refused]]:
    """Do line after line, each in its own transaction, and say once it is committed what became of it:

    its id with "applied", "skipped" or the refusal.
    """
    for number, text in enumerate(lines, start=1):
        if text.strip():
            yield _outcome(number, text, moment)


def _outcome(number: int, text: str, moment: Moment) -> tuple[str, str | Refused]:
    line_id = ""
    try:
        line = _read(number, text)
        line_id = str(line.id)
        return line_id, _do(line, moment)
    except Refusal as refusal:
        return line_id, Refused(number, line_id, str(refusal), refusal.rule)


def _do(line: Line, moment: Moment) -> str:
    kind = all_kinds().get(line.deed)
    if kind is None:
        raise _no_such_deed(line.deed)
    by = actor_named(line.by)
    if done_already(line.id, by, line.deed):
        return "skipped"
    kind.perform(by=by, on=line.on, at=moment(line.on), id=line.id, **line.inputs)
    return "applied"


def _no_such_deed(name: str) -> Refusal:
    close = "、".join(get_close_matches(name, all_kinds(), cutoff=0.5)) or "-"
    text = N_("请按办理日志的说明（docs/reference/journal.md）填写；相近的：{close}。")
    remedy = Message("journal.deed.remedy", text, {"close": close})
    return Refusal(
        "journal.deed", Message("journal.deed", N_("没有办理事项「{value}」。"), {"value": name}), remedy=remedy
    )


def _read(number: int, text: str) -> Line:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:  # a number of more than 4,300 digits is a ValueError
        raise _refusal("journal.json", N_("不是一行 JSON：{value}，例如 {example}"), str(error)) from None
    if not isinstance(values, dict):
        raise _refusal("journal.json", N_("应为一个 JSON 对象，而不是 {value}，例如 {example}"), type(values).__name__)
    taken = {key: _text(values, key) for key in ("id", "deed", "on", "by")}
    if "at" in values:  # the moment is the door's own, never the file's
        raise _refusal("journal.at", N_("日志不写办理时刻「{value}」，例如 {example}"), str(values["at"]))
    return Line(number, _uuid(taken["id"]), taken["deed"], _day(taken["on"]), taken["by"], values)


def _text(values: dict[str, object], key: str) -> str:
    value = values.pop(key, None)
    if not isinstance(value, str) or not value.isprintable() or not value:
        raise _refusal("journal.field", N_("每行都要有「{value}」，例如 {example}"), key)
    return value


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _refusal("journal.id", N_("id「{value}」应为 UUID，例如 {example}"), text) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refusal("journal.on", N_("on「{value}」应为日期，如 2021-07-20"), text) from None


def _refusal(rule: str, text: str, value: str) -> Refusal:
    return Refusal(rule, Message(rule, text, {"value": value, "example": _EXAMPLE}))


def counted(result: Replayed, outcome: str | Refused) -> None:
    """Add what became of one line."""
    if isinstance(outcome, Refused):
        result.refused.append(outcome)
    elif outcome == "applied":
        result.applied += 1
    else:
        result.skipped += 1
