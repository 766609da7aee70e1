"""Campaign drafts 工作方案草稿: what a unit is writing, read and written by that unit and those above it."""

from __future__ import annotations

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0014_leaves_and_recusals'),
    ]

    operations = [
        migrations.CreateModel(
            name='CampaignDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('campaign', models.CharField(max_length=64)),
                ('document', models.TextField()),
                ('started_at', models.DateTimeField()),
                ('edited_at', models.DateTimeField()),
                ('home_agency', models.ForeignKey(db_column='home_agency', db_index=False, on_delete=PROTECT, related_name='+', to='records.agency')),
                ('source', models.ForeignKey(db_index=False, on_delete=PROTECT, related_name='+', to='records.campaignversion')),
                ('started_by', models.ForeignKey(db_index=False, on_delete=PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edited_by', models.ForeignKey(db_index=False, on_delete=PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'campaign_draft',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('campaign', ''), _negated=True)), name='campaigndraft_named', violation_error_message='工作方案草稿须有标识'), models.UniqueConstraint(fields=('home_agency', 'campaign'), name='campaigndraft_once', violation_error_message='同一专项行动只能有一份草稿')],
            },
        ),
        migrations.RunSQL("select guard_table('campaign_draft');", migrations.RunSQL.noop),
    ]
