"""The generated reference pages are those of the spec files. Write them anew with

python tests/specs/test_reference_pages.py
"""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.specs.reference import PAGES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_the_generated_one(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "python tests/specs/test_reference_pages.py"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("law.md", "| `order_removal` | "),
        ("deadlines.md", "| `D12` | "),
        ("rules.md", "| G5 | "),
        (
            "checklists.md",
            "| GM2017-YJ-3 | 铁水、钢水、液渣的罐、包耳轴是否按期探伤？ | 铁水、钢水、液渣的罐、包耳轴没有按期探伤 | ",
        ),
        ("papers.md", "| `row.due_on` in `items` | 整改期限 | day |"),
        ("annexes.md", "| `fines` | 行政罚款 总数 (万元) | money | "),
    ],
)
def test_the_page_names_what_a_reader_looks_for(name: str, line: str) -> None:
    assert any(written.startswith(line) for written in PAGES[name]().splitlines())


def write() -> None:
    """Write all pages into ``docs/reference``."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
