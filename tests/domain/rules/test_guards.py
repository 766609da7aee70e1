"""Guards of many deeds: no future day, an article in force."""

from __future__ import annotations

from tests.domain.histories import day

from duban.domain.law import Law
from duban.domain.rules.guards import article_refusal, future_refusal


def test_today_is_no_future_day() -> None:
    assert future_refusal(day("07-20"), day("07-20")) is None


def test_tomorrow_is_refused_with_both_days() -> None:
    refusal = future_refusal(day("07-21"), day("07-20"))
    assert refusal is not None
    assert refusal.rule == "day.future"
    assert "2021-07-21 晚于今天（2021-07-20）" in str(refusal)


def test_an_article_in_force(law: Law) -> None:
    assert article_refusal("closure_repeat", day("09-01"), law) is None


def test_an_article_not_yet_in_force(law: Law) -> None:
    refusal = article_refusal("closure_repeat", day("08-31"), law)
    assert refusal is not None
    assert refusal.rule == "law.not_in_force"


def test_an_article_that_nobody_knows(law: Law) -> None:
    refusal = article_refusal("no_such_concept", day("08-31"), law)
    assert refusal is not None
    assert refusal.rule == "law.unknown_concept"
