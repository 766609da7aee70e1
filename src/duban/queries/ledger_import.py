"""What a ledger import compares a file with: the enterprises that share a code or a name with one of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from duban.domain.ledger.entries import LedgerRow
from duban.domain.ledger.plan import Existing, SiteLine, Unit
from duban.domain.ledger.words import OperatingStatus, RiskColour
from duban.domain.vocabulary import Standardisation
from duban.records.models import Agency

_CANDIDATES = """
    create temporary table import_candidate on commit drop as
    select e.id, e.voided_on is not null as void
    from enterprise e where e.credit_code = any (%(codes)s)
    union
    select e.id, false from enterprise e where e.id = any (%(ids)s::uuid[]) and e.voided_on is null
    union
    select e.id, e.voided_on is not null
    from unnest(%(regions)s::text[], %(keys)s::text[], %(cores)s::text[]) as k (region, key, core)
    join site s on s.region = k.region and (s.name_core = k.core or s.name_key = k.key)
    join enterprise e on e.id = s.enterprise_id
"""
_ENTERPRISES = """
    select e.id::text, e.credit_code, e.name, e.no_code_reason, e.legal_person, e.contact, e.telephone,
           e.operating_status, e.status_on, e.workforce,
           l.industry, l.inclusion_basis, l.remark,
           f.standardisation, f.standardised_until, f.risk, f.dual_prevention,
           (select max(s.gbt4754) from site s where s.enterprise_id = e.id and s.voided_on is null)
    from import_candidate c join enterprise e on e.id = c.id and not c.void
    left join lateral (
        select * from ledger_entry l where l.enterprise_id = e.id and l.campaign = %(campaign)s
        and l.voided_on is null and l.removed_on is null
        order by l.confirmed_on is null, l.added_on nulls first, l.id limit 1) l on true
    left join lateral (
        select * from safety_profile f where f.enterprise_id = e.id and f.campaign = %(campaign)s
        and f.voided_on is null order by f.stated_on desc, f.id desc limit 1) f on true
"""
_SITES = """
    select s.enterprise_id::text, s.region, s.name_key, s.name_core, s.address, s.latitude, s.longitude
    from import_candidate c join site s on s.enterprise_id = c.id and s.voided_on is null
    where not c.void order by s.enterprise_id, s.region, s.id
"""
_UNITS = """
    select u.enterprise_id::text, s.region, u.size, u.unit, u.process, s.started_year
    from import_candidate c join capacity_item u on u.enterprise_id = c.id and u.voided_on is null
    join site s on s.id = u.site_id
    where not c.void and u.campaign = %(campaign)s
"""
_VOID = """
    select e.id::text, e.credit_code, s.region, s.name_key
    from import_candidate c join enterprise e on e.id = c.id left join site s on s.enterprise_id = e.id
    where c.void and e.home_agency = any (scope_writes()) order by e.id, s.region
"""
_DUAL = {"yes": True, "no": False}


class Known:
    """The enterprises that can match; and void ones, by credit code or by region and name, that may be revived."""

    def __init__(self, existing: list[Existing], void: Mapping[str | tuple[str, str], str]) -> None:
        self.existing = existing
        self.void = void


def known_to(rows: Sequence[LedgerRow], campaign: str) -> Known:
    """Everything that the scope shows and that can match a row of the file."""
    values: dict[str, str | list[str]] = {
        "ids": [row.enterprise for row in rows if row.enterprise],
        "codes": [row.credit_code for row in rows if row.credit_code],
        "regions": [row.region for row in rows],
        "keys": [row.key for row in rows],
        "cores": [row.core for row in rows],
        "campaign": campaign,
    }
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists import_candidate")
        cursor.execute(_CANDIDATES, values)
        cursor.execute("analyze import_candidate")
        sites = _by_enterprise(cursor, _SITES, values, lambda row: SiteLine(*row))
        units = _by_enterprise(cursor, _UNITS, values, lambda row: Unit(*row))
        cursor.execute(_ENTERPRISES, values)
        existing = [_existing(row, sites.get(row[0], ()), units.get(row[0], ())) for row in cursor.fetchall()]
        cursor.execute(_VOID)
        return Known(existing, _void(cursor.fetchall()))


def codes_elsewhere(rows: Iterable[LedgerRow]) -> frozenset[str]:
    """Credit codes of the file that are registered with another unit."""
    with connection.cursor() as cursor:
        cursor.execute("select credit_code from codes_elsewhere(%s)", [[r.credit_code for r in rows if r.credit_code]])
        return frozenset(code for (code,) in cursor.fetchall())


def ledger_units(agency: str, subordinates: Sequence[str]) -> Mapping[str, str]:
    """Which unit's ledger a region belongs to: the unit of that region itself, below the importing one."""
    rows = Agency.objects.filter(code__in=[agency, *subordinates], kind="bureau").values_list("region", "code")
    return dict(sorted(rows, key=lambda row: (row[1] == agency, row[1]), reverse=True))


def _by_enterprise(
    cursor: Any, statement: str, values: Mapping[str, str | list[str]], make: Any
) -> Mapping[str, tuple[Any, ...]]:
    cursor.execute(statement, values)
    found: dict[str, list[Any]] = {}
    for enterprise, *row in cursor.fetchall():
        found.setdefault(enterprise, []).append(make(row))
    return {enterprise: tuple(made) for enterprise, made in found.items()}


def _existing(row: tuple[Any, ...], sites: tuple[SiteLine, ...], units: tuple[Unit, ...]) -> Existing:
    (
        key, code, name, reason, legal_person, contact, telephone, status, status_on, workforce,
        industry, basis, remark, grade, grade_until, risk, dual, gbt4754,
    ) = row  # fmt: skip
    values = (
        name, code, reason, industry, gbt4754, legal_person, contact, telephone,
        Standardisation(grade) if grade else None, grade_until, RiskColour(risk) if risk else None,
        _DUAL.get(dual), OperatingStatus(status) if status else None, status_on, basis, remark, workforce,
    )  # fmt: skip
    return Existing(key, code, values, sites, frozenset(units))


def _void(rows: Iterable[tuple[str, str | None, str | None, str | None]]) -> Mapping[str | tuple[str, str], str]:
    found: dict[str | tuple[str, str], str] = {}
    for enterprise, code, region, key in rows:
        if code:
            found.setdefault(code, enterprise)
        elif region and key:
            found.setdefault((region, key), enterprise)
    return found
