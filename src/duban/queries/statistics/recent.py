"""Recent deeds 最近办理: the last ones of some kinds, without people and enterprises."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from duban.queries.statistics.groups import read

_STATEMENT = """
    select d.name, d.home_agency, d.at
    from unnest(%(units)s::text[]) unit
    cross join lateral (
        select name, home_agency, "at", seq from deed where home_agency = unit and name = any (%(names)s)
        order by seq desc limit %(most)s) d
    order by d.at desc, d.home_agency, d.seq desc limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Recent:
    """One deed: its name, the unit whose record it changed, the moment."""

    name: str
    unit: str
    at: datetime


def recent_deeds(units: Collection[str], names: Collection[str], most: int) -> Sequence[Recent]:
    """The last deeds with these names in the units' trails, the newest first."""
    return [Recent(*row) for row in read(_STATEMENT, {"units": list(units), "names": list(names), "most": most})]
