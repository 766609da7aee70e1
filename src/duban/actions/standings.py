"""The stored projection of standings 态势投影: refreshed with every write, rebuilt and checked on demand."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import connection

from duban.domain.campaign import Campaign
from duban.domain.standing import Standing
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.campaigns import campaigns
from duban.queries.standings import projection, standings_of
from duban.queries.units import every_agency
from duban.records.models import LedgerEntry, StandingRow
from duban.records.scope import Scope, enter

_NAMESPACE = UUID(
    "6d4f7d0e-6b0e-5c8a-9f4e-3f2d6b1a7c55"
)  # for the ids of projection rows, one a campaign and enterprise

_TOUCHED = """
    select distinct line ->> 'campaign',
           coalesce(line ->> 'enterprise_id', case relation when 'enterprise' then row_pk end)
    from (select relation, row_pk, coalesce(after, before)::json as line from change where deed_id = %s) touched
    where line ->> 'enterprise_id' is not null
       or relation in ('enterprise', 'campaign_version', 'article_confirmation', 'calendar_edit')
"""
_COLUMNS = {
    "id": "uuid",
    "home_agency": "text",
    "campaign": "text",
    "enterprise_id": "uuid",
    "as_of": "date",
    "covered": "bool",
    "card": "text",
    "overdue": "int",
    "next_due_on": "date",
    "payload": "jsonb",
    "facts_hash": "text",
}
_NAMES = ", ".join(_COLUMNS)
_REPLACE = "on conflict (id) do update set " + ", ".join(
    f"{name} = excluded.{name}" for name in _COLUMNS if name != "id"
)
# A few rows go as arrays in one statement; many by COPY, which needs a table without row security beside.
_UPSERT = (
    f"insert into standing ({_NAMES})"  # noqa: S608 -- names of this module
    f" select * from unnest({', '.join(f'%s::{kind}[]' for kind in _COLUMNS.values())}) {_REPLACE}"
)
_BESIDE = f"create temporary table incoming_standing on commit drop as select {_NAMES} from standing with no data"  # noqa: S608 -- as above
_COPY = f"copy incoming_standing ({_NAMES}) from stdin"
_FROM_BESIDE = f"insert into standing ({_NAMES}) select {_NAMES} from incoming_standing {_REPLACE}"  # noqa: S608 -- as above
_LOCKS_OF_STANDINGS = 20_821  # the class of these locks among the advisory ones
_LOCKS = 2048  # a power of two
_MANY = 200
_BATCH = 2000  # enterprises whose facts are in memory at once


def refresh_touched(deed: UUID, scope: Scope, *, on: date) -> None:
    """Refresh what the open deed touched, found from its own changes, so that no action can forget to ask.

    What others judge by (a campaign's version, an article, the calendar) touches every standing that rests on it,
    whoever it belongs to; the deed's own ``scope`` holds again afterwards.
    """
    touched = _touched(deed)
    for campaign_id, enterprises in touched.enterprises.items():
        refresh(campaign_in_use(campaign_id), enterprises, on=on)
    if touched.rules:
        _refresh_all(touched.rules, on)
        enter(scope)


def _refresh_all(campaign_ids: Collection[str], on: date) -> None:
    """The standings of every unit: the rules are common, so what follows from them is."""
    everybody = every_agency()
    enter(Scope(everybody, everybody))
    for campaign_id in campaign_ids:
        refresh(campaign_in_use(campaign_id), listed(campaign_id), on=on)


def listed(campaign_id: str) -> set[UUID]:
    """The enterprises that the campaign's ledgers have, as far as the scope shows."""
    entries = LedgerEntry.objects.filter(campaign=campaign_id, voided_on=None)
    return set(entries.values_list("enterprise", flat=True))


def refresh(campaign: Campaign, enterprises: Collection[UUID], *, on: date) -> None:
    """Assess and store the enterprises' standings as of the day; one without a ledger entry loses what it had."""
    _lock(enterprises)
    ordered = sorted(enterprises)
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        rows = list(projected(campaign, batch, on))
        _store([_values(row) for row in rows])
        _remove(campaign, set(batch) - {row.enterprise_id for row in rows})


def _store(rows: list[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor:
        if len(rows) < _MANY:
            cursor.execute(
                _UPSERT, [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * len(_COLUMNS)
            )
            return
        cursor.execute("drop table if exists incoming_standing")
        cursor.execute(_BESIDE)
        with cursor.copy(_COPY) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(_FROM_BESIDE)


def _remove(campaign: Campaign, without_entry: Collection[UUID]) -> None:
    if without_entry:
        StandingRow.objects.filter(campaign=campaign.id, enterprise__in=without_entry).delete()


def projected(campaign: Campaign, enterprises: Collection[UUID], on: date) -> Iterator[StandingRow]:
    """The projection rows as they should be on the day; an enterprise without a ledger entry has none."""
    homes = _homes(campaign.id, enterprises)
    for enterprise, standing in standings_of(campaign, homes.keys(), on).items():
        yield _row(campaign, enterprise, homes[enterprise], standing)


def _row(campaign: Campaign, enterprise: UUID, home: str, standing: Standing) -> StandingRow:
    found = projection(standing)
    return StandingRow(
        id=uuid5(_NAMESPACE, f"{campaign.id}/{enterprise}"),
        home_agency_id=home,
        campaign=campaign.id,
        enterprise_id=enterprise,
        as_of=found.as_of,
        covered=found.covered,
        card=found.card,
        overdue=found.overdue,
        next_due_on=found.next_due_on,
        payload=found.payload,
        facts_hash=hashlib.sha256(found.payload.encode()).hexdigest(),
    )


def _values(row: StandingRow) -> tuple[object, ...]:
    """In the order of ``_COLUMNS``."""
    return (
        row.id, row.home_agency_id, row.campaign, row.enterprise_id, row.as_of, row.covered, row.card, row.overdue,
        row.next_due_on, row.payload, row.facts_hash,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Touched:
    """Enterprises by campaign, and the campaigns all of whose standings rest on what changed."""

    enterprises: Mapping[str, set[UUID]]
    rules: frozenset[str]


def _touched(deed: UUID) -> _Touched:
    """A line of neither campaign nor enterprise is one of the law, which every campaign goes by."""
    found: dict[str, set[UUID]] = defaultdict(set)
    everywhere: set[UUID] = set()
    rules: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, [deed])
        for campaign_id, enterprise in cursor.fetchall():
            if enterprise is None:
                rules.update([campaign_id] if campaign_id is not None else (each.id for each in campaigns()))
            else:
                (found[campaign_id] if campaign_id is not None else everywhere).add(UUID(enterprise))
    for campaign_id, enterprise in _entries(everywhere):
        found[campaign_id].add(enterprise)
    return _Touched(found, frozenset(rules))


def _entries(enterprises: Collection[UUID]) -> Collection[tuple[str, UUID]]:
    if not enterprises:
        return ()
    return LedgerEntry.objects.filter(enterprise__in=enterprises).values_list("campaign", "enterprise")


def _homes(campaign_id: str, enterprises: Collection[UUID]) -> Mapping[UUID, str]:
    """The agency whose ledger holds each enterprise: the entry in force, else the one removed last."""
    entries = LedgerEntry.objects.filter(campaign=campaign_id, enterprise__in=enterprises, voided_on=None)
    rows = entries.values_list("enterprise", "home_agency", "removed_on")
    latest = sorted(rows, key=lambda row: row[2] or date.max)
    return {enterprise: home for enterprise, home, _ in latest}


def _lock(enterprises: Collection[UUID]) -> None:
    """One writer an enterprise from here to commit: two assessed side by side would miss each other's facts.

    Enterprises share a bounded number of locks, taken in one order: an import locks tens of thousands, and the
    server's table of locks is small. Strangers that share one wait for each other's commit, nothing worse.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(%s, place) from (select distinct"
            " (hashtextextended(id::text, 0) & %s)::int as place from unnest(%s::uuid[]) as id order by place) places",
            [_LOCKS_OF_STANDINGS, _LOCKS - 1, list(enterprises)],
        )
