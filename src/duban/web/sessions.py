"""Sessions 会话: how long a log-in lasts: until nothing was asked for a while, and never longer than a working day."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from duban.config import clock

BEGAN, SEEN = "began", "seen"  # seconds since 1970, by the machine's clock also in the demo
_NOTED_EVERY = 60.0  # seconds: not every page costs a write


def is_over(session: SessionBase) -> bool:
    """Whether the log-in has lasted too long or was idle too long; notes that somebody asks now."""
    now = clock.machine_now().timestamp()
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE:
        return True
    if BEGAN not in session or now - seen > _NOTED_EVERY:
        session[BEGAN], session[SEEN] = began, now
    return False
