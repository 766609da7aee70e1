"""At once 同时办理: deeds of several people in the same moment, each in a real transaction of its own connection."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from tests.actions import later_steps as later
from tests.actions import steps
from tests.actions.steps import APPROVER, CASE, DUE, GENERAL, OFFICER, OFFICER2, PLANT, UNSAFE
from tests.actions.world import DAY, EVERYWHERE, TIEXI, build, do

from duban.actions.casework import held
from duban.actions.rebuilding import differences
from duban.domain.messages import Refusal
from duban.records.models import Change, Deed, DocumentNumber, OrderItem
from duban.records.scope import scoped
from duban.records.verification import verify_trail

APPROVER2 = f"approver2-{TIEXI}"
Act = Callable[[], object]


@pytest.fixture(autouse=True)
def committed_world(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchors.txt"
    with transaction.atomic():
        build()


def at_once(*acts: Act) -> list[str]:
    """All acts begin together; of each: "done" or the rule by which it was refused."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> str:
        try:
            barrier.wait(timeout=30)
            act()
        except Refusal as refusal:
            return refusal.rule
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def check_whole() -> None:
    """The trail verifies, and the stored standing of the plant is what its facts say."""
    assert verify_trail(EVERYWHERE).broken == ()
    assert [each for each in differences().differences if each.enterprise == str(PLANT)] == []


def drafts(count: int) -> list[UUID]:
    """So many orders that wait to be issued."""
    found = []
    for _ in range(count):
        visit, hazards = steps.visited(GENERAL)
        found.append(steps.draft_order(visit, dict.fromkeys(hazards, DUE))[0])
    return found


def test_two_approvers_decide_one_card() -> None:
    steps.stopped(*steps.visited(UNSAFE)[1])
    card = later.proposed("yellow", "G2", on=DAY)
    decide = [partial(do, "confirm_card", by=by, card=card, reason="情况属实") for by in (APPROVER, APPROVER2)]
    assert at_once(*decide).count("done") == 1
    check_whole()


def test_one_confirms_what_the_other_declines() -> None:
    steps.stopped(*steps.visited(UNSAFE)[1])
    card = later.proposed("yellow", "G2", on=DAY)
    outcomes = at_once(
        partial(do, "confirm_card", by=APPROVER, card=card, reason="情况属实"),
        partial(do, "decline_card", by=APPROVER2, card=card, reason="情况不属实"),
    )
    assert outcomes.count("done") == 1
    check_whole()


def test_numbers_given_at_once_have_no_gap_and_no_double() -> None:
    issue = [
        partial(do, "issue_order", by=by, order=order)
        for order, by in zip(drafts(6), (APPROVER, APPROVER2) * 3, strict=True)
    ]
    assert at_once(*issue) == ["done"] * 6
    with scoped((TIEXI,)):
        given = DocumentNumber.objects.filter(kind="rectification_order").values_list("serial", flat=True)
        assert sorted(given) == [1, 2, 3, 4, 5, 6]
    check_whole()


def test_facts_of_one_plant_recorded_at_once_are_all_in_its_standing() -> None:
    """Each deed writes another table about the same plant; none waits for another until somebody gives up."""
    order, items, _ = steps.ordered(GENERAL)
    visits = [steps.draft_visit(GENERAL)[0] for _ in range(3)]
    (waiting,) = drafts(1)
    outcomes = at_once(
        *(partial(do, "add_hazard", by=OFFICER, inspection=visit, hazard=UNSAFE) for visit in visits),
        partial(do, "report_completion", by=OFFICER2, item=items[0], text="已整改"),
        partial(
            do, "apply_extension", by=OFFICER, item=items[0], text="暴雨", force_majeure=True, proof="示例气象证明"
        ),
        partial(do, "issue_order", by=APPROVER, order=waiting),
        partial(do, "withdraw_order", by=APPROVER2, order=order, reason="登记有误"),
    )
    assert outcomes[:3] + outcomes[5:6] == ["done"] * 4
    assert "busy" not in outcomes
    check_whole()


def test_one_deed_sent_twice_at_once_is_done_once() -> None:
    deed = uuid4()
    send = partial(
        do, "record_attempt", by=OFFICER, id=deed, **CASE, site=steps.SITE, officers=steps.PAIR, reason="无人"
    )
    assert at_once(send, send).count("done") == 1
    with scoped((TIEXI,)):
        assert Deed.objects.filter(id=deed).count() == 1
        assert Change.objects.filter(deed_id=deed, relation="inspection").count() == 1
    check_whole()


def test_a_record_that_one_holds_keeps_nobody_from_pointing_to_it() -> None:
    """Else who points to it would wait at his commit with the chain in hand, and the holder for the chain."""
    _, items, _ = steps.ordered(GENERAL)
    report = partial(do, "report_completion", by=OFFICER, item=items[0], text="已整改")
    with ThreadPoolExecutor(1) as other, scoped((TIEXI,), (TIEXI,)):
        held(OrderItem, items[0])
        assert other.submit(at_once, report).result(timeout=30) == ["done"]
    check_whole()
