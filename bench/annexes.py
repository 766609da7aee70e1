"""Both annexes of a city against the bare SQL aggregates, over a growing number of inspections.

    python -m bench.annexes [inspections …]

Invented rows are written by the superuser with triggers off (no trail, no foreign keys): they are only to be counted.
The floor is hand-written SQL for the same figures, run as owner without row security; the two are interleaved. The
ledger and the number of cards do not grow with the inspections, so memory should not either.
"""

from __future__ import annotations

import platform
import resource
import statistics
import sys
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from bench.database import throw_away

if TYPE_CHECKING:
    from duban.embedded import Cluster

SIZES = (10_000, 100_000, 1_000_000)
ENTERPRISES, CARDS, ROUNDS = 5_000, 100, 5
CAMPAIGN, FIRST, ON = "shenyang-2021-32", date(2021, 7, 7), date(2021, 9, 10)
UNITS = ("210100", "210106", "210112", "210100-K1")

_HOME = "(array['210106', '210112', '210100-K1'])[{n} % 3 + 1]"
_OF = f"{_HOME.format(n='e')}, '{CAMPAIGN}', md5('enterprise/' || e)::uuid"
_LEDGER = f"""
set session_replication_role = replica;
insert into enterprise (id, home_agency, name, name_key, pinyin, region, no_code_reason)
    select md5('enterprise/' || e)::uuid, {_HOME.format(n="e")},
           '示例钢铁' || e, '示例钢铁' || e, 'shili gangtie ' || e,
           left({_HOME.format(n="e")}, 6), '示例企业' from generate_series(1, {ENTERPRISES}) e;
insert into site (id, home_agency, enterprise_id, address, region)
    select md5('site/' || e)::uuid, {_HOME.format(n="e")}, md5('enterprise/' || e)::uuid, '示例路' || e || '号',
           left({_HOME.format(n="e")}, 6) from generate_series(1, {ENTERPRISES}) e;
insert into ledger_entry (id, home_agency, campaign, enterprise_id, site_id, state, industry, region, added_on,
                          confirmed_on)
    select md5('entry/' || e)::uuid, {_OF}, md5('site/' || e)::uuid, 'confirmed', 'steel',
           left({_HOME.format(n="e")}, 6), '2021-07-10', '2021-07-10' from generate_series(1, {ENTERPRISES}) e;
"""
_VISITS = f"""
set session_replication_role = replica;
create temporary table v as
    select n, n % {ENTERPRISES} + 1 as e, date '2021-07-15' + (n / {ENTERPRISES} % 60) as day
    from generate_series({{first}}, {{last}}) n;
insert into inspection
    (id, home_agency, campaign, enterprise_id, site_id, kind, state, visited_on, completed_on, signed)
    select md5('visit/' || n)::uuid, {_OF}, md5('site/' || e)::uuid, 'spot', 'completed', day, day, true from v;
insert into inspection_officer (id, home_agency, campaign, enterprise_id, inspection_id, person_id, name)
    select md5('officer/' || n || '/' || p)::uuid, {_OF}, md5('visit/' || n)::uuid, md5('person/' || p)::uuid, '示例'
    from v, generate_series(1, 2) p;
insert into inspection_expert (id, home_agency, campaign, enterprise_id, inspection_id, person_id, name)
    select md5('expert/' || n)::uuid, {_OF}, md5('visit/' || n)::uuid, md5('person/3')::uuid, '示例'
    from v where n % 2 = 0;
insert into hazard (id, home_agency, campaign, enterprise_id, inspection_id, site_id, found_on, description, level,
                    major_from, standard_item)
    select md5('hazard/' || n || '/' || h)::uuid, {_OF}, md5('visit/' || n)::uuid, md5('site/' || e)::uuid, day,
           '示例隐患', case when n < {CARDS} and h = 1 then 'major' else 'general' end,
           case when n < {CARDS} and h = 1 then day end, case when n < {CARDS} and h = 1 then 'GM2017-YJ-1' else '' end
    from v, generate_series(1, 2) h;
insert into rectification_order (id, home_agency, campaign, enterprise_id, inspection_id, state, number, drafted_on,
                                 issued_on, delivered_on, citations)
    select md5('order/' || n)::uuid, {_OF}, md5('visit/' || n)::uuid, 'delivered', '示例', day, day, day,
           '[{{{{}}}}]' from v;
insert into order_item (id, home_agency, campaign, enterprise_id, order_id, hazard_id, due_on)
    select md5('item/' || n || '/' || h)::uuid, {_OF}, md5('order/' || n)::uuid,
           md5('hazard/' || n || '/' || h)::uuid, day + 30 from v, generate_series(1, 2) h;
insert into penalty_decision (id, home_agency, campaign, enterprise_id, state, number, statute, target, kinds, reason,
                              decided_on, fine_fen, decided_by_id)
    select md5('penalty/' || n)::uuid, {_OF}, 'decided', '示例', 'safety_act', 'enterprise', array['fine'], '示例', day,
           1000000 + n % 1000, md5('person/1')::uuid from v where n % 10 = 0;
insert into card (id, home_agency, campaign, enterprise_id, site_id, colour, state, grounds, proposed_on, confirmed_on,
                  decided_reason, decided_by_id)
    select md5('card/' || n)::uuid, {_OF}, md5('site/' || e)::uuid, 'yellow', 'confirmed', array['G2'], day, day,
           '示例', md5('person/1')::uuid from v where n < {CARDS};
insert into card_hazard (id, home_agency, campaign, enterprise_id, card_id, hazard_id)
    select md5('link/' || n)::uuid, {_OF}, md5('card/' || n)::uuid, md5('hazard/' || n || '/1')::uuid
    from v where n < {CARDS};
"""
_BARE = (
    "select home_agency, enterprise_id, site_id, count(*) from inspection where campaign = %(campaign)s"
    " and state = 'completed' and voided_on is null and visited_on between %(first)s and %(on)s group by 1, 2, 3",
    *(
        f"select i.home_agency, i.enterprise_id, i.site_id, count(*) from {people} p join inspection i"
        " on i.id = p.inspection_id where i.campaign = %(campaign)s and i.state = 'completed' and i.voided_on is null"
        " and p.voided_on is null and i.visited_on between %(first)s and %(on)s group by 1, 2, 3"
        for people in ("inspection_officer", "inspection_expert")
    ),
    "select h.home_agency, h.enterprise_id, h.site_id, count(*), count(*) filter (where h.level = 'major')"
    " from hazard h join inspection i on i.id = h.inspection_id where h.campaign = %(campaign)s"
    " and h.voided_on is null and i.state = 'completed' and i.voided_on is null"
    " and h.found_on between %(first)s and %(on)s group by 1, 2, 3",
    "select r.home_agency, r.enterprise_id, i.site_id, count(*) from rectification_order r join inspection i"
    " on i.id = r.inspection_id where r.campaign = %(campaign)s and r.voided_on is null"
    " and r.issued_on between %(first)s and %(on)s and coalesce(r.withdrawn_on, 'infinity') > %(on)s group by 1, 2, 3",
    "select home_agency, enterprise_id, count(*), sum(fine_fen) from penalty_decision where campaign = %(campaign)s"
    " and voided_on is null and decided_on between %(first)s and %(on)s"
    " and coalesce(annulled_on, 'infinity') > %(on)s group by 1, 2",
    "select l.*, e.name, s.address from ledger_entry l join enterprise e on e.id = l.enterprise_id"
    " join site s on s.id = l.site_id where l.campaign = %(campaign)s and l.voided_on is null",
    "select h.description, array_agg(o.due_on) from hazard h left join order_item o on o.hazard_id = h.id"
    " where h.campaign = %(campaign)s and h.level = 'major' and h.voided_on is null group by h.id",
    "select c.*, h.description, o.due_on from card c join card_hazard l on l.card_id = c.id join hazard h"
    " on h.id = l.hazard_id join order_item o on o.hazard_id = h.id where c.campaign = %(campaign)s",
)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"Python {platform.python_version()}, {ENTERPRISES} enterprises, {CARDS} cards, median of {ROUNDS}\n")
    print("| inspections | bare SQL, s | both annexes, s | ratio | annex 1, s | annex 2, s | peak RSS, MB |")
    print("|---|---|---|---|---|---|---|")
    with throw_away() as cluster:
        cluster.run_sql(_LEDGER, database="duban")
        for before, size in zip([0, *sizes], sizes, strict=False):
            _grow(cluster, before, size)
            _measure(cluster, size)


