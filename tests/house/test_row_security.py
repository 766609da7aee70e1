"""Row security 数据隔离: what a district can do to the rows of its sister, its parent and its child, table by table.

Everything here speaks SQL as the application does, in the scope of one district, past all Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction
from pytest_django import DjangoDbBlocker
from tests.actions.world import CITY, GOVERNMENT, HUNNAN, INDUSTRY_OFFICE, TIEXI, an_id, build, noon, writing
from tests.records.rows import HASH, MODELS, row

from duban.embedded import roles
from duban.records.scope import Scope, enter
from duban.records.trail import DeedHead, append_deed, open_deed

OWN = Scope((TIEXI, GOVERNMENT, INDUSTRY_OFFICE), (TIEXI,))
"""What an officer of 铁西区 works with: the district and what hangs below it."""

WITHOUT_ROW_SECURITY = {
    "auth_group": "Django's own and empty: permissions are the domain's",
    "auth_group_permissions": "as auth_group",
    "auth_permission": "as auth_group; names of models",
    "django_content_type": "names of models",
    "django_migrations": "which migrations ran",
    "django_session": "a session belongs to a browser; its key is the secret, and it holds an account's id",
    "legal_move": "the moves of state, the same for all; only the owner writes them",
    "procrastinate_events": "the queue: when a job was put in, taken out, ended",
    "procrastinate_jobs": "the queue: a job names its task and its asker by id; the job sets the asker's scope itself",
    "procrastinate_periodic_defers": "the queue: unused; a trigger looks there when the worker deletes a job",
    "procrastinate_workers": "the queue: when each worker was last alive",
    "log_in_attempts": "counted before anybody has a scope; holds hashes of names and how often each was tried",
}
READ_BY_ALL = {
    "agency": "the tree of units is public",
    "article_confirmation": "how an article reads is the same for all",
    "calendar_edit": "a day off is the same for all",
    "campaign_version": "a plan is read by all who take part in it",
}
WITHOUT_TRAIL = {
    "background_task": "how far the machine is; the deed that started the task holds what was asked",
    "chain_head": "a part of the trail",
    "change": "the trail itself",
    "deed": "the trail itself",
    "dossier_view": "no fact: who read, not what was written; the table itself can only grow",
    "message_read": "no fact: who read, not what was written; the table itself can only grow",
    "enterprise_identity": "kept by a trigger on enterprise, whose changes are in the trail",
    "log_in_attempts": "no fact: before log-in nobody can do a deed",
    "import_row": "staging; the deed of its batch holds the digest",
    "standing": "a projection: made anew from the facts, which are in the trail",
}
MAY_MOVE_HOME = {
    "chain_head": "no column home_agency",
    "change": "append-only",
    "deed": "append-only",
    "enterprise_identity": "follows its enterprise",
    "log_in_attempts": "no column home_agency",
    "standing": "stands with the ledger that holds the enterprise, and that may change",
}
NOT_WRITTEN = {"chain_head", "change", "deed", "enterprise_identity"}
"""Tables that only the database's own functions write."""
PROJECTION = {"standing"}
"""Refreshed by whoever may read the enterprise: the city's visit changes the standing in a district's ledger."""
CALLED_BY_APP = {
    "append_deed", "certificate_holders", "codes_elsewhere", "identity_of", "lock_chain", "people_on",
    "procrastinate_defer_jobs_v1", "recused_on", "scope_reads", "scope_writes",
    "verified_return", "written_elsewhere",
}  # fmt: skip
CALLED_BY = {
    roles.APP: CALLED_BY_APP,
    roles.JOBS: CALLED_BY_APP | {
        "procrastinate_fetch_job_v2", "procrastinate_finish_job_v1", "procrastinate_prune_stalled_workers_v1",
        "procrastinate_register_worker_v1", "procrastinate_retry_job_v2", "procrastinate_unregister_worker_v1",
        "procrastinate_update_heartbeat_v1",
    },
}  # fmt: skip
DEFINERS = {
    "append_deed": "the chain is written by this function alone",
    "certificate_holders": "who knows the number of a certificate learns the officer's id: joint visits",
    "codes_elsewhere": "says of given codes which are registered elsewhere",
    "identity_of": "says of a given code whether it is free, own or of another",
    "lock_chain": "reads and holds the head of a chain within the scope",
    "names_exist": "looks up what rows of a file name, as a foreign key does",
    "note_identity": "keeps the register of credit codes",
    "people_on": "who knows a person's id learns name and certificate: joint visits",
    "recused_on": "who knows a person and an enterprise learns that there is a recusal: joint visits",
    "written_elsewhere": "says whether units out of scope have recorded anything about a given enterprise",
    "verified_return": "who knows the hash on a printed return learns whether it is the one in force",
    "trail_note": "writes the changes of the open deed",
}
HOMES = sorted(MODELS.keys() - READ_BY_ALL.keys() - NOT_WRITTEN - WITHOUT_ROW_SECURITY.keys())


