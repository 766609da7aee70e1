"""A plan's rows into the tables: COPY beside them, then one INSERT or UPDATE a table, inside the open deed.

COPY goes to a temporary table first, because PostgreSQL refuses it on tables under row security.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from duban.actions.ledger_import import tables
from duban.actions.ledger_import.reading import Preview
from duban.actions.ledger_import.tables import Batch, Plant
from duban.domain.ledger.entries import ParsedLedger
from duban.domain.ledger.plan import Group

_ENTERPRISE, _SITE = ", ".join(tables.ENTERPRISE), ", ".join(tables.SITE)
_PLANTS = f"""
    create temporary table incoming_plant on commit drop as
    select {", ".join(f"e.{column}" for column in tables.ENTERPRISE)}, l.industry, l.inclusion_basis, l.remark,
           p.id as profile_id, p.standardisation, p.standardised_until, p.dual_prevention, p.risk
    from enterprise e, ledger_entry l, safety_profile p with no data
"""  # noqa: S608 -- constants of this package
_SITES = f"""
    create temporary table incoming_site on commit drop as
    select {_SITE}, id as entry_id, true as known from site with no data
"""  # noqa: S608 -- as above
_NEW_ENTERPRISE = (
    f"insert into enterprise ({_ENTERPRISE}) select {_ENTERPRISE} from incoming_plant"  # noqa: S608 -- as above
    " on conflict (id) do update set voided_on = null, void_reason = '', "
    + ", ".join(f"{column} = excluded.{column}" for column in tables.ENTERPRISE if column not in {"id", "home_agency"})
)
# A blank in the file says nothing: it never erases what is known. A code that came takes the reason's place.
_CHANGE_ENTERPRISE = """
    update enterprise e set
        credit_code = coalesce(n.credit_code, e.credit_code),
        no_code_reason = case when coalesce(n.credit_code, e.credit_code) is not null then ''
                              else coalesce(nullif(n.no_code_reason, ''), e.no_code_reason) end,
        name = n.name, name_key = n.name_key, pinyin = n.pinyin,
        operating_status = coalesce(n.operating_status, e.operating_status),
        status_on = coalesce(n.status_on, e.status_on),
        workforce = coalesce(n.workforce, e.workforce),
        legal_person = coalesce(nullif(n.legal_person, ''), e.legal_person),
        contact = coalesce(nullif(n.contact, ''), e.contact),
        telephone = coalesce(nullif(n.telephone, ''), e.telephone)
    from incoming_plant n where e.id = n.id
"""
_CHANGE_SITE = """
    update site s set
        address = coalesce(nullif(n.address, ''), s.address),
        latitude = coalesce(n.latitude, s.latitude), longitude = coalesce(n.longitude, s.longitude),
        gbt4754 = coalesce(nullif(n.gbt4754, ''), s.gbt4754)
    from incoming_site n where s.id = n.id and n.known
"""
_NEW_SITE = f"insert into site ({_SITE}) select {_SITE} from incoming_site where not known"  # noqa: S608 -- as above
_CHANGE_ENTRY = """
    update ledger_entry l set
        industry = p.industry,
        inclusion_basis = coalesce(nullif(p.inclusion_basis, ''), l.inclusion_basis),
        remark = coalesce(nullif(p.remark, ''), l.remark)
    from incoming_site s join incoming_plant p on p.id = s.enterprise_id
    where s.known and l.enterprise_id = s.enterprise_id and l.site_id = s.id and l.campaign = %(campaign)s
      and l.removed_on is null and l.voided_on is null
"""
# A ledger workbook is the list that was agreed: its entries are confirmed.
_NEW_ENTRY = """
    insert into ledger_entry (id, home_agency, campaign, enterprise_id, site_id, state, industry, region,
                              inclusion_basis, remark, added_on, confirmed_on)
    select s.entry_id, s.home_agency, %(campaign)s, s.enterprise_id, s.id, 'confirmed', p.industry, s.region,
           p.inclusion_basis, p.remark, %(since)s, %(since)s
    from incoming_site s join incoming_plant p on p.id = s.enterprise_id
    where not (s.known and exists (
        select from ledger_entry l where l.site_id = s.id and l.enterprise_id = s.enterprise_id
        and l.campaign = %(campaign)s and l.removed_on is null and l.voided_on is null))
"""
# What is stated now holds with what was stated before; of one day there is one statement, or chance would choose.
_STATED = """
    with stated as (
        select n.profile_id, n.home_agency, n.id as enterprise_id, f.id as earlier, f.stated_on,
               coalesce(n.standardisation, f.standardisation) as standardisation,
               case when n.standardisation is null then coalesce(n.standardised_until, f.standardised_until)
                    else n.standardised_until end as standardised_until,
               case n.dual_prevention when 'unknown' then coalesce(f.dual_prevention, 'unknown')
                    else n.dual_prevention end as dual_prevention,
               coalesce(n.risk, f.risk) as risk
        from incoming_plant n left join lateral (
            select * from safety_profile f where f.enterprise_id = n.id and f.campaign = %(campaign)s
            and f.voided_on is null order by f.stated_on desc, f.id desc limit 1) f on true
        where n.profile_id is not null)
"""
_CHANGE_PROFILE = f"""{_STATED}
    update safety_profile p set standardisation = s.standardisation, standardised_until = s.standardised_until,
        dual_prevention = s.dual_prevention, risk = s.risk
    from stated s where p.id = s.earlier and s.stated_on = %(since)s
