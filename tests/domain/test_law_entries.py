"""The lawbook as a person goes through it."""

from __future__ import annotations

from datetime import date

import pytest

from duban.domain.law_entries import Entry, entries, resting
from duban.specs.campaigns_loader import CAMPAIGNS, load_campaign
from duban.specs.loader import load_deadlines, load_lawbook


def found(on: date, *, campaign: bool = True) -> dict[str, Entry]:
    plan = load_campaign(CAMPAIGNS / "shenyang-2021-32.yaml") if campaign else None
    return {one.concept.id: one for one in entries(load_lawbook(), load_deadlines(), plan, on)}


def test_every_concept_is_there_with_the_article_of_the_day() -> None:
    book = load_lawbook()
    before, after = found(date(2021, 8, 31)), found(date(2021, 9, 1))
    assert before.keys() == after.keys() == book.concepts.keys()
    assert before["order_removal"].citation == book.find("order_removal", date(2021, 8, 31))
    assert str(before["order_removal"].citation) != str(after["order_removal"].citation)


def test_what_the_campaign_cites_and_what_deadlines_rest_on_is_used() -> None:
    day = date(2021, 8, 20)
    with_plan, without = found(day), found(day, campaign=False)
    assert any(one.grounds for one in with_plan.values())
    assert not any(one.grounds for one in without.values())
    assert any(one.used and one.deadlines for one in without.values())
    assert not with_plan["dual_prevention"].open, "not in force that day: nothing to read"


def test_those_without_an_article_that_day_come_last() -> None:
    known = [one.citation is None for one in entries(load_lawbook(), load_deadlines(), None, date(2021, 8, 20))]
    assert known == sorted(known)


@pytest.mark.parametrize("on", [date(2021, 8, 20), date(2023, 6, 1)])
def test_an_unread_article_in_force_is_open(on: date) -> None:
    for one in found(on).values():
        assert one.open is (one.citation is not None and not one.citation.verified)


def test_before_a_deadline_began_it_rests_on_nothing() -> None:
    deadlines = load_deadlines()
    early, now = resting(deadlines, date(1990, 1, 1)), resting(deadlines, date(2021, 8, 20))
    assert sum(map(len, early.values())) < sum(map(len, now.values()))
