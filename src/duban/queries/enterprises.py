"""Enterprises 企业 look-ups."""

from __future__ import annotations

from django.db import connection


def holder_of(credit_code: str) -> str:
    """Whether a credit code is free: ``free``, ``own`` (in this scope) or ``other``; it never says whose it is."""
    with connection.cursor() as cursor:
        cursor.execute("select identity_of(%s)", [credit_code])
        return str(cursor.fetchone()[0])
