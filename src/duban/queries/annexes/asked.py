"""What is asked of an annex: the plan and the form, the period covered, the units whose rows it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from duban.domain.campaign import AnnexDefinition, Campaign
from duban.specs.regions import load_regions


@dataclass(frozen=True, slots=True)
class Period:
    """What a report covers: the campaign, its first day, the report day."""

    campaign: str
    first_on: date
    on: date

    def of(self, units: Collection[str]) -> dict[str, str | date | list[str]]:
        """The named values of a statement that reads the units' rows in the period."""
        return {"campaign": self.campaign, "first_on": self.first_on, "on": self.on, "units": list(units)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One annex to fill. ``units``: names by code, the reporting one first. ``remarks``: the clerk's, by entry.

    ``sources``: whether every cell shall know the ids behind it.
    """

    campaign: Campaign
    form: AnnexDefinition
    on: date
    units: Mapping[str, str]
    remarks: Mapping[str, str] = field(default_factory=dict)
    sources: bool = False

    @property
    def period(self) -> Period:
        """The campaign's first day to the report day, both included."""
        return Period(self.campaign.id, self.campaign.first_on, self.on)

    def region_name(self, code: str) -> str:
        """The region's name; its code where the list does not have it."""
        region = load_regions().get(code)
        return code if region is None else region.name

    def industry_name(self, industry: str) -> str:
        """The plan's name for the industry."""
        return next((known.title for known in self.campaign.industries if known.id == industry), industry)
