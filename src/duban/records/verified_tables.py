"""Tables against the trail 比对: each row must be what its last change made of it, and no other row may be there.

Compared in the database, table by table: first by text, as the trail's triggers write it; where the text differs, by
value, because a later version's column is missing in an older text. Such a column counts with its default: a migration
that writes anything else into it does so in a deed. A column that is gone counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import DataError, connection, transaction

NOT_IN_TRAIL: Mapping[str, str] = {
    "background_task": "how far the machine is; the deed that started the task holds what was asked",
    "chain_head": "a part of the trail, verified with the chains",
    "change": "the trail itself",
    "deed": "the trail itself",
    "dossier_view": "no fact: who read, not what was written; the table itself can only grow",
    "enterprise_identity": "kept by a trigger on enterprise, whose rows are compared",
    "import_row": "staging; the deed of its batch holds the digest of its file",
    "message_read": "no fact: who read, not what was written; the table itself can only grow",
    "log_in_attempts": "no fact: before log-in nobody can do a deed",
    "standing": "a projection; rebuild-standings --check compares it with the facts",
}
"""Tables that are not compared, with the reason."""

MASKED: Mapping[str, str] = {"account": "password"}
"""Columns that no trail may hold: the hash of a password would stay readable there for ever."""

_NAMED = 100  # rows of a table that are named one by one


@dataclass(frozen=True, slots=True)
class Altered:
    """A row that is not what the trail says: ``altered``, ``deleted`` or ``inserted``; or a table as a whole.

    Agency, number and deed are those of the last change that the trail knows of it.
    """

    relation: str
    why: str
    row: str = ""
    columns: tuple[str, ...] = ()
    agency: str = ""
    seq: int = 0
    deed: str = ""
    more: int = 0


def compared_tables() -> Mapping[str, str]:
    """Every table with a trail, with its key."""
    models = apps.get_app_config("records").get_models()
    found = {model._meta.db_table: model._meta.pk.attname for model in models}
    return {table: found[table] for table in sorted(found) if table not in NOT_IN_TRAIL}


def altered_rows() -> Iterator[Altered]:
    """What differs, table by table; at most a hundred rows of each are named."""
    tables = compared_tables()
    yield from _unguarded(tables)
    with connection.cursor() as cursor:
        cursor.execute(_LAST_CHANGES)
        for table, pk in tables.items():
            yield from _of_table(table, pk)
        cursor.execute("drop table last_change")


# Keys only: the texts stay where they are, and nothing is sorted.
_LAST_CHANGES = """
    create temporary table last_change on commit drop as
        select relation, max(nr) as nr from change group by relation, row_pk;
    create index on last_change (relation);
    analyze last_change
"""

_COMPARED = """
    with known as (
        select c.row_pk::text as pk, c.after, c.deed_id, c.home_agency
        from last_change l join change c on c.nr = l.nr
        where l.relation = %(table)s and c.after is not null
    ), found as (
        select k.pk as known_pk, t.{pk}::text as pk, k.deed_id, k.home_agency,
               to_jsonb(t) {masked} as now,
               case when k.pk is not null and t.{pk} is not null
                    then to_jsonb(jsonb_populate_record(null::{table}, {defaults} || k.after::jsonb)) {masked}
               end as was
        from known k full join {table} t on t.{pk}::text = k.pk
        where k.after is distinct from {text}
    )
    select case when f.known_pk is null then 'inserted' when f.pk is null then 'deleted' else 'altered' end,
           coalesce(f.pk, f.known_pk),
           case when f.was is null then '{{}}' else array(
               select key from jsonb_each(f.was) w full join jsonb_each(f.now) n using (key)
               where w.value is distinct from n.value order by key) end,
           coalesce(f.home_agency, f.now ->> 'home_agency', ''), coalesce(d.seq, 0), coalesce(f.deed_id::text, ''),
           count(*) over ()
    from found f left join deed d on d.id = f.deed_id and d.home_agency = f.home_agency
    where f.known_pk is null or f.pk is null or f.was is distinct from f.now
    order by 2 limit %(named)s
"""


def _of_table(table: str, pk: str) -> Iterator[Altered]:
    mask = MASKED.get(table)
    masked = f"- '{mask}'" if mask else ""
    text = f"(to_jsonb(t) - '{mask}')::text" if mask else "row_to_json(t)::text"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_DEFAULTS, [table])
            (defaults,) = cursor.fetchone()
            statement = _COMPARED.format(table=table, pk=pk, masked=masked, text=text, defaults=defaults)
            cursor.execute(statement, {"table": table, "named": _NAMED})
            found = cursor.fetchall()
    except DataError:  # somebody wrote into the trail what is no row of this table: its deed is named by its digest
        yield Altered(table, "unreadable")
        return
    for why, row, columns, agency, seq, deed, _ in found:
        yield Altered(table, why, row, tuple(columns), agency, seq, deed)
    if found and found[0][-1] > len(found):
        yield Altered(table, "more", more=found[0][-1] - len(found))


# The defaults of a table's columns as an expression of jsonb, from the table itself.
_DEFAULTS = """
    select 'jsonb_build_object(' || coalesce(string_agg(
        format('%%L, %%s', a.attname, pg_get_expr(d.adbin, d.adrelid)), ', '), '') || ')'
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where d.adrelid = %s::regclass and not a.attisdropped
"""

_GUARDS = 3  # triggers: on insert, update, delete


def _unguarded(tables: Mapping[str, str]) -> Iterator[Altered]:
    """A table whose triggers are gone or switched off writes past the trail from then on."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select c.relname from pg_class c left join pg_trigger g on g.tgrelid = c.oid
                and g.tgname in ('trail_insert', 'trail_update', 'trail_delete') and g.tgenabled in ('O', 'A')
            where c.relnamespace = 'public'::regnamespace and c.relname = any (%s)
            group by 1 having count(g.oid) < %s order by 1
            """,
            [list(tables), _GUARDS],
        )
        for (table,) in cursor.fetchall():
            yield Altered(table, "unguarded")
