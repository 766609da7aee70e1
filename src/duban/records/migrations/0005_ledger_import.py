"""Ledger import 台账导入: by which names a site is found again, and which credit codes other units hold."""

from __future__ import annotations

from django.db import migrations, models

FORWARD = """
-- Of the codes asked for, those of enterprises that this scope cannot read: nothing more is told.
create function codes_elsewhere(codes text[]) returns table (credit_code text)
language sql stable security definer set search_path = public, pg_temp as $$
    select i.credit_code::text from enterprise_identity i
    where i.credit_code = any (codes)
      and not i.home_agency = any (scope_reads())
      and not exists (select 1 from share s
                      where s.enterprise_id = i.enterprise_id and s.agency = any (scope_reads()))
$$;
revoke execute on function codes_elsewhere(text[]) from public;
grant execute on function codes_elsewhere(text[]) to duban_app, duban_jobs;
"""
BACK = "drop function codes_elsewhere(text[]);"


class Migration(migrations.Migration):
    dependencies = [("records", "0004_joint_visits")]
    operations = [
        migrations.AddField("site", "name_key", models.TextField(default="", db_default="")),
        migrations.AddField("site", "name_core", models.TextField(default="", db_default="")),
        migrations.AddIndex("site", models.Index(fields=["region", "name_core"], name="site_by_core")),
        migrations.AddIndex("site", models.Index(fields=["region", "name_key"], name="site_by_key")),
        migrations.RunSQL(FORWARD, BACK),
    ]
