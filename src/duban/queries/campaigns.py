"""Campaigns 专项行动 in use: the published version of each, as the domain's value."""

from __future__ import annotations

import functools
import re
from datetime import date

from duban.domain.campaign import Campaign
from duban.domain.messages import N_, Message, Refusal
from duban.records.models import CampaignVersion
from duban.specs.campaigns_loader import campaign_from_text


def campaign(campaign_id: str, version: str = "") -> Campaign:
    """The version asked for, else the one published last; refused when the campaign is not loaded."""
    rows = CampaignVersion.objects.filter(campaign=campaign_id, published_on__isnull=False)
    known = rows.filter(version=version) if version else rows
    found = max(known.values_list("published_on", "version", "sha256"), key=age, default=None)
    if found is None:
        raise Refusal(
            "campaign.unknown",
            Message("campaign.unknown", N_("没有专项行动「{campaign}」。"), {"campaign": campaign_id}),
            remedy=Message("campaign.unknown.remedy", N_("请用 duban campaign list 查看已装入的专项行动。")),
        )
    return _parsed(found[2])


def age(found: tuple[date | None, str, str]) -> tuple[date | None, list[int], str]:
    """Of two versions of one day the higher one is later, and 10 is higher than 9."""
    published_on, version, _ = found
    return published_on, [int(number) for number in re.findall(r"[0-9]+", version)], version


def campaigns() -> tuple[Campaign, ...]:
    """The version in use of every campaign, by id."""
    ids = CampaignVersion.objects.filter(published_on__isnull=False).values_list("campaign", flat=True)
    return tuple(campaign(campaign_id) for campaign_id in sorted(set(ids)))


@functools.lru_cache(maxsize=64)
def _parsed(sha256: str) -> Campaign:
    """By its digest, so that a text already read is not even fetched."""
    rows = CampaignVersion.objects.filter(sha256=sha256)
    return campaign_from_text(rows.values_list("payload", flat=True)[0])
