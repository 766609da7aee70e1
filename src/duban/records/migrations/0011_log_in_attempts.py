"""Log-in attempts 登录尝试: no agency and no trail, as sessions: nobody is in yet."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0010_text_of_changes")]
    operations = [
        migrations.CreateModel(
            name="LogInAttempts",
            fields=[
                ("name_sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField()),
                ("last_at", models.DateTimeField()),
            ],
            options={"db_table": "log_in_attempts"},
        ),
    ]
