"""当场处罚: the officers decide within the limits of the day, hand over, file with the bureau; nobody else does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.actions.later_steps import HEAD, standing
from tests.actions.steps import CASE, EXPERT, OFFICER, PAIR, day, delivered
from tests.actions.world import TIEXI, an_id, do, refused, rows, stored

from duban.records.models import PenaltyDecision

pytestmark = pytest.mark.usefixtures("world")

YUAN = 100
SPOT: dict[str, Any] = CASE | {
    "target": "enterprise", "kinds": ["fine"], "fine_fen": 1_000 * YUAN, "reason": "示例事实", "officers": PAIR,
    "statute_concept": "organisation_and_training",
}  # fmt: skip


def on_the_spot(on: str = "09-06", **more: Any) -> UUID:
    return do("decide_on_the_spot", by=OFFICER, on=day(on), **(SPOT | more))


def spot_refused(on: str = "09-06", by: str = OFFICER, **more: Any) -> str:
    return refused("decide_on_the_spot", by=by, on=day(on), **(SPOT | more)).rule


def test_the_officers_decide_without_the_head_and_are_kept_with_their_certificates() -> None:
    row = stored(PenaltyDecision, on_the_spot())
    assert (row.summary, row.state, row.fine_fen, row.decided_by_id) == (True, "decided", 100_000, an_id(OFFICER))
    assert [(one["person"], one["certificate"]) for one in row.officers] == [
        (str(an_id(f"person:officer-{TIEXI}")), f"示例{TIEXI}-1"),
        (str(an_id(f"person:officer2-{TIEXI}")), f"示例{TIEXI}-2"),
    ]
    assert row.number == "（示例）铁应急罚〔2021〕1号"
    assert [len(window.decisions) for window in standing(day("09-06")).counter.windows] == [1, 1]


@pytest.mark.parametrize("role", ["head", "approver", "clerk", "legal_reviewer", "leader"])
def test_nobody_but_officers_decides_on_the_spot(role: str) -> None:
    assert spot_refused(by=f"{role}-{TIEXI}") == "permission.not_held"


@pytest.mark.parametrize(
    ("on", "yuan", "allowed"),
    [
        ("07-14", 1_000, True),
        ("07-14", 1_001, False),
        ("07-15", 3_000, True),
        ("07-15", 3_001, False),
        ("09-06", 3_000, True),
        ("09-06", 3_001, False),
    ],
)
def test_only_within_the_limits_of_the_day(on: str, yuan: int, allowed: bool) -> None:
    if allowed:
        assert stored(PenaltyDecision, on_the_spot(on, fine_fen=yuan * YUAN)).summary is True
    else:
        assert spot_refused(on, fine_fen=yuan * YUAN) == "penalty.summary_limit"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"officers": PAIR[:1]}, "penalty.two_officers"),
        ({"officers": [PAIR[0], PAIR[0]]}, "penalty.two_officers"),
        ({"officers": []}, "penalty.two_officers"),
        ({"officers": [PAIR[0], an_id(f"person:expired-{TIEXI}")]}, "penalty.certificate"),
        ({"officers": [PAIR[0], EXPERT]}, "attendance.kind"),
        ({"officers": [PAIR[0], an_id("nobody")]}, "attendance.unknown"),
        (
            {"kinds": ["suspension"], "fine_fen": 0, "statute_concept": "safety_equipment", "tier": "serious"},
            "penalty.summary_kind",
        ),
        ({"kinds": ["fine", "confiscation"]}, "penalty.summary_kind"),
        ({"kinds": ["warning"]}, "penalty.fine_kind"),
        ({"enterprise": an_id("plant-nowhere")}, "ledger.not_listed"),
    ],
)
def test_what_is_not_decided_on_the_spot(change: dict[str, Any], rule: str) -> None:
    assert spot_refused(**change) == rule
    assert rows(PenaltyDecision).count() == 0


def test_it_is_filed_with_the_bureau_once_and_after_it_was_handed_over() -> None:
    penalty = on_the_spot()
    file: dict[str, Any] = {"by": OFFICER, "penalty": penalty}
    assert refused("file_summary_penalty", **file, on=day("09-07")).rule == "workflow.summary_penalty.file_with_bureau"
    delivered(penalty, kind="penalty_decision", on=day("09-07"))
    assert refused("file_summary_penalty", **file, on=day("09-06")).rule == "penalty.filed_early"
    assert refused("file_summary_penalty", **(file | {"by": HEAD}), on=day("09-08")).rule == "permission.not_held"
    do("file_summary_penalty", **file, on=day("09-08"))
    assert stored(PenaltyDecision, penalty).filed_on == day("09-08")
    assert refused("file_summary_penalty", **file, on=day("09-09")).rule == "workflow.summary_penalty.file_with_bureau"


def test_an_ordinary_decision_is_not_filed() -> None:
    inputs = {name: value for name, value in SPOT.items() if name != "officers"}
    penalty = do("decide_penalty", by=HEAD, on=day("09-06"), **inputs)
    delivered(penalty, kind="penalty_decision", on=day("09-07"))
    assert refused("file_summary_penalty", by=OFFICER, on=day("09-08"), penalty=penalty).rule == "penalty.not_summary"
    assert stored(PenaltyDecision, penalty).officers == []
