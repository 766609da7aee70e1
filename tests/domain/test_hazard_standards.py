"""Determination standards on the days before and after each switch."""

from __future__ import annotations

from datetime import date

import pytest

from duban.domain.code_lists import CodeList, Item, Section, matches_code
from duban.domain.hazard_standards import OTHER_ITEM, Determination, HazardStandards, Sector
from duban.domain.messages import Refusal


def _sector(sector_id: str, *codes: str, trade: bool = True, excluded: tuple[str, ...] = ()) -> Sector:
    return Sector(sector_id, sector_id, trade, codes, excluded, "示例来源", True)


def _list(list_id: str, first_on: date, last_on: date | None, *sections: Section) -> CodeList:
    return CodeList(list_id, f"{list_id}标准", f"{list_id}号", first_on, last_on, True, True, "示例来源", sections)


def _section(
    section_id: str, scope: str, *codes: str, expected: int | None = None, open_ended: bool = False
) -> Section:
    items = tuple(Item(code, code, True) for code in codes)
    return Section(section_id, section_id, (scope,), len(items) if expected is None else expected, open_ended, items)


OLD = _list(
    "OLD",
    date(2017, 11, 30),
    date(2023, 5, 14),
    _section("YJ", "metallurgy", "OLD-YJ-1", "OLD-YJ-2"),
    _section("FC", "trades", "OLD-FC-1"),
)
NEW = _list(
    "NEW", date(2023, 5, 15), None, _section("4", "metallurgy", "NEW-4-1"), _section("11", "trades", expected=10)
)
MINES = _list("MINES", date(2017, 9, 1), date(2022, 8, 31), _section("LT", "mine", "MINES-LT-1", open_ended=True))
STANDARDS = HazardStandards(
    (
        _sector("metallurgy", "31"),
        _sector("building_materials", "30", excluded=("305",)),
        _sector("mine", "1013", trade=False),
    ),
    (MINES, OLD, NEW),
)


@pytest.mark.parametrize(
    ("day", "lists"),
    [
        (date(2017, 8, 31), []),
        (date(2017, 9, 1), ["MINES"]),
        (date(2017, 11, 29), ["MINES"]),
        (date(2017, 11, 30), ["MINES", "OLD"]),
        (date(2022, 8, 31), ["MINES", "OLD"]),
        (date(2022, 9, 1), ["OLD"]),
        (date(2023, 5, 14), ["OLD"]),
        (date(2023, 5, 15), ["NEW"]),
    ],
)
def test_first_and_last_day_belong_to_a_list(day: date, lists: list[str]) -> None:
    assert [standard.id for standard in STANDARDS.in_force(day)] == lists


@pytest.mark.parametrize(
    ("codes", "items"),
    [
        (None, ["MINES-LT-1", "OLD-YJ-1", "OLD-YJ-2", "OLD-FC-1"]),
        (("3120",), ["OLD-YJ-1", "OLD-YJ-2", "OLD-FC-1"]),
        (("3089",), ["OLD-FC-1"]),  # building materials have no section here, dust concerns every trade
        (("3089", "1013"), ["MINES-LT-1", "OLD-FC-1"]),
        (("1013",), ["MINES-LT-1"]),
        (("3051",), []),
        ((), []),
    ],
)
def test_codes_narrow_the_choice(codes: tuple[str, ...] | None, items: list[str]) -> None:
    assert [item.code for item in STANDARDS.items(date(2021, 7, 20), codes)] == items


@pytest.mark.parametrize(
    ("code", "prefixes", "excluded", "matches"),
    [
        ("3011", ("30",), ("305",), True),
        ("3051", ("30",), ("305",), False),
        ("3120", ("30",), (), False),
        ("3120", (), (), False),
    ],
)
def test_a_code_matches_by_its_beginning(
    code: str, prefixes: tuple[str, ...], excluded: tuple[str, ...], matches: bool
) -> None:
    assert matches_code(code, prefixes, excluded) is matches


@pytest.mark.parametrize(
    ("standard", "missing", "open_ended", "complete"),
    [(OLD, 0, False, True), (NEW, 10, False, False), (MINES, 0, True, False)],
)
def test_an_incomplete_list_says_what_is_missing(
    standard: CodeList, missing: int, open_ended: bool, complete: bool
) -> None:
    assert (standard.missing, standard.open_ended, standard.complete) == (missing, open_ended, complete)


@pytest.mark.parametrize(
    ("code", "day", "opinion", "stored"),
    [
        ("OLD-YJ-1", date(2021, 7, 20), "", Determination("OLD-YJ-1", "OLD")),
        ("OLD-YJ-1", date(2023, 5, 14), "", Determination("OLD-YJ-1", "OLD")),
        ("NEW-4-1", date(2023, 5, 15), "", Determination("NEW-4-1", "NEW")),
        ("OLD-YJ-2", date(2021, 7, 20), "opinion-1", Determination("OLD-YJ-2", "OLD", "opinion-1")),
        (OTHER_ITEM, date(2021, 7, 20), "opinion-1", Determination(OTHER_ITEM, "", "opinion-1")),
    ],
)
def test_a_finding_stores_item_and_version(code: str, day: date, opinion: str, stored: Determination) -> None:
    assert STANDARDS.determine(code, day, opinion) == stored


@pytest.mark.parametrize(
    ("code", "day", "rule"),
    [
        ("OLD-YJ-1", date(2023, 5, 15), "hazard.item_not_in_force"),
        ("OLD-YJ-1", date(2017, 11, 29), "hazard.item_not_in_force"),
        ("NEW-4-1", date(2023, 5, 14), "hazard.item_not_in_force"),
        ("MINES-LT-1", date(2022, 9, 1), "hazard.item_not_in_force"),
        ("OLD-YJ-9", date(2021, 7, 20), "hazard.unknown_item"),
        ("", date(2021, 7, 20), "hazard.unknown_item"),
        (OTHER_ITEM, date(2021, 7, 20), "hazard.other_needs_opinion"),
    ],
)
def test_an_item_that_cannot_carry_the_finding_is_refused(code: str, day: date, rule: str) -> None:
    with pytest.raises(Refusal) as caught:
        STANDARDS.determine(code, day)
    assert caught.value.rule == rule
    assert caught.value.remedy is not None


def test_the_refusal_names_the_standard_its_days_and_the_one_to_use() -> None:
    with pytest.raises(Refusal) as caught:
        STANDARDS.determine("OLD-YJ-1", date(2023, 5, 15))
    assert str(caught.value) == (
        "2023-05-15发现的隐患不能按《OLD标准》条目OLD-YJ-1判定：该标准自2017-11-30起至2023-05-14止施行。"
        "（OLD号）请改用当日施行的标准：NEW标准。"
    )


def test_where_no_standard_is_in_force_an_expert_opinion_is_asked_for() -> None:
    with pytest.raises(Refusal) as caught:
        STANDARDS.determine("NEW-4-1", date(2017, 1, 1))
    assert "该标准自2023-05-15起施行" in str(caught.value)
    assert str(caught.value.remedy) == "请改用当日施行的标准：（无，请附专家意见）。"
