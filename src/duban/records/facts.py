"""Rows into facts: everything recorded about many enterprises in one campaign, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from duban.domain.facts import Facts, Id
from duban.records.fact_sources import SOURCES, Column, Source

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

Grouped = Mapping[Id, tuple[Any, ...]]

_ENTERPRISES = "select id, id::text, name, region from enterprise where id = any(%s) and voided_on is null"


def load_facts(campaign_id: str, enterprise_ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """The facts of each enterprise, in the order asked for; void and unreadable enterprises are left out.

    Reads what the transaction's scope shows. Drafts of orders, measures, listings and cards, planned visits and
    acceptances without a result are no facts yet; a visit's record is one even before it is completed.
    """
    ids = list(dict.fromkeys(enterprise_ids))
    with connection.cursor() as cursor:
        cursor.execute(_ENTERPRISES, [ids])
        known = {key: (text, name, region) for key, text, name, region in cursor.fetchall()}
        found = {kind: _read(cursor, source, campaign_id, ids) for kind, source in SOURCES.items()}
    return {key: _facts(*known[key], found) for key in ids if key in known}


def _facts(enterprise: Id, name: str, region: str, found: Mapping[str, Grouped]) -> Facts:
    kinds = {kind: values[enterprise] for kind, values in found.items() if enterprise in values}
    visits = {visit.id for visit in kinds.get("visits", ())}
    for kind in ("hazards", "reinspections"):  # what a void visit found falls with it
        if kind in kinds:
            kinds[kind] = tuple(fact for fact in kinds[kind] if fact.visit in visits)
    return Facts(enterprise, name, region, **kinds)


def _read(cursor: CursorWrapper, source: Source, campaign_id: str, ids: list[UUID]) -> Grouped:
    becomes = [
        (place, _becomes(cursor, column, campaign_id, ids))
        for place, column in enumerate(source.columns, start=1)
        if not isinstance(column, str)
    ]
    cursor.execute(source.sql, [campaign_id, ids])
    return _grouped(_values(source, cursor.fetchall(), becomes))


def _becomes(
    cursor: CursorWrapper, column: Column | Source, campaign_id: str, ids: list[UUID]
) -> Callable[[Any], object]:
    if isinstance(column, Column):
        return column.becomes
    parts = _read(cursor, column, campaign_id, ids)
    return lambda fact: parts.get(fact, ())


def _values(
    source: Source, rows: Iterable[tuple[Any, ...]], becomes: Sequence[tuple[int, Callable[[Any], object]]]
) -> Iterator[tuple[Id, object]]:
    for row in rows:
        values = list(row)
        for place, convert in becomes:
            values[place] = convert(values[place])
        yield values[0], source.value(*values[1:])


def _grouped(pairs: Iterable[tuple[Id, object]]) -> Grouped:
    groups: dict[Id, list[object]] = defaultdict(list)
    for owner, value in pairs:
        groups[owner].append(value)
    return {owner: tuple(values) for owner, values in groups.items()}
