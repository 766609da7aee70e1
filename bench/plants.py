"""Invented plants 示例 for benchmarks: rows of a ledger with a standing each, written with triggers off, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duban.embedded import Cluster

CAMPAIGN, ON = "shenyang-2021-32", "2021-09-10"
_ROWS = """
set session_replication_role = replica;
insert into enterprise (id, home_agency, name, name_key, pinyin, region, no_code_reason)
    select md5('enterprise/' || e)::uuid, '210106', '示例钢铁有限公司' || e, '示例钢铁' || e,
           'shili gangtie ' || e, '210106', '示例企业' from generate_series({first}, {last}) e;
insert into site (id, home_agency, enterprise_id, address, region)
    select md5('site/' || e)::uuid, '210106', md5('enterprise/' || e)::uuid, '示例路' || e || '号', '210106'
    from generate_series({first}, {last}) e;
insert into ledger_entry (id, home_agency, campaign, enterprise_id, site_id, state, industry, region, added_on,
                          confirmed_on)
    select md5('entry/' || e)::uuid, '210106', '{campaign}', md5('enterprise/' || e)::uuid, md5('site/' || e)::uuid,
           'confirmed', 'steel', '210106', '2021-07-10', '2021-07-10' from generate_series({first}, {last}) e;
insert into standing (id, home_agency, campaign, enterprise_id, as_of, covered, overdue, payload)
    select md5('standing/' || e)::uuid, '210106', '{campaign}', md5('enterprise/' || e)::uuid, '{on}', e % 3 = 0, 0,
           '{{"open_hazards": [], "cards_in_force": [], "next_acts": [{{"act": "inspect", "subject": "plant",
             "because": [], "clause": "四（二）", "ground": "", "due_on": "2021-10-01", "deadline": "",
             "started_on": null, "light": "near", "citations": [], "notes": []}}]}}'
    from generate_series({first}, {last}) e;
"""
_VISITS = """
set session_replication_role = replica;
insert into inspection (id, home_agency, campaign, enterprise_id, site_id, lead_agency_id, kind, state, visited_on,
                        completed_on, signed)
    select md5('visit/' || v)::uuid, '210106', '{campaign}', md5('enterprise/1')::uuid, md5('site/1')::uuid, '210106',
           'first', 'completed', date '2021-07-20' + v % 40, date '2021-07-20' + v % 40, true
    from generate_series({first}, {last}) v;
insert into hazard (id, home_agency, campaign, enterprise_id, inspection_id, site_id, found_on, level, description)
    select md5('hazard/' || v)::uuid, '210106', '{campaign}', md5('enterprise/1')::uuid, md5('visit/' || v)::uuid,
           md5('site/1')::uuid, date '2021-07-20' + v % 40, 'general', '示例隐患' || v
    from generate_series({first}, {last}) v;
"""


def add_plants(cluster: Cluster, first: int, last: int) -> None:
    """Plants with these numbers on the ledger of one district."""
    cluster.run_sql(_ROWS.format(first=first, last=last, campaign=CAMPAIGN, on=ON), database="duban")
    cluster.run_sql("vacuum analyze", database="duban")


def add_visits(cluster: Cluster, first: int, last: int) -> None:
    """Visits with these numbers, each with a hazard, to the first plant."""
    cluster.run_sql(_VISITS.format(first=first, last=last, campaign=CAMPAIGN), database="duban")
    cluster.run_sql("vacuum analyze", database="duban")
