"""The stored standings are those that follow from the facts; what is not is named and put right."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from tests.actions.steps import GENERAL, PLANT, day, ordered
from tests.actions.world import CAMPAIGN, TIEXI, an_id, rows, writing

from duban.actions.rebuilding import Compared, Difference, differences, rebuild, rebuild_after_upgrade
from duban.records.models import Enterprise, StandingRow

pytestmark = pytest.mark.usefixtures("world")
PLANTS = 4  # of the world, none of which has been assessed


def changed(**columns: object) -> None:
    """Tamper with the projection of the plant."""
    with writing(TIEXI):
        StandingRow.objects.filter(enterprise=PLANT).update(**columns)


def told(found: Compared, enterprise: object = PLANT) -> list[str]:
    return [each.why for each in found.differences if each.enterprise == str(enterprise)]


def test_an_enterprise_that_was_never_assessed_is_missing() -> None:
    found = differences()
    assert found.compared == PLANTS
    assert {each.why for each in found.differences} == {"missing"}
    assert Difference(CAMPAIGN, str(PLANT), "missing") in found.differences


def test_after_a_deed_the_standing_of_its_enterprise_is_right() -> None:
    ordered(GENERAL, due=day("08-10"))
    assert told(differences()) == []


@pytest.mark.parametrize("columns", [{"facts_hash": "0" * 64}, {"as_of": date(2021, 12, 1)}])
def test_a_standing_that_the_facts_do_not_give_is_stale(columns: dict[str, object]) -> None:
    ordered(GENERAL, due=day("08-10"))
    changed(**columns)
    assert told(differences()) == ["stale"]


def test_a_standing_of_an_enterprise_without_an_entry_is_extra() -> None:
    stranger = an_id("stranger")
    with writing(TIEXI):
        Enterprise.objects.create(
            id=stranger, home_agency_id=TIEXI, no_code_reason="示例企业", name="示例", name_key="示例", region=TIEXI
        )
        StandingRow.objects.create(
            id=uuid4(), home_agency_id=TIEXI, campaign=CAMPAIGN, enterprise_id=stranger, as_of=day("07-20"),
            covered=False, payload={},
        )  # fmt: skip
    assert told(differences(), stranger) == ["extra"]
    rebuild(day("07-20"))
    assert told(differences(), stranger) == []
    assert not rows(StandingRow).filter(enterprise=stranger).exists()


def test_a_rebuilt_projection_has_no_difference_and_is_of_the_day_asked_for() -> None:
    ordered(GENERAL, due=day("08-10"))
    changed(facts_hash="0" * 64)
    before = rebuild(day("08-11"))
    assert told(before) == ["stale"]
    assert differences() == Compared(PLANTS, ())
    row = rows(StandingRow).get(enterprise=PLANT)
    assert (row.as_of, row.overdue) == (day("08-11"), 1)


def test_other_rules_rebuild_the_projection_once(tmp_path: Path) -> None:
    made_by = tmp_path / "standings-made-by"
    assert rebuild_after_upgrade(day("07-20"), made_by)
    assert not rebuild_after_upgrade(day("07-20"), made_by)
    made_by.write_text("0" * 64, encoding="ascii")
    assert rebuild_after_upgrade(day("07-20"), made_by)
    assert differences().differences == ()
