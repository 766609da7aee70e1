"""The frame around every deed: context, channel, doing it twice, and what the database refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from tests.actions.world import BUREAUS, CITY, DAY, HUNNAN, TIEXI, actor, an_id, do, noon, refused, rows, stored

from duban.actions.database_refusals import refusal_from
from duban.actions.deeds import Channel, done_already, through
from duban.actions.register import all_kinds
from duban.records.models import Change, Deed, Enterprise, Person, User
from duban.records.scope import scoped
from duban.specs.digest import specs_digest

pytestmark = pytest.mark.usefixtures("world")

SYSTEM = f"system_admin-{TIEXI}"
PERSON = {"name": "示例执法员丁", "kind": "officer"}


def test_a_deed_says_who_did_what_when_through_which_door() -> None:
    deed = uuid4()
    with through(Channel.WEB):
        do("add_person", by=SYSTEM, id=deed, **PERSON)
    found = stored(Deed, deed)
    assert (found.home_agency, found.name, found.on, found.at, found.by_id, found.channel) == (
        TIEXI, "add_person", DAY, noon(DAY), an_id(SYSTEM), "web",
    )  # fmt: skip
    said = json.loads(found.canonical)
    assert json.loads(said["inputs"]) == PERSON
    assert (said["specs"], said["changes"]) == (specs_digest(), 1)
    assert rows(Change).get(deed_id=deed).row_pk == str(deed)


def test_outside_of_a_door_a_deed_is_an_action() -> None:
    assert stored(Deed, do("add_person", by=SYSTEM, **PERSON)).channel == "action"


def test_a_deed_is_recognised_when_it_comes_again() -> None:
    deed = uuid4()
    assert not done_already(deed, actor(SYSTEM))
    do("add_person", by=SYSTEM, id=deed, **PERSON)
    assert done_already(deed, actor(SYSTEM))
    assert done_already(deed, actor(f"clerk-{CITY}"))
    assert not done_already(deed, actor(f"clerk-{HUNNAN}"))


def test_a_deed_takes_keywords_and_the_whole_context() -> None:
    perform = all_kinds()["add_person"].perform
    with pytest.raises(TypeError, match="keywords only"):
        perform("示例")
    with pytest.raises(TypeError, match="add_person needs on, at"):
        perform(by=actor(SYSTEM), id=uuid4(), **PERSON)


def test_no_deed_is_of_tomorrow() -> None:
    refusal = refused("add_person", by=SYSTEM, on=DAY + timedelta(days=1), at=noon(DAY), **PERSON)
    assert str(refusal) == "办理日期 2021-07-21 晚于今天 2021-07-20。请填写不晚于今天的日期。"


def test_all_faults_of_the_inputs_are_told_at_once() -> None:
    refusal = refused("add_person", by=SYSTEM, kind="robot", colour="red")
    assert [
        word in str(refusal)
        for word in ("name：必填", "kind「robot」", "colour「red」：没有这个栏目，可填：name、kind")
    ] == [True] * 3


def test_a_long_value_is_told_in_short() -> None:
    assert "…」：文字过长" in str(refused("add_person", by=SYSTEM, **{**PERSON, "name": "示例" * 200}))


def cause(write: Callable[[], object]) -> DatabaseError:
    """What the database says to a write in the scope of a district."""
    with scoped(BUREAUS, (TIEXI,)), pytest.raises(DatabaseError) as caught, transaction.atomic():
        write()
    return caught.value


def test_a_wall_of_row_security_is_a_refusal_in_words() -> None:
    error = cause(lambda: Person.objects.create(home_agency_id=HUNNAN, name="示例", kind="officer"))
    assert str(refusal_from(error)) == "这些记录不在您可以办理的单位范围内"


def test_a_guard_of_the_database_is_told_in_its_own_words() -> None:
    error = cause(lambda: Person.objects.filter(home_agency=TIEXI).update(home_agency=HUNNAN))
    assert str(refusal_from(error)) == "数据库守护规则拒绝：home_agency of person is immutable"


def test_an_id_that_is_taken_is_told_in_words() -> None:
    taken = rows(Person).first()
    error = cause(lambda: Person.objects.create(id=taken.pk, home_agency_id=TIEXI, name="示例", kind="officer"))
    assert str(refusal_from(error)).startswith("同一个编号用了两次，或者已被另一条记录使用。请为每条新记录另取一个编号")


def test_a_constraint_without_a_sentence_is_named() -> None:
    error = cause(lambda: User.objects.filter(pk=an_id(f"officer-{TIEXI}")).update(username=f"clerk-{TIEXI}"))
    assert str(refusal_from(error)).startswith("数据库约束 account_username")


def test_any_other_fault_is_not_a_refusal() -> None:
    error = cause(lambda: connection.cursor().execute("select no_such_column"))
    with pytest.raises(DatabaseError):
        refusal_from(error)


def test_rows_of_others_are_not_there() -> None:
    with scoped((TIEXI,)):
        assert not Enterprise.objects.filter(pk=an_id("plant-210112")).exists()
        assert not Person.objects.filter(home_agency=HUNNAN).exists()
