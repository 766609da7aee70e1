"""The gate of a closure dossier: what is missing at which stage, what of it blocks; how long an answer takes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.domain.histories import day, maybe

from duban.domain.campaign import Campaign
from duban.domain.rules.closure_gate import Holdings, Manner, missing, pieces, waiting
from duban.domain.vocabulary import ClosureDecision

EMPTY = Holdings(
    text="", track_is_closure=True, card_confirmed_on=None, card_notified_on=None, examined=False, evidence=0,
    reviewed_on=None, basis="", basis_holds=False, sent_on=None, number="", addressee="", accepted_on=None,
    decided_on=None, decision=None, decision_number="", licences_revoked_on=None, carried_out_on=None, exit_reason="",
    manners=(), accepted_exit_on=None, returned_on=None, withdrawn_on=None,
)  # fmt: skip
ASKED = replace(
    EMPTY, text="示例材料", card_confirmed_on=day("08-31"), card_notified_on=day("08-31"), examined=True, evidence=1,
    reviewed_on=day("09-06"), basis="closure_repeat", basis_holds=True,
)  # fmt: skip
SENT = replace(ASKED, sent_on=day("09-08"), number="（示例）1号", addressee="示例区人民政府")
DECIDED = replace(
    SENT,
    accepted_on=day("09-10"),
    decided_on=day("10-20"),
    decision=ClosureDecision.CLOSE,
    decision_number="（示例）8号",
)
DONE = replace(
    DECIDED, licences_revoked_on=day("10-21"), carried_out_on=day("11-02"), exit_reason="safety",
    manners=(Manner("断水断电", proved=True),),
)  # fmt: skip
ACCEPTED = replace(DONE, accepted_exit_on=day("11-10"), returned_on=day("12-01"))

CASES: tuple[tuple[str, Holdings, str], ...] = (
    ("an empty draft: what blocks stands first", EMPTY, "review basis text card card_notice examined evidence"),
    ("a ban needs no red card", replace(EMPTY, track_is_closure=False), "review basis text examined evidence"),
    ("ready to be sent", ASKED, ""),
    ("no evidence", replace(ASKED, evidence=0), "evidence"),
    ("the basis is no longer met", replace(ASKED, basis_holds=False), "basis"),
    ("reviewed without a basis", replace(ASKED, basis=""), "basis"),
    ("sent: the answer is awaited", SENT, "accepted decision"),
    ("once sent, the basis of that day stands", replace(SENT, basis_holds=False), "accepted decision"),
    ("sent without a number", replace(SENT, number="", addressee=""), "number accepted decision addressee"),
    ("decided: to be carried out", DECIDED, "carried_out licences"),
    ("not to be closed: nothing more", replace(DECIDED, decision=ClosureDecision.NOT_CLOSE), ""),
    ("carried out", DONE, "acceptance return"),
    ("without proof", replace(DONE, manners=(Manner("断水断电", proved=False),), exit_reason=""),
     "exit_reason manner acceptance return"),
    ("accepted and reported", ACCEPTED, ""),
    ("withdrawn: nothing is asked for", replace(EMPTY, withdrawn_on=day("09-09")), ""),
)  # fmt: skip


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_the_missing_pieces(row: tuple[Any, ...]) -> None:
    assert [piece.code for piece in missing(row[1])] == row[2].split()


def test_the_pieces_that_the_deeds_refuse_without_are_those_that_block() -> None:
    blocking = [piece.code for piece in pieces(ACCEPTED) if piece.blocks]
    assert blocking == ["review", "basis", "number", "accepted", "decision", "carried_out"]


@pytest.mark.parametrize(
    ("sent", "decided", "on", "expected"),
    [
        (None, None, "09-08", None),
        ("09-08", "10-20", "10-20", None),
        ("09-08", None, "09-08", (0, "normal")),
        ("09-08", None, "10-07", (29, "normal")),
        ("09-08", None, "10-08", (30, "near")),  # a whole warning period has passed
        ("10-30", None, "10-31", (1, "near")),  # the campaign's last day is near
        ("09-08", None, "11-30", (83, "near")),  # and is in time itself
        ("09-08", None, "12-01", (84, "overdue")),
    ],
)
def test_how_long_the_government_has_not_answered(
    sent: str | None, decided: str | None, on: str, expected: tuple[int, str] | None, shenyang: Campaign
) -> None:
    found = waiting(maybe(sent), maybe(decided), day(on), shenyang)
    assert (None if found is None else (found.days, found.light.value)) == expected
