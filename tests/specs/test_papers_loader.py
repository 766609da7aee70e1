"""文书式样: every kind has its form, and a form with a mistake is refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.domain.papers.vocabulary import PaperKind
from duban.specs.papers_loader import load_forms
from duban.specs.reading import SpecErrors

GOOD = """\
id: extension_reply
source: 示例
layout: form
subject: extension
heading: 答复
body:
  - addressee: "{enterprise}："
  - seal
"""


def refusal(folder: Path, text: str) -> str:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecErrors) as caught:
        load_forms(folder)
    return str(caught.value)


def test_every_kind_has_a_form() -> None:
    assert set(load_forms()) == set(PaperKind)


def test_a_form_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(GOOD, encoding="utf-8")
    assert load_forms(tmp_path)[PaperKind.EXTENSION_REPLY].title == "整改延期答复"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{enterprise}", "{enterprize}", "没有字段“enterprize”"),
        ("heading: 答复", "heading: 答复{wrong}", "没有字段“wrong”"),
        ("id: extension_reply", "id: no_such", "no_such"),
        ("  - seal", "  - stamp", "stamp"),
        ("  - seal", "  - {list: items, line: x}", "没有字段“items”"),
        ("  - seal", "  - {pargraph: x}", "paragraph"),
        ("body:", "needs: [wrong]\nbody:", "没有字段“wrong”"),
        ("body:", "law: {basis: no_such_concept}\nbody:", "no_such_concept"),
        ("body:", "terms: {term: D99}\nbody:", "D99"),
        ("layout: form", "layout: form\nextra: 1", "extra"),
    ],
)
def test_mistakes_are_refused_with_their_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    told = refusal(tmp_path, GOOD.replace(old, new))
    assert words in told
    assert "x.yaml:" in told


def test_columns_of_a_list_are_known(tmp_path: Path) -> None:
    text = GOOD.replace("subject: extension", "subject: inspection").replace("id: extension_reply", "id: case_filing")
    assert "没有字段“hazards.wrong”" in refusal(tmp_path, text + '  - {list: hazards, line: "{wrong}"}\n')
    told = refusal(tmp_path, text + '  - table: hazards\n    columns: [{head: 甲, text: "{due_on}"}]\n')
    assert "hazards.due_on" in told
