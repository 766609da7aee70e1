"""Elimination items on the days before and after the switch of catalogues."""

from __future__ import annotations

from datetime import date

import pytest

from duban.domain.code_lists import CodeList, Item, Section
from duban.domain.exit_grounds import ExitGrounds
from duban.domain.messages import Refusal


def _catalogue(catalogue_id: str, first_on: date, last_on: date | None) -> CodeList:
    steel = Section("GT", "钢铁", ("31",), 1, False, (Item(f"{catalogue_id}-GT-1", "小高炉", False),))
    cement = Section("SN", "水泥", ("3011",), 1, False, (Item(f"{catalogue_id}-SN-1", "机立窑", False),))
    number = f"{catalogue_id}号"
    return CodeList(
        catalogue_id, f"{catalogue_id}目录", number, first_on, last_on, True, True, "示例来源", (steel, cement)
    )


GROUNDS = ExitGrounds(
    {}, {}, (_catalogue("A", date(2020, 1, 1), date(2024, 1, 31)), _catalogue("B", date(2024, 2, 1), None))
)


@pytest.mark.parametrize(
    ("day", "codes", "items"),
    [
        (date(2019, 12, 31), None, []),
        (date(2020, 1, 1), None, ["A-GT-1", "A-SN-1"]),
        (date(2024, 1, 31), ("3120",), ["A-GT-1"]),
        (date(2024, 2, 1), ("3120",), ["B-GT-1"]),
        (date(2024, 2, 1), ("3011",), ["B-SN-1"]),
        (date(2024, 2, 1), ("3041",), []),
    ],
)
def test_items_in_force(day: date, codes: tuple[str, ...] | None, items: list[str]) -> None:
    assert [item.code for item in GROUNDS.items(day, codes)] == items


def test_an_item_of_the_day_is_found() -> None:
    assert GROUNDS.require_item("A-GT-1", date(2021, 7, 20)).text == "小高炉"


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("A-GT-1", date(2024, 2, 1)),
        ("B-GT-1", date(2024, 1, 31)),
        ("A-GT-1", date(2019, 12, 31)),
        ("A-GT-7", date(2021, 7, 20)),
    ],
)
def test_an_item_that_the_catalogue_of_the_day_lacks_is_refused(code: str, day: date) -> None:
    with pytest.raises(Refusal) as caught:
        GROUNDS.require_item(code, day)
    assert caught.value.rule == "exit.item_not_in_force"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 2, 1), "2024-02-01施行的B目录中没有已录入的淘汰类条目“A-GT-1”。（B号）"),
        (date(2019, 12, 31), "2019-12-31施行的（当日没有已录入的目录）中没有已录入的淘汰类条目“A-GT-1”。"),
    ],
)
def test_the_refusal_names_the_catalogue_of_the_day(day: date, sentence: str) -> None:
    with pytest.raises(Refusal) as caught:
        GROUNDS.require_item("A-GT-1", day)
    assert str(caught.value).startswith(sentence)
