"""Taking a batch back 撤销导入: a compensating deed made from the batch's own changes in the trail.

What the batch created becomes void, what it changed becomes what it was. A record touched since is named and left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

# Parts first: a site is void before its enterprise is. Only what an import writes is put back.
_PUT_BACK = {
    "capacity_item": (),
    "safety_profile": ("standardisation", "standardised_until", "dual_prevention", "risk"),
    "ledger_entry": ("industry", "inclusion_basis", "remark"),
    "site": ("address", "latitude", "longitude", "gbt4754"),
    "enterprise": (
        "credit_code", "no_code_reason", "name", "name_key", "pinyin", "region", "address", "operating_status",
        "status_on", "workforce", "legal_person", "contact", "telephone", "voided_on", "void_reason",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """A record that was touched after the import and therefore left as it is."""

    relation: str
    id: str


def touched_since(batch: UUID) -> list[Left]:
    """Records of the batch that a later deed changed, or that later casework names."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select distinct c.relation, c.row_pk from change c
            where c.deed_id = %(batch)s and c.relation = any(%(relations)s) and exists (
                select 1 from change later where later.row_pk = c.row_pk and later.relation = c.relation
                and later.nr > c.nr and later.deed_id <> c.deed_id)
            union
            select c.relation, c.row_pk from change c
            where c.deed_id = %(batch)s and c.relation = any(%(relations)s) and exists (
                select 1 from inspection i
                where i.voided_on is null and i.enterprise_id::text = case c.relation
                    when 'enterprise' then c.row_pk else c.after::json ->> 'enterprise_id' end)
            order by 1, 2
            """,
            {"batch": batch, "relations": list(_PUT_BACK)},
        )
        return [Left(relation, row) for relation, row in cursor.fetchall()]


def take_back(batch: UUID, left: list[Left], reason: str, on: date) -> None:
    """Void what was created and put back what was changed, but for what is left."""
    for relation, columns in _PUT_BACK.items():
        keep = [each.id for each in left if each.relation == relation]
        _void_created(relation, batch, keep, reason, on)
        if columns:
            _put_back(relation, columns, batch, keep)


def _void_created(relation: str, batch: UUID, keep: list[str], reason: str, on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            update {relation} t set voided_on = %(on)s, void_reason = %(reason)s
            from change c where c.deed_id = %(batch)s and c.relation = '{relation}' and c.before is null
              and c.row_pk = t.id::text and not c.row_pk = any(%(keep)s) and t.voided_on is null
            """,  # noqa: S608 -- names of this module
            {"on": on, "reason": reason, "batch": batch, "keep": keep},
        )


def _put_back(relation: str, columns: tuple[str, ...], batch: UUID, keep: list[str]) -> None:
    restored = ", ".join(f"{column} = was.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            update {relation} t set {restored}
            from (select distinct on (c.row_pk) c.row_pk, c.before from change c
                  where c.deed_id = %(batch)s and c.relation = '{relation}' order by c.row_pk, c.nr) c,
                 lateral jsonb_populate_record(null::{relation}, c.before::jsonb) was
            where c.before is not null and c.row_pk = t.id::text and not c.row_pk = any(%(keep)s)
            """,  # noqa: S608 -- names of this module
            {"batch": batch, "keep": keep},
        )
