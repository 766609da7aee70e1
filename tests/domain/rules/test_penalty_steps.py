"""The surcharge D19 by the day, who decides on the spot, when a decision is filed, published, taken down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.domain.histories import PAIR, day, maybe, officer

from duban.domain.law import Law
from duban.domain.messages import Refusal
from duban.domain.rules.penalty_steps import (
    filing_refusal,
    officers_refusal,
    owed,
    publication_refusal,
    require_to_be_filed,
    summary_state,
    surcharge_refusal,
    withdrawal_refusal,
)

YUAN = 100
FINE = 10_000 * YUAN

OWED = (
    # what, delivered, until, days late, yuan, capped
    ("the last day is in time", "09-07", "09-22", 0, 0, False),
    ("the first day late", "09-07", "09-23", 1, 300, False),
    ("a week late", "09-07", "09-29", 7, 2_100, False),
    ("33 days: 99 %", "09-07", "10-25", 33, 9_900, False),
    ("34 days: never more than the fine", "09-07", "10-26", 34, 10_000, True),
    ("a year late", "09-07", "2022-09-22", 365, 10_000, True),
    ("the term ends in National Day and rolls to 8 October", "09-20", "10-08", 0, 0, False),
    ("and one day after", "09-20", "10-09", 1, 300, False),
    ("under the act of 2017 too", "06-01", "06-18", 2, 600, False),
)


@pytest.mark.parametrize("row", OWED, ids=[row[0] for row in OWED])
def test_the_surcharge_owed(row: tuple[Any, ...], law: Law) -> None:
    _, delivered, until, days, yuan, capped = row
    found = owed(FINE, day(delivered), day(until), law)
    assert found is not None
    assert (found.days, found.amount_fen, found.capped) == (days, yuan * YUAN, capped)


@pytest.mark.parametrize(("fine", "delivered"), [(FINE, None), (0, "09-07"), (FINE, "2017-12-01")])
def test_without_a_fine_a_delivery_or_a_rule_no_clock_runs(fine: int, delivered: str | None, law: Law) -> None:
    assert owed(fine, maybe(delivered), day("11-30"), law) is None


def test_without_a_rate_of_the_day_nothing_is_owed_beside_the_fine(law: Law) -> None:
    unrated = replace(law, deadlines=replace(law.deadlines, surcharges=()))
    assert owed(FINE, day("09-07"), day("11-30"), unrated) is None


@pytest.mark.parametrize(("on", "pauses"), [("06-20", False), ("09-20", True)])
def test_whether_a_review_stops_the_clock_is_a_matter_of_the_day(on: str, pauses: bool, law: Law) -> None:
    found = owed(FINE, day(on), day("11-30"), law)
    assert found is not None
    assert found.pauses is pauses


@pytest.mark.parametrize(
    ("fen", "delivered", "paid", "rule"),
    [
        (0, "09-07", "10-01", None),
        (300 * YUAN, "09-07", "09-23", None),
        (300 * YUAN + 1, "09-07", "09-23", "penalty.surcharge"),
        (1, "09-07", "09-22", "penalty.surcharge"),
        (1, None, "09-22", "penalty.surcharge"),
    ],
)
def test_not_more_is_taken_than_is_owed(fen: int, delivered: str | None, paid: str, rule: str | None, law: Law) -> None:
    refusal = surcharge_refusal(fen, FINE, maybe(delivered), day(paid), law)
    assert (refusal.rule if refusal else None) == rule


LATE = officer("执法员丙", valid_to="2021-06-30")
UNKNOWN = replace(officer("执法员丁"), certificate="")


@pytest.mark.parametrize(
    ("officers", "rule"),
    [
        (PAIR, None),
        ((*PAIR, officer("执法员戊")), None),
        ((), "penalty.two_officers"),
        (PAIR[:1], "penalty.two_officers"),
        ((PAIR[0], PAIR[0]), "penalty.two_officers"),
        ((PAIR[0], LATE), "penalty.certificate"),
        ((PAIR[0], UNKNOWN), "penalty.certificate"),
    ],
)
def test_two_officers_with_valid_certificates_decide(officers: Any, rule: str | None, law: Law) -> None:
    refusal = officers_refusal(officers, day("09-06"), law)
    assert (refusal.rule if refusal else None) == rule


@pytest.mark.parametrize(
    ("delivered", "filed", "state", "may"),
    [
        (None, None, "decided", False),
        ("09-07", None, "delivered", True),
        ("09-07", "09-08", "filed_with_bureau", False),
    ],
)
def test_filing_follows_the_table_of_moves(delivered: str | None, filed: str | None, state: str, may: bool) -> None:
    found = summary_state(maybe(delivered), maybe(filed))
    assert found == state
    if may:
        require_to_be_filed(found)
    else:
        with pytest.raises(Refusal, match="不能办理"):
            require_to_be_filed(found)


@pytest.mark.parametrize(
    ("summary", "delivered", "filed", "rule"),
    [
        (True, "09-07", "09-07", None),
        (True, None, "09-07", None),  # the table of moves refuses that
        (True, "09-07", "09-06", "penalty.filed_early"),
        (False, "09-07", "09-08", "penalty.not_summary"),
    ],
)
def test_what_is_filed(summary: bool, delivered: str | None, filed: str, rule: str | None, law: Law) -> None:
    refusal = filing_refusal(summary=summary, delivered_on=maybe(delivered), filed_on=day(filed), law=law)
    assert (refusal.rule if refusal else None) == rule


@pytest.mark.parametrize(
    ("published", "annulled", "changed", "rule"),
    [
        (None, None, None, None),
        ("09-10", None, None, "penalty.published"),
        (None, "09-12", None, "penalty.not_to_publish"),
        (None, None, "09-12", "penalty.not_to_publish"),
    ],
)
def test_what_is_published(
    published: str | None, annulled: str | None, changed: str | None, rule: str | None, law: Law
) -> None:
    refusal = publication_refusal(
        published_on=maybe(published), annulled_on=maybe(annulled), changed_on=maybe(changed), on=day("09-13"), law=law
    )
    assert (refusal.rule if refusal else None) == rule


@pytest.mark.parametrize(
    ("published", "unpublished", "gone", "rule"),
    [
        ("09-10", None, "09-12", None),
        ("09-10", "09-13", "09-12", "penalty.not_published"),
        (None, None, "09-12", "penalty.not_published"),
        ("09-10", None, None, "penalty.stands"),
    ],
)
def test_what_is_taken_down(
    published: str | None, unpublished: str | None, gone: str | None, rule: str | None, law: Law
) -> None:
    refusal = withdrawal_refusal(
        published_on=maybe(published), unpublished_on=maybe(unpublished), gone_on=maybe(gone), on=day("09-14"), law=law
    )
    assert (refusal.rule if refusal else None) == rule
