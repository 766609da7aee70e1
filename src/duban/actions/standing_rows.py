"""Rows of the stored projection 态势投影 into their table: few as arrays, many by COPY, alike ones from one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from duban.records.alike import IDS, Example
from duban.records.models import StandingRow

_COLUMNS = {
    "home_agency": "text",
    "campaign": "text",
    "enterprise_id": "uuid",
    "as_of": "date",
    "covered": "bool",
    "card": "text",
    "overdue": "int",
    "next_due_on": "date",
    "payload": "text",
    "facts_hash": "text",
}
_NAMES = ", ".join(_COLUMNS)
# The id is made of campaign and enterprise: it stays one row when the enterprise moves to another unit's ledger.
_INTO = f"""
    insert into standing (id, {_NAMES})
    select encode(substr(sha256(convert_to(campaign || '/' || enterprise_id, 'UTF8')), 1, 16), 'hex')::uuid,
           {_NAMES.replace("payload", "payload::jsonb")}
"""
_REPLACE = "on conflict (id) do update set " + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)
_FROM_ARRAYS = (
    f"{_INTO} from unnest({', '.join(f'%s::{kind}[]' for kind in _COLUMNS.values())}) as row ({_NAMES}) {_REPLACE}"
)
# COPY needs a table without row security beside.
_TYPED = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
_BESIDE = f"create temporary table incoming_standing ({_TYPED}) on commit drop"
_COPY = f"copy incoming_standing ({_NAMES}) from stdin"
_FROM_BESIDE = f"{_INTO} from incoming_standing {_REPLACE}"
_FROM_ALIKE = f"""
    {_INTO} from (
        select alike.home_agency, %s::text as campaign, alike.id as enterprise_id, as_of, covered, card, overdue,
               next_due_on, text.payload, encode(sha256(convert_to(text.payload, 'UTF8')), 'hex') as facts_hash
        from unnest(%s::text[], %s::date[], %s::bool[], %s::text[], %s::int[], %s::date[], %s::text[])
            as pattern (likeness, as_of, covered, card, overdue, next_due_on, payload)
        join alike using (likeness)
        cross join lateral (select {{with_ids}} as payload offset 0) text
    ) row {_REPLACE}
"""  # noqa: S608 -- as above
_MARKS = {name: chr(place) for place, name in enumerate(IDS, start=1)}  # no JSON text holds these characters
_MANY = 200


def store(rows: Sequence[StandingRow]) -> None:
    """Each row in place of the one that its enterprise has in the campaign."""
    if not rows:
        return
    values = [_values(row) for row in rows]
    with connection.cursor() as cursor:
        if len(values) < _MANY:
            cursor.execute(_FROM_ARRAYS, [list(column) for column in zip(*values, strict=True)])
            return
        cursor.execute("drop table if exists incoming_standing")
        cursor.execute(_BESIDE)
        with cursor.copy(_COPY) as copy:
            for row in values:
                copy.write_row(row)
        cursor.execute(_FROM_BESIDE)


def store_alike(campaign_id: str, examples: Iterable[tuple[Example, StandingRow]]) -> None:
    """For every row of the temporary table ``alike``, the standing of its example with its own ids."""
    patterns = [
        (each.likeness, row.as_of, row.covered, row.card, row.overdue, row.next_due_on, _pattern(each, row))
        for each, row in examples
    ]
    if patterns:
        seen = [name for name, mark in _MARKS.items() if any(mark in pattern[-1] for pattern in patterns)]
        with connection.cursor() as cursor:
            cursor.execute(
                _FROM_ALIKE.format(with_ids=_with_ids(seen)), [campaign_id, *map(list, zip(*patterns, strict=True))]
            )


def _pattern(example: Example, row: StandingRow) -> str:
    """The example's payload with a mark in the place of each id."""
    text = str(row.payload)
    for own, mark in zip(example.ids, _MARKS.values(), strict=True):
        text = text if own is None else text.replace(own, mark)
    return text


def _with_ids(names: Iterable[str]) -> str:
    """The expression that puts the row's ids in the place of the marks; of ids that a standing seldom names, none."""
    text = "pattern.payload"
    for name in names:
        text = f"replace({text}, chr({ord(_MARKS[name])}), coalesce(alike.{name}::text, ''))"
    return text


def _values(row: StandingRow) -> tuple[object, ...]:
    """In the order of ``_COLUMNS``."""
    return (
        row.home_agency_id, row.campaign, row.enterprise_id, row.as_of, row.covered, row.card, row.overdue,
        row.next_due_on, row.payload, row.facts_hash,
    )  # fmt: skip
