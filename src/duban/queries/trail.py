"""The trail 操作留痕 as the audit administrator reads it: deeds in order, and one deed with every row it changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from duban.queries.streaming import streamed

MOST_CHANGES = 200  # of one deed on its page

_WHERE = """
    from deed d left join account a on a.id = d.by_id left join agency g on g.code = d.home_agency
    where d.home_agency = any (%(agencies)s)
        and (%(deed)s = '' or d.name = %(deed)s)
        and (%(unit)s = '' or d.home_agency = %(unit)s)
        and (%(who)s = '' or strpos(a.name, %(who)s) > 0 or strpos(a.username, %(who)s) > 0)
        and (%(record)s = '' or d.id in (select c.deed_id from change c where c.row_pk = %(record)s))
        and (%(since)s::timestamptz is null or d."at" >= %(since)s)
        and (%(until)s::timestamptz is null or d."at" < %(until)s)
"""
_LINES = """
    select d.id, d.home_agency, coalesce(g.name, ''), d.seq, d.name, d."on", d."at", coalesce(a.name, ''), d.channel
"""
_SORTS: Mapping[str, str] = {
    "at": '"at" {way}, d.home_agency, d.seq {way}',
    "seq": "d.home_agency, d.seq {way}",
    "on": '"on" {way}, "at" {way}, d.seq {way}',
}


@dataclass(frozen=True, slots=True)
class TrailSought:
    """What the list is asked for: kind of deed, unit, person, record written, moments from (inclusive) and until."""

    deed: str = ""
    unit: str = ""
    who: str = ""
    record: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One deed: its place in its unit's chain, when, for which day, by whom, through which door."""

    id: UUID
    unit: str
    unit_name: str
    seq: int
    name: str
    on: date
    at: datetime
    by: str
    channel: str


@dataclass(frozen=True, slots=True)
class ChangedColumn:
    """One column of a changed row, as it was and as it became."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that a deed wrote: ``what`` is inserted, updated or deleted."""

    relation: str
    row: str
    what: str
    columns: tuple[ChangedColumn, ...]


@dataclass(frozen=True, slots=True)
class TrailDeed:
    """One deed with its inputs as they were judged, its link in the chain, and the rows it changed."""

    line: TrailLine
    inputs: Mapping[str, Any]
    reason: str
    mac: str
    changes: tuple[ChangedRow, ...]
    count: int


class TrailLines:
    """The deeds that a filter finds; counted once, read by the slice."""

    def __init__(self, agencies: Collection[str], sought: TrailSought, sort: str = "-at") -> None:
        self._values: dict[str, Any] = {
            "agencies": list(agencies), "deed": sought.deed, "unit": sought.unit, "who": sought.who,
            "record": sought.record, "since": sought.since, "until": sought.until,
        }  # fmt: skip
        known = _SORTS.get(sort.removeprefix("-"), _SORTS["at"])
        order = known.format(way="desc" if sort.startswith("-") else "asc")
        self._statement = f"{_LINES} {_WHERE} order by {order}"
        self.count = int(_rows(f"select count(*) {_WHERE}", self._values)[0][0])

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, wanted: slice) -> list[TrailLine]:
        values = self._values | {"limit": wanted.stop - wanted.start, "skip": wanted.start}
        return [TrailLine(*row) for row in _rows(f"{self._statement} limit %(limit)s offset %(skip)s", values)]

    def iterator(self, chunk_size: int) -> Iterator[TrailLine]:
        """All of them, by the server's cursor."""
        return (TrailLine(*row) for row in streamed(self._statement, self._values, chunk_size))


def count_deeds(agencies: Collection[str]) -> int:
    """How many deeds the chains of the units hold."""
    statement = "select count(*) from deed where home_agency = any (%(agencies)s)"
    return int(_rows(statement, {"agencies": list(agencies)})[0][0])


def trail_deed(deed: UUID) -> TrailDeed | None:
    """The deed; ``None`` where the scope shows none."""
    statement = f"""{_LINES}, d.canonical, d.mac, (select count(*) from change c where c.deed_id = d.id)
        from deed d left join account a on a.id = d.by_id left join agency g on g.code = d.home_agency
        where d.id = %(deed)s"""  # noqa: S608 -- constants of this module
    rows = _rows(statement, {"deed": deed})
    if not rows:
        return None
    *line, canonical, mac, count = rows[0]
    inputs = json.loads(json.loads(canonical)["inputs"])
    changed = _rows(
        "select relation, row_pk, before, after from change where deed_id = %(deed)s order by nr limit %(most)s",
        {"deed": deed, "most": MOST_CHANGES},
    )
    changes = tuple(_changed(*row) for row in changed)
    return TrailDeed(TrailLine(*line), inputs, str(inputs.get("reason", "")), mac, changes, count)


def _changed(relation: str, row: str, before: str | None, after: str | None) -> ChangedRow:
    was, now = json.loads(before or "{}"), json.loads(after or "{}")
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    columns = tuple(ChangedColumn(name, _text(was.get(name)), _text(now.get(name))) for name in names)
    what = "inserted" if before is None else "deleted" if after is None else "updated"
    return ChangedRow(relation, row, what, columns)


def _text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _rows(statement: str, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
