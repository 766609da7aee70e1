"""方案冲突: a planned visit, what is known around it, what speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from duban.domain.campaign import Campaign
from duban.domain.law import Law
from duban.domain.planning import Around, Assigned, Away, PlannedVisit, Visited
from duban.domain.rules.plan_conflicts import BLOCKING, CONFLICT_WORDS, ConflictKind, conflicts, conflicts_refusal

DAY, YEAR = date(2021, 8, 18), {"valid_from": date(2021, 1, 1), "valid_to": date(2021, 12, 31)}
JIA = Assigned("甲", "示例甲", "示例-1", **YEAR)
YI = Assigned("乙", "示例乙", "示例-2", **YEAR)
BING = Assigned("丙", "示例丙", "示例-3", **YEAR)
EXPERT = Assigned("专", "示例专家")
VISIT = PlannedVisit("1", "厂", "示例钢铁厂", DAY, (JIA, YI), (EXPERT,))
OTHER = PlannedVisit("2", "二厂", "示例水泥厂", DAY, (BING, Assigned("丁", "示例丁", "示例-4", **YEAR)))


def visit(**changes: Any) -> PlannedVisit:
    return replace(VISIT, **changes)


def officers(*people: Assigned) -> dict[str, Any]:
    return {"officers": people}


def leave(person: str, first: date, last: date = DAY) -> Around:
    return Around(leaves=(Away(person, first, last),))


def before(on: date, *people: str) -> Around:
    return Around(visited=(Visited("厂", on, frozenset(people)),))


K = ConflictKind
CASES: list[tuple[str, PlannedVisit, Around, list[tuple[ConflictKind, str]]]] = [
    ("nothing speaks against it", VISIT, Around(), []),
    ("one officer", visit(officers=(JIA,)), Around(), [(K.TOO_FEW, "只安排了1名执法人员，不得少于两人。")]),
    ("nobody", visit(officers=(), experts=()), Around(), [(K.TOO_FEW, "只安排了0名执法人员，不得少于两人。")]),
    ("one officer named twice", visit(officers=(JIA, JIA), experts=()), Around(),
     [(K.TOO_FEW, "只安排了1名执法人员，不得少于两人。")]),
    ("no certificate on file", visit(**officers(JIA, replace(YI, certificate=""))), Around(),
     [(K.CERTIFICATE, "示例乙没有登记执法证件。")]),
    ("a certificate without its last day", visit(**officers(JIA, replace(YI, valid_to=None))), Around(),
     [(K.CERTIFICATE, "示例乙没有登记执法证件。")]),
    ("a certificate that ends the day before", visit(**officers(JIA, replace(YI, valid_to=date(2021, 8, 17)))),
     Around(),
     [(K.CERTIFICATE, "示例乙的执法证件到 2021-08-17 为止，检查日期 2021-08-18 在其后。")]),
    ("a certificate that ends on the day", visit(**officers(JIA, replace(YI, valid_to=DAY))), Around(), []),
    ("a certificate that begins the day after", visit(**officers(JIA, replace(YI, valid_from=date(2021, 8, 19)))),
     Around(),
     [(K.CERTIFICATE, "示例乙的执法证件从 2021-08-19 起有效，检查日期 2021-08-18 在其前。")]),
    ("an expert needs no certificate", visit(experts=(EXPERT,)), Around(), []),
    ("who left on the day", visit(**officers(JIA, replace(YI, left_on=DAY))), Around(),
     [(K.LEFT, "示例乙已于 2021-08-18 离岗。")]),
    ("who leaves the day after", visit(**officers(JIA, replace(YI, left_on=date(2021, 8, 19)))), Around(), []),
    ("leave that ends on the day", VISIT, leave("甲", date(2021, 8, 16)),
     [(K.LEAVE, "示例甲请假（2021-08-16 至 2021-08-18）。")]),
    ("leave of an expert", VISIT, leave("专", DAY), [(K.LEAVE, "示例专家请假（2021-08-18 至 2021-08-18）。")]),
    ("leave that ended the day before", VISIT, leave("甲", date(2021, 8, 16), date(2021, 8, 17)), []),
    ("leave of somebody else", VISIT, leave("丙", DAY), []),
    ("recusal from the enterprise", VISIT, Around(recused=frozenset({("乙", "厂", DAY)})),
     [(K.RECUSAL, "示例乙对该企业须回避。")]),
    ("recusal of an expert", VISIT, Around(recused=frozenset({("专", "厂", DAY)})),
     [(K.RECUSAL, "示例专家对该企业须回避。")]),
    ("recusal from another enterprise", VISIT, Around(recused=frozenset({("乙", "二厂", DAY)})), []),
    ("recusal on another day", VISIT, Around(recused=frozenset({("乙", "厂", date(2021, 8, 19))})), []),
    ("an officer in another plan on the day", VISIT, Around(others=(replace(OTHER, officers=(JIA, BING)),)),
     [(K.DOUBLE, "示例甲同一天还安排了：示例水泥厂。")]),
    ("an expert in another plan on the day", VISIT, Around(others=(replace(OTHER, experts=(EXPERT,)),)),
     [(K.DOUBLE, "示例专家同一天还安排了：示例水泥厂。")]),
    ("both officers in another plan on the day are named together", VISIT,
     Around(others=(replace(OTHER, officers=(YI, JIA)),)), [(K.DOUBLE, "示例甲、示例乙同一天还安排了：示例水泥厂。")]),
    ("other people in another plan", VISIT, Around(others=(OTHER,)), []),
    ("the same officer on the next day", VISIT,
     Around(others=(replace(OTHER, on=date(2021, 8, 19), officers=(JIA, BING)),)), []),
    ("a Sunday", visit(on=date(2021, 8, 22)), Around(), [(K.DAY_OFF, "2021-08-22 不是工作日：周末。")]),
    ("a Saturday that is worked", visit(on=date(2021, 9, 18)), Around(), []),
    ("a Tuesday of the Mid-Autumn holiday", visit(on=date(2021, 9, 21)), Around(),
     [(K.DAY_OFF, "2021-09-21 不是工作日：中秋节放假。")]),
    ("the last day of preparation", visit(on=date(2021, 7, 15)), Around(),
     [(K.PHASE, "2021-07-15 不在检查阶段（2021-07-16 至 2021-10-01）。")]),
    ("the first day of inspections", visit(on=date(2021, 7, 16)), Around(), []),
    ("after the day by which all are inspected", visit(on=date(2021, 10, 8)), Around(),
     [(K.PHASE, "2021-10-08 不在检查阶段（2021-07-16 至 2021-10-01）。")]),
    ("the same two as the time before", VISIT, before(date(2021, 7, 20), "乙", "甲"),
     [(K.SAME_PAIR, "示例甲、示例乙上一次（2021-07-20）也检查或者安排检查该企业。")]),
    ("the same two and a third before", VISIT, before(date(2021, 7, 20), "甲", "乙", "丙"), []),
    ("one of the two before", VISIT, before(date(2021, 7, 20), "甲", "丙"), []),
    ("the same two only afterwards", VISIT, before(date(2021, 8, 19), "甲", "乙"), []),
    ("the same two, but others in between", VISIT,
     Around(visited=(Visited("厂", date(2021, 7, 20), frozenset("甲乙")),
                     Visited("厂", date(2021, 8, 1), frozenset("丙丁")))), []),
    ("the same two planned before", VISIT, Around(others=(visit(id="9", on=date(2021, 8, 2)),)),
     [(K.SAME_PAIR, "示例甲、示例乙上一次（2021-08-02）也检查或者安排检查该企业。")]),
    ("a visit that was carried out has none any more", visit(officers=(JIA,), done_on=DAY), Around(), []),
]  # fmt: skip


def told(message: object) -> str:
    """The message with lists joined as the pages join them."""
    params = {k: "、".join(v) if isinstance(v, tuple) else v for k, v in message.params.items()}  # type: ignore[attr-defined]  # a Message
    return str(message.text.format_map(params))  # type: ignore[attr-defined]  # a Message


@pytest.mark.parametrize(
    ("planned", "around", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_speaks_against_a_visit(
    planned: PlannedVisit, around: Around, expected: list[tuple[ConflictKind, str]], shenyang: Campaign, law: Law
) -> None:
    found = conflicts([planned], around, shenyang, law.calendar)
    assert [(one.kind, told(one.message)) for one in found] == expected


def test_two_visits_of_one_plan_on_one_day_are_both_named(shenyang: Campaign, law: Law) -> None:
    found = conflicts([VISIT, replace(OTHER, officers=(JIA, BING))], Around(), shenyang, law.calendar)
    assert [(one.item, told(one.message)) for one in found] == [
        ("1", "示例甲同一天还安排了：示例水泥厂。"),
        ("2", "示例甲同一天还安排了：示例钢铁厂。"),
    ]


def test_only_what_would_make_the_visit_unlawful_stops_a_plan() -> None:
    assert {K.TOO_FEW, K.RECUSAL, K.CERTIFICATE, K.LEFT} == BLOCKING
    assert list(CONFLICT_WORDS) == list(ConflictKind)


def test_a_refusal_names_the_first_and_how_many(shenyang: Campaign, law: Law) -> None:
    found = conflicts([visit(officers=(JIA,)), replace(OTHER, officers=(BING,))], Around(), shenyang, law.calendar)
    refusal = conflicts_refusal(found, {"1": "示例钢铁厂", "2": "示例水泥厂"}, DAY, law)
    assert refusal is not None
    assert str(refusal.message) == (
        "检查方案有 2 处必须先解决的冲突，首先是示例钢铁厂：只安排了1名执法人员，不得少于两人。"
    )
    advisory = conflicts([visit(on=date(2021, 8, 22))], Around(), shenyang, law.calendar)
    assert conflicts_refusal(advisory, {"1": "示例钢铁厂"}, DAY, law) is None


def test_a_campaign_without_a_phase_that_ends_on_the_day_is_inspected_in_all_its_phases(
    shenyang: Campaign, law: Law
) -> None:
    other = replace(shenyang, inspect_by=date(2021, 9, 30))
    assert conflicts([visit(on=date(2021, 10, 8))], Around(), other, law.calendar) == ()
