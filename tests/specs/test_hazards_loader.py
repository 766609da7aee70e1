"""The determination standards as loaded, and what their loader refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from duban.specs.hazards_loader import load_hazard_standards
from duban.specs.reading import SpecErrors

STANDARDS = load_hazard_standards()
LISTS = {standard.id: standard for standard in STANDARDS.lists}


@pytest.mark.parametrize(
    ("standard", "first_on", "last_on", "counts", "complete"),
    [
        ("GM2017", date(2017, 11, 30), date(2023, 5, 14), (31, 28, False), False),
        ("GM2023", date(2023, 5, 15), None, (20, 15, True), False),
        ("HG2017", date(2017, 11, 13), None, (20, 0, False), True),
        ("KS2017", date(2017, 9, 1), date(2022, 8, 31), (10, 0, True), False),
        ("KS2022", date(2022, 9, 1), None, (9, 1, True), False),
    ],
)
def test_each_standard_says_its_days_and_what_is_missing(
    standard: str, first_on: date, last_on: date | None, counts: tuple[int, int, bool], complete: bool
) -> None:
    read = LISTS[standard]
    items = sum(len(section.items) for section in read.sections)
    assert (read.first_on, read.last_on) == (first_on, last_on)
    assert (items, read.missing, read.open_ended) == counts  # items, known to be missing, perhaps more
    assert read.complete is complete


def test_no_other_standard_is_loaded() -> None:
    assert set(LISTS) == {"GM2017", "GM2023", "HG2017", "KS2017", "KS2022"}


def test_the_sections_of_gm2017_add_up_to_59() -> None:
    assert {section.id: section.expected for section in LISTS["GM2017"].sections} == {
        "FC": 10, "YA": 2, "YX": 2, "YJ": 11, "JC": 6, "YS": 10, "JX": 7, "QG": 6, "FZ": 2, "YC": 2, "SM": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("codes", "day", "lists"),
    [
        (("3120",), date(2021, 7, 20), {"GM2017"}),
        (("3120",), date(2023, 5, 14), {"GM2017"}),
        (("3120",), date(2023, 5, 15), {"GM2023"}),
        (("3011", "1011"), date(2021, 7, 20), {"GM2017", "KS2017"}),
        (("3089", "1013"), date(2022, 8, 31), {"GM2017", "KS2017"}),
        (("3089", "1013"), date(2022, 9, 1), {"GM2017", "KS2022"}),
        (("2511",), date(2021, 7, 20), {"HG2017"}),
        (("3041",), date(2023, 5, 15), {"GM2023"}),
    ],
)
def test_items_of_an_industry_come_from_the_lists_of_the_day(
    codes: tuple[str, ...], day: date, lists: set[str]
) -> None:
    assert {item.code.split("-")[0] for item in STANDARDS.items(day, codes)} == lists


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("3110", "metallurgy"),
        ("3217", "nonferrous"),
        ("3011", "building_materials"),
        ("3041", "building_materials"),
        ("3089", "building_materials"),
        ("3051", "light_industry"),
        ("2511", "chemical"),
        ("1013", "mine"),
    ],
)
def test_a_code_hints_to_one_sector(code: str, sector: str) -> None:
    assert [found.id for found in STANDARDS.sectors_of([code])] == [sector]


@pytest.mark.parametrize("code", ["3073", "3076", "2521", "0610"])
def test_a_code_of_another_sector_hints_to_none(code: str) -> None:
    assert STANDARDS.sectors_of([code]) == ()


@pytest.mark.parametrize(
    ("code", "verified"),
    [
        ("GM2017-YJ-1", True),
        ("GM2023-4-4", True),
        ("GM2023-4-5", False),
        ("GM2023-14-1", False),
        ("HG2017-20", True),
        ("KS2017-LT-1", False),
        ("KS2022-LT-10", True),
    ],
)
def test_what_was_not_read_in_the_official_text_says_so(code: str, verified: bool) -> None:
    found = STANDARDS.find(code)
    assert found is not None
    assert found[1].verified is verified


def test_days_from_memory_are_unverified() -> None:
    assert {one.id for one in STANDARDS.lists if not one.dates_verified} == {"GM2017", "HG2017", "KS2017"}


SECTORS = """\
sectors:
  - id: metallurgy
    title: 冶金
    trade: true
    codes: ["31"]
    source: 示例来源
    verified: true
