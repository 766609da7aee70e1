"""The sample season, replayed once into a database of its own, for all journeys that read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql
from pytest_django import DjangoDbBlocker

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
JOURNALS = ("season-shenyang-2021.jsonl", "season-national-2021.jsonl")
REPORT_DAY, LAST_DAY = date(2021, 9, 10), date(2021, 11, 30)


@pytest.fixture(scope="session")
def season_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files and anchors of the season lie."""
    return tmp_path_factory.mktemp("season")


@pytest.fixture(scope="session")
def season(django_db_setup: None, django_db_blocker: DjangoDbBlocker, season_folder: Path) -> Iterator[str]:
    """The name of the database into which the demo's own functions founded and replayed everything."""
    usual: str = connection.settings_dict["NAME"]
    name = f"{usual}_season"
    _as_owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _as_owner("CREATE DATABASE {} TEMPLATE {}", name, f"{usual}_template")
    with django_db_blocker.unblock(), _speaking_to(name):
        _replay(season_folder)
    yield name
    _as_owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@pytest.fixture
def told(season: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The season, readable as the whole installation; what a test does to it is rolled back."""
    from duban.queries.units import every_agency  # noqa: PLC0415 -- needs Django
    from duban.records.scope import Scope, enter  # noqa: PLC0415 -- as above

    with django_db_blocker.unblock(), _speaking_to(season), transaction.atomic():
        enter(Scope(every_agency()))
        yield
        transaction.set_rollback(True)


def _replay(folder: Path) -> None:
    from duban.actions.journal import replay  # noqa: PLC0415 -- needs Django
    from duban.cli import demo  # noqa: PLC0415 -- as above
    from duban.cli.passwords import PasswordBook, with_passwords  # noqa: PLC0415 -- as above

    book = PasswordBook(folder / "logins.txt")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(settings, "FILES_DIR", folder / "files")
        patched.setattr(settings, "ANCHOR_FILE", folder / "anchors.txt")
        demo.keep((demo.LEDGER, demo.STEEL))
        demo.found(book)
        for name in JOURNALS:
            lines = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
            result = replay(with_passwords(lines, book), demo.OfficeHours())
            assert [(each.line, each.reason) for each in result.refused] == []
            assert result.applied == len(lines)


@contextmanager
def _speaking_to(name: str) -> Iterator[None]:
    """Within the block the one alias speaks to that database, as the application role all the same."""
    before: dict[str, Any] = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _as_owner(statement: str, *names: str) -> None:
    from duban.embedded import roles  # noqa: PLC0415 -- beside the settings that name its address

    with psycopg.connect(settings.DATABASE_ADDRESSES.of(roles.OWNER), autocommit=True) as owner:
        owner.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
