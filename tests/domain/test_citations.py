"""An article is looked up by the day: both law switches of 2021, unverified marks, penalty ranges."""

from __future__ import annotations

from datetime import date

import pytest

from duban.domain.citations import Lawbook, Tier, Who
from duban.domain.messages import Refusal
from duban.specs.loader import load_lawbook

LAW = load_lawbook()
D = date.fromisoformat
UNIT, PERSON = Who.UNIT, Who.PERSON


@pytest.mark.parametrize(
    ("concept", "on", "printed", "number", "verified"),
    [
        ("order_removal", "2021-08-20", "《中华人民共和国安全生产法》（2014年修正）第六十二条", "62", True),
        ("order_removal", "2021-08-31", "《中华人民共和国安全生产法》（2014年修正）第六十二条", "62", True),
        ("order_removal", "2021-09-01", "《中华人民共和国安全生产法》（2021年修正）第六十五条", "65", True),
        ("order_removal", "2021-09-05", "《中华人民共和国安全生产法》（2021年修正）第六十五条", "65", True),
        (
            "temporary_suspension",
            "2021-08-20",
            "《中华人民共和国安全生产法》（2014年修正）第六十二条第一款第三项",
            "62",
            True,
        ),
        ("power_cut", "2021-08-31", "《中华人民共和国安全生产法》（2014年修正）第六十七条第一款", "67", True),
        ("power_cut", "2021-09-10", "《中华人民共和国安全生产法》（2021年修正）第七十条第一款", "70", True),
        ("closure", "2021-08-31", "《中华人民共和国安全生产法》（2014年修正）第一百零八条", "108", True),
        ("closure", "2021-09-01", "《中华人民共和国安全生产法》（2021年修正）第一百一十三条", "113", True),
        ("hazard_not_eliminated", "2021-08-31", "《中华人民共和国安全生产法》（2014年修正）第九十九条", "99", True),
        ("hazard_not_eliminated", "2021-09-01", "《中华人民共和国安全生产法》（2021年修正）第一百零二条", "102", True),
        ("listed_supervision", "2021-08-31", "《中华人民共和国安全生产法》（2014年修正）第三十八条", "38", False),
        ("listed_supervision", "2021-09-01", "《中华人民共和国安全生产法》（2021年修正）第四十一条", "41", True),
        ("two_officers", "2021-07-14", "《中华人民共和国行政处罚法》（2017年修正）第三十七条", "37", False),
        ("two_officers", "2021-07-15", "《中华人民共和国行政处罚法》（2021年修订）第四十二条", "42", True),
        ("hearing_request", "2021-07-14", "《中华人民共和国行政处罚法》（2017年修正）第四十二条", "42", True),
        ("hearing_request", "2021-07-15", "《中华人民共和国行政处罚法》（2021年修订）第六十四条", "64", True),
        ("court_reminder", "2021-09-24", "《中华人民共和国行政强制法》第五十四条", "54", True),
        ("court_papers", "2021-09-24", "《中华人民共和国行政强制法》第五十五条至第五十七条", "55–57", True),
        ("reinspection", "2021-08-20", "《安全生产违法行为行政处罚办法》（2015年修正）第十七条", "17", False),
        ("dangerous_operation_crime", "2021-09-10", "《中华人民共和国刑法》第一百三十四条之一", "134-1", True),
        ("major_hazard_industry", "2021-09-10", "《工贸行业重大生产安全事故隐患判定标准（2017版）》", "", False),
        ("major_hazard_industry", "2023-05-15", "《工贸企业重大事故隐患判定标准》", "", True),
    ],
)
def test_the_text_of_the_day_is_cited(concept: str, on: str, printed: str, number: str, verified: bool) -> None:
    citation = LAW.cite(concept, D(on))
    assert (str(citation), citation.number, citation.verified) == (printed, number, verified)


@pytest.mark.parametrize(
    ("concept", "on"),
    [
        ("dual_prevention", "2021-08-31"),
        ("daily_penalty", "2021-08-31"),
        ("closure_repeat", "2021-08-31"),
        ("choice_of_law", "2021-07-14"),
        ("withdraw_publication", "2021-07-14"),
        ("reinspection", "2026-02-01"),
        ("order_removal", "2014-11-30"),
        ("dangerous_operation_crime", "2021-02-28"),
    ],
)
def test_an_article_that_the_law_of_the_day_has_not_is_refused(concept: str, on: str) -> None:
    assert LAW.find(concept, D(on)) is None
    with pytest.raises(Refusal) as refused:
        LAW.cite(concept, D(on))
    assert refused.value.rule == "law.not_in_force"


def test_the_refusal_names_the_days_and_what_to_do() -> None:
    with pytest.raises(Refusal) as refused:
        LAW.cite("daily_penalty", D("2021-08-31"))
    assert str(refused.value) == (
        "“按日连续处罚”在 2021-08-31 没有可适用的条文。已录入的适用期间："
        "《中华人民共和国安全生产法》（2021年修正）第一百一十二条 2021-09-01—。请核对日期，或请法规科补录。"
    )


def test_an_unknown_concept_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        LAW.versions("order_removel")
    assert str(refused.value) == "法规库没有“order_removel”。请从法规库中选择一项。"


def test_versions_come_oldest_first() -> None:
    assert [(c.from_day, c.to_day) for c in LAW.versions("order_removal")] == [
        (D("2014-12-01"), D("2021-08-31")),
        (D("2021-09-01"), None),
    ]


