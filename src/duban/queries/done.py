"""已办: the reader's own deeds, newest first, each with the record that it wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from duban.queries.streaming import streamed

BULK = ("import_ledger", "undo_import")
"""Deeds of very many changes: their record is the batch, and no enterprise is looked for among a hundred thousand."""

# Which of a deed's rows is shown: a record with a page of its own before its parts.
RECORDS = (
    "closure_request", "card", "penalty_decision", "supervision_listing", "acceptance", "on_site_measure",
    "rectification_order", "inspection", "hazard", "extension", "evidence", "import_batch",
)  # fmt: skip
_DEEDS = """
    select d.id, d.name, d."on", d."at", d.seq from deed d
    where d.home_agency = any (%(agencies)s) and d.by_id = %(by)s
        and (%(name)s = '' or d.name = %(name)s)
        and (%(since)s::date is null or d."on" >= %(since)s) and (%(until)s::date is null or d."on" <= %(until)s)
"""
_BESIDE = """
    left join lateral (
        select c.relation, c.row_pk, coalesce(coalesce(c.after, c.before)::json ->> 'enterprise_id',
            case c.relation when 'enterprise' then c.row_pk end) as enterprise
        from change c where c.deed_id = o.id and o.name <> all (%(bulk)s)
        order by array_position(%(records)s::text[], c.relation::text) nulls last, c.nr limit 1) c on true
    left join enterprise e on e.id = c.enterprise::uuid
"""
_SORTS: Mapping[str, str] = {
    "at": '"at" {way}, seq {way}',
    "on": '"on" {way}, seq {way}',
    "deed": "name {way}, seq desc",
}


@dataclass(frozen=True, slots=True)
class DoneSought:
    """What the list is asked for: one kind of deed, legal days from and until."""

    deed: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A deed that the reader did, and what it was about as far as that is one thing."""

    id: UUID
    name: str
    on: date
    at: datetime
    relation: str | None
    record: str | None
    enterprise: UUID | None
    enterprise_name: str | None


class DoneDeeds:
    """The reader's deeds in order; counted once, read by the slice."""

    def __init__(self, account: UUID, agencies: Collection[str], sought: DoneSought, sort: str = "-at") -> None:
        self._values: dict[str, Any] = {
            "by": account, "agencies": list(agencies), "name": sought.deed, "since": sought.since,
            "until": sought.until, "bulk": list(BULK), "records": list(RECORDS),
        }  # fmt: skip
        known = _SORTS.get(sort.removeprefix("-"), _SORTS["at"])
        self._order = known.format(way="desc" if sort.startswith("-") else "asc")
        self.count = int(next(iter(_rows(f"select count(*) from ({_DEEDS}) d", self._values)))[0])  # noqa: S608 -- constants of this module

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, wanted: slice) -> list[Done]:
        values = self._values | {"limit": wanted.stop - wanted.start, "skip": wanted.start}
        return [Done(*row) for row in _rows(self._statement("limit %(limit)s offset %(skip)s"), values)]

    def iterator(self, chunk_size: int) -> Iterator[Done]:
        """All of them, by the server's cursor."""
        return (Done(*row) for row in streamed(self._statement(), self._values, chunk_size))

    def _statement(self, part: str = "") -> str:
        numbered = f"select d.*, row_number() over () as nr from ({_DEEDS} order by {self._order} {part}) d"  # noqa: S608 -- as above
        return f"""select o.id, o.name, o."on", o."at", c.relation, c.row_pk, e.id, e.name
            from ({numbered}) o {_BESIDE} order by o.nr"""  # noqa: S608 -- as above


def kinds_done(account: UUID, agencies: Collection[str]) -> Sequence[tuple[str, int]]:
    """Which deeds the reader did, and how often."""
    statement = """select name, count(*) from deed where home_agency = any (%(agencies)s) and by_id = %(by)s
        group by name order by count(*) desc, name"""
    return list(_rows(statement, {"agencies": list(agencies), "by": account}))


def _rows(statement: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()
