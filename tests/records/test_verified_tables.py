"""The tables are what the trail says: a row that was changed, removed or put in past the triggers is named."""

from __future__ import annotations

from importlib import import_module
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.records.rows import MODELS
from tests.records.test_trail import CITY, add_person, city, head

from duban.embedded import roles
from duban.records.models import Change, Person, User
from duban.records.scope import Scope, enter, scoped
from duban.records.trail import append_deed, open_deed
from duban.records.verification import Broken, verify_trail
from duban.records.verified_tables import MASKED, NOT_IN_TRAIL, compared_tables

__all__ = ["city"]  # the fixture of the trail's own tests

OFF, ON = "alter table {0} disable trigger user", "alter table {0} enable trigger user"


def as_owner(*statements: str, values: tuple[object, ...] = ()) -> None:
    """Past every guard, as a person with the database in his hands."""
    address = settings.DATABASE_ADDRESSES.of(roles.OWNER)
    with psycopg.connect(address, dbname=connection.settings_dict["NAME"], autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement, values if values and "%s" in statement else None)


def tamper(statement: str, *values: object, table: str = "person") -> None:
    as_owner(OFF.format(table), statement, ON.format(table), values=values)


def found() -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(each.why, each.relation, each.row, each.columns) for each in verify_trail([CITY]).broken]


def deed_on(person: UUID, **columns: object) -> None:
    with transaction.atomic():
        enter(Scope((CITY,), (CITY,)))
        open_deed(deed := uuid4(), CITY)
        Person.objects.filter(id=person).update(**columns)
        append_deed(head(deed))


@pytest.fixture
def person(city: None) -> UUID:
    add_person("执法员乙")
    return add_person("执法员甲")


def test_an_altered_row_is_named_with_its_columns_and_the_deed_that_made_it(person: UUID) -> None:
    tamper("update person set name = '执法员丙', left_on = '2021-07-20' where id = %s", person)
    assert verify_trail([CITY]).broken == (
        Broken(CITY, 3, str(person), "altered", "person", str(person), ("left_on", "name")),
    )


def test_a_row_that_was_removed_is_named(person: UUID) -> None:
    tamper("delete from person where id = %s", person)
    assert found() == [("deleted", "person", str(person), ())]


def test_a_row_that_was_put_in_is_named(person: UUID) -> None:
    other = uuid4()
    tamper("insert into person (id, home_agency, name, kind) values (%s, %s, '示例', 'officer')", other, CITY)
    assert found() == [("inserted", "person", str(other), ())]


def test_a_row_whose_key_was_changed_is_named_twice(person: UUID) -> None:
    other = "ffffffff-0000-4000-8000-000000000000"
    tamper("update person set id = %s where id = %s", other, person)
    assert sorted(found()) == [("deleted", "person", str(person), ()), ("inserted", "person", other, ())]


def test_a_row_put_back_as_it_was_before_its_last_change_is_named(person: UUID) -> None:
    deed_on(person, name="执法员丁")
    assert found() == []
    tamper("update person set name = '执法员甲' where id = %s", person)
    assert found() == [("altered", "person", str(person), ("name",))]


def test_a_table_without_home_agency_is_compared_too(city: None) -> None:
    tamper("update agency set name = '另一个示例局'", table="agency")
    assert found() == [("altered", "agency", CITY, ("name",))]


def test_a_guard_that_is_switched_off_is_named_before_anything_was_changed(person: UUID) -> None:
    as_owner("alter table hazard disable trigger trail_update", "drop trigger trail_delete on card")
    assert found() == [("unguarded", "card", "", ()), ("unguarded", "hazard", "", ())]


def test_of_very_many_rows_a_hundred_are_named_and_the_others_counted(city: None) -> None:
    tamper(
        "insert into person (id, home_agency, name, kind)"
        " select gen_random_uuid(), %s, '示例', 'officer' from generate_series(1, 123)",
        CITY,
    )
    broken = verify_trail([CITY]).broken
    assert [each.why for each in broken] == ["inserted"] * 100 + ["more"]
    assert broken[-1].more == 23


def test_what_stands_in_the_trail_and_is_no_row_is_unreadable(person: UUID) -> None:
    as_owner(
        "alter table change disable trigger user",
        "update change set after = 'no json' where row_pk = %s",
        values=(str(person),),
    )
    assert [why for why, *_ in found()] == ["changes", "unreadable"]


