"""Names of regions, units and industries on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from duban.domain.campaign import Campaign
from duban.specs.regions import load_regions


def region_name(code: str) -> str:
    """The region's name; its code where the table has none."""
    region = load_regions().get(code)
    return region.name if region else code


def industry_names(campaign: Campaign) -> Mapping[str, str]:
    """The campaign's industries by id, in the reader's language."""
    english = not (get_language() or "zh").startswith("zh")
    return {each.id: each.title_en if english and each.title_en else each.title for each in campaign.industries}
