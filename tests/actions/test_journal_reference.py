"""The reference page of the journal is that of the register. Write it anew with

python scripts/write_journal_reference.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from duban.actions.inputs import judge
from duban.actions.journal_reference import journal_page
from duban.actions.register import all_kinds

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "journal.md"


def examples() -> dict[str, dict[str, object]]:
    """The example line of every deed on the page."""
    lines = re.findall(r"^```json\n(\{.*\})\n```$", journal_page(), re.MULTILINE)
    return {line["deed"]: line for line in map(json.loads, lines[1:])}  # the first one explains the format


def test_the_committed_page_is_the_generated_one() -> None:
    assert PAGE.read_text(encoding="utf-8") == journal_page(), "python scripts/write_journal_reference.py"


def test_every_deed_stands_on_the_page_with_an_example() -> None:
    assert examples().keys() == all_kinds().keys()


@pytest.mark.parametrize("name", sorted(all_kinds()))
def test_the_example_of_a_deed_is_one_that_its_inputs_allow(name: str) -> None:
    line = examples()[name]
    inputs = {key: value for key, value in line.items() if key not in {"id", "deed", "on", "by"}}
    assert judge(all_kinds()[name].inputs, inputs)
