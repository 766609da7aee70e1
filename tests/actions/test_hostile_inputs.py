"""Hostile inputs 恶意填报: whatever a field is filled with, a deed is done or refused in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, transaction
from tests.actions.samples import Sample, all_samples
from tests.actions.world import TIEXI, do, refused, stored

from duban.actions.database_refusals import refusal_from
from duban.domain.messages import Refusal
from duban.records.models import Person

pytestmark = pytest.mark.usefixtures("world")

SAMPLES = all_samples()
TEXTS = (
    "{0.__class__}", "{faults}", "%s %(x)s {", "'; drop table person; --", "<script>alert(1)</script>", "=HYPERLINK(1)",
    "\x00", "\ud800", "\u202e", "示" * 100_000, "   ",
)  # fmt: skip
NUMBERS = (-1, 0, 2**31, 2**63, 10**30, float("nan"), float("inf"), 1e308, True)
DAYS = (date.min, date.max, date(1900, 1, 1), date(2100, 2, 28))
MOMENTS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
DEEP: list[Any] = []
for _ in range(900):
    DEEP = [DEEP]
SHAPES: tuple[object, ...] = (None, [], {"a": DEEP}, b"\xff")


def instead_of(value: object) -> tuple[object, ...]:
    """What an attacker puts in the place of a valid value."""
    if isinstance(value, UUID):
        return ("not-an-id", UUID(int=0), UUID(int=2**128 - 1), "\x00")
    if isinstance(value, datetime):
        return MOMENTS
    if isinstance(value, date):
        return DAYS
    if isinstance(value, bool):
        return ("maybe", 2)
    if isinstance(value, int | float):
        return NUMBERS
    return TEXTS if isinstance(value, str) else ()


def changed(value: object) -> Iterator[object]:
    """Every value with one leaf replaced, and its whole replaced by another shape."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from ({**value, key: other} for other in changed(inner))
        yield {**value, "{0.__class__}": 1}
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in changed(inner))
        yield [*value, *value]
    else:
        yield from instead_of(value)
    yield from SHAPES


def attempt(name: str, sample: Sample, inputs: Mapping[str, Any], **more: Any) -> str:
    """What became of it; whatever is neither done nor refused fails the test that asks."""
    with transaction.atomic():
        try:
            do(name, by=sample.by, on=more.get("on", sample.on), at=more.get("at"), **inputs)
        except Refusal as refusal:
            str(refusal).encode("utf-8")  # a terminal can show it
            return refusal.rule
        finally:
            transaction.set_rollback(True)
    return "done"


MALFUNCTIONS = (DatabaseError, ValueError, TypeError, ArithmeticError, RecursionError, LookupError, AttributeError)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_whatever_stands_in_a_field_is_done_or_refused(name: str) -> None:
    sample = SAMPLES[name]()
    broken = []
    for field in sample.inputs.keys() - {"id"}:  # the deed's own id is judged by the door
        for other in changed(sample.inputs[field]):
            try:
                attempt(name, sample, {**sample.inputs, field: other})
            except MALFUNCTIONS as error:
                broken.append((field, type(error).__name__, str(error)[:200]))
    assert broken == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_deed_of_a_day_without_law_or_calendar_is_refused_or_done(name: str) -> None:
    sample, at = SAMPLES[name](), datetime(2021, 7, 20, 4, tzinfo=UTC)
    days = (date.min, date(2019, 12, 31), date.max)
    became = {day: attempt(name, sample, sample.inputs, on=day, at=at) for day in days}
    assert [day for day in days if became[day] == "future-day"] == [date.max]


@pytest.mark.parametrize("text", ["\x00", "a\x1b[2Jb", "\ud800", "\uffff", "a\x85b", "\u202e示例"])
def test_what_cannot_be_stored_is_refused_by_name_and_not_repeated(text: str) -> None:
    refusal = refused("add_person", by=f"system_admin-{TIEXI}", name=text, kind="officer")
    assert str(refusal) == "填报内容有误：name：含有不能保存的控制字符，请删除后重填"


def test_deep_lists_are_refused() -> None:
    refusal = refused("add_person", by=f"system_admin-{TIEXI}", name=DEEP, kind="officer")
    assert str(refusal) == "填报内容有误：name" + ".0" * 20 + "：列表套得太深"


def test_what_a_user_writes_is_never_the_pattern_of_a_sentence() -> None:
    text = "{0.__class__}{faults}%s%(x)s{"
    refusal = refused("add_person", by=f"system_admin-{TIEXI}", name="示例", kind=text)
    assert f"kind「{text}」" in str(refusal)
    person = do("add_person", by=f"system_admin-{TIEXI}", name=text, kind="officer")
    assert stored(Person, person).name == text


def crossed(error: Exception) -> DatabaseError:
    fault = DatabaseError("two deeds")
    fault.__cause__ = error
    return fault


def test_what_no_column_can_hold_is_refused_with_the_databases_own_words() -> None:
    error = psycopg.errors.NumericValueOutOfRange("bigint out of range\nLINE 1: INSERT …")
    refusal = refusal_from(crossed(error))
    assert (refusal.rule, str(refusal)) == (
        "input.unfit",
        "填报内容无法存入数据库：bigint out of range。请删去不可见的控制字符，核对过大的数字和日期。",
    )


@pytest.mark.parametrize("error", [psycopg.errors.DeadlockDetected(), psycopg.errors.SerializationFailure()])
def test_two_deeds_that_cross_are_told_to_come_again(error: Exception) -> None:
    assert str(refusal_from(crossed(error))).endswith("本项什么也没有改动。请再办理一次。")
