"""Lighter imports: one key to the deed instead of one a change; staging and projection rows look up no keys one by one.

The ids of stored standings are made by SHA-256, which PostgreSQL itself has, so that a statement can make them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

OPENED = """
insert into opened_deed (home_agency, deed_id) select home_agency, id from deed on conflict do nothing;
alter table opened_deed add constraint opened_deed_appended foreign key (home_agency, deed_id)
    references deed (home_agency, id) deferrable initially deferred;
alter table change drop constraint change_of_deed;
create trigger append_only before update or delete on opened_deed for each row execute function forbid_change();
create trigger keep_all before truncate on opened_deed execute function forbid_truncate();
revoke all on opened_deed from duban_app, duban_jobs;
alter table opened_deed enable row level security;
alter table opened_deed force row level security;
create policy owner_all on opened_deed to duban_owner using (true) with check (true);
"""
NAMED = "execute function names_exist('home_agency', 'agency', 'code', 'enterprise_id', 'enterprise', 'id');"
ROWS = f"""
create trigger names_exist_insert after insert on import_row referencing new table as new_rows
    for each statement {NAMED}
create trigger names_exist_update after update on import_row referencing new table as new_rows
    for each statement {NAMED}
"""
STANDINGS = """
update standing
set id = encode(substr(sha256(convert_to(campaign || '/' || enterprise_id, 'UTF8')), 1, 16), 'hex')::uuid;
"""


def forward() -> str:
    """The functions of ``records/sql/guards.sql`` as they are now, and what hangs on them."""
    functions = (Path(__file__).parent.parent / "sql" / "guards.sql").read_text(encoding="utf-8")
    return "\n".join([functions, OPENED, ROWS, STANDINGS, "revoke execute on function names_exist() from public;"])


def unlooked(to: str, **more: Any) -> Any:
    """A key that the database does not look up."""
    return models.ForeignKey(to, django.db.models.deletion.PROTECT, db_constraint=False, **more)


def home() -> Any:
    return unlooked("records.agency", related_name="+", db_column="home_agency", db_index=False)


class Migration(migrations.Migration):
    dependencies = [("records", "0011_log_in_attempts")]
    operations = [
        migrations.AlterField("importrow", "home_agency", home()),
        migrations.AlterField(
            "importrow", "enterprise", unlooked("records.enterprise", null=True, related_name="+", db_index=False)
        ),
        migrations.AlterField("standingrow", "home_agency", home()),
        migrations.AlterField("standingrow", "enterprise", unlooked("records.enterprise", related_name="standings")),
        migrations.RunSQL(forward(), migrations.RunSQL.noop),
    ]