@pytest.fixture(scope="module")
def built_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def world(built_world: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(statement: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def touched(statement: str, *values: object) -> int:
    """How many rows a statement reached; the open deed lets it write where row security does."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def names(statement: str, *values: object) -> set[str]:
    return {name for (name,) in ask(statement, *values)}


def tables() -> set[str]:
    return names("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')")


def as_district() -> None:
    enter(OWN)
    open_deed(uuid4(), TIEXI)


# 目录 What the catalogue says


def test_the_tests_speak_as_the_application() -> None:
    assert ask("select current_user, session_user") == [(roles.APP, roles.APP)]


def test_a_role_is_no_more_than_it_must_be() -> None:
    found = ask(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication from pg_roles"
        " where rolname = any (%s) order by 1",
        list(roles.ROLES),
    )
    assert found == [(role, False, role == roles.BACKUP, False, False) for role in sorted(roles.ROLES)]
    among = "select count(*) from pg_auth_members where member::regrole::text = any (%s)"
    assert ask(among, [roles.APP, roles.JOBS, roles.PUBLIC, roles.BACKUP]) == [(0,)]


def test_every_table_stands_under_row_security_or_on_a_list_with_its_reason() -> None:
    secured = names("select relname from pg_class where relrowsecurity and relforcerowsecurity and relkind = 'r'")
    assert tables() - secured == WITHOUT_ROW_SECURITY.keys()
    assert secured >= MODELS.keys() - WITHOUT_ROW_SECURITY.keys()


@pytest.mark.parametrize("table", sorted(MODELS.keys() - WITHOUT_ROW_SECURITY.keys()))
def test_a_table_has_a_policy_for_each_act(table: str) -> None:
    found = ask("select policyname, roles::text[], cmd from pg_policies where tablename = %s", table)
    policies = {(name, command): set(to) for name, to, command in found}
    assert policies.pop(("owner_all", "ALL")) == {roles.OWNER}
    assert all(to == {roles.APP, roles.JOBS} for to in policies.values())
    expected = {
        "enterprise_identity": set(),
        "chain_head": {"SELECT"},
        **{table: {"SELECT", "INSERT", "UPDATE"} for table in READ_BY_ALL},
    }
    assert {command for _, command in policies} == expected.get(table, {"SELECT", "INSERT", "UPDATE", "DELETE"})


def triggers(table: str) -> set[str]:
    return names("select tgname from pg_trigger where tgrelid = %s::regclass and not tgisinternal", table)


@pytest.mark.parametrize("table", sorted(MODELS))
def test_no_write_passes_by_the_trail(table: str) -> None:
    wanted = {"trail_insert", "trail_update", "trail_delete", "forbid_truncate"}
    assert (wanted <= triggers(table)) == (table not in WITHOUT_TRAIL)
    assert ask("select tgname from pg_trigger where tgenabled <> 'O' and not tgisinternal") == []


@pytest.mark.parametrize("table", sorted(MODELS.keys() - {"agency", "campaign_version"}))
def test_a_row_keeps_its_home(table: str) -> None:
    assert ("keep_home_agency" in triggers(table)) == (table not in MAY_MOVE_HOME)


@pytest.mark.parametrize("table", sorted(table for table, model in MODELS.items() if hasattr(model, "state")))
def test_a_state_moves_only_along_the_table_of_moves(table: str) -> None:
    assert "check_move" in triggers(table)


def test_who_may_do_what_with_a_table() -> None:
    """Beside reading and writing rows nobody may do anything; the public sees nothing."""
    found = ask(
        "select grantee, table_name, privilege_type from information_schema.role_table_grants"
        " where table_schema = 'public' and grantee = any (%s)",
        [roles.APP, roles.JOBS, roles.PUBLIC, "PUBLIC"],
    )
    assert {grantee for grantee, _, _ in found} == {roles.APP}  # as this role one sees no grants but one's own
    assert {kind for _, _, kind in found} == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    read_only = {table for _, table, _ in found} - {table for _, table, kind in found if kind == "INSERT"}
    assert read_only == {"deed", "change", "chain_head", "legal_move"}
    assert tables() - {table for _, table, _ in found} == {
        "enterprise_identity",
        "opened_deed",
        "procrastinate_periodic_defers",
        "procrastinate_workers",
    }
    put_in = {kind for _, table, kind in found if table in {"procrastinate_jobs", "procrastinate_events"}}
    assert put_in == {"SELECT", "INSERT"}


@pytest.mark.parametrize("privilege", ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"])
def test_the_public_site_reads_and_writes_no_table_of_the_officers(privilege: str) -> None:
    allowed = "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')"
    assert names(f"{allowed} and has_table_privilege(%s, oid, %s)", roles.PUBLIC, privilege) == set()


@pytest.mark.parametrize("role", roles.ROLES[1:])
def test_nobody_but_the_owner_makes_things_in_the_schema(role: str) -> None:
    schema, database = ask(
        "select has_schema_privilege(%s, 'public', 'CREATE'), has_database_privilege(%s, current_database(), 'CREATE')",
        role,
        role,
    )[0]
    assert (schema, database) == (False, False)


# 函数 Functions


def functions(condition: str) -> set[str]:
    return names(
        f"select proname from pg_proc p where pronamespace = 'public'::regnamespace and {condition}"  # noqa: S608 -- conditions of this file
    )


def test_functions_that_see_past_row_security_are_few_and_find_their_tables_by_themselves() -> None:
    assert functions("prosecdef") == DEFINERS.keys()
    pinned = "'search_path=public, pg_temp' = any (coalesce(proconfig, '{}'))"
    assert functions(f"prosecdef and not {pinned}") == set()
    assert (
        functions(f"prorettype = 'trigger'::regtype and prosrc ~* '\\m(from|join|into)\\M' and not {pinned}") == set()
    )


@pytest.mark.parametrize("role", [roles.APP, roles.JOBS])
def test_a_writer_calls_the_functions_that_were_granted_by_name(role: str) -> None:
    assert functions(f"has_function_privilege('{role}', p.oid, 'EXECUTE')") == CALLED_BY[role]


def test_the_public_site_calls_no_function() -> None:
    assert functions(f"has_function_privilege('{roles.PUBLIC}', p.oid, 'EXECUTE')") == set()


@pytest.mark.parametrize(
    "statement",
    [
        f"set role {roles.OWNER}",
        f"set role {roles.BACKUP}",
        f"set session authorization {roles.OWNER}",
        "set session_replication_role = replica",
        "create table mine (id int)",
        "create schema mine",
        "create function mine() returns int language sql as 'select 1'",
        "create view mine as select * from enterprise",
        "create trigger mine before insert on enterprise for each row execute function forbid_change()",
        "create rule mine as on delete to enterprise do instead nothing",
        "create policy mine on enterprise using (true)",
        "alter policy scope_select on enterprise using (true)",
        "drop policy scope_select on enterprise",
        "alter table enterprise disable row level security",
        "alter table enterprise no force row level security",
        "alter table enterprise disable trigger all",
        "alter table enterprise owner to duban_app",
        "alter function scope_reads() owner to duban_app",
        "create or replace function scope_reads() returns text[] language sql as 'select null::text[]'",
        "drop trigger trail_update on person",
        "truncate person",
        "truncate deed",
        "lock table deed in access exclusive mode",
        "select * from enterprise_identity",
        "insert into deed select * from deed",
        "update deed set name = 'x'",
        "delete from change",
        "update chain_head set seq = 0",
        "insert into legal_move values ('card', 'lifted', 'confirmed')",
        "select guard_table('django_session')",
        "select setval('change_nr_seq', 1)",
        "copy person to program 'true'",
        "select pg_read_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
        "create extension file_fdw",
    ],
)
def test_the_application_changes_no_wall(statement: str) -> None:
    as_district()
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner|must be able to|must be superuser"):
        touched(statement)


def hung(function: str, columns: str, on: str = "insert", tables: str = "new table as new_rows") -> str:
    return (
        f"create temporary table mine ({columns}); create trigger mine after {on} on pg_temp.mine"
        f" referencing {tables} for each statement execute function public.{function}"
    )


@pytest.mark.parametrize(
    ("function", "columns"),
    [
        # its casts would run as owner
        ("trail_note('id')", "id uuid, mine text"),
        # it would register, free and squat credit codes of other units
        ("note_identity()", "id uuid, credit_code text, home_agency text"),
    ],
)
def test_no_guard_is_hung_on_a_table_of_ones_own(function: str, columns: str) -> None:
    as_district()
    with pytest.raises(DatabaseError, match="permission denied for function"):
        ask(hung(function, columns))


def test_a_temporary_table_does_not_stand_in_for_the_moves() -> None:
    as_district()
    ask("create temporary table legal_move as select 'ledger_entry' relation, 'confirmed' source, 'proposed' target")
    with pytest.raises(DatabaseError, match="illegal move"):
        touched("update ledger_entry set state = 'proposed' where id = %s", an_id("entry-210106"))


# 逐表 The walk: every table, the rows of every other unit


def add(table: str, agency: str) -> UUID:
    """A row of that unit, about a plant of its own."""
    more: dict[str, Any] = {"home_agency_id": agency} if table != "agency" else {}
    if table == "account":
        more |= {"username": f"walker-{agency}"}
    if table == "share":
        more |= {"agency": "219999", "enterprise_id": plant_of(agency)}
    added: models.Model = row(table, **more)
    with writing(agency):
        added.save(force_insert=True)
    key: UUID = added.pk
    return key


def plant_of(agency: str) -> UUID:
    """A plant that the unit has; made for units without a ledger."""
    plant = row("enterprise", home_agency_id=agency)
    with writing(agency):
        plant.save(force_insert=True)
    key: UUID = plant.pk
    return key


RELATIVES = {"sister": HUNNAN, "parent": CITY, "child": GOVERNMENT}


@pytest.mark.parametrize("relative", sorted(RELATIVES))
@pytest.mark.parametrize("table", HOMES)
def test_rows_of_other_units(table: str, relative: str) -> None:
    agency = RELATIVES[relative]
    theirs = add(table, agency)
    as_district()
    seen = relative == "child"
    written = int(seen and table in PROJECTION)

    assert touched(f"select 1 from {table} where id = %s", theirs) == int(seen)  # noqa: S608 -- a table of ours
    assert touched(f"update {table} set home_agency = home_agency where id = %s", theirs) == written  # noqa: S608 -- a table of ours
    assert touched(f"delete from {table} where id = %s", theirs) == written  # noqa: S608 -- a table of ours


@pytest.mark.parametrize("relative", sorted(RELATIVES))
@pytest.mark.parametrize("table", HOMES)
def test_no_row_is_slipped_into_another_unit(table: str, relative: str) -> None:
    forged = row(table, home_agency_id=RELATIVES[relative], **({"username": "forged"} if table == "account" else {}))
    as_district()
    if relative == "child" and table in PROJECTION:
        forged.save(force_insert=True)
        return
    with pytest.raises(DatabaseError, match=r"row-level security|out of scope"), transaction.atomic():
        forged.save(force_insert=True)


@pytest.mark.parametrize("table", HOMES)
def test_no_row_is_given_away(table: str) -> None:
    own = add(table, TIEXI)
    as_district()
    with pytest.raises(DatabaseError, match=r"row-level security|immutable"):
        touched(f"update {table} set home_agency = %s where id = %s", HUNNAN, own)  # noqa: S608 -- a table of ours


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("update agency set name = 'x' where code = %s", HUNNAN),
        ("update agency set parent_id = '210106' where code = %s", HUNNAN),
        ("update agency set parent_id = null where code = %s", CITY),
        ("delete from agency where code = %s", GOVERNMENT),
        ("update campaign_version set payload = 'x' where agency_id = %s", CITY),
        ("delete from campaign_version where agency_id = %s", CITY),
    ],
)
def test_what_all_read_only_its_unit_writes(statement: str, values: str) -> None:
    as_district()
    assert touched(statement, values) == 0


def test_a_unit_hangs_nobody_below_a_stranger() -> None:
    as_district()
    with pytest.raises(DatabaseError, match="row-level security"):
        row("agency", code="210112-K9", parent_id=HUNNAN).save(force_insert=True)


def test_a_code_does_not_name_two_units() -> None:
    as_district()
    with pytest.raises(DatabaseError, match="agency_code_plain"):
        row("agency", code="210106,210112", parent_id=TIEXI).save(force_insert=True)


@pytest.mark.parametrize("table", ["deed", "change"])
def test_the_trail_of_another_unit_is_not_read(table: str) -> None:
    for agency in (TIEXI, HUNNAN, CITY):
        add("person", agency)
    as_district()
    assert names(f"select distinct home_agency from {table}") <= set(OWN.reads)  # noqa: S608 -- a table of ours


def test_no_scope_no_rows() -> None:
    enter(Scope())
    public = READ_BY_ALL.keys() | WITHOUT_ROW_SECURITY.keys() | {"enterprise_identity"}
    assert {table for table in MODELS.keys() - public if ask(f"select 1 from {table} limit 1")} == set()  # noqa: S608 -- a table of ours


# 共享 Shares


SHARE = "insert into share (id, home_agency, enterprise_id, agency, reason, shared_on) values (%s, %s, %s, %s, 'x', %s)"
DAY = date(2021, 7, 20)


def test_a_unit_does_not_share_a_strangers_plant_with_itself() -> None:
    as_district()
    with pytest.raises(DatabaseError, match="out of scope"):
        touched(SHARE, uuid4(), TIEXI, an_id("plant-210112"), TIEXI, DAY)
    assert ask("select 1 from enterprise where id = %s", an_id("plant-210112")) == []


def test_a_share_is_not_turned_to_a_strangers_plant() -> None:
    as_district()
    share = uuid4()
    assert touched(SHARE, share, TIEXI, an_id("plant-210106"), HUNNAN, DAY) == 1
    with pytest.raises(DatabaseError, match="out of scope"):
        touched("update share set enterprise_id = %s, agency = %s where id = %s", an_id("plant-210112"), TIEXI, share)


def test_a_share_opens_reading_and_nothing_else() -> None:
    with writing(HUNNAN):
        ask(SHARE, uuid4(), HUNNAN, an_id("plant-210112"), TIEXI, DAY)
    as_district()
    plant, entry = an_id("plant-210112"), an_id("entry-210112")
    assert touched("select 1 from enterprise where id = %s", plant) == 1
    assert touched("select 1 from ledger_entry where id = %s", entry) == 1
    assert touched("update enterprise set name = 'x' where id = %s", plant) == 0
    assert touched("update ledger_entry set remark = 'x' where id = %s", entry) == 0
    assert touched("delete from share where agency = %s", TIEXI) == 0


# 函数越权 What the functions that see past row security tell and do


CODE = "91210100MA0000000X"


def test_of_a_credit_code_one_learns_that_another_has_it_and_no_more() -> None:
    with writing(HUNNAN):
        row("enterprise", home_agency_id=HUNNAN, credit_code=CODE, no_code_reason="").save(force_insert=True)
    as_district()
    assert ask("select identity_of(%s)", CODE) == [("other",)]
    assert ask("select * from codes_elsewhere(%s)", [CODE, "unknown"]) == [(CODE,)]
    enter(Scope((HUNNAN,)))
    assert ask("select identity_of(%s)", CODE) == [("own",)]


def test_of_a_printed_return_one_learns_what_the_paper_says_and_no_more() -> None:
    with writing(TIEXI):
        row("submission", home_agency_id=TIEXI).save(force_insert=True)
    enter(Scope())
    assert ask("select 1 from submission") == []
    told = ask("select unit, state, superseded from verified_return(%s)", HASH)
    assert told == [("示例铁西区应急管理局", "submitted", False)]
    assert ask("select * from verified_return(%s)", "1" * 64) == []
    assert ask("select * from verified_return(%s)", "") == []


def test_of_certificates_one_learns_the_holders_whose_number_one_knows() -> None:
    enter(Scope((HUNNAN,)))
    holder = an_id("person:officer-210112")
    number = ask("select number from certificate where person_id = %s", holder)[0][0]
    as_district()
    assert ask("select * from certificate where number = %s", number) == []
    assert ask("select * from certificate_holders(%s)", [number, "999999-0001"]) == [(number, holder)]
    assert ask("select * from certificate_holders(%s)", []) == []


def test_of_people_one_learns_those_whose_id_one_knows() -> None:
    as_district()
    known = an_id("person:officer-210112")
    assert [found[0] for found in ask("select person from people_on(%s, %s)", [known, uuid4()], DAY)] == [known]
    assert ask("select * from people_on(%s, %s)", [], DAY) == []


def head(deed: UUID, agency: str) -> DeedHead:
    return DeedHead(deed, agency, "forged", DAY, noon(DAY), uuid4(), "action", "0" * 64, "{}")


def forged_for(agency: str) -> None:
    deed = uuid4()
    open_deed(deed, agency)
    append_deed(head(deed, agency))


def held_head(agency: str) -> None:
    ask("select * from lock_chain(%s)", agency)


@pytest.mark.parametrize("act", [forged_for, held_head])
@pytest.mark.parametrize("agency", [HUNNAN, CITY, GOVERNMENT, "999999", ""])
def test_a_chain_is_written_in_its_own_scope(act: Callable[[str], None], agency: str) -> None:
    as_district()
    with pytest.raises(DatabaseError, match="out of scope"):
        act(agency)


def test_changes_are_not_noted_in_the_chain_of_another() -> None:
    """Noted for another unit, they find no deed there: the commit fails."""
    enter(OWN)
    open_deed(deed := uuid4(), HUNNAN)
    touched("update person set name = 'x' where id = %s", an_id("person:officer-210106"))
    open_deed(deed, TIEXI)
    append_deed(head(deed, TIEXI))
    with pytest.raises(DatabaseError, match="opened_deed_appended"):
        ask("set constraints opened_deed_appended immediate")


APPEND = "select append_deed(%s, %s, %s, 'x', %s, now(), %s, 'action', '{}', '')"


def test_a_deed_is_appended_in_its_turn_and_when_it_is_open() -> None:
    deed = uuid4()
    enter(OWN)
    open_deed(deed, TIEXI)
    last = ask("select seq from lock_chain(%s)", TIEXI)[0][0]
    for number in (last, last + 2, 0, -1):
        with pytest.raises(DatabaseError, match="moved on"):
            touched(APPEND, TIEXI, deed, number, DAY, uuid4())
    with pytest.raises(DatabaseError, match="not open"):
        touched(APPEND, TIEXI, uuid4(), last + 1, DAY, uuid4())


def test_a_closed_deed_takes_no_more_changes() -> None:
    with writing(TIEXI):
        done = ask("select current_setting('app.deed')")[0][0]
        ask("update person set name = 'x' where id = %s", an_id("person:officer-210106"))
    enter(OWN)
    again = "update person set name = 'y' where id = %s"
    with pytest.raises(DatabaseError, match="已经登记"):
        touched(again, an_id("person:officer-210106"))
    open_deed(uuid4(), TIEXI)
    ask("select set_config('app.deed', %s, true)", done)
    with pytest.raises(DatabaseError, match="已经登记"):
        touched(again, an_id("person:officer-210106"))


@pytest.mark.parametrize("nonsense", ["", "210106'", "*", "%", "{210112}", '{"210112"}', "210106\n210112", "null"])
def test_a_scope_is_a_list_of_codes_and_nothing_cleverer(nonsense: str) -> None:
    enter(Scope((nonsense,)))
    assert ask("select distinct home_agency from person") == []
