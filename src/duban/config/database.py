"""Database 数据库准备: speaking as another role, grants and migrations as owner, the backup before them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from duban.config.addresses import VARIABLES, database
from duban.embedded import dump, roles
from duban.records.moves import sync_moves

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper


@contextmanager
def connected_as(role: str) -> Iterator[None]:
    """Within the block the only alias of this thread speaks as that role. Not inside a transaction."""
    before: dict[str, Any] = connection.settings_dict
    other = database(settings.DATABASE_ADDRESSES.of(role), VARIABLES[role])
    _reconnect({**before, **other, "NAME": before["NAME"]})
    try:
        yield
    finally:
        _reconnect(before)


def _reconnect(settings_dict: dict[str, Any]) -> None:
    connection.close()
    cast("DatabaseWrapper", connection).close_pool()
    connection.settings_dict = settings_dict


def passes_walls() -> bool:
    """Whether the role that speaks passes row security by: a superuser, BYPASSRLS, or the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolname = %s FROM pg_roles WHERE rolname = current_user", [roles.OWNER]
        )
        return bool(cursor.fetchone()[0])


def pending() -> bool:
    """Whether migrations wait to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def empty() -> bool:
    """Whether the database holds no table yet."""
    return not connection.introspection.table_names()


def migrate(verbosity: int = 0) -> None:
    """Give the roles their grants and apply the migrations that wait, as owner."""
    with connected_as(roles.OWNER):
        with connection.cursor() as cursor:
            cursor.execute(roles.grants_sql(connection.settings_dict["NAME"]))
        if pending():  # asked first: the command builds every past model before it finds nothing to do
            call_command("migrate", verbosity=verbosity, interactive=False)
        sync_moves()


def backup_before_migration(at: datetime) -> Path | None:
    """Dump the database if migrations wait and there is something to lose; returns where it lies."""
    with connected_as(roles.OWNER):
        if empty() or not pending():
            return None
    settings.BACKUPS_DIR.mkdir(parents=True, exist_ok=True)
    target: Path = settings.BACKUPS_DIR / f"before-migration-{at:%Y%m%dT%H%M%S}.dump"
    dump.dump(settings.ENVIRONMENT.cluster.programs(), settings.DATABASE_ADDRESSES.of(roles.BACKUP), target)
    return target
