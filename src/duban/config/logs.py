"""Logs 日志: what the server's own lines leave out."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied


class PlainRefusals(logging.Filter):
    """A page that somebody may not open is one line, not the trace of a malfunction."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the trace off a refusal; every line passes."""
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = None
        return True
