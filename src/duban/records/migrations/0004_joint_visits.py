"""Joint visits 联合检查, and reasons and proofs that the deeds of casework note.

Who is named in a record by id is looked up past row security, with the certificate of the day.
"""

from __future__ import annotations

from django.db import migrations, models

FORWARD = """
-- People of other units come along on joint visits; the lead agency's record holds their names and certificates.
-- Only who knows a person's id learns them: nobody can list another unit's people this way.
create function people_on(ids uuid[], on_day date)
returns table (
    person uuid, agency text, name text, kind text, left_on date, number text, valid_from date, valid_to date
)
language sql stable security definer set search_path = public, pg_temp as $$
    select p.id, p.home_agency::text, p.name, p.kind::text, p.left_on, c.number::text, c.valid_from, c.valid_to
    from person p
    left join lateral (
        select * from certificate c
        where c.person_id = p.id and c.voided_on is null
        order by (on_day between c.valid_from and c.valid_to) desc, c.valid_to desc, c.id
        limit 1
    ) c on true
    where p.id = any (ids) and p.voided_on is null
$$;
revoke execute on function people_on(uuid[], date) from public;
grant execute on function people_on(uuid[], date) to duban_app, duban_jobs;
"""
BACK = "drop function people_on(uuid[], date);"


class Migration(migrations.Migration):
    dependencies = [("records", "0003_closing_deeds")]
    operations = [
        *(
            migrations.AddField(model, field, models.TextField(default="", db_default=""))
            for model, field in (
                ("hazard", "correction_proof"),
                ("hazard", "grade_reason"),
                ("extension", "proof"),
                ("onsitemeasure", "lifted_reason"),
                ("inspectionplan", "opinion"),
            )
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
