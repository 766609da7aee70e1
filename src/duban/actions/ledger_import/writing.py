"""A plan's rows into the tables: COPY beside them, then one INSERT or UPDATE a table, inside the open deed.

COPY goes to a temporary table first, because PostgreSQL refuses it on tables under row security.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import connection

from duban.actions.ledger_import import tables
from duban.actions.ledger_import.reading import Preview
from duban.actions.ledger_import.tables import Batch, Plant
from duban.domain.ledger.entries import ParsedLedger
from duban.domain.ledger.plan import Group

_REVIVE = "on conflict (id) do update set voided_on = null, void_reason = '', " + ", ".join(
    f"{column} = excluded.{column}" for column in tables.ENTERPRISE if column not in {"id", "home_agency"}
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
    from incoming_enterprise n where e.id = n.id
"""
_CHANGE_SITE = """
    update site s set
        address = coalesce(nullif(n.address, ''), s.address),
        latitude = coalesce(n.latitude, s.latitude), longitude = coalesce(n.longitude, s.longitude),
        gbt4754 = coalesce(nullif(n.gbt4754, ''), s.gbt4754)
    from incoming_site n where s.id = n.id
"""
_CHANGE_ENTRY = """
    update ledger_entry l set
        industry = n.industry,
        inclusion_basis = coalesce(nullif(n.inclusion_basis, ''), l.inclusion_basis),
        remark = coalesce(nullif(n.remark, ''), l.remark)
    from incoming_ledger_entry n
    where l.enterprise_id = n.enterprise_id and l.site_id = n.site_id and l.campaign = n.campaign
      and l.removed_on is null and l.voided_on is null
"""
_SHARE = """
    insert into share (id, home_agency, enterprise_id, agency, reason, shared_on)
    select gen_random_uuid(), e.home_agency, s.enterprise_id, s.home_agency, %(reason)s, %(since)s
    from (select distinct enterprise_id, home_agency from incoming_site) s
    join enterprise e on e.id = s.enterprise_id and e.home_agency <> s.home_agency
    on conflict do nothing
"""
_ROWS = ("id", "home_agency", "batch_id", "line", "cells", "verdict", "reasons", "enterprise_id")


def write_new(batch: Batch, found: Preview) -> Mapping[int, UUID]:
    """Create the plan's new enterprises with sites, entries, profiles and capacity; enterprise ids by row."""
    plants = [tables.new_plant(batch, group, _void_id(found, group)) for group in found.plan.new]
    _load("enterprise", tables.ENTERPRISE, map(tables.enterprise_row, plants), _REVIVE)
    _load("site", tables.SITE, (tables.site_row(batch, p, s) for p in plants for s in p.group.sites.values()))
    _execute(_SHARE, {"reason": "厂区在本单位辖区", "since": batch.since})
    _load("ledger_entry", tables.ENTRY, _new_entries(batch, plants))
    _load("safety_profile", tables.PROFILE, (row for p in plants for row in tables.profile_rows(batch, p)))
    _load("capacity_item", tables.CAPACITY, _new_capacity(batch, plants))
    return {row: plant.id for plant in plants for row in plant.group.rows}


def write_changed(batch: Batch, groups: Sequence[Group]) -> None:
    """Write what the file changes in known enterprises."""
    plants = [Plant(UUID(group.existing), batch.home(next(iter(group.sites))), group) for group in groups]
    there = _there(batch, [plant.id for plant in plants])
    _stage("enterprise", tables.ENTERPRISE, map(tables.enterprise_row, plants))
    _execute(_CHANGE_ENTERPRISE)
    _stage("site", tables.SITE, _known_sites(batch, plants, there))
    _execute(_CHANGE_SITE)
    _load("site", tables.SITE, _more_sites(batch, plants, there))
    _execute(_SHARE, {"reason": "厂区在本单位辖区", "since": batch.since})
    _stage("ledger_entry", tables.ENTRY, _entries(batch, plants, there))
    _execute(_CHANGE_ENTRY)
    _load("ledger_entry", tables.ENTRY, _entries(batch, plants, there, missing=True))
    _load("safety_profile", tables.PROFILE, _changed_profiles(batch, plants))
    _load("capacity_item", tables.CAPACITY, _more_capacity(batch, plants, there))


