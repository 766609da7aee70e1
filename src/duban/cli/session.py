"""Session 会话: what a command needs around it: Django, a running database, the reader's language."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
import django
from django.utils import translation

from duban.cli.wording import said, translated
from duban.domain.messages import Message


def setup_django() -> None:
    """Load settings and models. The language is Chinese unless DUBAN_LANGUAGE names another."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
    django.setup()
    translation.activate(os.environ.get("DUBAN_LANGUAGE") or "zh-hans")


def tell(message: Message | str) -> None:
    """A line for the person who waits; on standard error, so that printed data stay clean."""
    click.echo(said(message) if isinstance(message, Message) else translated(message), err=True)


@contextmanager
def running_database() -> Iterator[None]:
    """The database, started for the time of the command when nobody runs it."""
    from django.conf import settings  # noqa: PLC0415 -- settings are read from the environment when first touched
    from django.db import connection  # noqa: PLC0415 -- as above

    with settings.ENVIRONMENT.database(tell):
        try:
            yield
        finally:
            connection.close()


def with_database(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator of a command's function: runs it with the database up, its tables made and current."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        from duban.config import start  # noqa: PLC0415 -- needs Django, which is set up by now

        with running_database():
            start.ensure_ready(tell)
            return command(*args, **kwargs)

    return wrapped
