"""The pool 接近名单 and the counter 累计处罚: read from today's standings, one line an enterprise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from duban.queries.streaming import streamed
from duban.queries.today import STANDING_NOW, Today

_WITH = f"""
    with {STANDING_NOW},
    entry as (
        select distinct on (l.enterprise_id) l.enterprise_id, l.home_agency, l.region
        from ledger_entry l
        where l.campaign = %(campaign)s and l.voided_on is null and l.removed_on is null
            and (%(units)s::text[] is null or l.home_agency = any (%(units)s))
        order by l.enterprise_id, l.confirmed_on is null, l.added_on nulls first, l.id
    ),
    near as (
        select e.id as enterprise, e.name, e.pinyin, l.home_agency as unit, l.region, s.card,
            s.payload -> 'close_calls' as calls, s.payload #> '{{counter,windows}}' as windows
        from entry l
        join enterprise e on e.id = l.enterprise_id and e.voided_on is null
        join standing_now s on s.enterprise_id = l.enterprise_id
    )
"""  # noqa: S608 -- constant text of this module
_CLOSE = "jsonb_array_length(calls) > 0"
_COUNTED = "jsonb_path_exists(windows, '$[*].decisions[*]')"
_FIRST = "(select min((c ->> 'due_on')::date) from jsonb_array_elements(calls) c)"
_MOST = "(select max(jsonb_array_length(w -> 'decisions')) from jsonb_array_elements(windows) w)"
_TESTS: Mapping[str, str] = {
    "kind": "calls @> jsonb_build_array(jsonb_build_object('kind', %(kind)s::text))",
    "card": "coalesce(card, 'none') = %(card)s",
    "unit": "unit = %(unit)s",
    "text": "strpos(name, %(text)s) > 0",
}
_SORTS: Mapping[str, str] = {
    "due": f"{_FIRST} {{way}} nulls last",
    "count": f"{_MOST} {{way}}",
    "name": "pinyin {way}, name {way}",
    "unit": "unit {way}",
}


@dataclass(frozen=True, slots=True)
class PoolSought:
    """What the list is asked for; empty asks nothing."""

    kind: str = ""
    card: str = ""
    unit: str = ""
    text: str = ""

    @property
    def where(self) -> str:
        """The tests that are asked."""
        return " and ".join(["true", *(test for name, test in _TESTS.items() if getattr(self, name))])

    @property
    def values(self) -> dict[str, str]:
        """What the tests compare with."""
        return {name: getattr(self, name) for name in _TESTS}


@dataclass(frozen=True, slots=True)
class Near:
    """One enterprise: its card, why it is close to one, its repeat windows; both as the standing states them."""

    enterprise: UUID
    name: str
    unit: str
    region: str
    card: str | None
    calls: Sequence[Mapping[str, Any]]
    windows: Sequence[Mapping[str, Any]]
    first_due: date | None


class Pool:
    """The enterprises that a filter finds, in order; counted once, read by the slice. ``total``: without the filter."""

    def __init__(self, today: Today, sought: PoolSought, sort: str, *, counted: bool = False) -> None:
        self._values = today.values | sought.values
        base = _COUNTED if counted else _CLOSE
        self._where = f"{base} and {sought.where}"
        order = _SORTS.get(sort.removeprefix("-"), _SORTS["due"]).format(way="desc" if sort.startswith("-") else "asc")
        self._order = f"{order}, pinyin, name, enterprise"
        statement = f"{_WITH} select count(*) filter (where {sought.where}), count(*) from near where {base}"  # noqa: S608 -- constants of this module
        self.count, self.total = (int(one) for one in next(iter(_rows(statement, self._values))))

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, wanted: slice) -> list[Near]:
        values = self._values | {"limit": wanted.stop - wanted.start, "skip": wanted.start}
        return [_near(row) for row in _rows(f"{self._statement} limit %(limit)s offset %(skip)s", values)]

    def iterator(self, chunk_size: int) -> Iterator[Near]:
        """All of them, by the server's cursor."""
        return map(_near, streamed(self._statement, self._values, chunk_size))

    @property
    def _statement(self) -> str:
        return (
            f"{_WITH} select enterprise, name, unit, region, card, calls::text, windows::text, {_FIRST}"  # noqa: S608 -- as above
            f" from near where {self._where} order by {self._order}"
        )


def _near(row: tuple[Any, ...]) -> Near:
    enterprise, name, unit, region, card, calls, windows, first_due = row
    return Near(enterprise, name, unit, region, card, json.loads(calls or "[]"), json.loads(windows or "[]"), first_due)


def _rows(statement: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()
