"""Behind a figure 数字背后: the records that a cell of an annex counts, as a person recognises them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection


@dataclass(frozen=True, slots=True)
class Behind:
    """One record: ``noun`` is its table, ``counts`` what it adds to a figure that adds (officers, experts, 分)."""

    noun: str
    id: UUID
    enterprise: UUID
    enterprise_name: str
    on: date | None
    number: str
    text: str
    officers: int = 0
    experts: int = 0
    fine_fen: int = 0


# noun: day, number, text, officers, experts, fine
_NOUNS: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "inspection": (
        "r.visited_on", "''", "concat_ws('；', nullif(r.place, ''), nullif(r.seen, ''))",
        "(select count(*) from inspection_officer o where o.inspection_id = r.id and o.voided_on is null)",
        "(select count(*) from inspection_expert x where x.inspection_id = r.id and x.voided_on is null)", "0",
    ),
    "hazard": ("r.found_on", "''", "r.description", "0", "0", "0"),
    "rectification_order": ("r.issued_on", "r.number", "''", "0", "0", "0"),
    "order_item": ("r.due_on", "(select d.number from rectification_order d where d.id = r.order_id)",
                   "(select h.description from hazard h where h.id = r.hazard_id)", "0", "0", "0"),
    "penalty_decision": ("r.decided_on", "r.number", "r.reason", "0", "0", "r.fine_fen"),
    "card": ("r.confirmed_on", "''", "r.decided_reason", "0", "0", "0"),
    "closure_request": ("coalesce(r.sent_on, r.drafted_on)", "r.number", "r.text", "0", "0", "0"),
    "ledger_entry": ("coalesce(r.added_on, r.confirmed_on)", "''", "r.inclusion_basis", "0", "0", "0"),
    "site": ("null::date", "''", "r.address", "0", "0", "0"),
}  # fmt: skip
_STATEMENT = " union all ".join(
    f"select '{noun}', r.id, e.id, e.name, {', '.join(columns)}"  # noqa: S608 -- constants of this module
    f" from {noun} r join enterprise e on e.id = r.enterprise_id where r.id = any (%(ids)s::uuid[])"
    for noun, columns in _NOUNS.items()
)
_ENTERPRISES = (  # of work on one that no ledger has
    "select 'enterprise', e.id, e.id, e.name, null::date, '', e.address, 0, 0, 0"
    " from enterprise e where e.id = any (%(ids)s::uuid[])"
)


def records_behind(ids: Collection[str]) -> Sequence[Behind]:
    """The records with these ids that the scope shows, by enterprise and day."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_STATEMENT} union all {_ENTERPRISES} order by 4, 5 nulls first, 2", {"ids": list(ids)})
        return [Behind(*row) for row in cursor.fetchall()]
