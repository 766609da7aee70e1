"""The sample season meets everything that the plan knows, and what is stored of it is what follows from the facts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.journeys.conftest import JOURNALS, LAST_DAY, REPORT_DAY, SAMPLES

from duban.actions.rebuilding import differences
from duban.domain.campaign import Campaign
from duban.domain.vocabulary import Answer
from duban.queries.campaigns import campaign
from duban.queries.listed import listed
from duban.queries.standings import standings_of
from duban.queries.units import every_agency
from duban.records import models
from duban.records.verification import verify_trail

pytestmark = pytest.mark.usefixtures("told")
SEASON = [json.loads(line) for line in (SAMPLES / JOURNALS[0]).read_text(encoding="utf-8").splitlines()]
DEEDS = Counter(line["deed"] for line in SEASON)


def plan() -> Campaign:
    return campaign("shenyang-2021-32")


def grounds_met(on: date) -> Mapping[str, set[UUID]]:
    """Which grounds hold of which enterprises on the day."""
    rows = [row.id for row in listed(plan().id, every_agency(), on)]
    met: dict[str, set[UUID]] = defaultdict(set)
    for enterprise, standing in standings_of(plan(), rows, on, trace=True).items():
        for finding in standing.findings:
            if finding.answer is Answer.YES:
                met[finding.ground].add(enterprise)
    return met


def test_the_journals_are_those_that_their_program_makes(tmp_path: Path) -> None:
    copy = tmp_path / "samples"
    shutil.copytree(SAMPLES, copy, ignore=shutil.ignore_patterns("*.jsonl", "__pycache__"))
    (tmp_path / "src").symlink_to(SAMPLES.parent / "src")
    subprocess.run([sys.executable, str(copy / "make_season.py")], check=True, capture_output=True)
    for name in JOURNALS:
        assert (copy / name).read_bytes() == (SAMPLES / name).read_bytes(), "python samples/make_season.py"


# What happens in it -----------------------------------------------------------------------------------------------


MET_ON = {
    "G1": "07-20", "G2": "08-05", "G3": "09-02", "G4": "08-03", "G5": "08-26", "G6": "08-27", "G7": "09-10",
    "L1": "10-15", "L2": "08-26", "L3": "08-11", "X1": "09-27", "X2": "11-12",
}  # fmt: skip


@pytest.mark.parametrize(("ground", "on"), MET_ON.items())
def test_every_ground_of_the_plan_is_met_on_some_day(ground: str, on: str) -> None:
    assert grounds_met(date.fromisoformat(f"2021-{on}"))[ground]


def test_no_ground_of_the_plan_is_left_out() -> None:
    assert MET_ON.keys() == {ground.id for ground in plan().grounds}


def test_orders_of_both_texts_cite_different_articles_by_themselves() -> None:
    def cited(on: date) -> set[str]:
        orders = models.RectificationOrder.objects.filter(issued_on=on)
        return {each["text"] for order in orders for each in order.citations}

    old, new = cited(date(2021, 8, 20)), cited(date(2021, 9, 5))
    assert "《中华人民共和国安全生产法》（2014年修正）第六十二条" in old
    assert "《中华人民共和国安全生产法》（2021年修正）第六十五条" in new
    assert not old & new


def test_penalties_on_the_spot_on_both_sides_of_the_change_of_the_penalty_act() -> None:
    spot = models.PenaltyDecision.objects.filter(summary=True).order_by("decided_on")
    assert [(row.decided_on.isoformat(), row.fine_fen, len(row.officers), str(row.filed_on)) for row in spot] == [
        ("2021-07-14", 80000, 2, "2021-07-15"),
        ("2021-07-19", 250000, 2, "2021-07-20"),
    ]


def test_a_closure_is_carried_through_to_its_acceptance() -> None:
    states = models.ClosureRequest.objects.values_list("state", "decision")
    assert sorted(states) == [("accepted", "close"), ("decided_not_close", "not_close")]


@pytest.mark.parametrize(
    "deed",
    [
        "record_attempt", "void_inspection", "withdraw_order", "decline_card", "decline_proposal", "reply_extension",
        "move_entry", "remove_entry", "annul_penalty", "change_penalty", "pay_penalty", "restore_power", "hand_over",
        "correct_fact", "void_fact",
        "decide_on_the_spot", "file_summary_penalty", "publish_penalty",
        "return_plan", "record_opinion", "record_capacity_exit", "return_submission",
        "reopen_submission", "send_referral", "record_urging", "record_exit_return",
    ],
)  # fmt: skip
def test_it_shows_what_else_bureaus_do(deed: str) -> None:
    assert DEEDS[deed] >= 1


def test_one_visit_is_a_joint_one_led_by_the_city() -> None:
    joint = models.Inspection.objects.filter(lead_agency="210100", home_agency="210100")
    assert joint.exists()
    homes = {officer.person.home_agency_id for officer in models.InspectionOfficer.objects.filter(inspection=joint[0])}
    assert len(homes) == 2


def test_one_return_comes_late() -> None:
    first = models.Submission.objects.filter(supersedes=None, annex="1").values_list("home_agency", "submitted_on")
    assert {unit for unit, on in first if on > REPORT_DAY} == {"210123"}


def test_every_unit_works_and_four_grounds_in_five_enterprises_are_seen_by_the_report_day() -> None:
    visits = models.Inspection.objects.filter(completed_on__lte=REPORT_DAY, voided_on=None)
    assert set(visits.values_list("home_agency", flat=True)) == {"210100", *plan().participants}
    assert len(set(visits.values_list("enterprise", flat=True))) >= 90


# What it must not hold --------------------------------------------------------------------------------------------


def test_no_line_holds_a_password() -> None:
    assert [line["id"] for line in SEASON if "password" in json.dumps(line)] == []


def test_every_enterprise_with_casework_says_that_it_is_a_sample() -> None:
    visited = models.Inspection.objects.values_list("enterprise__name", flat=True)
    assert [name for name in visited if "示例" not in name] == []


def test_real_plants_have_no_casework() -> None:
    real = models.LedgerEntry.objects.filter(campaign="example-national-steel-2021").values("enterprise")
    batch = models.ImportBatch.objects.get(campaign="example-national-steel-2021")
    assert (batch.new + batch.changed, batch.doubtful, batch.rejected) == (557, 0, 0)
    assert batch.enterprises == real.count() == 393
    for model in (models.Inspection, models.Hazard, models.Card, models.PenaltyDecision):
        assert not model._default_manager.filter(enterprise__in=real).exists()


# What is stored ---------------------------------------------------------------------------------------------------


def test_the_stored_standings_are_those_of_the_facts() -> None:
    assert differences().differences == ()


def test_the_trail_and_the_tables_hold(season_folder: Path, settings: Any) -> None:
    settings.ANCHOR_FILE = season_folder / "anchors.txt"
    verdict = verify_trail(every_agency())
    assert (verdict.broken, verdict.deeds) == ((), len(SEASON) + 4 + 2)  # four of the nation, two foundings


def test_the_last_day_is_after_all_lines() -> None:
    assert max(line["on"] for line in SEASON) <= LAST_DAY.isoformat()