"""
OLD = """\
id: OLD
title: 示例标准（旧）
number: 示例〔2017〕1号
from: 2017-11-30
from_verified: true
to: 2023-05-14
source: 示例来源
complete: true
sections:
  - id: YJ
    title: 冶金
    sectors: [metallurgy]
    total: 1
    items:
      - {code: OLD-YJ-1, text: 示例条目, verified: true}
"""
NEW = OLD.replace("OLD", "NEW").replace("from: 2017-11-30", "supersedes: OLD\nfrom: 2023-05-15").replace(
    "to: 2023-05-14\n", ""
)  # fmt: skip


def _folder(tmp_path: Path, old: str = OLD, new: str = NEW, sectors: str = SECTORS) -> Path:
    for name, text in (("sectors.yaml", sectors), ("old.yaml", old), ("new.yaml", new)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _refused(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(SpecErrors) as caught:
        load_hazard_standards(folder)
    return [(Path(error.file).name, error.line, error.message.code) for error in caught.value.errors]


def test_a_sound_folder_loads_oldest_first(tmp_path: Path) -> None:
    assert [standard.id for standard in load_hazard_standards(_folder(tmp_path)).lists] == ["OLD", "NEW"]


@pytest.mark.parametrize(
    ("wrong", "right", "line", "code"),
    [
        ("totl: 1", "total: 1", 13, "spec.unknown_key"),
        ("total: 0", "total: 1", 15, "spec.too_many_items"),
        ("total: 1\n    at_least: 1", "total: 1", 10, "spec.one_count"),
        ("complete: false", "complete: true", 8, "spec.complete_differs"),
        ("code: ALT-YJ-1", "code: OLD-YJ-1", 15, "spec.wrong_shape"),
        ("sectors: [steel]", "sectors: [metallurgy]", 12, "spec.wrong_shape"),
        ("sectors: []", "sectors: [metallurgy]", 12, "spec.too_few"),
        ("verified: yes", "verified: true}", 15, "spec.not_boolean"),
        ("to: 2017-11-01", "to: 2023-05-14", 6, "spec.days_reversed"),
        ("from: 30.11.2017", "from: 2017-11-30", 4, "spec.not_day"),
        ("origin: x", "source: 示例来源", 7, "spec.unknown_key"),
    ],
)
def test_a_slip_is_refused_with_file_and_line(tmp_path: Path, wrong: str, right: str, line: int, code: str) -> None:
    replacement = wrong + "}" if right.endswith("}") else wrong
    refused = _refused(_folder(tmp_path, old=OLD.replace(right, replacement)))
    assert ("old.yaml", line, code) in refused


def test_a_missing_source_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, old=OLD.replace("source: 示例来源\n", ""))
    assert _refused(folder) == [("old.yaml", 1, "spec.missing_key")]


def test_a_missing_completeness_is_refused_once(tmp_path: Path) -> None:
    folder = _folder(tmp_path, old=OLD.replace("complete: true\n", ""))
    assert _refused(folder) == [("old.yaml", 1, "spec.missing_key")]


def test_an_item_given_twice_is_refused(tmp_path: Path) -> None:
    item = "      - {code: OLD-YJ-1, text: 示例条目, verified: true}\n"
    folder = _folder(tmp_path, old=OLD.replace(item, item * 2).replace("total: 1", "total: 2"))
    assert _refused(folder) == [("old.yaml", 10, "spec.repeated_code")]


def test_a_gap_between_two_versions_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, new=NEW.replace("from: 2023-05-15", "from: 2023-05-16"))
    assert _refused(folder) == [("new.yaml", 4, "spec.not_adjoining")]


def test_an_earlier_version_without_end_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, old=OLD.replace("to: 2023-05-14\n", ""))
    assert _refused(folder) == [("new.yaml", 4, "spec.not_adjoining")]


def test_an_unknown_earlier_version_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, new=NEW.replace("supersedes: OLD", "supersedes: OLDER"))
    assert _refused(folder) == [("new.yaml", 4, "spec.unknown_list")]


def test_a_list_given_in_two_files_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, new=OLD)
    assert _refused(folder) == [("old.yaml", 1, "spec.duplicate_id")]


def test_a_sector_given_twice_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, sectors=SECTORS + SECTORS.split("\n", 1)[1])
    assert _refused(folder) == [("sectors.yaml", 8, "spec.duplicate_id")]
