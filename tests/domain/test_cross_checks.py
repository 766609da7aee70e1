"""报送前核对: facts | report day | what does not agree."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.histories import (
    day,
    enterprise,
    hazard,
    order,
    penalty,
    red,
    reinspection,
    suspension,
    visit,
    yellow,
)

from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Header, Row, RowKind
from duban.domain.campaign import Campaign
from duban.domain.case import case_of
from duban.domain.cross_checks import Severity, case_findings, table_findings
from duban.domain.facts import ClosureRequest, Decline
from duban.domain.law import Law
from duban.domain.vocabulary import Answer, ItemResult

ON = day("09-10")
UNSAFE = (visit("07-20"), hazard(major=True, safe=Answer.NO))
ORDER = order("07-20", "08-20")
PASSED, FAILED = ItemResult.PASSED, ItemResult.FAILED


def declined(act: str, *seen: str) -> Decline:
    return Decline("不予采纳", "G2", act, "厂区", day("07-21"), frozenset(seen), "已当场停产并落实监护")


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ((visit("07-20"),), []),
        ((*UNSAFE, ORDER, yellow("07-21")), []),
        ((*UNSAFE, ORDER), ["unsafe_without_card"]),
        ((*UNSAFE, ORDER, declined("confirm_yellow", "隐患")), []),
        ((*UNSAFE, ORDER, declined("confirm_yellow", "另一隐患")), ["unsafe_without_card"]),
        ((*UNSAFE, ORDER, declined("impose_temporary_suspension", "隐患")), ["unsafe_without_card"]),
        ((*UNSAFE, ORDER, reinspection("08-10", PASSED)), []),
        ((visit("07-20"), hazard(major=True, safe=Answer.YES), ORDER), []),
        ((visit("07-20"), hazard(major=True), ORDER), []),  # not recorded: a question, not an error
        ((*UNSAFE, ORDER, red("08-30", "另一隐患")), ["red_without_request"]),  # the site is red already
        ((*UNSAFE, ORDER, yellow("07-21", "另一隐患")), ["yellow_without_major", "unsafe_without_card"]),
        ((visit("07-20"), hazard(), ORDER, yellow("07-21")), ["yellow_without_major"]),
        ((*UNSAFE, ORDER, red("08-30"), ClosureRequest("提请", day("08-31"))), []),
        ((*UNSAFE, ORDER, yellow("07-21"), penalty("09-06", delivered=None)), ["penalty_undelivered"]),
        ((*UNSAFE, ORDER, yellow("07-21"), penalty("09-06", delivered=None, annulled_on=day("09-08"))), []),
        ((*UNSAFE, ORDER, yellow("07-21"), penalty("09-06", delivered="09-11")), ["penalty_undelivered"]),
        ((*UNSAFE, order("07-20", "08-20", delivered=None), yellow("07-21")), ["order_undelivered"]),
        (
            (*UNSAFE, ORDER, yellow("07-21"), order("08-01", "08-20", "二", delivered=None, withdrawn_on=day("08-02"))),
            [],
        ),
        ((visit("07-20"), hazard()), ["hazard_unordered"]),
        ((visit("07-20"), hazard(corrected="07-20")), []),
        ((*UNSAFE, suspension("07-21")), ["unsafe_without_card", "hazard_unordered"]),
    ],
)
def test_cases_are_checked(records: tuple[Any, ...], expected: list[str], shenyang: Campaign, law: Law) -> None:
    found = case_findings([case_of(enterprise(*records), ON, shenyang, law)])
    assert [finding.code for finding in found] == expected
    assert all("示例企业" in str(finding.message) and finding.records for finding in found)


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("unsafe_without_card", Severity.ERROR),
        ("yellow_without_major", Severity.ERROR),
        ("hazard_unordered", Severity.WARNING),
    ],
)
def test_errors_block_and_warnings_ask(code: str, severity: Severity, shenyang: Campaign, law: Law) -> None:
    facts = enterprise(*UNSAFE, yellow("07-21", "另一隐患"))
    found = {each.code: each.severity for each in case_findings([case_of(facts, ON, shenyang, law)])}
    assert found[code] is severity


def table(kind: RowKind = RowKind.ENTERPRISE, **figures: int) -> AnnexTable:
    columns = (Column("enterprise", "企业名称", ColumnKind.TEXT, ""),)
    columns += tuple(Column(code, code, ColumnKind.COUNT, "") for code in figures)
    row = Row(kind, "210106", "示例局", (Cell("示例企业"), *map(Cell, figures.values())), entry="条目")
    header = Header("示例局", "填报人甲", "024-00000000", ON)
    return AnnexTable("1", "统计表", "示例", ON, header, columns, (row,), None, (), ())


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"fines": 0, "penalties": 0}, []),
        ({"fines": 1, "penalties": 1}, []),
        ({"fines": 1, "penalties": 0}, ["fine_without_decision"]),
        ({"hazards": 3, "major_hazards": 3}, []),
        ({"hazards": 3, "major_hazards": 4}, ["more_major_than_all"]),
        ({"visits": 2, "officers": 4}, []),
        ({"visits": 2, "officers": 3}, ["too_few_officers"]),
        ({"visits": 2}, []),  # a form without that column is not checked for it
    ],
)
def test_the_figures_of_a_row_are_checked(figures: dict[str, int], expected: list[str]) -> None:
    found = table_findings(table(**figures))
    assert [finding.code for finding in found] == expected
    assert all(finding.severity is Severity.ERROR and finding.records == ("条目",) for finding in found)


def test_sums_are_not_checked_again() -> None:
    assert table_findings(table(RowKind.SUBTOTAL, fines=1, penalties=0)) == ()
