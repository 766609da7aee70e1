"""Checklists 检查表 of visits, and what a photo itself says of when and where it was taken."""

from __future__ import annotations

import django.db.models.deletion
import uuid
from django.db import migrations, models


HOLDERS = """
-- On a joint visit officers of other units show their certificates. Only who knows a number learns the id behind it;
-- nobody can list another unit's people this way.
create function certificate_holders(numbers text[])
returns table (number text, person uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (c.number) c.number::text, p.id
    from certificate c join person p on p.id = c.person_id
    where c.number = any (numbers) and c.voided_on is null and p.voided_on is null and p.kind = 'officer'
    order by c.number, c.valid_to desc, p.id
$$;
revoke execute on function certificate_holders(text[]) from public;
grant execute on function certificate_holders(text[]) to duban_app, duban_jobs;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0015_campaign_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChecklistAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('voided_on', models.DateField(null=True)),
                ('void_reason', models.TextField(db_default='', default='')),
                ('campaign', models.CharField(max_length=64)),
                ('standard', models.CharField(max_length=64)),
                ('version', models.PositiveIntegerField()),
                ('item', models.CharField(max_length=64)),
                ('question', models.TextField()),
                ('answer', models.CharField(max_length=16)),
            ],
            options={
                'db_table': 'checklist_answer',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='evidence',
            name='camera_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='camera_latitude',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='camera_longitude',
            field=models.FloatField(null=True),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('camera_latitude__isnull', True), ('camera_longitude__isnull', True)), models.Q(('camera_latitude__isnull', False), ('camera_longitude__isnull', False)), _connector='OR'), name='evidence_camera_place_pair', violation_error_message='照片位置的经度和纬度须同时有'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('camera_latitude__range', (-90, 90)), ('camera_longitude__range', (-180, 180))), name='evidence_camera_place_range', violation_error_message='照片位置的纬度应在 -90 到 90 度之间，经度应在 -180 到 180 度之间'),
        ),
        migrations.AddField(
            model_name='checklistanswer',
            name='enterprise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.enterprise'),
        ),
        migrations.AddField(
            model_name='checklistanswer',
            name='home_agency',
            field=models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency'),
        ),
        migrations.AddField(
            model_name='checklistanswer',
            name='inspection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='records.inspection'),
        ),
        migrations.AddConstraint(
            model_name='checklistanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('voided_on__isnull', False)), _negated=True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='checklistanswer_void_has_reason', violation_error_message='作废须说明理由'),
        ),
        migrations.AddConstraint(
            model_name='checklistanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('void_reason', ''), _negated=True), _negated=True), models.Q(('voided_on__isnull', False)), _connector='OR'), name='checklistanswer_void_reason_has_day', violation_error_message='有作废理由的须有作废日期'),
        ),
        migrations.AddConstraint(
            model_name='checklistanswer',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['conforms', 'fails', 'not_applicable', 'not_checked'])), name='checklistanswer_answer_known', violation_error_message='取值不在规定的词表内'),
        ),
        migrations.AddConstraint(
            model_name='checklistanswer',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_on__isnull', True)), fields=('home_agency', 'inspection', 'item'), name='checklistanswer_once', violation_error_message='检查表的一个条目在一次检查中只能答一次'),
        ),
        migrations.RunSQL("select guard_table('checklist_answer');", migrations.RunSQL.noop),
        migrations.RunSQL(HOLDERS, "drop function certificate_holders(text[])"),
    ]
