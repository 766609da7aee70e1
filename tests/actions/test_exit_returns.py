"""年末产能退出报送: only what is out may be reported, and then nothing is left to do of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.actions.later_steps import acts, answered, closed, projection_is_exact
from tests.actions.steps import CASE, OFFICER, SITE, day
from tests.actions.world import TIEXI, do, refused, stored

from duban.domain.rules.exit_returns import exit_return_refusal
from duban.records.models import ExitReturn

pytestmark = pytest.mark.usefixtures("world")

CLERK = f"clerk-{TIEXI}"
DEPARTMENT = "示例市工业和信息化局"


def report(on: str, **more: Any) -> UUID:
    return do("record_exit_return", by=OFFICER, on=day(on), **CASE, department=DEPARTMENT, **more)


def test_a_reported_closure_needs_no_further_return() -> None:
    closed()
    assert "file_year_end_return" in acts(day("11-06"))
    row = stored(ExitReturn, report("11-06"))
    assert (row.returned_on, row.department, row.capacity_item_id) == (day("11-06"), DEPARTMENT, None)
    assert "file_year_end_return" not in acts(day("11-06"))
    assert projection_is_exact()


def test_an_item_that_is_out_may_be_reported() -> None:
    item = do("add_capacity_item", by=CLERK, **CASE, site=SITE, kind="furnace")
    do("record_capacity_exit", by=CLERK, on=day("09-01"), item=item, manner="main_dismantled", reason="safety")
    assert stored(ExitReturn, report("09-02", capacity_item=item)).capacity_item_id == item


def test_before_the_closure_is_carried_out_it_is_refused() -> None:
    answered()
    refusal = refused("record_exit_return", by=OFFICER, on=day("10-21"), **CASE, department=DEPARTMENT)
    assert refusal.rule == "exit_return.not_out"


@pytest.mark.parametrize(
    ("exited_on", "on", "rule"),
    [
        (None, date(2021, 12, 31), "exit_return.not_out"),
        (date(2021, 11, 2), date(2021, 11, 1), "exit_return.too_early"),
        (date(2021, 11, 2), date(2021, 11, 2), None),
    ],
)
def test_the_guard(exited_on: date | None, on: date, rule: str | None) -> None:
    refusal = exit_return_refusal(exited_on, on)
    assert (refusal and refusal.rule) == rule
