"""Hazards counted 隐患统计: every one in exactly one stage, so that open, overdue and closed make up the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from duban.domain.campaign import Campaign
from duban.domain.vocabulary import HazardStage
from duban.queries.hazards import DRAFT, FOUND, LIVE_STAGES, HazardsSought
from duban.queries.statistics.groups import GROUPING, SETS, Groups, grouped, read
from duban.queries.today import Today

_ORDER = tuple(HazardStage)
_SUMS = ", ".join(
    (
        *(f"count(*) filter (where stage = '{stage.value}')" for stage in _ORDER),
        "count(*) filter (where level = 'major')",
    )
)


@dataclass(frozen=True, slots=True)
class HazardCount:
    """How many hazards stand in each stage, in the order of ``HazardStage``; how many of them are major."""

    overdue: int = 0
    awaiting: int = 0
    near: int = 0
    open: int = 0
    closed: int = 0
    major: int = 0

    @property
    def live(self) -> int:
        """未整改（未逾期）: not removed and not overdue."""
        return sum(getattr(self, stage.value) for stage in LIVE_STAGES)

    @property
    def total(self) -> int:
        """All that were found."""
        return self.live + self.overdue + self.closed


def count_hazards(campaign: Campaign, today: Today, sought: HazardsSought) -> Groups[HazardCount]:
    """Those that the list of hazards finds when it is asked for the same."""
    statement = f"{FOUND} select {GROUPING}, {_SUMS} from found where {_where(sought)} group by {SETS}"  # noqa: S608 -- constants of the queries
    return grouped(read(statement, _values(campaign, today, sought)), HazardCount)


def hazards_by_day(campaign: Campaign, today: Today, sought: HazardsSought) -> Mapping[date, HazardCount]:
    """The same by the day on which they were found."""
    statement = f"{FOUND} select found_on, {_SUMS} from found where {_where(sought)} group by found_on"  # noqa: S608 -- as above
    return {day: HazardCount(*sums) for day, *sums in read(statement, _values(campaign, today, sought))}


def _where(sought: HazardsSought) -> str:
    return f"stage <> '{DRAFT}' and {sought.where}"


def _values(campaign: Campaign, today: Today, sought: HazardsSought) -> dict[str, object]:
    return today.values | sought.values | {"near": today.on + timedelta(days=campaign.near_days)}
