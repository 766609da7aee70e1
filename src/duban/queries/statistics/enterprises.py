"""Enterprises counted 企业统计: how many stand confirmed on the ledgers, are covered, carry a card, are overdue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duban.queries.ledger_list import ENTRY, FIRST_VISIT, Sought
from duban.queries.statistics.groups import GROUPING, SETS, Groups, grouped, read
from duban.queries.today import STANDING_NOW, Today

COUNTED = f"""
    with {STANDING_NOW}, {ENTRY},
    counted as (
        select l.enterprise_id as enterprise, e.name, l.region, l.industry, l.home_agency as unit, l.place,
            x.longitude, x.latitude, s.covered, s.card, s.overdue
        from entry l
        join enterprise e on e.id = l.enterprise_id and e.voided_on is null
        join site x on x.id = l.site_id
        left join standing_now s on s.enterprise_id = l.enterprise_id
    )
"""  # noqa: S608 -- constant text of this module
"""The beginning of a statement over ``counted``: the list of the ledger, with no more of it than is counted."""


@dataclass(frozen=True, slots=True)
class EnterpriseCount:
    """Enterprises: confirmed on a ledger, of them inspected, with a card in force, with an overdue item."""

    confirmed: int = 0
    covered: int = 0
    yellow: int = 0
    red: int = 0
    overdue: int = 0

    @property
    def uncovered(self) -> int:
        """Those not inspected yet: with the covered ones they make up the confirmed ones."""
        return self.confirmed - self.covered

    @property
    def percent(self) -> int:
        """检查覆盖率, rounded down: all of them is 100 and nothing else is."""
        return self.covered * 100 // self.confirmed if self.confirmed else 0

    def __add__(self, other: EnterpriseCount) -> EnterpriseCount:
        names = ("confirmed", "covered", "yellow", "red", "overdue")
        return EnterpriseCount(*(getattr(self, name) + getattr(other, name) for name in names))


_SUMS = """count(*), count(*) filter (where covered), count(*) filter (where card = 'yellow'),
    count(*) filter (where card = 'red'), count(*) filter (where overdue > 0)"""


def count_enterprises(today: Today, sought: Sought) -> Groups[EnterpriseCount]:
    """Those that the ledger lists when it is asked for the same."""
    statement = f"{COUNTED} select {GROUPING}, {_SUMS} from counted where {sought.where} group by {SETS}"  # noqa: S608 -- as above
    return grouped(read(statement, today.values | sought.values), EnterpriseCount)


def first_visits(today: Today, sought: Sought) -> Mapping[date, int]:
    """How many of them were inspected for the first time, day by day."""
    statement = f"""{COUNTED} select day, count(*) from (
        select {FIRST_VISIT} as day from counted where {sought.where}) f where day is not null group by day"""  # noqa: S608 -- as above
    return dict(read(statement, today.values | sought.values))
