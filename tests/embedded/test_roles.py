"""Five roles, none of which can do another's work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from duban.embedded import Cluster, ClusterError, roles

TABLES = """
CREATE TABLE entry (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, agency text);
ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON entry USING (agency = current_setting('app.agency', true));
CREATE FUNCTION secret() RETURNS int LANGUAGE sql AS 'SELECT 42';
CREATE FUNCTION told() RETURNS int LANGUAGE sql AS 'SELECT 42';
GRANT EXECUTE ON FUNCTION told() TO duban_app;
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A database with one table under row security and one row of agency 210102."""
    with Cluster.throw_away() as cluster:
        cluster.run_sql(roles.grants_sql(), role=roles.OWNER, database=roles.DATABASE)
        cluster.run_sql(TABLES, role=roles.OWNER, database=roles.DATABASE)
        insert = "SET app.agency = '210102'; INSERT INTO entry (agency) VALUES ('210102');"
        cluster.run_sql(insert, role=roles.APP, database=roles.DATABASE)
        yield cluster


def _ask(cluster: Cluster, role: str, sql: str) -> str:
    return cluster.run_sql(sql, role=role, database=roles.DATABASE).strip()


@pytest.mark.parametrize(
    ("role", "superuser", "past_row_security", "makes_roles"),
    [
        (roles.OWNER, "f", "f", "f"),
        (roles.APP, "f", "f", "f"),
        (roles.JOBS, "f", "f", "f"),
        (roles.PUBLIC, "f", "f", "f"),
        (roles.BACKUP, "f", "t", "f"),
    ],
)
def test_what_a_role_is(cluster: Cluster, role: str, superuser: str, past_row_security: str, makes_roles: str) -> None:
    sql = f"SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = '{role}'"  # noqa: S608 -- a constant
    assert _ask(cluster, role, sql) == f"{superuser}|{past_row_security}|{makes_roles}"


@pytest.mark.parametrize("role", [roles.APP, roles.JOBS, roles.PUBLIC, roles.BACKUP])
@pytest.mark.parametrize("other", [roles.OWNER, roles.SUPERUSER])
def test_no_role_becomes_owner_or_superuser(cluster: Cluster, role: str, other: str) -> None:
    with pytest.raises(ClusterError, match="permission denied to set role"):
        _ask(cluster, role, f"SET ROLE {other}")


@pytest.mark.parametrize(
    ("role", "sql", "seen"),
    [
        (roles.APP, "SELECT count(*) FROM entry", "0"),
        (roles.APP, "SET app.agency = '210103'; SELECT count(*) FROM entry", "0"),
        (roles.APP, "SET app.agency = '210102'; SELECT count(*) FROM entry", "1"),
        (roles.JOBS, "SELECT count(*) FROM entry", "0"),
        (roles.OWNER, "SELECT count(*) FROM entry", "0"),
        (roles.BACKUP, "SELECT count(*) FROM entry", "1"),
        (roles.APP, "SELECT told()", "42"),
    ],
)
def test_what_a_role_sees(cluster: Cluster, role: str, sql: str, seen: str) -> None:
    assert _ask(cluster, role, sql) == seen


@pytest.mark.parametrize(
    ("role", "sql"),
    [
        (roles.APP, "CREATE TABLE t (id int)"),
        (roles.APP, "TRUNCATE entry"),
        (roles.APP, "DROP TABLE entry"),
        (roles.APP, "ALTER TABLE entry DISABLE ROW LEVEL SECURITY"),
        (roles.APP, "CREATE DATABASE mine"),
        (roles.JOBS, "CREATE TABLE t (id int)"),
        (roles.PUBLIC, "SELECT * FROM entry"),
        (roles.PUBLIC, "INSERT INTO entry (agency) VALUES ('210102')"),
        (roles.APP, "SELECT secret()"),
        (roles.JOBS, "SELECT told()"),
        (roles.PUBLIC, "SELECT secret()"),
        (roles.PUBLIC, "CREATE TEMPORARY TABLE t (id int)"),
        (roles.BACKUP, "INSERT INTO entry (agency) VALUES ('210102')"),
        (roles.BACKUP, "DELETE FROM entry"),
        (roles.BACKUP, "SELECT secret()"),
    ],
)
def test_what_a_role_may_not(cluster: Cluster, role: str, sql: str) -> None:
    with pytest.raises(ClusterError, match=r"permission denied|must be owner"):
        _ask(cluster, role, sql)


def test_a_row_of_another_agency_cannot_be_written(cluster: Cluster) -> None:
    with pytest.raises(ClusterError, match="row-level security"):
        _ask(cluster, roles.APP, "SET app.agency = '210102'; INSERT INTO entry (agency) VALUES ('210103')")


def test_the_script_for_a_dba_runs_twice_on_a_server_that_knows_nothing_of_us(cluster: Cluster) -> None:
    script = roles.script("other name")
    cluster.run_sql(script)
    cluster.run_sql(script)
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'other name'"
    assert cluster.run_sql(owner) == "duban_owner\n"
    made = "CREATE TABLE t (id int); SELECT has_table_privilege('duban_app', 't', 'INSERT')"
    assert cluster.run_sql(made, role=roles.OWNER, database="other name") == "t\n"


def test_a_database_name_with_a_quote_stays_a_name() -> None:
    assert '"it\'s"""' in roles.grants_sql("it's\"")