def write_rows(batch: Batch, agency: str, found: Preview, enterprises: Mapping[int, UUID]) -> None:
    """What became of every row of the file, with the reasons of those returned."""
    reasons = _reasons(found.plan.parsed)
    _load(
        "import_row",
        _ROWS,
        (
            (
                uuid5(batch.deed, f"row/{line}"), agency, batch.deed, line, "{}", outcome.value,
                reasons.get(line, "[]"), enterprises.get(line),
            )
            for line, outcome in found.plan.outcomes.items()
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _There:
    """Sites of known enterprises by (enterprise, region), and the sites that have an entry in the campaign."""

    sites: Mapping[tuple[UUID, str], UUID]
    entered: frozenset[UUID]

    def site(self, batch: Batch, plant: Plant, region: str) -> UUID:
        """The site's id, known or about to be made."""
        return self.sites.get((plant.id, region)) or tables.site_id(batch, plant.group, region)


def _void_id(found: Preview, group: Group) -> str | None:
    """A void enterprise of the same code, or without one of the same name and region, is revived."""
    code = group.value("credit_code")
    site = next(iter(group.sites.values()))
    return found.known.void.get(code or (site.region, site.key))


def _new_entries(batch: Batch, plants: Iterable[Plant]) -> Iterator[tuple[Any, ...]]:
    for plant in plants:
        for region in plant.group.sites:
            yield tables.entry_row(batch, plant, region, tables.site_id(batch, plant.group, region))


def _new_capacity(batch: Batch, plants: Iterable[Plant]) -> Iterator[tuple[Any, ...]]:
    for plant in plants:
        if plant.group.units:
            sites = {region: tables.site_id(batch, plant.group, region) for region in plant.group.sites}
            yield from tables.capacity_rows(batch, plant, sites)


def _known_sites(batch: Batch, plants: Iterable[Plant], there: _There) -> Iterator[tuple[Any, ...]]:
    for plant in plants:
        for region, site in plant.group.sites.items():
            known = there.sites.get((plant.id, region))
            if known is not None:
                yield (known, *tables.site_row(batch, plant, site)[1:])


def _more_sites(batch: Batch, plants: Iterable[Plant], there: _There) -> Iterator[tuple[Any, ...]]:
    for plant in plants:
        for region, site in plant.group.sites.items():
            if (plant.id, region) not in there.sites:
                yield tables.site_row(batch, plant, site)


def _entries(
    batch: Batch, plants: Iterable[Plant], there: _There, *, missing: bool = False
) -> Iterator[tuple[Any, ...]]:
    """Entries as the file has them: of sites that have one, or with ``missing`` of those that have none."""
    for plant in plants:
        for region in plant.group.sites:
            site = there.site(batch, plant, region)
            if (site not in there.entered) is missing:
                yield tables.entry_row(batch, plant, region, site)


def _changed_profiles(batch: Batch, plants: Iterable[Plant]) -> Iterator[tuple[Any, ...]]:
    told = {"grade", "grade_until", "risk", "dual_prevention"}
    for plant in plants:
        if any(difference.field in told for difference in plant.group.differences):
            yield from tables.profile_rows(batch, plant)


def _more_capacity(batch: Batch, plants: Iterable[Plant], there: _There) -> Iterator[tuple[Any, ...]]:
    for plant in plants:
        sites = {region: there.site(batch, plant, region) for region in plant.group.sites}
        yield from tables.capacity_rows(batch, plant, sites)


def _there(batch: Batch, enterprises: Sequence[UUID]) -> _There:
    with connection.cursor() as cursor:
        cursor.execute(
            "select enterprise_id, region, id from site where enterprise_id = any(%s) and voided_on is null"
            " order by id desc",
            [list(enterprises)],
        )
        sites = {(enterprise, region): site for enterprise, region, site in cursor.fetchall()}
        cursor.execute(
            "select site_id from ledger_entry where enterprise_id = any(%s) and campaign = %s"
            " and voided_on is null and removed_on is null",
            [list(enterprises), batch.campaign],
        )
        return _There(sites, frozenset(site for (site,) in cursor.fetchall()))


def _reasons(parsed: ParsedLedger) -> Mapping[int, str]:
    """Reasons by row, as JSON text."""
    found: dict[int, list[str]] = {}
    for rejection in parsed.rejections:
        found.setdefault(rejection.row, []).append(str(rejection.reason()))
    return {row: json.dumps(reasons, ensure_ascii=False) for row, reasons in found.items()}


def _load(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]], conflict: str = "") -> None:
    """Put the rows into the table."""
    _stage(table, columns, rows)
    names = ", ".join(columns)
    _execute(f"insert into {table} ({names}) select {names} from incoming_{table} {conflict}")  # noqa: S608 -- constants of this package


def _stage(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Copy the rows into ``incoming_<table>``, a temporary table of those columns."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists incoming_{table}")
        cursor.execute(
            f"create temporary table incoming_{table} on commit drop as select {names} from {table} with no data"  # noqa: S608 -- as above
        )
        with cursor.copy(f"copy incoming_{table} ({names}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)


def _execute(statement: str, values: Mapping[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
