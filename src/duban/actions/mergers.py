"""Mergers 合并登记: two records of one enterprise become one, and are taken apart again.

Every row about the one is put under the other, so that each question asked of the enterprise finds all of it. Nothing
is deleted: the rows' earlier enterprise stands in the trail, and the old record stays, void, and leads to the other.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.db import connection
from pydantic import Field

from duban.actions import standings
from duban.actions.casework import held, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Id, Reason
from duban.domain.actor import Actor
from duban.domain.days import local_day
from duban.domain.messages import N_, Refusal
from duban.domain.permissions import Permission, require_other_person
from duban.domain.rules.merging import (
    Registered,
    conflict_refusal,
    final_refusal,
    merge_refusal,
    not_merged_refusal,
    reach_refusal,
)
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.enterprises import created_by
from duban.queries.listed import campaigns_of
from duban.queries.mergers import (
    conflicts_between,
    merger_of,
    recorded_since,
    tables_of_enterprises,
    written_elsewhere,
)
from duban.records.models import Decline, Enterprise, Referral, Share

Gone = Annotated[UUID, Field(description=N_("并入的登记（作废）"), examples=["00000000-0000-4000-8000-000000000000"])]
_SUBJECTS = (Decline, Referral)
"""Facts whose subject may be the enterprise itself."""


@deed(permission=Permission.REMOVE_FROM_LEDGER, title=N_("合并重复登记的企业"), over_subordinates=True)
def merge_enterprises(
    *, by: Actor, on: date, at: datetime, id: UUID, enterprise: Id, gone: Gone, reason: Reason
) -> UUID:
    """Put everything of a second record of the enterprise under the first; the second becomes void and leads there.

    Refused to the person who registered the second, across two credit codes, where other units have facts about it,
    and while both have a card or a closure request in force in one campaign. Two sites stay two sites, each with its
    place in the ledger: of one and the same site the surplus entry is removed with a reason.
    """
    kept, other = held(Enterprise, enterprise), held(Enterprise, gone)
    require_other_person(
        Permission.REMOVE_FROM_LEDGER, by=str(by.id), prepared_by=str(created_by("enterprise", other.pk))
    )
    raise_if(merge_refusal(_registered(kept), _registered(other)))
    raise_if(_reach(kept, other))
    raise_if(conflict_refusal(conflicts_between(kept.pk, other.pk)))
    campaigns = {*campaigns_of(kept.pk), *campaigns_of(other.pk)}
    for table in tables_of_enterprises():
        _put_under(table, other.pk, kept.pk)
    _put_shares_under(other.pk, kept.pk)
    for model in _SUBJECTS:
        model.objects.filter(enterprise=kept, subject=other.pk).update(subject=kept.pk)
    Enterprise.objects.filter(merged_into=other).update(merged_into=kept)
    other.merged_into, other.voided_on, other.void_reason = kept, on, reason
    other.save()
    _assess(campaigns, {kept.pk, other.pk}, at)
    return kept.pk


@deed(permission=Permission.REMOVE_FROM_LEDGER, title=N_("撤销企业合并"), over_subordinates=True)
def undo_merger(*, by: Actor, on: date, at: datetime, id: UUID, gone: Gone, reason: Reason) -> UUID:
    """Take two merged records apart again, each with what it had; refused once anything new was recorded."""
    other, merger = _merged(gone), merger_of(gone)
    under = other.merged_into_id
    if merger is None or under is None:
        raise not_merged_refusal(other.name)
    if recorded_since(merger, under):
        raise final_refusal(other.name)
    kept = held(Enterprise, under)
    raise_if(_reach(kept))
    campaigns = set(campaigns_of(kept.pk))
    for table in (*tables_of_enterprises(), "share", "enterprise"):
        _put_back(table, merger)
    _assess(campaigns, {kept.pk, other.pk}, at)
    return other.pk


def _merged(gone: UUID) -> Enterprise:
    """The void record, held; one that was not merged is judged as any other."""
    merged = Enterprise.objects.select_for_update(no_key=True).filter(pk=gone, merged_into__isnull=False)
    return merged.first() or held(Enterprise, gone)


def _reach(*records: Enterprise) -> Refusal | None:
    """What the scope does not show can neither be moved nor judged."""
    away = next((row.name for row in records if written_elsewhere(row.pk)), None)
    return None if away is None else reach_refusal(away)


def _registered(row: Enterprise) -> Registered:
    return Registered(str(row.pk), row.name, row.credit_code or "")


def _put_under(table: str, gone: UUID, kept: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"update {table} set enterprise_id = %s where enterprise_id = %s", [kept, gone])  # noqa: S608 -- a table of our models


def _put_shares_under(gone: UUID, kept: UUID) -> None:
    """Whoever was let read the one reads the whole enterprise now; a share that is there already is not made twice."""
    there = set(Share.objects.filter(enterprise=kept).values_list("home_agency", "agency"))
    for share in Share.objects.filter(enterprise=gone):
        if (share.home_agency_id, share.agency) not in there:
            share.enterprise_id = kept
            share.save(update_fields=["enterprise"])


_BACK = {"decline": ("enterprise_id", "subject"), "referral": ("enterprise_id", "subject"),
         "enterprise": ("merged_into_id", "voided_on", "void_reason")}  # fmt: skip


def _put_back(table: str, merger: UUID) -> None:
    """What the merger changed becomes what it was, from its own changes in the trail."""
    restored = ", ".join(f"{column} = was.{column}" for column in _BACK.get(table, ("enterprise_id",)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} t set {restored}"  # noqa: S608 -- names of this module and of our models
            " from (select distinct on (c.row_pk) c.row_pk, c.before from change c"
            "       where c.deed_id = %s and c.relation = %s order by c.row_pk, c.nr) c,"
            f" lateral jsonb_populate_record(null::{table}, c.before::jsonb) was where c.row_pk = t.id::text",
            [merger, table],
        )


def _assess(campaigns: Collection[str], enterprises: Collection[UUID], at: datetime) -> None:
    """Both standings anew: the frame finds only what rows are about now, not what they were about."""
    for campaign in sorted(campaigns):
        standings.refresh(campaign_in_use(campaign), enterprises, on=local_day(at))
