"""Rebuilding 态势重算: the stored projection compared with the facts, or made anew from them.

A projection is no fact: making it anew is no deed. It runs agency by agency, each in its own transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from duban.actions.progress import counted
from duban.actions.standings import listed, projected, refresh
from duban.domain.campaign import Campaign
from duban.queries.campaigns import campaigns
from duban.queries.units import every_agency
from duban.records.models import StandingRow
from duban.records.scope import scoped
from duban.specs.digest import rules_digest

MISSING, STALE, EXTRA = "missing", "stale", "extra"


@dataclass(frozen=True, slots=True)
class Difference:
    """A projection row that is not what the facts say: missing 缺少, stale 过时 or extra 多余."""

    campaign: str
    enterprise: str
    why: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How many standings were compared, and which differ."""

    compared: int
    differences: tuple[Difference, ...]


def differences() -> Compared:
    """Every stored standing against the facts as of its own day; there must be no difference."""
    agencies = every_agency()
    with scoped(agencies):
        found = [_compare(campaign) for campaign in campaigns()]
    return Compared(sum(count for count, _ in found), tuple(each for _, those in found for each in those))


def rebuild(on: date) -> Compared:
    """Assess every enterprise anew as of the day; says what was stored wrongly before."""
    before = differences()
    agencies = every_agency()
    with scoped(agencies, agencies):
        for campaign in campaigns():
            refresh(campaign, listed(campaign.id), on=on)
            StandingRow.objects.filter(campaign=campaign.id).exclude(enterprise__in=listed(campaign.id)).delete()
    return before


def rebuild_after_upgrade(on: date, made_by: Path) -> bool:
    """Rebuild when law or rules are others than those by which the projection was made; says whether it did.

    ``made_by`` is the file that remembers them.
    """
    rules = rules_digest()
    if made_by.exists() and made_by.read_text(encoding="ascii") == rules:
        return False
    rebuild(on)
    made_by.write_text(rules, encoding="ascii")
    return True


def _compare(campaign: Campaign) -> tuple[int, list[Difference]]:
    stored = {row.enterprise_id: row for row in StandingRow.objects.filter(campaign=campaign.id)}
    due = listed(campaign.id)
    right = {row.enterprise_id: row.facts_hash for row in counted(_projected(campaign, stored.values()), len(stored))}
    found = [Difference(campaign.id, str(enterprise), MISSING) for enterprise in sorted(due - stored.keys())]
    for enterprise, row in stored.items():
        if enterprise not in right:
            found.append(Difference(campaign.id, str(enterprise), EXTRA))
        elif right[enterprise] != row.facts_hash:
            found.append(Difference(campaign.id, str(enterprise), STALE))
    return len(stored.keys() | due), found


def _projected(campaign: Campaign, stored: Iterable[StandingRow]) -> Iterator[StandingRow]:
    for on, enterprises in _by_day(stored).items():
        yield from projected(campaign, enterprises, on)


def _by_day(stored: Iterable[StandingRow]) -> Mapping[date, list[UUID]]:
    days: dict[date, list[UUID]] = defaultdict(list)
    for row in stored:
        days[row.as_of].append(row.enterprise_id)
    return days
