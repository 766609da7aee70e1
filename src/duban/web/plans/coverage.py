"""台账覆盖: which enterprises of the ledger stand in no plan; named, never only counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from duban.domain.campaign import Campaign
from duban.queries.ledger_list import LedgerLine, LedgerLines, Sought
from duban.queries.today import Today, today_of

NAMED = 60  # names on the page; the list behind the number has them all


@dataclass(frozen=True, slots=True)
class Coverage:
    """«台账 n 家，已排 m 家，未排 k 家：…»; ``missing`` are the first of them, ``url`` lists all."""

    total: int
    unplanned: int
    missing: Sequence[LedgerLine]
    url: str

    @property
    def planned(self) -> int:
        """How many stand in a plan."""
        return self.total - self.unplanned

    @property
    def more(self) -> int:
        """How many are not named here."""
        return self.unplanned - len(self.missing)


def coverage(campaign: Campaign, on: date, units: Collection[str]) -> Coverage:
    """Of the ledgers of these units, as they stand on the day."""
    today = today_of(campaign, on, units)
    without = unplanned(today)
    whole = LedgerLines(today, Sought())
    url = f"{reverse('ledger')}?campaign={campaign.id}&planned=no"
    return Coverage(len(whole), len(without), without[0:NAMED], url)


def unplanned(today: Today) -> LedgerLines:
    """Enterprises on the ledger that stand in no plan."""
    return LedgerLines(today, Sought(planned="no"))
