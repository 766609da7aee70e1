"""The stored projection of standings 态势投影: refreshed with every write, rebuilt and checked on demand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from duban.actions.standing_rows import store, store_alike
from duban.domain.campaign import Campaign
from duban.domain.standing import Standing
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.campaigns import campaigns
from duban.queries.standings import projection, standings_of
from duban.queries.units import every_agency
from duban.records.alike import Example, sort_alike
from duban.records.models import LedgerEntry, StandingRow
from duban.records.scope import Scope, enter

# Papers say what the facts say: they change no standing.
# Each row's text is parsed once, not once a column, and that of an enterprise, which names neither, not at all.
# What names an enterprise and no campaign touches every ledger with the enterprise.
_TOUCHED = """
    with touched as materialized (
        select distinct line.campaign,
               coalesce(line.enterprise_id, case relation when 'enterprise' then row_pk end)::uuid as enterprise
        from change cross join lateral json_to_record(
            case when relation <> 'enterprise' then coalesce(after, before)::json end
        ) as line (campaign text, enterprise_id text)
        where deed_id = %s and relation not in ('paper', 'case_file') and (
            line.enterprise_id is not null
            or relation in ('enterprise', 'campaign_version', 'article_confirmation', 'calendar_edit')))
    select campaign, array_agg(enterprise order by enterprise) filter (where enterprise is not null) from (
        select campaign, enterprise from touched where campaign is not null or enterprise is null
        union
        select l.campaign, t.enterprise from touched t join ledger_entry l on l.enterprise_id = t.enterprise
        where t.campaign is null) each
    group by campaign, enterprise is null order by campaign
"""
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
    """The standings of every unit: the rules are common, so what follows from them is.

    All are locked at once and in one order: campaign by campaign, two writers could wait for each other.
    """
    everybody = every_agency()
    enter(Scope(everybody, everybody))
    enterprises = {campaign_id: listed(campaign_id) for campaign_id in campaign_ids}
    _lock(set().union(*enterprises.values()))
    for campaign_id, of_campaign in enterprises.items():
        refresh(campaign_in_use(campaign_id), of_campaign, on=on)


def listed(campaign_id: str) -> set[UUID]:
    """The enterprises that the campaign's ledgers have, as far as the scope shows."""
    entries = LedgerEntry.objects.filter(campaign=campaign_id, voided_on=None)
    return set(entries.values_list("enterprise", flat=True))


def refresh(campaign: Campaign, enterprises: Collection[UUID], *, on: date) -> None:
    """Assess and store the enterprises' standings as of the day; one without a ledger entry loses what it had.

    Among many, those that are alike are assessed once.
    """
    _lock(enterprises)
    ordered: Sequence[UUID] = sorted(enterprises)
    if len(ordered) >= _MANY:
        examples, ordered = sort_alike(campaign.id, ordered)
        _refresh_alike(campaign, examples, on)
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        rows = list(projected(campaign, batch, on))
        store(rows)
        _remove(campaign, set(batch) - {row.enterprise_id for row in rows})


def _refresh_alike(campaign: Campaign, examples: Sequence[Example], on: date) -> None:
    for start in range(0, len(examples), _BATCH):
        some = {each.enterprise: each for each in examples[start : start + _BATCH]}
        store_alike(campaign.id, [(some[row.enterprise_id], row) for row in projected(campaign, some.keys(), on)])


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


@dataclass(frozen=True, slots=True)
class _Touched:
    """Enterprises by campaign, and the campaigns all of whose standings rest on what changed."""

    enterprises: Mapping[str, Sequence[UUID]]
    rules: frozenset[str]


def _touched(deed: UUID) -> _Touched:
    """A line of neither campaign nor enterprise is one of the law, which every campaign goes by."""
    found: dict[str, Sequence[UUID]] = {}
    rules: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, [deed])
        for campaign_id, enterprises in cursor.fetchall():
            if enterprises is not None:
                found[campaign_id] = enterprises
            else:
                rules.update([campaign_id] if campaign_id is not None else (each.id for each in campaigns()))
    return _Touched(found, frozenset(rules))


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
