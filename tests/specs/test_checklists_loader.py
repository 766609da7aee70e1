"""The checklists as loaded, and what their loader refuses."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from duban.domain.vocabulary import CheckMeans
from duban.specs.checklists_loader import CHECKLISTS, load_checklists
from duban.specs.reading import SpecErrors

LISTS = load_checklists()


@pytest.mark.parametrize(
    ("standard", "questions"), [("GM2017", 31), ("GM2023", 20), ("HG2017", 20), ("KS2017", 10), ("KS2022", 9)]
)
def test_each_standard_has_its_questions(standard: str, questions: int) -> None:
    assert (LISTS.lists[standard].version, len(LISTS.lists[standard].questions)) == (1, questions)


def test_there_is_no_other_checklist() -> None:
    assert set(LISTS.lists) == {standard.id for standard in LISTS.standards.lists}


@pytest.mark.parametrize("standard", sorted(LISTS.lists))
def test_a_question_asks_for_the_state_that_is_in_order(standard: str) -> None:
    questions = LISTS.lists[standard].questions.values()
    assert [one.item for one in questions if "是否" not in one.text or not one.text.endswith("？")] == []


def test_a_question_says_how_it_is_looked_into() -> None:
    assert LISTS.lists["GM2017"].questions["GM2017-YJ-3"].means == (CheckMeans.PAPERS,)


@pytest.mark.parametrize(
    ("codes", "day", "sections"),
    [
        (("3120",), date(2021, 7, 20), ["GM2017-FC", "GM2017-YA", "GM2017-YX", "GM2017-YJ"]),
        (("3120",), date(2023, 5, 15), ["GM2023-3", "GM2023-4", "GM2023-11", "GM2023-12", "GM2023-13", "GM2023-14"]),
        (("1011",), date(2022, 8, 31), ["KS2017-LT"]),
        (("1011",), date(2022, 9, 1), ["KS2022-LT"]),
        (("2511",), date(2021, 7, 20), ["HG2017-ALL"]),
    ],
)
def test_the_questions_of_an_industry_are_those_of_the_day(
    codes: tuple[str, ...], day: date, sections: list[str]
) -> None:
    assert [f"{part.standard.id}-{part.section.id}" for part in LISTS.parts(day, codes)] == sections


def test_a_part_names_the_items_that_are_still_missing() -> None:
    parts = {part.section.id: part for part in LISTS.parts(date(2023, 5, 15), ("3120",))}
    assert (len(parts["11"].questions), parts["11"].section.missing) == (0, 10)


QUESTION = "  - {item: KS2022-LT-3, text: 是否自上而下开采？, how: [site]}\n"


@pytest.mark.parametrize(
    ("wrong", "line", "code"),
    [
        ("", 6, "spec.checklist_differs"),
        (QUESTION.replace("LT-3", "LT-30"), 6, "spec.checklist_differs"),
        (QUESTION * 2, 9, "spec.duplicate_id"),
        (QUESTION.replace("[site]", "[]"), 8, "spec.too_few"),
        (QUESTION.replace("site", "nose"), 8, "spec.unknown_word"),
        (QUESTION.replace("how", "who"), 8, "spec.unknown_key"),
    ],
)
def test_a_slip_is_refused_with_file_and_line(tmp_path: Path, wrong: str, line: int, code: str) -> None:
    refused = _refused(_folder(tmp_path, QUESTION, wrong))
    assert ("ks2022.yaml", line, code) in refused


def test_a_standard_without_checklist_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "hg2017.yaml").unlink()
    assert [code for _file, _line, code in _refused(folder)] == ["spec.no_checklist"]


def test_a_second_checklist_of_a_standard_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    shutil.copy(folder / "hg2017.yaml", folder / "hg2018.yaml")
    assert [(file, line) for file, line, _code in _refused(folder)] == [("hg2018.yaml", 3)]


def _folder(tmp_path: Path, right: str = "", wrong: str = "") -> Path:
    folder = tmp_path / "checklists"
    shutil.copytree(CHECKLISTS, folder)
    path = folder / "ks2022.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(right, wrong) if right else path.read_text(encoding="utf-8")
    )
    return folder


def _refused(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(SpecErrors) as caught:
        load_checklists(folder)
    return [(Path(error.file).name, error.line, error.message.code) for error in caught.value.errors]
