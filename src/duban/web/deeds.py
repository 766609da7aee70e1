"""Deeds from the web 网页办理: every write of a page goes through here."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest

from duban.actions.deeds import Channel, through
from duban.actions.register import all_kinds
from duban.config import clock


def perform(
    request: HttpRequest, name: str, /, *, on: date | None = None, deed: UUID | None = None, **inputs: Any
) -> Any:
    """Do the deed as the person who asks; ``on`` is today unless the form names a legal day. Raises ``Refusal``.

    The first two are given by place, because deeds have inputs called ``request`` and ``name``.

    ``deed`` is the id that a form carries, so that sending it twice does it once.
    """
    at = clock.now()
    with through(Channel.WEB):
        return all_kinds()[name].perform(
            by=request.actor,  # type: ignore[attr-defined]  # set by the middleware
            on=on or at.date(),
            at=at,
            id=deed or uuid4(),
            **inputs,
        )
