"""Enterprises that are alike 情况相同的企业: one ledger entry, at most one safety profile, the same values in both.

Nothing else is recorded of them in the campaign, as after a ledger import. Only their ids differ, and ids are opaque:
a standing compares, sorts and copies them. So the standing of one of them is, with the ids exchanged, the standing of
every other; how the ids sort among themselves is part of the likeness.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from duban.records.fact_sources import SOURCES, Source

IDS = ("id", "entry_id", "site_id", "profile_id")
"""Columns of ``alike`` that hold the ids by which its rows differ, the enterprise's own first."""

_ID = "id::text"


def _values(source: Source, row: str) -> list[str]:
    """What is not an id. Only kinds of fact without parts can be alike: a part has no column of its own."""
    columns = [column if isinstance(column, str) else column.sql for column in source.columns]
    return [f"{row}.{column}" for column in columns if not column.endswith(_ID)]


_LEDGER, _PROFILES = SOURCES["ledger"], SOURCES["profiles"]
_MORE = " union all ".join(
    f"select enterprise_id from {source.table} where campaign = %(campaign)s and voided_on is null"  # noqa: S608 -- constant text
    for source in SOURCES.values()
    if source not in (_LEDGER, _PROFILES)
)
_LIKENESS = ", ".join(["e.region", *_values(_LEDGER, "l"), *_values(_PROFILES, "p")])
_ASKED = "create temporary table asked on commit drop as select unnest(%(ids)s::uuid[]) as id"
_ALIKE = f"""
    create temporary table alike on commit drop as
    select e.id, l.id as entry_id, l.site_id, p.id as profile_id, l.home_agency,
           row({_LIKENESS}, e.id < l.id, e.id < l.site_id, l.id < l.site_id, p.id < e.id, p.id < l.id, p.id < l.site_id
           )::text as likeness
    from asked a join enterprise e on e.id = a.id and e.voided_on is null
    join ledger_entry l on l.enterprise_id = e.id and l.campaign = %(campaign)s and l.voided_on is null
    left join safety_profile p on p.enterprise_id = e.id and p.campaign = %(campaign)s and p.voided_on is null
    where e.id <> l.id and e.id <> l.site_id and l.id <> l.site_id
      and (p.id is null or p.id not in (e.id, l.id, l.site_id))
      and not exists (select from ({_MORE}) more where more.enterprise_id = e.id)
"""  # noqa: S608 -- constant text of this module
_SEVERAL = "delete from alike where id in (select id from alike group by id having count(*) > 1)"
_EXAMPLES = f"select distinct on (likeness) likeness, {', '.join(IDS)} from alike order by likeness, id"  # noqa: S608 -- as above
_OTHERS = "select id from asked except select id from alike order by id"


@dataclass(frozen=True, slots=True)
class Example:
    """One enterprise of a likeness, with its ids as text in the order of ``IDS``."""

    likeness: str
    enterprise: UUID
    ids: tuple[str | None, ...]


def sort_alike(campaign_id: str, enterprises: Collection[UUID]) -> tuple[Sequence[Example], Sequence[UUID]]:
    """Put those that are alike into the temporary table ``alike``; an example of each likeness, and all others."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists asked, alike")
        cursor.execute(_ASKED, {"ids": list(enterprises)})
        cursor.execute("analyze asked")
        cursor.execute(_ALIKE, {"campaign": campaign_id})
        cursor.execute(_SEVERAL)
        cursor.execute(_EXAMPLES)
        examples = [
            Example(likeness, ids[0], tuple(None if each is None else str(each) for each in ids))
            for likeness, *ids in cursor.fetchall()
        ]
        cursor.execute(_OTHERS)
        return examples, [enterprise for (enterprise,) in cursor.fetchall()]
