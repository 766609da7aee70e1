"""The whole text of every paper, of days before and after each change of law, compared with files that people read.

The facts are invented and always the same, so what differs between the days of one file is the law alone. Write the
files anew with ``python tests/golden/test_paper_texts.py`` and read the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from duban.domain.calendars import SHANGHAI
from duban.domain.law import Law
from duban.domain.papers.composing import compose
from duban.domain.papers.fields import Field, FieldKind
from duban.domain.papers.forms import Form
from duban.domain.papers.vocabulary import PaperKind
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook
from duban.specs.papers_loader import load_forms

FOLDER = Path(__file__).parent / "papers"
DAYS = (date(2021, 7, 14), date(2021, 7, 15), date(2021, 8, 31), date(2021, 9, 1), date(2024, 1, 2))
"""The penalty act changes on 2021-07-15, the safety act on 2021-09-01, the review act on 2024-01-01."""

MEANT = date(2021, 7, 10)  # every day that a record tells


def facts(form: Form) -> dict[str, Any]:
    """Every field says its own name, so that a reader sees what stands where."""
    return {name: _value(field) for name, field in form.fields().items()}


def _value(field: Field) -> Any:
    match field.kind:
        case FieldKind.ROWS:
            return [{name: _value(column) for name, column in field.columns.items() if name != "no"}]
        case FieldKind.DAY:
            return MEANT
        case FieldKind.MOMENT:
            return datetime(2021, 7, 10, 9, 30, tzinfo=SHANGHAI)
        case FieldKind.MONEY:
            return 4_000_000
        case _:
            return f"［{field.label}］"


def text(kind: PaperKind, law: Law) -> str:
    """The paper on each of the days, as one text file."""
    form = load_forms()[kind]
    parts = [f"{form.title}（{form.source}）"]
    for on in DAYS:
        paper = compose(form, facts(form), (), law, on)
        parts.append(f"\n== {on} ==\n\n{paper.heading}\n")
        parts += [line for block in paper.blocks for line in _lines(block)]
        parts += [f"（待核实：{one.text}）" for one in paper.unverified]
    return "\n".join(parts) + "\n"


def _lines(block: Mapping[str, Any]) -> list[str]:
    match block["kind"]:
        case "line":
            return [block["text"]]
        case "listing":
            return list(block["lines"])
        case "grid":
            return [f"{cell['label']}｜{cell['text']}" for cell in block["cells"]]
        case "table":
            return ["｜".join(row) for row in (block["head"], *block["rows"])]
        case "signing":
            return [f"{label}（签名）" for label in block["labels"]]
        case _:
            return [f"{block['agency']} {block['on']}"]


def _law() -> Law:
    return Law(load_lawbook(), load_deadlines(), load_calendar())


@pytest.mark.parametrize("kind", PaperKind)
def test_the_text_of_a_paper_is_the_one_that_was_read(kind: PaperKind) -> None:
    expected = (FOLDER / f"{kind}.txt").read_text(encoding="utf-8")
    assert text(kind, _law()) == expected, "python tests/golden/test_paper_texts.py, then read the difference"


def test_no_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {kind.value for kind in PaperKind}


def write() -> None:
    """Write all files."""
    FOLDER.mkdir(exist_ok=True)
    known = _law()
    for kind in PaperKind:
        (FOLDER / f"{kind}.txt").write_text(text(kind, known), encoding="utf-8")


if __name__ == "__main__":
    write()
