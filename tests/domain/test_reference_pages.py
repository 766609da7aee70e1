"""The generated reference pages are those of the tables. Write them anew with

python tests/domain/test_reference_pages.py
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from duban.domain.permissions_reference import permissions_page
from duban.domain.workflow import TABLES, Noun
from duban.domain.workflow.reference import diagram, states_page

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGES = {"states.md": states_page, "permissions.md": permissions_page}


@pytest.mark.parametrize(("name", "page"), PAGES.items())
def test_the_committed_page_is_the_generated_one(name: str, page: Callable[[], str]) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == page(), "python tests/domain/test_reference_pages.py"


def test_the_diagram_of_the_card() -> None:
    assert diagram(TABLES[Noun.CARD]) == (
        "stateDiagram-v2\n"
        "    proposed : 待确认\n"
        "    confirmed : 已确认\n"
        "    declined : 不予确认\n"
        "    notified : 已告知企业\n"
        "    lifted : 已移出\n"
        "    superseded : 已被替代\n"
        "    [*] --> proposed\n"
        "    proposed --> confirmed : 确认\n"
        "    proposed --> declined : 不予确认\n"
        "    confirmed --> notified : 书面告知企业\n"
        "    notified --> lifted : 移出\n"
        "    confirmed --> superseded : 红牌替代黄牌\n"
        "    notified --> superseded : 红牌替代黄牌\n"
        "    declined --> [*]\n"
        "    lifted --> [*]\n"
        "    superseded --> [*]"
    )


@pytest.mark.parametrize(
    "line",
    [
        "| `decide_card` | 确认、不予确认、移出黄牌和红牌 | 审批人（科长、分管领导） | 是 |",
        "| `record_delivery` | 登记文书送达 | 执法人员 |  |",
        "| `power_cut` 停止供电 | 可以 | 不得 | 不得 |",
        "| `penalty` 行政处罚 | 可以 | 可以 | 不得 |",
    ],
)
def test_the_permission_page_says_who_may_and_who_issues(line: str) -> None:
    assert line in permissions_page().splitlines()


def write() -> None:
    """Write both pages into ``docs/reference``."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
