"""What the deeds from listing to acceptance note beside the first tables; red supersedes yellow before its notice."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_guards"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="card",
            name="card_notified_has_day",
        ),
        migrations.AddField(
            model_name="acceptance",
            name="participants",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="closurerequest",
            name="answer",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="closurerequest",
            name="grounds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=32), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="penaltydecision",
            name="reason",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="resumption",
            name="application",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="supervisionlisting",
            name="review_failed_reason",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["notified", "lifted"]), _negated=True),
                    models.Q(("notified_on__isnull", False)),
                    _connector="OR",
                ),
                name="card_notified_has_day",
                violation_error_message="已告知企业的须有告知日期",
            ),
        ),
    ]
