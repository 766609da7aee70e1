"""Messages 消息 between units, read by sender, receiver and those above; who read one is noted for good."""

from __future__ import annotations

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


GUARDS = """
select guard_table('unit_message', $$to_agency = any ((select scope_reads())::text[])$$);
create trigger keep_sent before update on unit_message for each row execute function forbid_change();
select secure_table('message_read');  -- reading is no deed, so it is outside the trail
create trigger keep_home_agency before update of home_agency on message_read for each row
    when (old.home_agency is distinct from new.home_agency) execute function keep_home_agency();
create trigger keep_read before update or delete on message_read for each row execute function forbid_change();
create trigger keep_all before truncate on message_read execute function forbid_truncate();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0018_returns_judged'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitMessage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('about', models.CharField(db_default='', default='', max_length=400)),
                ('reminder', models.BooleanField(db_default=False, default=False)),
                ('sent_on', models.DateField()),
                ('home_agency', models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency')),
                ('sent_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_agency', models.ForeignKey(db_column='to_agency', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency')),
            ],
            options={
                'db_table': 'unit_message',
            },
        ),
        migrations.CreateModel(
            name='MessageRead',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('read_at', models.DateTimeField()),
                ('home_agency', models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency')),
                ('reader', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='records.unitmessage')),
            ],
            options={
                'db_table': 'message_read',
            },
        ),
        migrations.AddIndex(
            model_name='unitmessage',
            index=models.Index(fields=['to_agency', '-sent_on'], name='unitmessage_to'),
        ),
        migrations.AddConstraint(
            model_name='unitmessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('subject', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='unitmessage_told', violation_error_message='消息须有标题和内容'),
        ),
        migrations.AddConstraint(
            model_name='messageread',
            constraint=models.UniqueConstraint(fields=('home_agency', 'message', 'reader'), name='messageread_once'),
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
