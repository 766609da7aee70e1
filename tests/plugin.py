"""A database for the tests. Loaded with ``-p`` before Django reads its settings (see pyproject.toml).

Without DATABASE_URL one throw-away PostgreSQL is started by the controlling process; xdist's workers inherit its
addresses. The test databases in it are made by ``tests/conftest.py``.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from contextlib import ExitStack

import pytest

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
_until_exit = ExitStack()
atexit.register(_until_exit.close)


def _start_database() -> None:
    from duban.config.addresses import VARIABLES  # noqa: PLC0415 -- coverage has started by now, and sees it imported
    from duban.embedded import Cluster  # noqa: PLC0415 -- as above

    cluster = _until_exit.enter_context(Cluster.throw_away())
    os.environ |= {name: cluster.address(role) for role, name in VARIABLES.items()}


def _keep_off_the_installation() -> None:
    """Neither keys, files nor the demo's day of the developer's own installation reach a test."""
    os.environ["DUBAN_STATE"] = _until_exit.enter_context(tempfile.TemporaryDirectory(prefix="duban-tests-"))
    for name in ("DUBAN_TODAY", "DUBAN_DEBUG", "DUBAN_HTTPS", "DUBAN_POOL", "DUBAN_LANGUAGE"):
        os.environ.pop(name, None)


@pytest.hookimpl(tryfirst=True)  # before Django reads its settings, yet after coverage, which was registered later
def pytest_load_initial_conftests() -> None:
    """Give the tests their database."""
    if WORKER is None:
        _keep_off_the_installation()
        if not os.environ.get("DATABASE_URL"):
            _start_database()


def pytest_sessionstart() -> None:
    """Passwords in tests need no strength, and the real hasher costs 0.3 s each."""
    from django.conf import settings  # noqa: PLC0415 -- settings are read after this file is loaded

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--write-golden`` writes the golden files anew instead of comparing."""
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew, then compare")
