"""Leaves 请假 and recusals 回避 of officers and experts: plans show them, and who is recused is named at no visit."""

from __future__ import annotations

import django.db.models.deletion
import uuid
from django.db import migrations, models


GUARDS = """
select guard_table('leave_of_absence');
select guard_table('recusal');

-- People of other units come along on joint visits; whether one of them is recused is known to their own unit alone.
-- Only who knows a person's and an enterprise's id learns that there is a recusal, not why.
create function recused_on(ids uuid[], enterprises uuid[], on_day date)
returns table (person uuid, enterprise uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct r.person_id, r.enterprise_id from recusal r
    where r.person_id = any (ids) and r.enterprise_id = any (enterprises) and r.voided_on is null
        and r.since_on <= on_day and (r.ended_on is null or on_day < r.ended_on)
$$;
revoke execute on function recused_on(uuid[], uuid[], date) from public;
grant execute on function recused_on(uuid[], uuid[], date) to duban_app, duban_jobs;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0013_penalty_steps'),
    ]

    operations = [
        migrations.CreateModel(
            name='LeaveOfAbsence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('voided_on', models.DateField(null=True)),
                ('void_reason', models.TextField(db_default='', default='')),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('reason', models.TextField()),
                ('home_agency', models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to='records.person')),
            ],
            options={
                'db_table': 'leave_of_absence',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('voided_on__isnull', False)), _negated=True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='leaveofabsence_void_has_reason', violation_error_message='作废须说明理由'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('void_reason', ''), _negated=True), _negated=True), models.Q(('voided_on__isnull', False)), _connector='OR'), name='leaveofabsence_void_reason_has_day', violation_error_message='有作废理由的须有作废日期'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True)), name='leaveofabsence_told', violation_error_message='请假须写明事由'), models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='leaveofabsence_last_on_order', violation_error_message='请假止日不得早于起日')],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('voided_on', models.DateField(null=True)),
                ('void_reason', models.TextField(db_default='', default='')),
                ('since_on', models.DateField()),
                ('reason', models.TextField()),
                ('ended_on', models.DateField(null=True)),
                ('ended_reason', models.TextField(db_default='', default='')),
                ('enterprise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.enterprise')),
                ('home_agency', models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='records.person')),
            ],
            options={
                'db_table': 'recusal',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('voided_on__isnull', False)), _negated=True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='recusal_void_has_reason', violation_error_message='作废须说明理由'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('void_reason', ''), _negated=True), _negated=True), models.Q(('voided_on__isnull', False)), _connector='OR'), name='recusal_void_reason_has_day', violation_error_message='有作废理由的须有作废日期'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True)), name='recusal_told', violation_error_message='回避须写明事由'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('ended_on__isnull', False)), _negated=True), models.Q(('ended_reason', ''), _negated=True), _connector='OR'), name='recusal_ended_has_reason', violation_error_message='解除回避须说明理由'), models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('since_on'))), name='recusal_ended_on_order', violation_error_message='解除日期不得早于回避日期')],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
