"""``duban roles``: the SQL that a DBA runs for an external PostgreSQL."""

from __future__ import annotations

import click

from duban.embedded import roles as database_roles


@click.command(help="打印外部 PostgreSQL（15 及以上）所需的角色、数据库和权限。")
@click.option("--sql", "as_sql", is_flag=True, required=True, help="打印供 psql 运行的 SQL。")
@click.option("--database", default=database_roles.DATABASE, show_default=True, help="数据库名。")
def roles(*, as_sql: bool, database: str) -> None:
    """Print the script; ``--sql`` is the only form there is."""
    if as_sql:
        click.echo(database_roles.script(database), nl=False)
