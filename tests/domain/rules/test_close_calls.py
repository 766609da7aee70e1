"""Close to a card: which facts bring an enterprise there, and from which day on they no longer do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.domain.histories import (
    all_proved,
    day,
    enterprise,
    hazard,
    ledger,
    listing,
    order,
    penalty,
    red,
    reinspection,
    report,
    visit,
    yellow,
)

from duban.domain.assess import assess
from duban.domain.campaign import AllOf, Campaign, Negation, Test
from duban.domain.law import Law
from duban.domain.vocabulary import Answer, Implementation, ItemResult, PenaltyTarget

FOUND = (ledger(), visit("07-20"))
GRAVE = hazard(major=True, safe=Answer.YES)
ORDERED = (*FOUND, GRAVE, order("07-21", "08-20"))
LISTED = (*FOUND, GRAVE, listing("07-22", plan_due="07-31", proofs=all_proved("07-25", but=Implementation.FUNDS)))
PENALTIES = tuple(penalty(on) for on in ("09-02", "09-10"))

CASES: tuple[tuple[str, tuple[Any, ...], str, str], ...] = (
    ("nothing found", (ledger(),), "07-20", ""),
    ("a major hazard of which nobody said whether it is safe", (*FOUND, hazard(major=True)), "07-20", "question"),
    ("a general hazard without an answer", (*FOUND, hazard()), "07-20", ""),
    ("its term ends in 31 days", ORDERED, "07-20", ""),
    ("its term ends in 30 days", ORDERED, "07-21", "due"),
    ("on the last day", ORDERED, "08-20", "due"),
    ("overdue: no longer close, proposed", ORDERED, "08-21", ""),
    ("reported in time: the re-inspection decides", (*ORDERED, report("08-20")), "08-21", "awaiting"),
    ("passed", (*ORDERED, reinspection("08-10", ItemResult.PASSED)), "08-15", ""),
    ("not delivered: no term runs", (*FOUND, GRAVE, order("07-21", "08-20", delivered=None)), "08-10", ""),
    ("a general hazard's term", (*FOUND, hazard(), order("07-21", "08-20")), "08-10", ""),
    ("one implementation not proved", LISTED, "07-26", "implementations"),
    ("all proved", (*LISTED[:-1], listing("07-22", plan_due="07-31", proofs=all_proved("07-25"))), "07-26", ""),
    ("two of three decisions", PENALTIES, "09-10", "penalties"),
    ("one of three", PENALTIES[:1], "09-10", ""),
    ("two against persons", tuple(penalty(on, target=PenaltyTarget.PERSON) for on in ("09-02", "09-10")), "09-10", ""),
    ("two that left the window of 180 days", PENALTIES, "2022-03-15", ""),
    ("three of four within the year", (*PENALTIES, penalty("09-20")), "2022-04-01", "penalties"),
    ("a yellow card stands", (*ORDERED, yellow("07-21")), "08-10", "due"),
    ("a red card stands: not close any more", (*ORDERED, red("07-21")), "08-10", ""),
)  # fmt: skip


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_what_brings_an_enterprise_close(row: tuple[Any, ...], shenyang: Campaign, law: Law) -> None:
    _, records, on, expected = row
    found = assess(enterprise(*records), day(on), shenyang, law, trace=False).close_calls
    assert sorted({call.kind.value for call in found}) == expected.split()


def test_a_call_names_its_record_its_day_and_its_reason(shenyang: Campaign, law: Law) -> None:
    (call,) = assess(enterprise(*ORDERED), day("08-10"), shenyang, law, trace=False).close_calls
    assert (call.subject, call.due_on) == ("隐患的整改", day("08-20"))
    assert str(call.message) == "整改期限 2021-08-20，还有 10 日；逾期未整改的，建议列入红牌。"


def test_a_campaign_that_takes_every_order_takes_a_general_hazard_too(shenyang: Campaign, law: Law) -> None:
    wide = Test("rectification_overdue", {"applies_to": "any"})
    grounds = tuple(
        replace(ground, when=Negation(AllOf((Negation(wide),)))) if ground.id == "G5" else ground
        for ground in shenyang.grounds
    )
    records = (*FOUND, hazard(), order("07-21", "08-20"))
    found = assess(enterprise(*records), day("08-10"), replace(shenyang, grounds=grounds), law, trace=False).close_calls
    assert [call.kind.value for call in found] == ["due"]
