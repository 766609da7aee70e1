"""One enterprise 一企一档: two records of it become one; who opened its file is noted."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Whether units beyond the writer's scope have rows about an enterprise: a merger would leave them behind. It says only
# yes or no. Not asked: the projection, the staging rows of an import, the register of codes.
WRITTEN_ELSEWHERE = """
create or replace function written_elsewhere(enterprise uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    relation regclass;
    found boolean;
begin
    for relation in
        select c.oid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'enterprise_id' and not a.attisdropped and c.relkind = 'r'
          and c.relnamespace = 'public'::regnamespace
          and c.relname not in ('standing', 'import_row', 'enterprise_identity')
    loop
        execute format('select exists (select from %s t
                        where t.enterprise_id = $1 and t.home_agency <> all (scope_writes()))', relation)
            into found using enterprise;
        if found then
            return true;
        end if;
    end loop;
    return false;
end $$;
grant execute on function written_elsewhere(uuid) to duban_app, duban_jobs;
"""

# A view is noted once and stays: whoever may read it can neither change nor delete it.
VIEWS = """
select secure_table('dossier_view');  -- reading is no deed, so it is outside the trail
create trigger keep_home_agency before update of home_agency on dossier_view for each row
    when (old.home_agency is distinct from new.home_agency) execute function keep_home_agency();
create trigger keep_view before update or delete on dossier_view for each row execute function forbid_change();
create trigger keep_all before truncate on dossier_view execute function forbid_truncate();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0016_checklists'),
    ]

    operations = [
        migrations.AddField(
            model_name='enterprise',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='records.enterprise'),
        ),
        migrations.AddConstraint(
            model_name='enterprise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('merged_into__isnull', False)), _negated=True), models.Q(('voided_on__isnull', False)), _connector='OR'), name='enterprise_merged_is_void', violation_error_message='并入其他企业的登记须作废'),
        ),
        migrations.CreateModel(
            name='DossierView',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('viewed_at', models.DateTimeField()),
                ('enterprise', models.ForeignKey(db_column='enterprise', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.enterprise')),
                ('home_agency', models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency')),
                ('viewer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'dossier_view',
            },
        ),
        migrations.RunSQL(WRITTEN_ELSEWHERE, "drop function written_elsewhere(uuid)"),
        migrations.RunSQL(VIEWS, migrations.RunSQL.noop),
    ]