def test_every_citation_has_a_source_and_a_verified_one_the_day_it_was_checked() -> None:
    citations = [c for concept in LAW.concepts.values() for c in concept.versions]
    assert [c for c in citations if not c.source] == []
    assert [c for c in citations if c.verified is (c.checked_on is None)] == []


def test_versions_of_a_concept_never_overlap() -> None:
    for concept in LAW.concepts.values():
        for earlier, later in zip(concept.versions, concept.versions[1:], strict=False):
            assert earlier.to_day is not None, concept.id
            assert later.from_day is not None, concept.id
            assert earlier.to_day < later.from_day, concept.id


@pytest.mark.parametrize(
    ("concept", "on", "who", "tier", "low", "high"),
    [
        ("hazard_not_eliminated", "2021-08-31", UNIT, Tier.REFUSED, 10_000_000, 50_000_000),
        ("hazard_not_eliminated", "2021-08-31", PERSON, Tier.REFUSED, 2_000_000, 5_000_000),
        ("hazard_not_eliminated", "2021-09-01", UNIT, Tier.FIRST, 0, 5_000_000),
        ("hazard_not_eliminated", "2021-09-01", PERSON, Tier.REFUSED, 5_000_000, 10_000_000),
        ("principal_fails_duties", "2021-08-31", PERSON, Tier.OVERDUE, 2_000_000, 5_000_000),
        ("principal_fails_duties", "2021-09-01", PERSON, Tier.FIRST, 2_000_000, 5_000_000),
        ("principal_fails_duties", "2021-09-01", PERSON, Tier.OVERDUE, 5_000_000, 10_000_000),
        ("organisation_and_training", "2021-09-01", UNIT, Tier.OVERDUE, 10_000_000, 20_000_000),
        ("safety_equipment", "2021-09-01", UNIT, Tier.OVERDUE, 5_000_000, 20_000_000),
        ("dangerous_operations", "2021-08-31", UNIT, Tier.FIRST, 0, 10_000_000),
        ("project_safety", "2021-09-01", UNIT, Tier.FIRST, 10_000_000, 50_000_000),
        ("accident_fines", "2021-08-31", UNIT, Tier.ACCIDENT_GENERAL, 20_000_000, 50_000_000),
        ("accident_fines", "2021-09-01", UNIT, Tier.ACCIDENT_GRAVE, 1_000_000_000, 2_000_000_000),
        ("summary_penalty", "2021-07-14", UNIT, Tier.FIRST, 0, 100_000),
        ("summary_penalty", "2021-07-15", UNIT, Tier.FIRST, 0, 300_000),
    ],
)
def test_the_range_of_the_day_both_bounds_inclusive(
    *, concept: str, on: str, who: Who, tier: Tier, low: int, high: int
) -> None:
    found = LAW.check_fine(concept, D(on), who, tier, high)
    assert (found.minimum_fen, found.maximum_fen) == (low, high)
    assert [found.allows(fen) for fen in (low - 1, low, high, high + 1)] == [False, True, True, False]


def test_no_fine_on_a_first_order_under_the_old_text() -> None:
    with pytest.raises(Refusal) as refused:
        LAW.check_fine("hazard_not_eliminated", D("2021-08-31"), UNIT, Tier.FIRST, 1_000_000)
    assert str(refused.value) == (
        "2021-08-31 适用的条文对该情形没有规定罚款。（《中华人民共和国安全生产法》（2014年修正）第九十九条）"
        "请核对违法行为日期、处罚对象和情形，再定金额。"
    )


def test_a_fine_outside_the_range_names_the_range_and_the_article() -> None:
    with pytest.raises(Refusal) as refused:
        LAW.check_fine("hazard_not_eliminated", D("2021-09-06"), UNIT, Tier.FIRST, 5_000_001)
    assert str(refused.value) == (
        "罚款50000.01元不在0.00元至50000.00元之内。（《中华人民共和国安全生产法》（2021年修正）第一百零二条）"
        "请核对违法行为日期、处罚对象和情形，再定金额。"
    )


def test_a_suspension_without_a_fine_allows_no_amount() -> None:
    penalty = LAW.penalty("hazard_not_eliminated", D("2021-09-06"), UNIT, Tier.REFUSED)
    assert penalty is not None
    assert (penalty.suspension, penalty.allows(0)) == (True, False)
    with pytest.raises(Refusal, match="没有规定罚款"):
        LAW.check_fine("hazard_not_eliminated", D("2021-09-06"), UNIT, Tier.REFUSED, 0)


def test_every_bound_is_paired_and_in_order() -> None:
    ranges = [p for concept in LAW.concepts.values() for p in concept.penalties]
    assert [p for p in ranges if (p.minimum_fen is None) is not (p.maximum_fen is None)] == []
    assert [p for p in ranges if (p.minimum_fen or 0) > (p.maximum_fen or 0)] == []


def test_no_text_of_1_february_2026_keeps_numbers_of_the_repealed_measures() -> None:
    ended = [c for c in LAW.concepts.values() if c.versions[0].instrument == "penalty_measures"]
    assert [c.id for c in ended if LAW.find(c.id, D("2026-02-01")) is not None] == []


def test_a_lawbook_without_concepts_refuses_everything() -> None:
    with pytest.raises(Refusal):
        Lawbook({}, {}, "").cite("closure", D("2021-09-10"))
