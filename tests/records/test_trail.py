"""The trail holds whatever is done to it: every tampering is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from duban.embedded import roles
from duban.records.models import Agency, Person
from duban.records.scope import Scope, enter, scoped
from duban.records.trail import DeedHead, append_deed, changed_rows, open_deed
from duban.records.verification import anchored_agencies, verify_trail

CITY = "210100"
AT = datetime(2021, 7, 20, 1, 0, tzinfo=UTC)


def head(deed: UUID) -> DeedHead:
    return DeedHead(deed, CITY, "add_person", date(2021, 7, 20), AT, uuid4(), "action", "0" * 64, "{}")


def add_person(name: str = "执法员甲") -> UUID:
    deed = uuid4()
    with transaction.atomic():
        enter(Scope((CITY,), (CITY,)))
        open_deed(deed, CITY)
        Person.objects.create(id=deed, home_agency_id=CITY, name=name, kind="officer")
        append_deed(head(deed))
    return deed


@pytest.fixture
def city(transactional_db: None) -> Iterator[None]:
    Path(settings.ANCHOR_FILE).unlink(missing_ok=True)
    deed = uuid4()
    with transaction.atomic():
        enter(Scope((CITY,), (CITY,)))
        open_deed(deed, CITY)
        Agency.objects.create(
            code=CITY, name="示例市应急管理局", kind="bureau", level="city", region="210100", enforcement_capacity="own"
        )
        append_deed(head(deed))
    yield
    Path(settings.ANCHOR_FILE).unlink(missing_ok=True)


def tamper(statement: str) -> None:
    """As owner of the tables, past every guard: what a person with the database in his hands could do."""
    address = settings.DATABASE_ADDRESSES.of(roles.OWNER)
    with psycopg.connect(address, dbname=connection.settings_dict["NAME"], autocommit=True) as owner:
        owner.execute("alter table opened_deed drop constraint opened_deed_appended")
        owner.execute("alter table deed disable trigger user")
        owner.execute("alter table change disable trigger user")
        owner.execute(statement)


def broken() -> list[tuple[int, str]]:
    return sorted((fault.seq, fault.why) for fault in verify_trail([CITY]).broken)


def test_an_untouched_trail_is_whole(city: None) -> None:
    add_person()
    verdict = verify_trail([CITY])
    assert (verdict.ok, verdict.deeds) == (True, 2)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("update deed set canonical = replace(canonical, '07-20', '07-21') where seq = 2", "mac"),
        ("update deed set \"on\" = '2021-07-01' where seq = 2", "columns"),
        ("update deed set channel = 'web' where seq = 2", "columns"),
        ("update deed set canonical = 'no json' where seq = 2", "mac"),
        ("update deed set mac = '示例' where seq = 2", "mac"),
        ("update change set home_agency = '210199' where relation = 'person'", "changes"),
        ("delete from deed where seq = 2", "missing"),
        ("update change set after = replace(after, '执法员', '执法官') where relation = 'person'", "changes"),
        ("delete from change where nr = (select max(nr) from change)", "changes"),
        ("insert into change (deed_id, home_agency, relation, row_pk) "
         "select id, home_agency, 'person', 'x' from deed where seq = 2", "changes"),
        ("update deed set seq = 9 where seq = 2; update deed set seq = 2 where seq = 3; "
         "update deed set seq = 3 where seq = 9", "columns"),
        ("delete from deed where seq = 3; update chain_head set seq = 2, mac = (select mac from deed where seq = 2)",
         "anchor"),
        ("delete from deed; delete from change; delete from chain_head", "anchor"),
        ("update chain_head set mac = 'x'", "head"),
        ("insert into change (deed_id, home_agency, relation, row_pk) "
         "values (gen_random_uuid(), '210100', 'person', 'x')", "stray"),
    ],
)  # fmt: skip
def test_tampering_is_found(city: None, statement: str, found: str) -> None:
    add_person("执法员甲")
    add_person("执法员乙")
    tamper(statement)
    assert found in {why for _, why in broken()}


def test_a_unit_that_was_deleted_with_its_chain_is_still_anchored(city: None) -> None:
    tamper("delete from deed; delete from change; delete from chain_head")
    assert anchored_agencies() == {CITY}


def test_a_line_torn_by_a_power_cut_raises_no_alarm(city: None) -> None:
    with Path(settings.ANCHOR_FILE).open("a", encoding="utf-8") as anchors:
        anchors.write("210100 2 ab")
    add_person()
    add_person()
    assert verify_trail([CITY]).ok


def test_a_commit_that_breaks_leaves_no_anchor(city: None) -> None:
    before = Path(settings.ANCHOR_FILE).read_text(encoding="utf-8")
    deed = uuid4()
    with pytest.raises(IntegrityError), scoped([CITY], [CITY]):
        open_deed(deed, CITY)
        Person.objects.create(home_agency_id=CITY, name="执法员甲", kind="officer", user_id=uuid4())  # no such account
        append_deed(head(deed))
    assert Path(settings.ANCHOR_FILE).read_text(encoding="utf-8") == before
    assert verify_trail([CITY]).ok
    add_person()
    assert verify_trail([CITY]).ok


def test_a_deed_rolled_back_to_a_savepoint_leaves_none_open(city: None) -> None:
    with pytest.raises(DatabaseError, match=r"no open deed"), transaction.atomic():
        with pytest.raises(IntegrityError), scoped([CITY], [CITY]):
            open_deed(uuid4(), CITY)
            raise IntegrityError
        enter(Scope((CITY,), (CITY,)))
        Person.objects.create(home_agency_id=CITY, name="执法员甲", kind="officer")


def test_behind_a_deed_in_the_same_transaction_nothing_more_is_written(city: None) -> None:
    deed = uuid4()
    with pytest.raises(IntegrityError, match="已经登记"), transaction.atomic():
        with scoped([CITY], [CITY]):
            open_deed(deed, CITY)
            append_deed(head(deed))
        Person.objects.create(home_agency_id=CITY, name="执法员甲", kind="officer")


@pytest.mark.parametrize(
    "statement",
    [
        "insert into person (id, home_agency, name, kind) values (gen_random_uuid(), '210100', '示例', 'officer')",
        "update person set name = '示例'",
        "delete from person",
    ],
)
def test_no_write_without_a_deed(city: None, statement: str) -> None:
    add_person()
    with (
        pytest.raises(DatabaseError, match=r"no open deed"),
        scoped([CITY], [CITY]),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_copy_cannot_pass_by_row_security_and_trail(city: None) -> None:
    with (
        pytest.raises(psycopg.errors.FeatureNotSupported, match="row-level security"),
        scoped([CITY], [CITY]),
        connection.cursor() as cursor,
        cursor.copy("copy person (id, home_agency, name, kind) from stdin") as copy,
    ):
        copy.write_row((uuid4(), CITY, "执法员甲", "officer"))


def test_a_deed_opened_and_never_appended_cannot_commit(city: None) -> None:
    with pytest.raises(IntegrityError, match="opened_deed_appended"), scoped([CITY], [CITY]):
        open_deed(uuid4(), CITY)
        Person.objects.create(home_agency_id=CITY, name="执法员甲", kind="officer")


@pytest.mark.parametrize("statement", ["update deed set name = 'x'", "delete from change", "truncate person"])
def test_the_application_cannot_rewrite_history(city: None, statement: str) -> None:
    add_person()
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_changes_name_the_rows_touched(city: None) -> None:
    deed = uuid4()
    with scoped([CITY], [CITY]):
        open_deed(deed, CITY)
        person = Person.objects.create(home_agency_id=CITY, name="执法员甲", kind="officer")
        assert changed_rows(deed, "id") == [str(person.id)]
        append_deed(head(deed))
