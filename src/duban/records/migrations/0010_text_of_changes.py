"""Changes as ``row_to_json`` writes them: triggers had been made with the word NULL as a column to leave out.

A change then went through jsonb for nothing, twice as slow. Older changes keep their text: the verification compares
by value where texts differ.
"""

from __future__ import annotations

from pathlib import Path

from django.db import migrations

AGAIN = """
do $$
declare
    found record;
begin
    for found in
        select tgrelid::regclass::text as relation, split_part(encode(tgargs, 'escape'), '\\000', 1) as pk
        from pg_trigger where tgname = 'trail_insert' and split_part(encode(tgargs, 'escape'), '\\000', 2) = 'null'
    loop
        execute format('drop trigger trail_insert on %1$I; drop trigger trail_update on %1$I;
                        drop trigger trail_delete on %1$I; drop trigger forbid_truncate on %1$I', found.relation);
        perform trail_table(found.relation, found.pk);
    end loop;
end $$;
"""


def forward() -> str:
    """The functions of ``records/sql/guards.sql`` as they are now, and the triggers made anew."""
    return (Path(__file__).parent.parent / "sql" / "guards.sql").read_text(encoding="utf-8") + AGAIN


class Migration(migrations.Migration):
    dependencies = [("records", "0009_long_terms")]
    operations = [migrations.RunSQL(forward(), migrations.RunSQL.noop)]
