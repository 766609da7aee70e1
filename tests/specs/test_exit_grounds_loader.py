"""Exit reasons, manners and catalogues as loaded, and what their loader refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from duban.domain.exit_grounds import ExitManner, ExitReason
from duban.specs.exit_grounds_loader import EXIT_GROUNDS, load_exit_grounds
from duban.specs.reading import SpecErrors

GROUNDS = load_exit_grounds()
TEXT = EXIT_GROUNDS.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("reason", "title", "verified"),
    [
        (ExitReason.ENERGY, "能耗", True),
        (ExitReason.ENVIRONMENT, "环保", True),
        (ExitReason.QUALITY, "质量", False),
        (ExitReason.SAFETY, "安全", False),
        (ExitReason.TECHNOLOGY, "技术", False),
        (ExitReason.VOLUNTARY, "自愿", False),
    ],
)
def test_five_standards_and_the_own_will(reason: ExitReason, title: str, verified: bool) -> None:
    assert (GROUNDS.reasons[reason].title, GROUNDS.reasons[reason].verified) == (title, verified)


def test_every_manner_has_its_rule() -> None:
    assert {manner: rule.title for manner, rule in GROUNDS.manners.items()} == {
        ExitManner.WHOLE_CLOSURE: "整体关闭",
        ExitManner.UTILITIES_CUT: "断水断电",
        ExitManner.DRIVE_REMOVED: "拆除动力装置",
        ExitManner.EQUIPMENT_SEALED: "封存主体设备",
        ExitManner.EQUIPMENT_DISMANTLED: "拆除主体设备",
    }


@pytest.mark.parametrize(
    ("day", "catalogue"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), "CY2019"),
        (date(2021, 9, 10), "CY2019"),
        (date(2024, 1, 31), "CY2019"),
        (date(2024, 2, 1), "CY2024"),
    ],
)
def test_the_catalogue_of_the_day(day: date, catalogue: str | None) -> None:
    found = GROUNDS.catalogue(day)
    assert (found.id if found else None) == catalogue


@pytest.mark.parametrize(
    ("code", "items"),
    [("3120", 13), ("3089", 3), ("3011", 6), ("3041", 1), ("2511", 4), ("2521", 13), ("3217", 0)],
)
def test_items_of_2021_by_industry_code(code: str, items: int) -> None:
    assert len(GROUNDS.items(date(2021, 7, 20), [code])) == items


def test_no_threshold_passes_for_verified() -> None:
    items = [i for c in GROUNDS.catalogues for section in c.sections for i in section.items]
    assert len(items) == 27
    assert [item for item in items if item.verified] == []


def test_both_catalogues_say_that_they_are_incomplete() -> None:
    assert [(c.id, c.missing, c.open_ended, c.complete) for c in GROUNDS.catalogues] == [
        ("CY2019", 0, True, False),
        ("CY2024", 422, False, False),
    ]


def _refused(tmp_path: Path, right: str, wrong: str) -> list[tuple[int, str]]:
    assert right in TEXT
    path = tmp_path / "exit_grounds.yaml"
    path.write_text(TEXT.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(SpecErrors) as caught:
        load_exit_grounds(path)
    return [(error.line, error.message.code) for error in caught.value.errors]


def _line(text: str) -> int:
    return TEXT[: TEXT.index(text)].count("\n") + 1


def test_a_reason_outside_the_vocabulary_is_refused(tmp_path: Path) -> None:
    assert (_line("id: energy"), "spec.unknown_word") in _refused(tmp_path, "id: energy", "id: enrgy")


def test_a_reason_left_out_is_refused(tmp_path: Path) -> None:
    start, end = TEXT.index("  - id: voluntary"), TEXT.index("manners:")
    refused = _refused(tmp_path, TEXT[start:end], "\n")
    assert refused == [(_line("  - id: energy"), "spec.words_lacking")]


def test_a_rule_without_source_is_refused(tmp_path: Path) -> None:
    refused = _refused(tmp_path, "    source: 本产品的理解：企业主动申请退出\n", "")
    assert refused == [(_line("  - id: voluntary"), "spec.missing_key")]


def test_catalogues_with_a_gap_are_refused(tmp_path: Path) -> None:
    refused = _refused(tmp_path, "to: 2024-01-31", "to: 2024-01-30")
    assert refused == [(_line("supersedes: CY2019"), "spec.not_adjoining")]


def test_an_item_of_another_catalogue_is_refused(tmp_path: Path) -> None:
    refused = _refused(tmp_path, "code: CY2019-SN-2", "code: CY2024-SN-2")
    assert refused == [(_line("code: CY2019-SN-2"), "spec.wrong_shape")]
