"""问题和隐患: added to a draft, graded by day, corrected on the spot, safe or not."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.steps import GENERAL, OFFICER, SAFE, UNSAFE, day, draft_order, draft_visit, stopped, visited
from tests.actions.world import CAMPAIGN, DAY, HUNNAN, TIEXI, an_id, do, refused, stored, writing

from duban.records.models import Card, CardHazard, Hazard, SupervisionListing

pytestmark = pytest.mark.usefixtures("world")


def grade(hazard: UUID, level: str, on: date = DAY, **more: Any) -> dict[str, Any]:
    return {"by": OFFICER, "on": on, "hazard": hazard, "level": level, "reason": "专家会商"} | more


def test_a_finding_is_added_to_a_draft_as_of_the_visits_day() -> None:
    visit, _ = draft_visit()
    mine = uuid4()
    assert do("add_hazard", by=OFFICER, on=day("07-22"), inspection=visit, hazard={"id": mine, **UNSAFE}) == mine
    row = stored(Hazard, mine)
    assert (row.found_on, row.major_from, row.safety_assured, row.safety_recorded_on) == (DAY, DAY, "no", DAY)
    assert row.site_id == an_id("site-210106")


def test_a_finding_without_an_id_gets_the_deeds() -> None:
    visit, _ = draft_visit()
    found = do(
        "add_hazard", by=OFFICER, inspection=visit, hazard={**GENERAL, "corrected_on_spot": True, "proof": "照片"}
    )
    row = stored(Hazard, found)
    assert (row.corrected_on_spot_on, row.correction_proof, row.safety_assured) == (DAY, "照片", "unknown")


def test_a_hazard_becomes_major_from_the_day_of_its_grading() -> None:
    _, (hazard,) = visited(GENERAL)
    do("grade_hazard", **grade(hazard, "major", day("07-25"), expert_opinion="专家组认定"))
    row = stored(Hazard, hazard)
    assert (row.level, row.major_from, row.grade_reason) == ("major", day("07-25"), "专家会商")


def test_a_major_hazard_keeps_its_day_when_its_item_changes() -> None:
    _, (hazard,) = visited(UNSAFE)
    do("grade_hazard", **grade(hazard, "major", day("07-25"), standard_item="GM2017-YJ-2"))
    assert (stored(Hazard, hazard).major_from, stored(Hazard, hazard).standard_item) == (DAY, "GM2017-YJ-2")


def test_a_major_hazard_becomes_general_while_nothing_rests_on_it() -> None:
    _, (hazard,) = visited(UNSAFE)
    do("grade_hazard", **grade(hazard, "general"))
    assert (stored(Hazard, hazard).level, stored(Hazard, hazard).major_from) == ("general", None)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"level": "major"}, "hazard.major_needs_ground"),
        ({"level": "major", "standard_item": "示例-1"}, "hazard.unknown_item"),
        ({"level": "general", "standard_item": "GM2017-YJ-1"}, "hazard.general_with_item"),
        ({"on": day("07-19"), "expert_opinion": "示例", "level": "major"}, "day.order"),
        ({"hazard": uuid4()}, "record.unknown"),
        ({"by": f"officer-{HUNNAN}"}, "record.unknown"),
        ({"reason": ""}, "input"),
    ],
)
def test_a_grade_is_refused(changes: dict[str, Any], rule: str) -> None:
    _, (hazard,) = visited(GENERAL)
    assert refused("grade_hazard", **(grade(hazard, "general") | changes)).rule == rule


def test_what_a_stop_rests_on_does_not_become_general() -> None:
    _, (hazard,) = visited(UNSAFE)
    stopped(hazard)
    refusal = refused("grade_hazard", **grade(hazard, "general"))
    assert (refusal.rule, "责令暂时停产停业" in str(refusal)) == ("hazard.relied_upon", True)


def test_what_a_card_or_a_listing_rests_on_does_not_become_general() -> None:
    _, (hazard,) = visited(UNSAFE)
    whose = {"home_agency_id": TIEXI, "campaign": CAMPAIGN, "enterprise_id": an_id("plant-210106")}
    site = {"site_id": an_id("site-210106")}
    with writing(TIEXI):
        SupervisionListing.objects.create(hazard_id=hazard, state="proposed", level="district", **whose)
        card = Card.objects.create(colour="yellow", state="proposed", grounds=["G2"], proposed_on=DAY, **site, **whose)
        CardHazard.objects.create(card=card, hazard_id=hazard, **whose)
    assert "黄牌、红牌、挂牌督办" in str(refused("grade_hazard", **grade(hazard, "general")))


def test_whether_safety_is_assured_is_recorded_with_its_day() -> None:
    _, (hazard,) = visited(SAFE)
    do("record_safety", by=OFFICER, on=day("07-21"), hazard=hazard, assured=False)
    assert (stored(Hazard, hazard).safety_assured, stored(Hazard, hazard).safety_recorded_on) == ("no", day("07-21"))
    assert refused("record_safety", by=OFFICER, on=day("07-19"), hazard=hazard, assured=True).rule == "day.order"


def test_a_spot_correction_is_of_the_day_and_before_any_order() -> None:
    visit, (hazard, other) = visited(GENERAL, GENERAL)
    assert (
        refused("record_spot_correction", by=OFFICER, on=day("07-21"), hazard=hazard).rule == "hazard.not_on_the_spot"
    )
    do("record_spot_correction", by=OFFICER, hazard=hazard, proof="通道已清空")
    assert (stored(Hazard, hazard).corrected_on_spot_on, stored(Hazard, hazard).correction_proof) == (DAY, "通道已清空")
    draft_order(visit, {other: day("08-20")})
    assert refused("record_spot_correction", by=OFFICER, hazard=other).rule == "hazard.ordered_already"
