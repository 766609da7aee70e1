"""Tests meet row security as the product does: as superuser every isolation test would pass."""

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection

from duban.config import database, start
from duban.domain.messages import Refusal
from duban.embedded import roles


def _one(sql: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row: tuple[object, ...] = cursor.fetchone()
    return row


@pytest.mark.django_db
def test_tests_run_as_the_application_role_which_row_security_binds() -> None:
    assert _one(
        "SELECT current_user::text, session_user::text, rolsuper, rolbypassrls, rolcreaterole"
        " FROM pg_roles WHERE rolname = current_user"
    ) == ("duban_app", "duban_app", False, False, False)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [roles.OWNER, roles.JOBS, roles.BACKUP, roles.PUBLIC])
def test_the_application_role_cannot_become_another(role: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied to set role"):
        _one(f"SET ROLE {role}")


@pytest.mark.django_db(transaction=True)
def test_nobody_starts_as_a_role_that_passes_the_walls() -> None:
    assert not database.passes_walls()
    with database.connected_as(roles.OWNER), pytest.raises(Refusal, match="DATABASE_URL 的角色不受行级权限约束"):
        start.ensure_ready(lambda _message: None)


@pytest.mark.django_db
def test_the_application_role_changes_no_table() -> None:
    with pytest.raises(ProgrammingError, match="permission denied for schema public"):
        _one("CREATE TABLE intruder (id int)")


@pytest.mark.django_db
def test_tables_belong_to_the_owner() -> None:
    assert _one("SELECT tableowner::text FROM pg_tables WHERE tablename = 'django_migrations'") == (roles.OWNER,)


@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_in_the_next() -> None:
    added = "INSERT INTO django_content_type (app_label, model) VALUES ('left', 'behind') RETURNING model"
    assert _one(added) == ("behind",)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_behind_by_the_test_before() -> None:
    assert _one("SELECT count(*) FROM django_content_type WHERE app_label = 'left'") == (0,)


@pytest.mark.django_db
def test_the_public_role_sees_no_table_it_was_not_given() -> None:
    address = settings.DATABASE_ADDRESSES.of(roles.PUBLIC)
    with (
        psycopg.connect(address, dbname=connection.settings_dict["NAME"]) as public,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        public.execute("SELECT * FROM django_session")
