"""Industries 行业 of sites on a campaign's ledger: to which GB/T 4754 codes they hint."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from duban.queries.campaigns import campaign as campaign_in_use
from duban.records.models import LedgerEntry


def hints_of_site(campaign: str, site: UUID | None) -> tuple[str, ...] | None:
    """The codes to which the industry of the site hints; ``None`` where there are none, so that nothing is left out."""
    entries = LedgerEntry.objects.filter(campaign=campaign, site=site, voided_on=None)
    return hints_of(campaign, entries.values_list("industry", flat=True))


def hints_of(campaign: str, industries: Iterable[str]) -> tuple[str, ...] | None:
    """The codes to which industries of the campaign hint; ``None`` where there are none."""
    hints = {each.id: each.hints for each in campaign_in_use(campaign).industries}
    return tuple(code for industry in dict.fromkeys(industries) for code in hints.get(industry, ())) or None