def _grow(cluster: Cluster, before: int, size: int) -> None:
    cluster.run_sql(_VISITS.format(first=before, last=size - 1), database="duban")
    cluster.run_sql("vacuum analyze", database="duban")


def _measure(cluster: Cluster, size: int) -> None:
    runs = [(_floor(cluster), _annex("1"), _annex("2")) for _ in range(ROUNDS)]
    floor, first, second = (statistics.median(times) for times in zip(*runs, strict=True))
    both = first + second
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times = f"{floor:.3f} | {both:.3f} | {both / floor:.2f} | {first:.3f} | {second:.3f}"
    print(f"| {size} | {times} | {memory:.0f} |", flush=True)


def _floor(cluster: Cluster) -> float:
    import psycopg  # noqa: PLC0415 -- beside the product's own imports, which need settings

    with psycopg.connect(cluster.address("duban_owner")) as connection:
        start = perf_counter()
        for statement in _BARE:
            connection.execute(statement, {"campaign": CAMPAIGN, "first": FIRST, "on": ON}).fetchall()
        return perf_counter() - start


def _annex(annex: str) -> float:
    from duban.domain.annex_table import Header  # noqa: PLC0415 -- after the settings
    from duban.queries.annexes import annex_table  # noqa: PLC0415 -- after the settings
    from duban.queries.campaigns import campaign  # noqa: PLC0415 -- after the settings
    from duban.records.scope import scoped  # noqa: PLC0415 -- after the settings

    header = Header("示例市应急管理局", "填报人甲", "024-00000000", ON)
    start = perf_counter()
    with scoped(UNITS):
        annex_table(campaign(CAMPAIGN), annex, ON, header, units=UNITS)
    return perf_counter() - start


if __name__ == "__main__":
    main()
