"""Log-in attempts 登录尝试: counted before the password is looked at, so that guesses side by side count too.

After so many attempts (``LOG_IN_ATTEMPTS``) a name is locked for a while (``LOG_IN_LOCK``) and no password opens it.
Attempts during the lock do not lengthen it, and what is older than a lock is forgotten.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import connection

from duban.records.models import LogInAttempts

_COUNT = """
    insert into log_in_attempts as a (name_sha256, count, last_at) values (%(name)s, 1, %(at)s)
    on conflict (name_sha256) do update set
        count = case when a.last_at <= %(forgotten)s then 1 else a.count + 1 end,
        last_at = case when a.last_at > %(forgotten)s and a.count >= %(most)s then a.last_at else %(at)s end
    returning count
"""


def count(username: str, at: datetime) -> int:
    """Count an attempt; which one it is since the last that was let in."""
    forgotten = at - settings.LOG_IN_LOCK
    LogInAttempts.objects.filter(last_at__lte=forgotten).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT,
            {"name": _hash(username), "at": at, "forgotten": forgotten, "most": settings.LOG_IN_ATTEMPTS},
        )
        return int(cursor.fetchone()[0])


def locked_until(username: str, at: datetime) -> datetime | None:
    """When the name may be tried again; ``None`` when it may now."""
    found = LogInAttempts.objects.filter(
        name_sha256=_hash(username), count__gte=settings.LOG_IN_ATTEMPTS, last_at__gt=at - settings.LOG_IN_LOCK
    ).first()
    return None if found is None else found.last_at + settings.LOG_IN_LOCK


def forget(username: str) -> None:
    """Begin to count anew."""
    LogInAttempts.objects.filter(name_sha256=_hash(username)).delete()


def _hash(username: str) -> str:
    return hashlib.sha256(username.encode()).hexdigest()