def test_the_hash_of_a_password_stands_in_no_trail_and_the_rest_of_an_account_is_compared(city: None) -> None:
    account = uuid4()
    with transaction.atomic():
        enter(Scope((CITY,), (CITY,)))
        open_deed(deed := uuid4(), CITY)
        User.objects.create(id=account, home_agency_id=CITY, username="officer-a", name="执法员甲", password="!")
        append_deed(head(deed))
    tamper("update account set password = 'x'", table="account")
    assert found() == []
    tamper("update account set roles = '{head}'", table="account")
    assert found() == [("altered", "account", str(account), ("roles",))]


# Tables of a later version ----------------------------------------------------------------------------------------


def test_a_column_that_came_later_counts_with_its_default(person: UUID) -> None:
    as_owner(
        "alter table person add column rank text not null default '一级', add column seen_on date,"
        " add column tags text[] not null default '{}'"
    )
    assert found() == []


@pytest.mark.parametrize(
    ("column", "statement"),
    [
        ("rank", "update person set rank = '二级' where id = %s"),
        ("seen_on", "update person set seen_on = '2021-07-20' where id = %s"),
        ("tags", "update person set tags = '{x}' where id = %s"),
    ],
)
def test_a_column_that_came_later_and_was_filled_past_the_trail_is_named(
    person: UUID, column: str, statement: str
) -> None:
    as_owner(
        "alter table person add column rank text not null default '一级', add column seen_on date,"
        " add column tags text[] not null default '{}'"
    )
    tamper(statement, person)
    assert found() == [("altered", "person", str(person), (column,))]


def test_a_column_that_is_gone_counts_for_nothing(person: UUID) -> None:
    as_owner("alter table person drop column expertise")
    assert found() == []
    tamper("update person set name = '执法员丙' where id = %s", person)
    assert found() == [("altered", "person", str(person), ("name",))]


def test_a_column_of_a_wider_type_says_the_same(person: UUID) -> None:
    deed_on(person, left_on="2021-07-20")
    as_owner("alter table person alter column left_on type timestamp")
    assert found() == []


# The list of tables -----------------------------------------------------------------------------------------------


@pytest.fixture
def triggers(db: None) -> dict[str, tuple[str, ...]]:
    return arguments()


def arguments() -> dict[str, tuple[str, ...]]:
    """Of every table that notes its changes, the arguments of its trigger: key and masked column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, encode(tgargs, 'escape') from pg_trigger where tgname = 'trail_insert'"
        )
        return {table: tuple(given.split("\\000")[:-1]) for table, given in cursor.fetchall()}


def test_every_table_is_compared_or_has_a_reason_why_not() -> None:
    assert compared_tables().keys() | NOT_IN_TRAIL.keys() == MODELS.keys()
    assert all(NOT_IN_TRAIL.values())


def test_the_compared_tables_are_those_that_note_their_changes(triggers: dict[str, tuple[str, ...]]) -> None:
    masked = {table: (pk, MASKED[table]) if table in MASKED else (pk,) for table, pk in compared_tables().items()}
    assert triggers == masked


def test_an_older_change_whose_text_went_through_jsonb_says_the_same(person: UUID) -> None:
    made_before = "select trail_table('person', 'id', 'null')"  # as the triggers were made once
    names = ("trail_insert", "trail_update", "trail_delete", "forbid_truncate")
    as_owner(*(f"drop trigger {name} on person" for name in names), made_before)
    deed_on(person, name="执法员丁")
    with scoped([CITY]):
        texts = [text for (text,) in Change.objects.filter(row_pk=str(person)).order_by("nr").values_list("after")]
    assert [text.startswith('{"id":"') for text in texts] == [True, False]
    assert found() == []


def test_the_migration_makes_such_triggers_anew(transactional_db: None, triggers: dict[str, tuple[str, ...]]) -> None:
    names = ("trail_insert", "trail_update", "trail_delete", "forbid_truncate")
    as_owner(*(f"drop trigger {name} on person" for name in names), "select trail_table('person', 'id', 'null')")
    assert arguments()["person"] == ("id", "null")
    as_owner(import_module("duban.records.migrations.0010_text_of_changes").forward())
    assert arguments() == triggers


def test_nothing_stays_behind_in_the_session(person: UUID) -> None:
    verify_trail([CITY])
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('pg_temp.last_change'), to_regclass('pg_temp.anchor')")
        assert cursor.fetchone() == (None, None)
        cursor.execute("show transaction isolation level")
        assert cursor.fetchone() == ("read committed",)
