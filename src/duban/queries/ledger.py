"""Ledger 台账 look-ups: in whose ledger a site stands."""

from __future__ import annotations

from uuid import UUID

from duban.records.models import LedgerEntry


def open_entry(campaign: str, site: UUID) -> LedgerEntry | None:
    """The site's entry in force, in whatever ledger the scope shows."""
    entries = LedgerEntry.objects.filter(campaign=campaign, site=site, removed_on=None, voided_on=None)
    return entries.select_related("home_agency").first()
