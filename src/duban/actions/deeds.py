"""Deeds 办理登记: the frame around every action.

A function marked ``@deed`` is one deed. The frame judges its inputs, asks whether the actor may, opens one
transaction with the actor's scope, lets the function write, refreshes the standings that it touched and appends
the deed to the trail as the last statement before commit. Either all of that happens or nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import DatabaseError, transaction

from duban.actions import standings
from duban.actions.database_refusals import refusal_from
from duban.actions.inputs import Inputs, fields_of, judge
from duban.domain.actor import Actor
from duban.domain.days import local_day
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission, require
from duban.records.scope import Scope, enter
from duban.records.trail import DeedHead, append_deed, deed_name, open_deed
from duban.specs.digest import specs_digest

P = ParamSpec("P")
R = TypeVar("R")


class Channel(StrEnum):
    """Through which door a deed came 办理渠道."""

    ACTION = "action"
    WEB = "web"
    API = "api"
    CLI = "cli"
    FIELD = "field"
    JOB = "job"


_channel: ContextVar[Channel] = ContextVar("channel", default=Channel.ACTION)


@contextmanager
def through(channel: Channel) -> Iterator[None]:
    """Deeds inside come through this door."""
    token = _channel.set(channel)
    try:
        yield
    finally:
        _channel.reset(token)


@dataclass(frozen=True, slots=True)
class DeedKind:
    """What a deed is: its name, its Chinese title, who may do it, its fields, its function."""

    name: str
    title: str
    permission: Permission
    inputs: type[Inputs]
    perform: Callable[..., object]
    doc: str


_KINDS: dict[str, DeedKind] = {}


def kinds() -> Mapping[str, DeedKind]:
    """Every deed by name; the modules that hold them are imported by ``duban.actions.register``."""
    return _KINDS


def deed(
    *, permission: Permission, title: str, over_subordinates: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the deed of its own name.

    The function takes keywords only: ``by`` (Actor), ``on`` (legal day), ``at`` (aware moment), ``id`` (UUID of the
    deed, and of what it creates) and its inputs. ``over_subordinates`` lets it write rows of agencies below the
    actor's own (acceptance of a return, a plant moved between districts).
    """

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        kind = DeedKind(function.__name__, title, permission, fields_of(function), function, function.__doc__ or "")

        @functools.wraps(function)
        def framed(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{kind.name} takes keywords only")
            return cast(R, _perform(kind, over_subordinates, kwargs))

        _KINDS[kind.name] = DeedKind(kind.name, title, permission, kind.inputs, framed, kind.doc)
        return framed

    return mark


def done_already(deed_id: UUID, by: Actor, name: str | None = None) -> bool:
    """Whether this deed was done before by the actor's agency or one below; doing it again changes nothing.

    Refused when another deed than the one of that name was done under the id.
    """
    with transaction.atomic(savepoint=False):
        enter(Scope(by.reads))
        done = deed_name(deed_id)
    if None in (done, name) or done == name:
        return done is not None
    raise Refusal(
        "deed.other",
        Message("deed.other", N_("编号 {id} 已用于另一项办理（{name}）。"), {"id": deed_id, "name": done}),
        remedy=Message("deed.other.remedy", N_("每项办理使用新的编号；编号相同的行只办理一次。")),
    )


def _perform(kind: DeedKind, over_subordinates: bool, given: Mapping[str, Any]) -> Any:
    by, on, at, deed_id = _context(kind, given)
    inputs = judge(kind.inputs, {name: value for name, value in given.items() if name not in _CONTEXT})
    require(by.roles, kind.permission)
    _refuse_future(on, at)
    values = {name: getattr(inputs, name) for name in kind.inputs.model_fields}
    try:
        with transaction.atomic():
            scope = Scope(by.reads, by.reads if over_subordinates else (by.agency,))
            enter(scope)
            open_deed(deed_id, by.agency)
            result = kind.perform(by=by, on=on, at=at, id=deed_id, **values)
            standings.refresh_touched(deed_id, scope, on=local_day(at))
            append_deed(
                DeedHead(
                    id=deed_id,
                    agency=by.agency,
                    name=kind.name,
                    on=on,
                    at=at,
                    by=by.id,
                    channel=_channel.get(),
                    specs=specs_digest(),
                    inputs=inputs.model_dump_json(exclude_defaults=True),
                )
            )
    except DatabaseError as error:
        raise refusal_from(error) from error
    return result


_CONTEXT = ("by", "on", "at", "id")


def _context(kind: DeedKind, given: Mapping[str, Any]) -> tuple[Actor, date, datetime, UUID]:
    missing = [name for name in _CONTEXT if name not in given]
    if missing:
        raise TypeError(f"{kind.name} needs {', '.join(missing)}")
    by, on, at, deed_id = (given[name] for name in _CONTEXT)
    return by, on, at, deed_id


def _refuse_future(on: date, at: datetime) -> None:
    today = local_day(at)
    if on <= today:
        return
    raise Refusal(
        "future-day",
        Message("future-day", N_("办理日期 {on} 晚于今天 {today}"), {"on": on, "today": today}),
        remedy=Message("future-day.remedy", N_("请填写不晚于今天的日期。")),
    )
