"""Doing 办理: how a command does a deed: by a named account, through the command line's channel, now."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from duban.actions.deeds import Channel, through
from duban.actions.register import all_kinds
from duban.config import clock
from duban.queries.actors import actor_named


def doing(name: str, *, by: str, on: date | None = None, id: UUID | None = None, **inputs: Any) -> Any:  # noqa: A002 -- a deed's word
    """Do the deed of that name; its day is today unless another is given. Returns what the deed returns."""
    at = clock.now()
    with through(Channel.CLI):
        return all_kinds()[name].perform(by=actor_named(by), on=on or at.date(), at=at, id=id or uuid4(), **inputs)
