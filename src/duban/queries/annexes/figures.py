"""Figures 计数: the domain's measures compiled to SQL, one statement a noun, grouped by unit, enterprise and site.

Enterprises that left a ledger are also kept apart by day, so that their work can be counted up to that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from duban.domain.annexes import DATED, Figure, Measure, Noun, Op, Where
from duban.queries.annexes.asked import Period

_RELATIONS: Mapping[Noun, str] = {
    Noun.VISIT: """
        select i.id, i.home_agency, i.enterprise_id, i.site_id, i.visited_on as "on", i.completed_on,
               coalesce(o.n, 0) as officers, coalesce(e.n, 0) as experts
        from inspection i
        left join (select inspection_id, count(*) as n from inspection_officer
                   where campaign = %(campaign)s and voided_on is null group by 1) o on o.inspection_id = i.id
        left join (select inspection_id, count(*) as n from inspection_expert
                   where campaign = %(campaign)s and voided_on is null group by 1) e on e.inspection_id = i.id
        where i.campaign = %(campaign)s and i.voided_on is null and i.state = 'completed'
    """,
    Noun.HAZARD: """
        select h.id, h.home_agency, h.enterprise_id, h.site_id, h.found_on, h.level, h.major_from, i.completed_on
        from hazard h join inspection i on i.id = h.inspection_id and i.state = 'completed' and i.voided_on is null
        where h.campaign = %(campaign)s and h.voided_on is null
    """,
    Noun.ORDER: """
        select r.id, r.home_agency, r.enterprise_id, i.site_id, r.issued_on, r.withdrawn_on
        from rectification_order r left join inspection i on i.id = r.inspection_id
        where r.campaign = %(campaign)s and r.voided_on is null and r.issued_on is not null
    """,
    Noun.PENALTY: """
        select p.id, p.home_agency, p.enterprise_id, null::uuid as site_id, p.decided_on, p.annulled_on, p.fine_fen,
               p.changed_on, coalesce(b.changed_on, p.decided_on) as made_on
        from penalty_decision p left join penalty_decision b on b.id = p.changed_from_id
        where p.campaign = %(campaign)s and p.voided_on is null
    """,
}


class Place(NamedTuple):
    """Whose figure it is: unit, enterprise, the site where the noun names one; the day where days are kept apart."""

    agency: str
    enterprise: UUID
    site: UUID | None
    on: date | None = None


Figures = Mapping[Place, Mapping[str, Figure]]


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted: whose rows, which enterprises day by day, whether with the ids of the rows."""

    period: Period
    units: Collection[str]
    by_day: Collection[UUID] = ()
    sources: bool = False

    @property
    def values(self) -> Mapping[str, str | date | list[str]]:
        """The named values of the statements."""
        return {**self.period.of(self.units), "by_day": [str(enterprise) for enterprise in self.by_day]}


def figures(measures: Iterable[Measure], count: Count) -> Figures:
    """Every measure at every place that has any rows."""
    by_noun: dict[Noun, list[Measure]] = defaultdict(list)
    for measure in measures:
        by_noun[measure.noun].append(measure)
    found: dict[Place, dict[str, Figure]] = defaultdict(dict)
    for noun, wanted in by_noun.items():
        for place, values in _read(noun, wanted, count):
            found[place].update(values)
    return found


def _read(noun: Noun, measures: list[Measure], count: Count) -> Iterable[tuple[Place, dict[str, Figure]]]:
    with connection.cursor() as cursor:
        cursor.execute(_statement(noun, measures, count), count.values)
        for agency, enterprise, site, on, *columns in cursor.fetchall():
            yield Place(agency, enterprise, site, on), _named(measures, columns, sources=count.sources)


def _named(measures: list[Measure], columns: list[Any], *, sources: bool) -> dict[str, Figure]:
    """Columns come as value, value, … and with sources as value, ids, value, ids, …"""
    if not sources:
        return {measure.code: Figure(int(value), ()) for measure, value in zip(measures, columns, strict=True)}
    pairs = zip(measures, columns[::2], columns[1::2], strict=True)
    return {measure.code: Figure(int(value), tuple(ids or ())) for measure, value, ids in pairs}


def _statement(noun: Noun, measures: list[Measure], count: Count) -> str:
    columns = ", ".join(_columns(measure, sources=count.sources) for measure in measures)
    apart = (
        f'case when enterprise_id = any(%(by_day)s::uuid[]) then "{DATED[noun]}" end' if count.by_day else "null::date"
    )
    return (
        f"select home_agency, enterprise_id, site_id, {apart}, {columns} from ({_RELATIONS[noun]}) r"  # noqa: S608 -- constants and the domain's own field names
        " where home_agency = any(%(units)s) group by 1, 2, 3, 4"
    )


def _columns(measure: Measure, *, sources: bool) -> str:
    tests = " and ".join(_test(where) for where in measure.where)
    value = f"sum(r.{measure.adds})" if measure.adds else "count(*)"
    column = f"coalesce({value} filter (where {tests}), 0)"
    return f"{column}, array_agg(r.id::text order by r.id) filter (where {tests})" if sources else column


def _test(where: Where) -> str:
    field = f'r."{where.field}"'
    match where.op:
        case Op.WITHIN:
            return f"{field} between %(first_on)s and %(on)s"
        case Op.BY:
            return f"{field} <= %(on)s"
        case Op.NOT_BY:
            return f"({field} is null or {field} > %(on)s)"
        case Op.EQUALS:
            return f"{field} = '{where.value}'"
