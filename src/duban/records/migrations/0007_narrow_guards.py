"""Narrower guards 守护收紧: what somebody who speaks SQL as the application could still turn round.

Trigger functions cannot be hung on tables of one's own; temporary tables shadow nothing; a deed that stands in the
chain is closed; an enterprise is shared only by who may read it; a chain is written only within the scope; a unit's
code can be told apart in a list of codes.
"""

from __future__ import annotations

from pathlib import Path

from django.db import migrations, models

CALLED = (
    "scope_reads()",
    "scope_writes()",
    "lock_chain(text)",
    "append_deed(text, uuid, bigint, text, date, timestamptz, uuid, text, text, text)",
    "identity_of(text)",
)
"""What the application calls, beside ``people_on`` and ``codes_elsewhere``, which were granted by name."""

KEPT_HOME = ("article_confirmation", "calendar_edit", "import_row")

# Later functions are executable by their owner alone, until a migration grants them by name.
CLOSE = """
alter default privileges for role duban_owner in schema public revoke execute on functions from duban_app, duban_jobs;
revoke execute on all functions in schema public from public, duban_app, duban_jobs;
grant execute on function people_on(uuid[], date), codes_elsewhere(text[]) to duban_app, duban_jobs;
alter function due_after_issue() set search_path = public, pg_temp;
create trigger share_what_is_seen before insert or update on share
    for each row execute function share_what_is_seen();
"""
OPEN = """
drop trigger share_what_is_seen on share;
alter function due_after_issue() reset search_path;
grant execute on all functions in schema public to duban_app, duban_jobs;
"""


def forward() -> str:
    """The functions of ``records/sql/guards.sql`` as they are now, and who may call them."""
    functions = (Path(__file__).parent.parent / "sql" / "guards.sql").read_text(encoding="utf-8")
    grants = [f"grant execute on function {function} to duban_app, duban_jobs;" for function in CALLED]
    homes = [
        f"create trigger keep_home_agency before update of home_agency on {table} for each row"
        " when (old.home_agency is distinct from new.home_agency) execute function keep_home_agency();"
        for table in KEPT_HOME
    ]
    return "\n".join([functions, CLOSE, *grants, *homes])


def back() -> str:
    """As before; the functions keep their bodies."""
    return OPEN + "\n".join(f"drop trigger keep_home_agency on {table};" for table in KEPT_HOME)


class Migration(migrations.Migration):
    dependencies = [("records", "0006_due_after_issue")]
    operations = [
        migrations.RunSQL(forward(), back()),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9A-Z-]+$")),
                name="agency_code_plain",
                violation_error_message="机关代码只能由数字、大写字母和短横组成",
            ),
        ),
    ]
