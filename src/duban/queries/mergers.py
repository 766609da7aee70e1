"""Mergers 合并登记: what stands under an enterprise's id, what would collide, and what came after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

from duban.domain.messages import N_
from duban.domain.rules.merging import Conflict
from duban.records.models import Enterprise

STAYING = frozenset({"standing", "share", "import_row"})
"""Projection, shares (moved by a rule of their own) and the lines of a file, which keep the id that they were told."""

COMPARED, SHOWN = 2000, 50
"""How many records are compared by name, and how many are offered."""

# In force: what a person decides on, and what two decisions about would contradict.
_IN_FORCE = {
    "card": (N_("黄牌、红牌"), ("proposed", "confirmed", "notified")),
    "closure_request": (
        N_("提请关闭"),
        ("draft", "reviewed", "sent", "accepted_by_government", "decided_close", "licences_revoked", "carried_out"),
    ),
}


def tables_of_enterprises() -> Sequence[str]:
    """Every table whose rows are about an enterprise, found from the models so that none is forgotten."""
    models = apps.get_app_config("records").get_models()
    named = {model._meta.db_table for model in models for field in model._meta.concrete_fields
             if field.column == "enterprise_id" and field.related_model is Enterprise}  # fmt: skip
    return sorted(named - STAYING)


def written_elsewhere(enterprise: UUID) -> bool:
    """Whether units that the scope may not write have recorded something about the enterprise."""
    return bool(_value("select written_elsewhere(%s)", [enterprise]))


def conflicts_between(one: UUID, other: UUID) -> Sequence[Conflict]:
    """Casework of one kind in force on both, campaign by campaign."""
    found = []
    for table, (word, states) in _IN_FORCE.items():
        statement = (
            f"select campaign from {table} where enterprise_id = any (%s) and voided_on is null and state = any (%s)"  # noqa: S608 -- names of this module
            " group by campaign having count(distinct enterprise_id) > 1 order by campaign"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [[one, other], list(states)])
            found += [Conflict(campaign, word) for (campaign,) in cursor.fetchall()]
    return found


def merger_of(gone: UUID) -> UUID | None:
    """The deed by which the record was merged, from the trail."""
    found = _value(
        "select deed_id from change where relation = 'enterprise' and row_pk = %s"
        " and after::json ->> 'merged_into_id' is not null and before::json ->> 'merged_into_id' is null"
        " order by nr desc limit 1",
        [str(gone)],
    )
    return None if found is None else UUID(str(found))


def recorded_since(deed: UUID, enterprise: UUID) -> bool:
    """Whether a later deed wrote anything about the enterprise. The text is searched before it is parsed."""
    return bool(
        _value(
            "select exists (select from change c where c.nr > (select max(nr) from change where deed_id = %(deed)s)"
            " and (c.row_pk = %(id)s or (c.after like '%%' || %(id)s || '%%'"
            " and c.after::json ->> 'enterprise_id' = %(id)s)))",
            {"deed": deed, "id": str(enterprise)},
        )
    )


def merged_into(enterprise: UUID) -> UUID | None:
    """Where a merged record's facts stand now; ``None`` for one that was never merged or is out of scope."""
    return Enterprise.objects.filter(pk=enterprise).values_list("merged_into", flat=True).first()


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that stands under another now."""

    id: UUID
    name: str
    credit_code: str | None
    merged_on: date | None
    reason: str


def merged_records(enterprise: UUID | None = None) -> Sequence[Merged]:
    """The records that were merged into the enterprise, or into any that the scope shows; the newest first."""
    rows = Enterprise.objects.filter(merged_into__isnull=False).order_by("-voided_on", "name", "id")
    if enterprise is not None:
        rows = rows.filter(merged_into=enterprise)
    return [Merged(*row) for row in rows.values_list("id", "name", "credit_code", "voided_on", "void_reason")[:SHOWN]]


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that may be about the same enterprise."""

    id: UUID
    name: str
    address: str


def alike(enterprise: UUID) -> Sequence[Alike]:
    """Records without a credit code that may be the enterprise once more: same region, the likest name first."""
    one = Enterprise.objects.filter(pk=enterprise).values("name_key", "region", "address").first()
    if one is None:
        return []
    rows = Enterprise.objects.filter(region=one["region"], credit_code=None, voided_on=None).exclude(pk=enterprise)
    found = rows.order_by("name", "id").values_list("id", "name", "address", "name_key")[:COMPARED]

    def likeness(row: tuple[UUID, str, str, str]) -> float:
        return SequenceMatcher(None, one["name_key"], row[3]).ratio() + (row[2] == one["address"] != "")

    return [Alike(*row[:3]) for row in sorted(found, key=likeness, reverse=True)[:SHOWN]]


def _value(statement: str, values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return None if row is None else row[0]
