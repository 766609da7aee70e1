"""Difference since submission 报送后变动: each cell that says something else now, with who changed it and why."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from duban.domain.annex_difference import CellChange, cell_changes
from duban.domain.campaign import Campaign
from duban.queries.submissions.frozen import frozen_table
from duban.queries.submissions.now import table_now
from duban.records.models import Submission

# Changes after the one that froze the return, by the order in which they were written, not by the days they name.
_SINCE = """
    select c.row_pk, d.id::text, d.name, d."on", coalesce(u.name, ''), d.canonical
    from change c join deed d on d.id = c.deed_id left join account u on u.id = d.by_id
    where c.row_pk = any(%(rows)s) and c.nr > (
        select max(f.nr) from change f where f.relation = 'submission' and f.row_pk = %(submission)s
        and f.before::json ->> 'state' = 'draft' and f.after::json ->> 'state' = 'signed')
    order by c.nr
"""


@dataclass(frozen=True, slots=True)
class ChangedBy:
    """A deed behind a difference: what was done, for which day, by whom, and the reason where one was given."""

    deed: str
    name: str
    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that changed since it was signed, and the deeds since then on the rows behind it."""

    change: CellChange
    deeds: tuple[ChangedBy, ...]


def differences(row: Submission, campaign: Campaign) -> tuple[Difference, ...]:
    """What the return would say otherwise today, cell by cell; refused for one that was not signed."""
    changes = cell_changes(frozen_table(row), table_now(row, campaign))
    sources = frozenset(source for change in changes for source in change.sources)
    deeds = _deeds_since(str(row.id), sources) if sources else {}
    return tuple(Difference(change, _behind(change, deeds)) for change in changes)


def _behind(change: CellChange, deeds: Mapping[str, list[ChangedBy]]) -> tuple[ChangedBy, ...]:
    found = (deed for source in sorted(change.sources) for deed in deeds.get(source, ()))
    return tuple(dict.fromkeys(found))


def _deeds_since(submission: str, rows: Collection[str]) -> Mapping[str, list[ChangedBy]]:
    found: dict[str, list[ChangedBy]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"rows": list(rows), "submission": submission})
        for row_pk, deed, name, on, by, canonical in cursor.fetchall():
            found[row_pk].append(ChangedBy(deed, name, on, by, _reason(canonical)))
    return found


def _reason(canonical: str) -> str:
    inputs = json.loads(json.loads(canonical)["inputs"])
    return str(inputs.get("reason", ""))
