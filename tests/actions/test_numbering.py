"""文号: a series of its own for each word; papers without a word share one, so that no two bear the same number."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.actions.world import HUNNAN, TIEXI, writing

from duban.actions.numbering import give_number
from duban.domain.wordlists import DocumentKind

pytestmark = pytest.mark.usefixtures("world")

ON = date(2021, 9, 8)
ORDER, LISTING, REQUEST = (
    DocumentKind.RECTIFICATION_ORDER,
    DocumentKind.SUPERVISION_NOTICE,
    DocumentKind.CLOSURE_REQUEST,
)


def numbers(*given: tuple[str, DocumentKind, date, str]) -> list[str]:
    with writing(TIEXI):
        return [give_number(agency, kind, uuid4(), on, paper) for agency, kind, on, paper in given]


def test_a_word_has_its_own_series_by_agency_and_year() -> None:
    assert numbers(
        (TIEXI, ORDER, ON, ""),
        (TIEXI, ORDER, ON, ""),
        (HUNNAN, ORDER, ON, ""),
        (TIEXI, ORDER, date(2022, 1, 4), ""),
        (TIEXI, DocumentKind.PENALTY_DECISION, ON, ""),
    ) == [
        "（示例）铁应急责改〔2021〕1号",
        "（示例）铁应急责改〔2021〕2号",
        "（示例）浑应急责改〔2021〕1号",
        "（示例）铁应急责改〔2022〕1号",
        "（示例）铁应急罚〔2021〕1号",
    ]


def test_papers_without_a_word_never_bear_the_same_number() -> None:
    assert numbers((TIEXI, LISTING, ON, ""), (TIEXI, REQUEST, ON, ""), (TIEXI, LISTING, ON, "")) == [
        "（示例）铁应急〔2021〕1号",
        "（示例）铁应急〔2021〕2号",
        "（示例）铁应急〔2021〕3号",
    ]


def test_a_number_on_paper_takes_none_of_the_series() -> None:
    assert numbers((TIEXI, REQUEST, ON, "（示例）铁应急〔2021〕88号"), (TIEXI, REQUEST, ON, "")) == [
        "（示例）铁应急〔2021〕88号",
        "（示例）铁应急〔2021〕1号",
    ]
