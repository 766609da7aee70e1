"""Background tasks 后台任务 and saved filters 常用查询; and what each role may do with the queue of jobs.

The queue's tables and functions come with procrastinate's own migrations, as owner. The application puts jobs in, the
jobs' role takes them out. A later version of the library may bring functions under new names: they are executable by
nobody until a migration grants them here, which a test shows.
"""

from __future__ import annotations

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


GUARDS = """
select guard_table('saved_filter');
select secure_table('background_task');  -- how far the machine is; the deed that started it holds what was asked
create trigger keep_home_agency before update of home_agency on background_task for each row
    when (old.home_agency is distinct from new.home_agency) execute function keep_home_agency();
"""

# Its functions name tables without a schema, and writers may make temporary tables of the same names.
QUEUE = """
do $$
declare
    found regprocedure;
begin
    for found in select oid::regprocedure from pg_proc
                 where pronamespace = 'public'::regnamespace and proname like 'procrastinate\\_%'
    loop
        execute format('alter function %s set search_path = public, pg_temp', found);
        execute format('revoke execute on function %s from public, duban_app, duban_jobs', found);
    end loop;
end $$;
revoke all on procrastinate_workers, procrastinate_periodic_defers from duban_app;
revoke update, delete on procrastinate_jobs, procrastinate_events from duban_app;
revoke insert, delete on procrastinate_periodic_defers from duban_jobs;  -- a trigger unlinks from it what is deleted
grant execute on function procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[]) to duban_app, duban_jobs;
grant execute on function
    procrastinate_fetch_job_v2(character varying[], bigint),
    procrastinate_finish_job_v1(bigint, procrastinate_job_status, boolean),
    procrastinate_retry_job_v2(bigint, timestamptz, integer, character varying, character varying),
    procrastinate_register_worker_v1(),
    procrastinate_unregister_worker_v1(bigint),
    procrastinate_update_heartbeat_v1(bigint),
    procrastinate_prune_stalled_workers_v1(double precision)
    to duban_jobs;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_narrow_guards'),
        ('procrastinate', '0041_post_retry_failed_job'),
    ]

    operations = [
        migrations.CreateModel(
            name='BackgroundTask',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('title', models.TextField()),
                ('asked', models.JSONField()),
                ('asked_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('done', models.PositiveIntegerField(db_default=0, default=0)),
                ('total', models.PositiveIntegerField(db_default=0, default=0)),
                ('finished_at', models.DateTimeField(null=True)),
                ('refusal', models.JSONField(null=True)),
                ('file', models.CharField(db_default='', default='', max_length=64)),
                ('file_name', models.TextField(db_default='', default='')),
                ('file_size', models.PositiveBigIntegerField(db_default=0, default=0)),
                ('rows', models.PositiveIntegerField(null=True)),
                ('asked_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('home_agency', models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency')),
            ],
            options={
                'db_table': 'background_task',
                'indexes': [models.Index(fields=['home_agency', 'asked_by', '-asked_at'], name='backgroundtask_of_asker')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['export', 'import_check', 'import_marked', 'import', 'batch'])), name='backgroundtask_kind_known', violation_error_message='取值不在规定的词表内'), models.CheckConstraint(condition=models.Q(('file__regex', '^([0-9a-f]{64})?$')), name='backgroundtask_file_shape', violation_error_message='结果文件须有 SHA-256 校验值'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('file', ''), _negated=True), _negated=True), models.Q(('file_name', ''), _negated=True), _connector='OR'), name='backgroundtask_file_named', violation_error_message='结果文件须有名称'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('file', ''), _negated=True), _negated=True), models.Q(('finished_at__isnull', False)), _connector='OR'), name='backgroundtask_result_has_end', violation_error_message='未完成的任务没有结果文件'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('refusal__isnull', False)), _negated=True), models.Q(('finished_at__isnull', False)), _connector='OR'), name='backgroundtask_refusal_has_end', violation_error_message='未完成的任务没有办理结论'), models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='backgroundtask_within_total', violation_error_message='已办数不得多于总数'), models.CheckConstraint(condition=models.Q(('finished_at__gte', models.F('started_at'))), name='backgroundtask_finished_at_order', violation_error_message='完成时刻不得早于开始时刻')],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('list', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=40)),
                ('query', models.TextField()),
                ('is_default', models.BooleanField(db_default=False, default=False)),
                ('home_agency', models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'saved_filter',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True)), name='savedfilter_named', violation_error_message='常用查询须有名称'), models.UniqueConstraint(fields=('home_agency', 'owner', 'list', 'name'), name='savedfilter_once', violation_error_message='同一名单的常用查询不得重名'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('home_agency', 'owner', 'list'), name='savedfilter_one_default', violation_error_message='每个名单只有一个默认查询')],
            },
        ),
        migrations.RunSQL(GUARDS + QUEUE, migrations.RunSQL.noop),
    ]
