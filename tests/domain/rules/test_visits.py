"""What a completed visit needs: it took place, two officers, certificates valid on the day."""

from __future__ import annotations

import pytest
from tests.domain.histories import PAIR, day, officer, visit

from duban.domain.facts import Presence, Visit
from duban.domain.law import Law
from duban.domain.rules.visits import completion_refusal


def presence(name: str, certificate: str, *days: str) -> Presence:
    first, last = (day(d) for d in days) if days else (None, None)
    return Presence(name, name, certificate, first, last)


CASES = (
    # what, visit, today, rule
    ("two officers, valid certificates", visit("07-20"), "07-20", None),
    ("tomorrow's visit", visit("07-21"), "07-20", "day.future"),
    ("not carried out", visit("07-18", carried_out=False), "07-20", "visit.not_carried_out"),
    ("nobody recorded", visit("07-20", officers=()), "07-20", "visit.two_officers"),
    ("one officer", visit("07-20", officers=PAIR[:1]), "07-20", "visit.two_officers"),
    ("one officer twice", visit("07-20", officers=(PAIR[0], PAIR[0])), "07-20", "visit.two_officers"),
    ("expired the day before", visit("07-20", officers=(PAIR[0], officer("乙", "2021-07-19"))), "07-20",
     "visit.certificate"),
    ("expires on the day", visit("07-20", officers=(PAIR[0], officer("乙", "2021-07-20"))), "07-20", None),
    ("not yet valid", visit("07-20", officers=(PAIR[0], presence("乙", "Z", "07-21", "12-31"))), "07-20",
     "visit.certificate"),
    ("no certificate", visit("07-20", officers=(PAIR[0], presence("乙", "", "01-01", "12-31"))), "07-20",
     "visit.certificate"),
    ("no days on file", visit("07-20", officers=(PAIR[0], presence("乙", "Z"))), "07-20", "visit.certificate"),
)  # fmt: skip


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_completion(row: tuple[str, Visit, str, str | None], law: Law) -> None:
    _, visited, today, rule = row
    refusal = completion_refusal(visited, day(today), law)
    assert (refusal.rule if refusal else None) == rule


@pytest.mark.parametrize(("on", "article"), [("07-14", "第三十七条（待法规科核实）"), ("07-15", "第四十二条")])
def test_two_officers_by_the_article_of_the_day(on: str, article: str, law: Law) -> None:
    refusal = completion_refusal(visit(on, officers=PAIR[:1]), day(on), law)
    assert refusal is not None
    assert refusal.clause.endswith(article)
    assert "只登记了1名执法人员" in str(refusal)


def test_an_expired_certificate_names_the_officer_and_the_day(law: Law) -> None:
    refusal = completion_refusal(
        visit("07-20", officers=(PAIR[0], officer("执法员乙", "2021-07-19"))), day("07-20"), law
    )
    assert refusal is not None
    assert refusal.clause == "《中华人民共和国安全生产法》（2014年修正）第六十四条（待法规科核实）"
    assert "检查当日（2021-07-20）执法证件无效：执法员乙（证执法员乙，2019-01-01—2021-07-19）" in str(refusal)


def test_a_missing_certificate_is_shown_as_missing(law: Law) -> None:
    refusal = completion_refusal(visit("07-20", officers=(PAIR[0], presence("执法员乙", ""))), day("07-20"), law)
    assert refusal is not None
    assert "执法员乙（-）" in str(refusal)
