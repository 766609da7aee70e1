"""Roles 数据库角色: the SQL that makes them, for the embedded database and for a DBA alike.

Five roles, none a superuser: the owner changes tables, the app and the jobs write rows, the public site sees
what is granted to it table by table, the backup reads everything past row security.
"""

from __future__ import annotations

OWNER = "duban_owner"
APP = "duban_app"
JOBS = "duban_jobs"
PUBLIC = "duban_public"
BACKUP = "duban_backup"
ROLES = (OWNER, APP, JOBS, PUBLIC, BACKUP)
DATABASE = "duban"
SUPERUSER = "postgres"

_PLAIN = "NOSUPERUSER NOCREATEROLE NOREPLICATION"


def quote(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def roles_sql(*, owner_creates_databases: bool = False) -> str:
    """Create the roles if they are missing and set what they may do. Run as superuser; runs again unharmed.

    ``owner_creates_databases`` is for test runs, whose databases the owner makes.
    """
    lines = []
    for role in ROLES:
        row_security = "BYPASSRLS" if role == BACKUP else "NOBYPASSRLS"
        databases = "CREATEDB" if role == OWNER and owner_creates_databases else "NOCREATEDB"
        exists = f"SELECT FROM pg_roles WHERE rolname = '{role}'"
        lines += [
            f"DO $$ BEGIN IF NOT EXISTS ({exists}) THEN CREATE ROLE {role}; END IF; END $$;",
            f"ALTER ROLE {role} LOGIN {_PLAIN} {databases} {row_security};",
        ]
    return "\n".join(lines) + "\n"


def database_sql(database: str = DATABASE) -> str:
    r"""Create the database if it is missing. For psql (``\gexec``): CREATE DATABASE knows no IF NOT EXISTS."""
    create = f"CREATE DATABASE {quote(database)} OWNER {OWNER} ENCODING ''UTF8'' TEMPLATE template0"
    literal = database.replace("'", "''")
    return (
        f"SELECT '{create}'\n"  # noqa: S608 -- names are constants of ours or a DBA's own argument, quoted
        f"WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{literal}') \\gexec\n"
    )


def grants_sql(database: str = DATABASE) -> str:
    """What each role may do in one database. Run as its owner, before the first migration.

    Tables made later by the owner fall under the default privileges. The public role gets none of them: each
    migration grants it the public copy and the intake by name. Functions are granted by name to everybody: a trigger
    function that a writer may execute could be hung on a temporary table of his.
    """
    name = quote(database)
    own = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER}"
    writers = f"{APP}, {JOBS}"
    return "\n".join(
        [
            f"REVOKE ALL ON DATABASE {name} FROM PUBLIC;",
            f"GRANT CONNECT ON DATABASE {name} TO {writers}, {PUBLIC}, {BACKUP};",
            f"GRANT TEMPORARY ON DATABASE {name} TO {writers};",
            "REVOKE ALL ON SCHEMA public FROM PUBLIC;",
            f"GRANT USAGE ON SCHEMA public TO {writers}, {PUBLIC}, {BACKUP};",
            f"{own} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;",
            f"{own} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {writers};",
            f"{own} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {writers};",
            f"{own} IN SCHEMA public GRANT SELECT ON TABLES TO {BACKUP};",
            f"{own} IN SCHEMA public GRANT SELECT ON SEQUENCES TO {BACKUP};",
            "",
        ]
    )


def script(database: str = DATABASE) -> str:
    """The whole script for psql on an external server of version 15 or later."""
    return "\n".join(
        [
            "-- 督办：外部 PostgreSQL（15 及以上）的角色、数据库和权限；由超级用户用 psql 运行，可重复运行。",
            "-- 运行后请为各角色设置口令（psql 的 \\password 命令），并在 pg_hba.conf 中限定来源地址。",
            "\\set ON_ERROR_STOP on",
            roles_sql(),
            database_sql(database),
            f"\\connect {quote(database)}",
            f"SET ROLE {OWNER};",
            grants_sql(database),
        ]
    )
