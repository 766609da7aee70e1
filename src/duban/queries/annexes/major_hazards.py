"""Major hazards for 备注 of annex 1: what they are, and by when their rectification was ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db import connection

from duban.domain.annex_words import MajorHazard
from duban.queries.annexes.asked import Period
from duban.queries.annexes.figures import Place

_SQL = """
    select h.home_agency, h.enterprise_id, h.site_id, h.found_on, h.id::text, h.description,
           array_agg(distinct coalesce(x.granted_to, oi.due_on)) filter (where oi.id is not null)
    from hazard h
    join inspection i on i.id = h.inspection_id and i.state = 'completed' and i.voided_on is null
      and i.completed_on <= %(on)s
    left join order_item oi on oi.hazard_id = h.id and oi.voided_on is null and exists (
        select 1 from rectification_order r where r.id = oi.order_id and r.voided_on is null
        and r.issued_on <= %(on)s and (r.withdrawn_on is null or r.withdrawn_on > %(on)s))
    left join lateral (
        select max(e.granted_to) as granted_to from extension e
        where e.item_id = oi.id and e.voided_on is null and e.replied_on <= %(on)s) x on true
    where h.campaign = %(campaign)s and h.voided_on is null and h.level = 'major' and h.major_from <= %(on)s
      and h.found_on between %(first_on)s and %(on)s and h.home_agency = any(%(units)s)
    group by 1, 2, 3, 4, 5, 6, h.id order by h.found_on, h.id
"""


def major_hazards(period: Period, units: Collection[str]) -> Mapping[Place, list[MajorHazard]]:
    """The major hazards of each place on the report day, in the order in which they were found."""
    found: dict[Place, list[MajorHazard]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, period.of(units))
        for agency, enterprise, site, found_on, hazard, description, due_days in cursor.fetchall():
            found[Place(agency, enterprise, site, found_on)].append(
                MajorHazard(hazard, description, tuple(sorted(due_days or ())))
            )
    return found
