"""Campaigns 专项行动 as a page shows them: their published versions, and what was decided under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from duban.queries.campaigns import age
from duban.records.models import CampaignVersion, Card, LedgerEntry, Submission


@dataclass(frozen=True, slots=True)
class Version:
    """One published version; ``cards`` and ``submissions`` of the reader's scope keep it for good."""

    id: UUID
    version: str
    title: str
    agency: str
    agency_name: str
    published_on: date
    published_by: str
    sha256: str
    cards: int = 0
    submissions: int = 0


def versions(campaign: str) -> Sequence[Version]:
    """All published versions, the one in use first."""
    rows = CampaignVersion.objects.filter(campaign=campaign, published_on__isnull=False)
    rows = rows.select_related("agency", "published_by").defer("payload")
    cards, submissions = _kept(Card, campaign), _kept(Submission, campaign)
    ordered = sorted(rows, key=lambda row: age((row.published_on, row.version, row.sha256)), reverse=True)
    return [_version(row, cards, submissions) for row in ordered]


def ledgers() -> Mapping[str, int]:
    """Enterprises on the ledgers of each campaign, as far as the reader's scope goes."""
    entries = LedgerEntry.objects.filter(voided_on=None, removed_on=None)
    counted = entries.values("campaign").annotate(number=Count("enterprise", distinct=True))
    return {row["campaign"]: row["number"] for row in counted}


def _kept(model: type[Card] | type[Submission], campaign: str) -> Mapping[str, int]:
    return Counter(model._default_manager.filter(campaign=campaign).values_list("campaign_version", flat=True))


def _version(row: CampaignVersion, cards: Mapping[str, int], submissions: Mapping[str, int]) -> Version:
    assert row.published_on is not None  # noqa: S101 -- asked for in `versions`
    return Version(
        id=row.pk,
        version=row.version,
        title=row.title,
        agency=row.agency_id,
        agency_name=row.agency.name,
        published_on=row.published_on,
        published_by=row.published_by.name if row.published_by else "",
        sha256=row.sha256,
        cards=cards.get(row.version, 0),
        submissions=submissions.get(row.version, 0),
    )
