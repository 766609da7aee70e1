"""整改情况: facts | day | stage. Every hazard is in exactly one; the plan's light turns 30 days before."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.histories import day, enterprise, hazard, order, reinspection, report, visit

from duban.domain.campaign import Campaign
from duban.domain.case import case_of
from duban.domain.facts import Extension
from duban.domain.law import Law
from duban.domain.rules.stages import stage_of
from duban.domain.vocabulary import HazardStage, ItemResult

FOUND = (visit("07-20"), hazard())
ORDERED = (*FOUND, order("07-20", "08-20"))
LONGER = Extension("延期", "隐患的整改", day("08-05"), replied_on=day("08-10"), granted_to=day("10-30"))


@pytest.mark.parametrize(
    ("facts", "on", "stage"),
    [
        (FOUND, "07-20", HazardStage.OPEN),
        ((visit("07-20"), hazard(corrected="07-20")), "07-20", HazardStage.CLOSED),
        (ORDERED, "07-20", HazardStage.OPEN),
        (ORDERED, "07-21", HazardStage.NEAR),
        (ORDERED, "08-20", HazardStage.NEAR),
        (ORDERED, "08-21", HazardStage.OVERDUE),
        ((*FOUND, order("07-20", "08-20", delivered=None)), "08-21", HazardStage.OPEN),
        ((*FOUND, order("07-20", "08-20", delivered="08-21")), "08-25", HazardStage.OPEN),
        ((*ORDERED, report("08-20")), "08-21", HazardStage.AWAITING),
        ((*ORDERED, report("08-21")), "08-22", HazardStage.OVERDUE),
        ((*ORDERED, reinspection("08-21", ItemResult.PASSED)), "08-21", HazardStage.CLOSED),
        ((*ORDERED, report("08-19"), reinspection("08-21", ItemResult.FAILED)), "08-21", HazardStage.OVERDUE),
        ((*ORDERED, LONGER), "08-21", HazardStage.OPEN),
        ((*ORDERED, LONGER), "09-30", HazardStage.NEAR),
        ((*ORDERED, LONGER), "10-31", HazardStage.OVERDUE),
        ((*FOUND, order("07-20", "08-20", ended_on=day("08-10"))), "08-21", HazardStage.CLOSED),
    ],
)
def test_a_hazard_is_in_one_stage(
    facts: tuple[Any, ...], on: str, stage: HazardStage, shenyang: Campaign, law: Law
) -> None:
    case = case_of(enterprise(*facts), day(on), shenyang, law)
    assert [stage_of(case, each) for each in case.hazards] == [stage]
