"""Ledger 台账 look-ups: in whose ledger a site stands, who entered it."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from duban.records.models import LedgerEntry


def open_entry(campaign: str, site: UUID) -> LedgerEntry | None:
    """The site's entry in force, in whatever ledger the scope shows."""
    entries = LedgerEntry.objects.filter(campaign=campaign, site=site, removed_on=None, voided_on=None)
    return entries.select_related("home_agency").first()


def entered_by(entry: UUID) -> UUID | None:
    """Who entered it, from the trail; ``None`` where the deed belongs to an agency that the scope does not show."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select d.by_id from change c join deed d on d.id = c.deed_id"
            " where c.relation = 'ledger_entry' and c.row_pk = %s and c.before is null",
            [str(entry)],
        )
        row = cursor.fetchone()
    return None if row is None else UUID(str(row[0]))
