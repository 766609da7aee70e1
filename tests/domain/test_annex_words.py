"""Written cells of the annexes: 备注 of annex 1, and every column of annex 2."""

from __future__ import annotations

from datetime import date
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
    report,
    visit,
    yellow,
)

from duban.domain.annex_words import CardWords, MajorHazard, card_words, enterprise_name, exact_fine, remark
from duban.domain.campaign import Campaign
from duban.domain.case import case_of
from duban.domain.facts import Card, ClosureRequest, Extension
from duban.domain.law import Law
from duban.domain.vocabulary import ClosureDecision, ItemResult

PASSED, FAILED = ItemResult.PASSED, ItemResult.FAILED
MAJOR = (visit("07-20"), hazard(major=True))
ORDER = order("07-20", "08-20")
LATER_ORDER = order("09-01", "09-20", "指令二")
EXTENDED = Extension("延期", "隐患的整改", day("08-18"), replied_on=day("08-19"), granted_to=day("09-30"))
FAILED_THEN_ORDERED = (ORDER, reinspection("08-30", FAILED), LATER_ORDER)
NINE_TEN = day("09-10")


@pytest.mark.parametrize(
    ("hazards", "fen", "clerk", "expected"),
    [
        ([], 0, "", ""),
        ([], 7_000_000, "", ""),
        ([], 333_333, "", "罚款3333.33元"),
        ([], 0, " 停产检修 ", "停产检修"),
        ([MajorHazard("1", "炉下积水", (day("08-20"),))], 0, "", "重大隐患：炉下积水（责令2021年8月20日前整改完毕）"),
        ([MajorHazard("1", "炉下积水", ())], 0, "", "重大隐患：炉下积水（尚未下达整改期限）"),
        (
            [MajorHazard("1", "甲", (day("08-20"), day("09-20"))), MajorHazard("2", "乙", ())],
            1,
            "正在整改",
            "重大隐患：甲（责令2021年8月20日、2021年9月20日前整改完毕）；重大隐患：乙（尚未下达整改期限）"
            "；罚款0.01元；正在整改",
        ),
    ],
)
def test_the_remark_of_annex_1(hazards: list[MajorHazard], fen: int, clerk: str, expected: str) -> None:
    assert remark(hazards, fen, clerk) == expected


def test_a_fine_that_four_decimals_show_whole_is_not_repeated() -> None:
    assert (exact_fine(100), exact_fine(101)) == ("", "罚款1.01元")


def test_who_left_is_marked() -> None:
    assert (enterprise_name("示例戊", removed=True), enterprise_name("示例乙", removed=False)) == (
        "示例戊（已移出）",
        "示例乙",
    )


def words(records: tuple[Any, ...], on: date, campaign: Campaign, law: Law) -> CardWords:
    """What annex 2 says of the card among the records."""
    case = case_of(enterprise(*records), on, campaign, law)
    (shown,) = [record for record in case.facts.cards if isinstance(record, Card)]
    return card_words(case, shown)


@pytest.mark.parametrize(
    ("records", "on", "expected"),
    [
        ((ORDER,), "08-20", "未到期"),
        ((ORDER,), "08-21", "否"),
        ((ORDER, report("08-20")), "08-21", "到期待复查"),
        ((ORDER, report("08-21")), "08-22", "否"),
        ((ORDER, reinspection("08-10", FAILED)), "08-15", "未到期"),
        ((ORDER, reinspection("08-20", FAILED)), "08-20", "否"),
        ((ORDER, reinspection("08-30", FAILED)), "09-10", "否"),
        ((ORDER, reinspection("08-20", PASSED)), "09-10", "是"),
        ((ORDER, reinspection("08-21", PASSED)), "09-10", "否（逾期后合格）"),
        ((ORDER, report("08-19"), reinspection("08-25", PASSED)), "09-10", "是"),
        (
            (ORDER, report("08-19"), reinspection("08-25", FAILED), reinspection("09-05", PASSED)),
            "09-10",
            "否（逾期后合格）",
        ),
        ((order("07-20", "08-20", delivered=None),), "09-10", "未到期"),
        ((order("07-20", "08-20", delivered="08-25"),), "09-10", "未到期"),  # delivered after its due day: never ran
        ((order("07-20", "08-20", delivered="08-25"), reinspection("09-01", PASSED)), "09-10", "是"),
        ((), "09-10", "尚未下达整改期限"),
        (FAILED_THEN_ORDERED, "09-10", "否"),
        (
            (*FAILED_THEN_ORDERED, reinspection("09-08", PASSED)),
            "09-10",
            "否（逾期后合格）",
        ),
        (
            (ORDER, EXTENDED),
            "09-10",
            "延期至2021年9月30日",
        ),
    ],
)
def test_whether_it_was_corrected_in_time(
    records: tuple[Any, ...], on: str, expected: str, shenyang: Campaign, law: Law
) -> None:
    assert words((*MAJOR, yellow("07-21"), *records), day(on), shenyang, law).passed == expected


def test_of_several_hazards_the_gravest_answer_is_written(shenyang: Campaign, law: Law) -> None:
    two = (visit("07-20"), hazard("甲", major=True), hazard("乙", major=True), yellow("07-21", "甲", "乙"))
    late = order("07-20", {"甲": "08-20", "乙": "09-20"})
    found = words((*two, late), NINE_TEN, shenyang, law)
    assert found.passed == "否"
    assert found.content == ("1.示例隐患（整改期限2021年9月20日）；2.示例隐患（整改期限2021年8月20日）")
    unordered = words(
        (*two, order("07-20", {"甲": "08-20"}), reinspection("08-19", {"甲": PASSED})), NINE_TEN, shenyang, law
    )
    assert unordered.passed == "尚未下达整改期限"
    assert unordered.content.startswith("1.示例隐患（尚未下达整改期限）")


