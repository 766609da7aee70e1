"""Rows into facts: everything recorded about many enterprises in one campaign, in one round trip a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from duban.domain.facts import Facts, Id
from duban.records.fact_sources import SOURCES, Column, Source

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

Grouped = Mapping[Id, tuple[Any, ...]]
Becomes = Callable[[Any], object]

BATCH = 1000  # enterprises a round trip: every statement repeats their ids


def load_facts(campaign_id: str, enterprise_ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """The facts of each enterprise, in the order asked for; void and unreadable enterprises are left out.

    Reads what the transaction's scope shows. Drafts of orders, measures, listings and cards, planned visits and
    acceptances without a result are no facts yet; a visit's record is one even before it is completed.
    """
    return dict(each_facts(campaign_id, enterprise_ids, BATCH))


def each_facts(campaign_id: str, enterprise_ids: Iterable[UUID], at_once: int = BATCH) -> Iterator[tuple[UUID, Facts]]:
    """As :func:`load_facts`, one enterprise after the other; no more than ``at_once`` are in memory."""
    ids = list(dict.fromkeys(enterprise_ids))
    with connection.cursor() as cursor:
        for start in range(0, len(ids), at_once):
            yield from _load(cursor, campaign_id, ids[start : start + at_once]).items()


_ENTERPRISES = "select id, id::text, name, region from enterprise where id = any(%(ids)s) and voided_on is null"


def _statements() -> Iterator[Source]:
    """Every table to read, parts before the facts that they belong to."""
    for source in SOURCES.values():
        yield from (column for column in source.columns if isinstance(column, Source))
        yield source


_READ = list(_statements())
_SCRIPT = ";".join([_ENTERPRISES, *(source.sql for source in _READ)])


def _load(cursor: CursorWrapper, campaign_id: str, ids: list[UUID]) -> dict[UUID, Facts]:
    cursor.execute(_SCRIPT, {"campaign": campaign_id, "ids": ids})  # by name, or the ids would be written out each time
    known = {key: (text, name, region) for key, text, name, region in cursor.fetchall()}
    found: dict[Source, Grouped] = {}
    for source in _READ:
        cursor.nextset()
        found[source] = _grouped(_values(source, cursor.fetchall(), _conversions(source, found)))
    kinds = {kind: found[source] for kind, source in SOURCES.items()}
    return {key: _facts(*known[key], kinds) for key in ids if key in known}


def _facts(enterprise: Id, name: str, region: str, found: Mapping[str, Grouped]) -> Facts:
    kinds = {kind: values[enterprise] for kind, values in found.items() if enterprise in values}
    visits = {visit.id for visit in kinds.get("visits", ())}
    for kind in ("hazards", "reinspections"):  # what a void visit found falls with it
        if kind in kinds:
            kinds[kind] = tuple(fact for fact in kinds[kind] if fact.visit in visits)
    return Facts(enterprise, name, region, **kinds)


def _conversions(source: Source, found: Mapping[Source, Grouped]) -> list[tuple[int, Becomes]]:
    """Which values of a row become something else; the first value of every row is its owner."""
    return [
        (place, column.becomes if isinstance(column, Column) else _parts(found[column]))
        for place, column in enumerate(source.columns, start=1)
        if not isinstance(column, str)
    ]


def _parts(of_fact: Grouped) -> Becomes:
    return lambda fact: of_fact.get(fact, ())


def _values(
    source: Source, rows: Iterable[tuple[Any, ...]], conversions: list[tuple[int, Becomes]]
) -> Iterator[tuple[Id, object]]:
    for row in rows:
        values = list(row)
        for place, convert in conversions:
            values[place] = convert(values[place])
        yield values[0], source.value(*values[1:])


def _grouped(pairs: Iterable[tuple[Id, object]]) -> Grouped:
    groups: dict[Id, list[object]] = defaultdict(list)
    for owner, value in pairs:
        groups[owner].append(value)
    return {owner: tuple(values) for owner, values in groups.items()}
