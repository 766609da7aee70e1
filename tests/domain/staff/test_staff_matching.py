"""人员比对: new, changed, unchanged, returned: whom a row means and what it changes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from duban.domain.messages import Message
from duban.domain.staff.matching import Held, Planned, Someone, StaffPlan, plan_rows
from duban.domain.staff.rows import CertificateCells, Column, Header, Returned, StaffRow
from duban.domain.wordlists import PersonKind, RowVerdict

UNIT = "210106"
HEADER = Header(1, {column: at for at, column in enumerate(Column)}, ())
OLD = Held(UUID(int=9), "示例-1", date(2020, 1, 1), date(2024, 12, 31))
NEW_DAYS = (date(2021, 7, 5), date(2026, 7, 4))


def someone(number: int = 1, *certificates: Held, **more: Any) -> Someone:
    values: dict[str, Any] = {
        "unit": UNIT,
        "name": "示例甲",
        "kind": PersonKind.OFFICER,
        "expertise": ("冶金",),
        **more,
    }
    return Someone(UUID(int=number), 0, certificates={one.number: one for one in certificates}, **values)


def row(number: int = 2, *certificate: Any, **more: Any) -> StaffRow:
    values: dict[str, Any] = {"unit": UNIT, "name": "示例甲", "kind": PersonKind.OFFICER, "expertise": (), **more}
    cells = CertificateCells(*[*certificate, None, None][:3]) if certificate else None
    return StaffRow(number, certificate=cells, **values)


def planned(*rows: StaffRow, known: tuple[Someone, ...] = (), elsewhere: tuple[str, ...] = ()) -> StaffPlan:
    return plan_rows(rows, [], HEADER, known, elsewhere)


def only(plan: StaffPlan) -> Planned:
    assert plan.returned == []
    return plan.planned[-1]


def test_whom_nobody_knows_is_new_with_the_certificate() -> None:
    one = only(planned(row(2, "示例-2", *NEW_DAYS, expertise=("电气",))))
    assert (one.verdict, one.someone.id, one.someone.row, one.expertise) == (RowVerdict.NEW, None, 2, ("电气",))
    assert one.certificate == Held(None, "示例-2", *NEW_DAYS)


def test_the_same_again_changes_nothing() -> None:
    line = row(2, "示例-1", OLD.valid_from, OLD.valid_to, expertise=("冶金",))
    one = only(planned(line, known=(someone(1, OLD),)))
    assert (one.verdict, one.certificate, one.expertise) == (RowVerdict.UNCHANGED, None, None)


@pytest.mark.parametrize("certificate", [(), ("示例-1",), ("示例-1", None, OLD.valid_to)])
def test_blanks_change_nothing(certificate: tuple[Any, ...]) -> None:
    assert only(planned(row(2, *certificate), known=(someone(1, OLD),))).verdict is RowVerdict.UNCHANGED


def test_other_days_of_a_certificate_change_it_and_keep_the_day_that_is_left_out() -> None:
    one = only(planned(row(2, "示例-1", None, date(2026, 7, 4)), known=(someone(1, OLD),)))
    assert (one.verdict, one.before) == (RowVerdict.CHANGED, OLD)
    assert one.certificate == Held(OLD.id, "示例-1", OLD.valid_from, date(2026, 7, 4))


def test_a_new_certificate_of_the_only_one_of_the_name_is_added_to_him() -> None:
    one = only(planned(row(2, "示例-2", *NEW_DAYS), known=(someone(1, OLD),)))
    assert (one.verdict, one.someone.id, one.before) == (RowVerdict.CHANGED, UUID(int=1), None)


def test_other_expertise_replaces_what_there_was() -> None:
    one = only(planned(row(2, expertise=("电气",)), known=(someone(),)))
    assert (one.verdict, one.expertise, one.expertise_before) == (RowVerdict.CHANGED, ("电气",), ("冶金",))


def test_two_of_one_name_are_told_apart_by_the_certificate() -> None:
    other = Held(UUID(int=8), "示例-8", OLD.valid_from, OLD.valid_to)
    one = only(planned(row(2, "示例-8", expertise=("电气",)), known=(someone(1, OLD), someone(2, other))))
    assert one.someone.id == UUID(int=2)


def test_who_is_there_is_meant_rather_than_who_left() -> None:
    one = only(planned(row(2, expertise=("电气",)), known=(someone(1, left=True), someone(2))))
    assert one.someone.id == UUID(int=2)


def test_the_same_name_in_another_unit_is_another_person() -> None:
    assert only(planned(row(2), known=(someone(1, unit="210112"),))).verdict is RowVerdict.NEW


def test_later_rows_see_what_earlier_ones_do() -> None:
    plan = planned(
        row(2, "示例-2", *NEW_DAYS), row(3, "示例-3", *NEW_DAYS, expertise=("电气",)), row(4, "示例-2", *NEW_DAYS)
    )
    assert [one.verdict for one in plan.planned] == [RowVerdict.NEW, RowVerdict.CHANGED, RowVerdict.UNCHANGED]
    assert {(one.someone.id, one.someone.row) for one in plan.planned} == {(None, 2)}
    assert plan.planned[0].someone.expertise == ("电气",)
    assert [len(plan.rows(verdict)) for verdict in RowVerdict] == [1, 1, 1, 0, 0]


OTHER = someone(2, Held(UUID(int=8), "示例-8", OLD.valid_from, OLD.valid_to), name="示例乙")


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (row(2, "示例-8"), Column.NUMBER, "执法证号“示例-8”登记在“示例乙”名下"),
        (row(2, "示例-7", *NEW_DAYS), Column.NUMBER, "执法证号“示例-7”由其他单位登记"),
        (row(2, "示例-9"), Column.VALID_FROM, "新证件须有有效期起止日期"),
        (row(2, "示例-9", NEW_DAYS[0]), Column.VALID_FROM, "新证件须有有效期起止日期"),
        (row(2, "示例-1", date(2025, 1, 1)), Column.VALID_TO, "有效期止日早于起日"),
        (row(2, kind=PersonKind.EXPERT), Column.KIND, "“示例甲”登记的人员类别是执法人员，导入不改类别"),
        (row(2, name="示例丁"), Column.NAME, "“示例丁”已登记离岗"),
        (row(2, name="示例戊"), Column.NAME, "该单位有 2 名“示例戊”，凭证号也认不出是哪一名"),
        (row(2, "示例-9", *NEW_DAYS, name="示例己", kind=PersonKind.EXPERT), Column.NUMBER, "专家不持执法证件。"),
    ],
)
def test_a_row_is_returned_in_words(line: StaffRow, column: Column, reason: str) -> None:
    twins = (someone(4, name="示例戊"), someone(5, name="示例戊"))
    known = (someone(1, OLD), OTHER, someone(3, name="示例丁", left=True), *twins)
    plan = planned(line, known=known, elsewhere=("示例-7",))
    assert plan.planned == []
    assert [(one.column, str(one.reason)) for one in plan.returned] == [(HEADER.columns[column], reason)]


def test_rows_that_were_returned_before_stay_returned_and_count_once() -> None:
    before = [Returned(3, None, Message("a", "甲")), Returned(3, 1, Message("b", "乙"))]
    plan = plan_rows([row(2)], before, HEADER, [], ())
    assert (plan.returned_rows, len(plan.planned)) == ([3], 1)
