"""Log-in attempts 登录尝试: how often a name was tried since it last got in. No fact, and not in the trail."""

from __future__ import annotations

from django.db import models


class LogInAttempts(models.Model):
    """Counted by the name that was typed, whether there is such an account or not: the answer tells nothing apart.

    The name is kept as its hash: people type passwords into the wrong field.
    """

    name_sha256 = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "log_in_attempts"
