"""Safety work 标准化、双重预防、风险等级 is stated day by day; urging is noted and is no penalty."""

from __future__ import annotations

from typing import Any

import pytest
from tests.actions.samples_ledger import CLERK, OF_PLANT, OFFICER, PLANT
from tests.actions.world import CAMPAIGN, CITY, DAY, HUNNAN, TIEXI, an_id, do, refused, rows, stored

from duban.records.models import SafetyProfile, Share, StandingRow, Urging
from duban.records.scope import scoped

pytestmark = pytest.mark.usefixtures("world")


def test_what_is_not_told_is_not_known() -> None:
    profile = stored(SafetyProfile, do("record_safety_profile", by=CLERK, **OF_PLANT, risk_colour="orange"))
    assert (profile.stated_on, profile.standardisation, profile.dual_prevention, profile.risk) == (
        DAY, None, "unknown", "orange",
    )  # fmt: skip


def test_an_enterprise_without_a_grade_is_to_be_urged_until_it_was() -> None:
    def acts() -> set[str]:
        return {act["act"] for act in rows(StandingRow).get(enterprise=PLANT).payload["next_acts"]}

    do("record_safety_profile", by=CLERK, **OF_PLANT, standardisation="none")
    assert "urge_safety_work" in acts()
    urging = do("record_urging", by=OFFICER, **OF_PLANT, text="督促创建标准化")
    assert stored(Urging, urging).urged_on == DAY
    assert "urge_safety_work" not in acts()


def test_what_the_city_records_is_read_in_the_district() -> None:
    urging = do("record_urging", by=f"officer-{CITY}", **OF_PLANT, text="督促创建标准化")
    assert rows(Share).filter(enterprise=PLANT).values_list("home_agency", "agency").get() == (CITY, TIEXI)
    with scoped((TIEXI,)):
        assert Urging.objects.filter(pk=urging).exists()
    with scoped((HUNNAN,)):
        assert not Urging.objects.filter(pk=urging).exists()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"standardisation": None}, "profile.empty"),
        ({"standardisation": "fourth"}, "input"),
        ({"enterprise": an_id("plant-210112")}, "record.unknown"),
        ({"campaign": "no-such-campaign"}, "ledger.not_listed"),
        ({"by": OFFICER}, "permission.not_held"),
    ],
)
def test_a_statement_is_refused(change: dict[str, Any], rule: str) -> None:
    inputs = {"by": CLERK, **OF_PLANT, "standardisation": "third", **change}
    assert refused("record_safety_profile", **inputs).rule == rule


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"text": ""}, "input"),
        ({"enterprise": an_id("nothing")}, "record.unknown"),
        ({"campaign": "no-such-campaign"}, "ledger.not_listed"),
        ({"by": CLERK}, "permission.not_held"),
    ],
)
def test_urging_is_refused(change: dict[str, Any], rule: str) -> None:
    inputs = {"by": OFFICER, "campaign": CAMPAIGN, "enterprise": PLANT, "text": "督促", **change}
    assert refused("record_urging", **inputs).rule == rule
