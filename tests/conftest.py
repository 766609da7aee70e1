"""The test database: made and migrated by the owner, one a process; tests run as the application role."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql
from tests.plugin import WORKER

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker


class _Databases:
    """The test database and the migrated one that it is copied from."""

    def __init__(self, name: str, owner_address: str) -> None:
        self.name = name
        self.template = f"{name}_template"
        self._owner_address = owner_address

    def recreate(self, name: str, template: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)

    def drop(self) -> None:
        for name in (self.name, self.template):
            self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._owner_address, autocommit=True) as connection:
            for attempts_left in reversed(range(20)):
                try:
                    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
                    return
                except psycopg.errors.InsufficientPrivilege:  # the owner may not end an autovacuum that is in there
                    if not attempts_left:
                        raise
                    time.sleep(0.5)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the test database as owner with the product's own migration; leave the application role connected."""
    from django.conf import settings  # noqa: PLC0415 -- settings are read after this file is loaded
    from django.db import connection  # noqa: PLC0415 -- after the settings

    from duban.config import database  # noqa: PLC0415 -- after the settings
    from duban.embedded import roles  # noqa: PLC0415 -- after the settings

    databases = _Databases(f"test_duban_{WORKER or 'main'}", settings.DATABASE_ADDRESSES.of(roles.OWNER))

    def copy_again(_flush: Iterable[str]) -> None:
        """After a test that committed: a fresh copy, which also brings back what migrations inserted."""
        connection.close()
        databases.recreate(databases.name, databases.template)

    with django_db_blocker.unblock():
        databases.recreate(databases.template, "template0")
        connection.settings_dict["NAME"] = databases.template
        database.migrate()
        connection.close()
        databases.recreate(databases.name, databases.template)
        connection.settings_dict["NAME"] = databases.name
        connection.ops.execute_sql_flush = copy_again  # type: ignore[method-assign,assignment]  # the application role may not truncate
    yield
    with django_db_blocker.unblock():
        connection.close()
        databases.drop()
