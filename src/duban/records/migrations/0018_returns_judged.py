"""Returns 报送: cells marked when one is returned, asking to reopen, and what the code on a paper leads to."""

from __future__ import annotations

from django.db import migrations, models


VERIFIED = """
-- Whoever holds a printed return may ask whether it is the one in force: only who knows its hash learns of it, and no
-- more than the paper itself says.
create function verified_return(digest text)
returns table (unit text, campaign text, annex text, report_on date, state text, signed_on date, superseded boolean,
    consolidated boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    select a.name::text, s.campaign::text, s.annex::text, s.report_on, s.state::text, s.signed_on,
        exists (select 1 from submission n where n.supersedes_id = s.id and n.voided_on is null), s.consolidated
    from submission s join agency a on a.code = s.home_agency
    where s.sha256 = digest and s.sha256 <> '' and s.voided_on is null
$$;
revoke execute on function verified_return(text) from public;
grant execute on function verified_return(text) to duban_app, duban_jobs;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0017_one_enterprise'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='consolidated',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='submission',
            name='marks',
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='submission',
            name='reopening_asked_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='submission',
            name='reopening_asked_reason',
            field=models.TextField(db_default='', default=''),
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(condition=models.Q(('sha256', ''), _negated=True), fields=['sha256'], name='submission_sha256'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('reopening_asked_on', None), models.Q(('reopening_asked_reason', ''), _negated=True), _connector='OR'), name='submission_asked_has_reason', violation_error_message='申请重开须有理由'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('reopening_asked_on__gte', models.F('accepted_on'))), name='submission_reopening_asked_on_order', violation_error_message='申请重开的日期不得早于接收日期'),
        ),
        migrations.RunSQL(VERIFIED, "drop function verified_return(text)"),
    ]
