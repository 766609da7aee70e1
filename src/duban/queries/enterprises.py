"""Enterprises 企业 look-ups: whether a code is free, who entered a record."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def holder_of(credit_code: str) -> str:
    """Whether a credit code is free: ``free``, ``own`` (in this scope) or ``other``; it never says whose it is."""
    with connection.cursor() as cursor:
        cursor.execute("select identity_of(%s)", [credit_code])
        return str(cursor.fetchone()[0])


def created_by(relation: str, row: UUID) -> UUID | None:
    """Who entered a row, from the trail; ``None`` where the deed belongs to an agency that the scope does not show."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select d.by_id from change c join deed d on d.id = c.deed_id"
            " where c.relation = %s and c.row_pk = %s and c.before is null",
            [relation, str(row)],
        )
        found = cursor.fetchone()
    return None if found is None else UUID(str(found[0]))