def test_a_card_without_known_hazards_says_so(shenyang: Campaign, law: Law) -> None:
    found = words((yellow("07-21"),), NINE_TEN, shenyang, law)
    assert (found.content, found.passed) == ("", "尚未下达整改期限")


@pytest.mark.parametrize(
    ("card", "on", "expected"),
    [
        (yellow("07-21"), "09-10", "黄牌"),
        (red("08-30"), "09-10", "红牌"),
        (yellow("07-21", lifted_on=day("08-19")), "09-10", "黄牌（2021年8月19日移出）"),
        (yellow("07-21", lifted_on=day("09-11")), "09-10", "黄牌"),
    ],
)
def test_the_card_of_the_day(card: Card, on: str, expected: str, shenyang: Campaign, law: Law) -> None:
    assert words((*MAJOR, card), day(on), shenyang, law).card == expected


def request(**more: Any) -> ClosureRequest:
    return ClosureRequest("提请", day("08-31"), **more)


def test_a_yellow_card_has_no_closing_basis(shenyang: Campaign, law: Law) -> None:
    assert words((*MAJOR, yellow("07-21")), NINE_TEN, shenyang, law).basis == "—"


def test_a_red_card_without_a_statutory_basis_says_that_it_is_missing(shenyang: Campaign, law: Law) -> None:
    found = words((*MAJOR, ORDER, reinspection("08-30", FAILED), red("08-30")), NINE_TEN, shenyang, law)
    assert found.basis == "工作方案四（二）；法定关闭依据待补"


def test_the_number_of_the_request_stands_last_from_its_day(shenyang: Campaign, law: Law) -> None:
    sent = request(sent_on=day("09-05"), number="（示例）应急〔2021〕9号")
    records = (*MAJOR, red("08-30"), sent)
    assert words(records, NINE_TEN, shenyang, law).basis.endswith("；（示例）应急〔2021〕9号")
    assert words(records, day("09-04"), shenyang, law).basis.endswith("法定关闭依据待补")


def test_the_reviewed_article_stays_after_the_closure(shenyang: Campaign, law: Law) -> None:
    sent = request(
        basis="closure_after_rectification",
        reviewed_on=day("08-31"),
        sent_on=day("09-05"),
        number="（示例）应急〔2021〕9号",
        decision=ClosureDecision.CLOSE,
        decided_on=day("09-06"),
        carried_out_on=day("09-08"),
    )
    found = words((*MAJOR, red("08-30"), sent), NINE_TEN, shenyang, law)
    assert found.closed == "是"
    article = "《中华人民共和国安全生产法》（2021年修正）第一百一十三条第二项"
    assert found.basis == f"工作方案四（二）；{article}；（示例）应急〔2021〕9号"


def test_a_reviewed_request_names_the_article_of_the_review_until_it_is_sent(shenyang: Campaign, law: Law) -> None:
    draft = request(basis="closure_after_rectification", reviewed_on=day("08-31"))
    found = words((*MAJOR, red("08-30"), draft), NINE_TEN, shenyang, law)
    assert found.basis.endswith("（2014年修正）第一百零八条")


def test_the_article_that_is_met_is_named(shenyang: Campaign, law: Law) -> None:
    """Still not compliant after a 停产停业整顿 penalty: item 2 of art 113 from 1 September 2021."""
    records = (*MAJOR, ORDER, penalty("09-02", suspends=True), reinspection("09-08", FAILED), red("09-08"))
    found = words(records, NINE_TEN, shenyang, law)
    assert "第一百一十三条" in found.basis
    assert "待补" not in found.basis


def test_a_card_on_a_ground_that_the_plan_no_longer_has_names_no_clause(shenyang: Campaign, law: Law) -> None:
    case = case_of(enterprise(*MAJOR), NINE_TEN, shenyang, law)
    other = Card("红", red("08-30").colour, "厂区", ("旧依据",), ("隐患",), day("08-30"))
    assert card_words(case, other).basis == "法定关闭依据待补"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "否"),
        ({"decided_on": day("09-05"), "decision": ClosureDecision.NOT_CLOSE}, "否"),
        ({"decided_on": day("09-05"), "decision": ClosureDecision.CLOSE}, "否（政府已决定）"),
        ({"decided_on": day("09-11"), "decision": ClosureDecision.CLOSE}, "否"),
        (
            {"decided_on": day("09-05"), "decision": ClosureDecision.CLOSE, "carried_out_on": day("09-09")},
            "是",
        ),
        (
            {"decided_on": day("09-05"), "decision": ClosureDecision.CLOSE, "carried_out_on": day("09-11")},
            "否（政府已决定）",
        ),
    ],
)
def test_closed_only_when_it_was_carried_out(more: dict[str, Any], expected: str, shenyang: Campaign, law: Law) -> None:
    assert words((*MAJOR, red("08-30"), request(**more)), NINE_TEN, shenyang, law).closed == expected


def test_without_a_request_nothing_is_closed(shenyang: Campaign, law: Law) -> None:
    assert words((*MAJOR, red("08-30")), NINE_TEN, shenyang, law).closed == "否"
