"""Why a temporary suspension 责令暂时停产停业 is ordered for longer than normal."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0008_background_tasks")]
    operations = [migrations.AddField("onsitemeasure", "term_reason", models.TextField(default="", db_default=""))]
