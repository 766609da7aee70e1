"""Confirmations 法条核实 as they are read: who compared which entry of the lawbook with which official text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.records.models import ArticleConfirmation


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One confirmation, or one taken back."""

    entry: str
    verified: bool
    note: str
    on: date
    by: str
    unit: str


def confirmations_of(concept: str) -> Sequence[Confirmation]:
    """Of all versions of the concept, the latest first; every unit reads them, the name where its scope shows it."""
    rows = ArticleConfirmation.objects.filter(entry__startswith=f"{concept}@").order_by("-confirmed_at", "-id")
    return [
        Confirmation(
            row.entry, row.verified, row.note, row.confirmed_on,
            "" if row.confirmed_by is None else row.confirmed_by.name, row.home_agency.name,
        )
        for row in rows.select_related("home_agency", "confirmed_by")
    ]  # fmt: skip
