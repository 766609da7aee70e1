"""Standings as of today: the stored projection, and what is older than today worked out anew without storing it.

Reading must not write, and a list must not mix yesterday's lights with today's. So the statements of lists read
``standing_now``: stored rows of today, and in place of older ones what the facts mean today.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from pydantic_core import to_json

from duban.domain.campaign import Campaign
from duban.queries.standings import projection, standings_of

MOST = 2000  # enterprises worked out anew for one page; a larger arrear is the nightly run's

STANDING_NOW = """
    fresh as (
        select * from jsonb_to_recordset(%(fresh)s::jsonb) as f
            (enterprise_id uuid, as_of date, covered boolean, card text, overdue int, next_due_on date, payload text)
    ),
    standing_now as (
        select s.enterprise_id, s.as_of, s.covered, s.card, s.overdue, s.next_due_on, s.payload
        from standing s
        where s.campaign = %(campaign)s and s.enterprise_id not in (select f.enterprise_id from fresh f)
        union all
        select f.enterprise_id, f.as_of, f.covered, f.card, f.overdue, f.next_due_on, f.payload::jsonb from fresh f
    )
"""
"""Two parts of a ``with``; the values for their places come from ``Today.values``."""

_OLD = """
    select l.enterprise_id
    from (select distinct enterprise_id from ledger_entry
          where campaign = %(campaign)s and voided_on is null
          and (%(units)s::text[] is null or home_agency = any (%(units)s))) l
    left join standing s on s.campaign = %(campaign)s and s.enterprise_id = l.enterprise_id
    where s.as_of is distinct from %(on)s
    limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Today:
    """What a statement over ``standing_now`` needs. ``late``: the arrear was too large, some lights are old."""

    campaign: str
    on: date
    units: tuple[str, ...] | None
    fresh: str
    late: bool

    @property
    def values(self) -> dict[str, Any]:
        """Named values for the statement."""
        units = None if self.units is None else list(self.units)
        return {"campaign": self.campaign, "on": self.on, "units": units, "fresh": self.fresh}


def today_of(campaign: Campaign, on: date, units: Collection[str] | None) -> Today:
    """Bring the standings of the units' ledgers up to the day; ``None``: of every ledger that the scope shows."""
    chosen = None if units is None else tuple(units)
    old = _old(campaign.id, on, chosen)
    late = len(old) > MOST
    return Today(campaign.id, on, chosen, "[]" if late else _fresh(campaign, old, on), late)


def _old(campaign: str, on: date, units: tuple[str, ...] | None) -> list[UUID]:
    with connection.cursor() as cursor:
        chosen = None if units is None else list(units)
        values: dict[str, Any] = {"campaign": campaign, "on": on, "units": chosen, "most": MOST + 1}
        cursor.execute(_OLD, values)
        return [row[0] for row in cursor.fetchall()]


def _fresh(campaign: Campaign, enterprises: list[UUID], on: date) -> str:
    if not enterprises:
        return "[]"
    found = standings_of(campaign, enterprises, on).items()
    return to_json([{"enterprise_id": key, **asdict(projection(standing))} for key, standing in found]).decode()
