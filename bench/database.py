"""A throw-away database for benchmarks: migrated, with the units, people and the campaign of the test world."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from duban.config.addresses import VARIABLES
from duban.embedded import Cluster


@contextmanager
def throw_away() -> Iterator[Cluster]:
    """The cluster, with Django connected as the application's role. Once a process: settings are read once.

    The server does not wait for the disk (``fsync`` is off), neither for us nor for the floors.
    """
    with ExitStack() as stack:
        cluster = stack.enter_context(Cluster.throw_away())
        os.environ |= {name: cluster.address(role) for role, name in VARIABLES.items()}
        os.environ["DUBAN_STATE"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="duban-bench-"))
        os.environ["DJANGO_SETTINGS_MODULE"] = "duban.config.settings"
        _found()
        yield cluster


def _found() -> None:
    import django  # noqa: PLC0415 -- settings read the environment when Django starts

    django.setup()
    from django.db import transaction  # noqa: PLC0415 -- after the settings
    from tests.actions.world import build  # noqa: PLC0415 -- after the settings

    from duban.config.database import migrate  # noqa: PLC0415 -- after the settings

    migrate()
    with transaction.atomic():
        build()