"""  # noqa: S608 -- constants of this module
_NEW_PROFILE = f"""{_STATED}
    insert into safety_profile (id, home_agency, campaign, enterprise_id, stated_on,
                                standardisation, standardised_until, dual_prevention, risk)
    select profile_id, home_agency, %(campaign)s, enterprise_id, %(since)s,
           standardisation, standardised_until, dual_prevention, risk
    from stated where stated_on is distinct from %(since)s
"""  # noqa: S608 -- as above
_SHARE = """
    insert into share (id, home_agency, enterprise_id, agency, reason, shared_on)
    select gen_random_uuid(), e.home_agency, s.enterprise_id, s.home_agency, %(reason)s, %(since)s
    from (select distinct enterprise_id, home_agency from incoming_site where not known) s
    join enterprise e on e.id = s.enterprise_id and e.home_agency <> s.home_agency
    on conflict do nothing
"""
_ROWS = ("id", "home_agency", "batch_id", "line", "cells", "verdict", "reasons", "enterprise_id")


def write_new(batch: Batch, found: Preview) -> Mapping[int, str]:
    """Create the plan's new enterprises with sites, entries, profiles and capacity; enterprise ids by row."""
    plants = [tables.new_plant(batch, group, _void_id(found, group)) for group in found.plan.new]
    _stage_plants(batch, plants)
    _execute(_NEW_ENTERPRISE)
    _write_parts(batch, plants)
    return {row: plant.id for plant in plants for row in plant.group.rows}


def write_changed(batch: Batch, groups: Sequence[Group]) -> None:
    """Write what the file changes in known enterprises."""
    sites = _known_sites([str(group.existing) for group in groups])
    plants = [
        Plant(str(group.existing), batch.home(next(iter(group.sites))), group, sites.get(str(group.existing), {}))
        for group in groups
    ]
    _stage_plants(batch, plants)
    _execute(_CHANGE_ENTERPRISE)
    _execute(_CHANGE_SITE)
    _execute(_CHANGE_ENTRY, {"campaign": batch.campaign})
    _write_parts(batch, plants)


def write_rows(batch: Batch, agency: str, found: Preview, enterprises: Mapping[int, str]) -> None:
    """What became of every row of the file, with the reasons of those returned."""
    reasons = _reasons(found.plan.parsed)
    rows = (
        (
            batch.made_id(f"row/{line}"), agency, batch.deed, line, "{}", outcome.value, reasons.get(line, "[]"),
            enterprises.get(line),
        )
        for line, outcome in found.plan.outcomes.items()
    )  # fmt: skip
    _load("import_row", _ROWS, rows)


def _stage_plants(batch: Batch, plants: Sequence[Plant]) -> None:
    """Plants and sites beside the tables, as ``incoming_plant`` and ``incoming_site``."""
    _stage("incoming_plant", _PLANTS, tables.PLANT, (tables.plant_row(batch, plant) for plant in plants))
    rows = (row for plant in plants for row in tables.site_rows(batch, plant))
    _stage("incoming_site", _SITES, tables.SITE_AND_ENTRY, rows)


def _write_parts(batch: Batch, plants: Iterable[Plant]) -> None:
    """Sites that are not known, entries of sites that have none, profiles and capacity."""
    facts = {"campaign": batch.campaign, "since": batch.since, "reason": "厂区在本单位辖区"}
    for statement in (_NEW_SITE, _SHARE, _NEW_ENTRY, _CHANGE_PROFILE, _NEW_PROFILE):
        _execute(statement, facts)
    _load("capacity_item", tables.CAPACITY, (row for plant in plants for row in tables.capacity_rows(batch, plant)))


def _void_id(found: Preview, group: Group) -> str | None:
    """A void enterprise of the same code, or without one of the same name and region, is revived."""
    code = group.value("credit_code")
    site = next(iter(group.sites.values()))
    return found.known.void.get(code or (site.region, site.key))


def _known_sites(enterprises: list[str]) -> Mapping[str, Mapping[str, str]]:
    """Ids of sites by enterprise and region."""
    found: dict[str, dict[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select enterprise_id::text, region, id::text from site"
            " where enterprise_id = any(%s::uuid[]) and voided_on is null order by id desc",
            [enterprises],
        )
        for enterprise, region, site in cursor.fetchall():
            found.setdefault(enterprise, {})[region] = site
    return found


def _reasons(parsed: ParsedLedger) -> Mapping[int, str]:
    """Reasons by row, as JSON text."""
    found: dict[int, list[str]] = {}
    for rejection in parsed.rejections:
        found.setdefault(rejection.row, []).append(str(rejection.reason()))
    return {row: json.dumps(reasons, ensure_ascii=False) for row, reasons in found.items()}


def _load(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Put the rows into the table."""
    names = ", ".join(columns)
    beside = f"create temporary table incoming_{table} on commit drop as select {names} from {table} with no data"  # noqa: S608 -- constants of this package
    _stage(f"incoming_{table}", beside, columns, rows)
    _execute(f"insert into {table} ({names}) select {names} from incoming_{table}")  # noqa: S608 -- as above


def _stage(table: str, create: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Copy the rows into the temporary table that the statement creates."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {table}")
        cursor.execute(create)
        with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)


def _execute(statement: str, values: Mapping[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
