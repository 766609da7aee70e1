"""Facts → day → standing, worked by hand for the founding campaign.

Unless said: visits have two officers with valid certificates, papers are delivered on the day they are issued, no
completion report was filed, and the enterprise has a standardisation grade and dual prevention. ``acts`` is everything
that is proposed, so that nothing contrary is and nothing done is proposed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from tests.domain.histories import (
    all_proved,
    day,
    enterprise,
    hazard,
    ledger,
    listing,
    officer,
    order,
    penalty,
    profile,
    red,
    refusal,
    reinspection,
    report,
    resumption,
    suspension,
    visit,
    yellow,
)

from duban.domain.assess import assess
from duban.domain.campaign import AllOf, Campaign, Test
from duban.domain.facts import Acceptance, ClosureRequest, Extension
from duban.domain.law import Law
from duban.domain.standing import Act, Light, NextAct, Standing
from duban.domain.vocabulary import (
    Answer,
    CardColour,
    ClosureDecision,
    Implementation,
    ItemResult,
    RefusalOf,
    ReinspectionCause,
)

PASSED, FAILED, NOT_YET_DUE = ItemResult.PASSED, ItemResult.FAILED, ItemResult.NOT_YET_DUE
YELLOW, RED = CardColour.YELLOW, CardColour.RED

# what several cases share; «AS_5» is case 5 without its day
KNOWN = (ledger(), profile())
AS_5 = (*KNOWN, visit("07-20"), hazard())
AS_8 = (*AS_5, order("07-20", "08-10"))
AS_11 = (*KNOWN, visit("07-20"), hazard(major=True, safe=Answer.YES))
AS_12 = (*KNOWN, visit("07-20"), hazard(major=True, safe=Answer.NO))
AS_16 = (
    *AS_12,
    suspension("07-21"),
    order("07-21", "08-20"),
    yellow("07-21"),
    listing("07-22", plan_due="07-31", proofs=all_proved("07-22")),
)
AS_15 = (*AS_16, reinspection("08-18", PASSED, ReinspectionCause.APPLIED), resumption("08-18"))
AS_14 = (
    *AS_16,
    reinspection("08-18", PASSED, ReinspectionCause.APPLIED),
    resumption("08-18", reviewed_on=day("08-19"), passed=True, consented_on=day("08-19")),
)
AS_18 = (
    *AS_16,
    Extension("延期", "隐患的整改", day("08-08"), Answer.YES, True, replied_on=day("08-12"), granted_to=day("09-05")),
)
AS_21 = (
    *AS_11,
    order("07-20", "08-20"),
    listing("07-25", plan_due="08-01", proofs=all_proved("07-28", but=Implementation.FUNDS)),
)
THREE = (
    *KNOWN,
    visit("07-20"),
    hazard("甲"),
    hazard("乙"),
    hazard(major=True, safe=Answer.YES),
    order("07-20", {"甲": "08-20", "乙": "08-20", "隐患": "08-20"}),
    listing("07-22", proofs=all_proved("07-22")),
    reinspection("08-19", {"甲": PASSED, "乙": PASSED, "隐患": NOT_YET_DUE}),
)
REFUSED_STOP = (*AS_12, suspension("07-21"), refusal("09-10", "停产", RefusalOf.MEASURE))
LISTED_NOT_DUE = (*AS_11, order("07-20", "12-31"), listing("07-22", proofs=all_proved("07-22")))
CLOSED = (
    *AS_16,
    reinspection("08-30", FAILED),
    red("08-30"),
    ClosureRequest(
        "提请",
        drafted_on=day("09-01"),
        basis="closure_after_rectification",
        reviewed_on=day("09-06"),
        sent_on=day("09-08"),
        number="示例〔2021〕1号",
        accepted_on=day("09-10"),
        decided_on=day("10-20"),
        decision=ClosureDecision.CLOSE,
        carried_out_on=day("11-02"),
    ),
    Acceptance("验收", day("11-05"), True),
)

RED_AND_CLOSURE = {"G5 confirm_red", "G5 request_closure"}


@dataclass(frozen=True)
class Expected:
    """One line of the table."""

    case: str
    facts: tuple[Any, ...]
    on: str
    acts: set[str]
    covered: bool = True
    card: CardColour | None = None
    open: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    awaiting: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    due: Mapping[str, str] = field(default_factory=dict)  # act -> day
    cites: Mapping[str, str] = field(default_factory=dict)  # act -> article, among those cited
    notes: tuple[str, ...] = ()  # codes that some act carries
    any_order: bool = False  # the campaign variant that applies G5 to every order


CASES = (
    Expected(
        "1 in the ledger, never visited",
        KNOWN, "09-10", {"inspect"}, covered=False, due={"inspect": "10-01"},
    ),
    Expected(
        "2 attempted, gate closed",
        (*KNOWN, visit("07-18", carried_out=False)), "07-19", {"inspect"}, covered=False,
    ),
    Expected("3 visited, nothing found", (*KNOWN, visit("07-20")), "07-21", set()),
    Expected(
        "4 corrected on the spot",
        (*KNOWN, visit("07-20"), hazard(corrected="07-20")), "07-21", set(),
    ),
    Expected(
        "5 general hazard, old law",
        AS_5, "07-20", {"G1 issue_order"}, open=("隐患",), cites={"issue_order": "第六十二条"},
    ),
    Expected(
        "6 general hazard, new law",
        (*KNOWN, visit("09-03"), hazard(on="09-03")), "09-03", {"G1 issue_order"}, open=("隐患",),
        cites={"issue_order": "第六十五条"},
    ),
    Expected("7 passed in time", (*AS_8, reinspection("08-09", PASSED)), "08-11", set()),
    Expected("8 on the due day", AS_8, "08-10", set(), open=("隐患",)),
    Expected(
        "9 general hazard overdue",
        AS_8, "08-11", {"reinspect"}, open=("隐患",), overdue=("隐患的整改",), due={"reinspect": "08-20"},
    ),
    Expected(
        "9a reported in time",
        (*AS_8, report("08-09")), "08-11", {"reinspect"}, open=("隐患",), awaiting=("隐患的整改",),
        due={"reinspect": "08-19"},
    ),
    Expected(
        "10 general hazard overdue, variant for every order",
        AS_8, "08-11", {"reinspect", *RED_AND_CLOSURE}, open=("隐患",), overdue=("隐患的整改",),
        notes=("closure.basis_missing", "card.needs_reinspection"), any_order=True,
    ),
    Expected(
        "11 major, safety assured",
        AS_11, "07-20", {"G1 issue_order", "G3 list_supervision"}, open=("隐患",),
    ),
    Expected(
        "12 major, safety not assured",
        AS_12, "07-20",
        {"G1 issue_order", "G2 impose_temporary_suspension", "G2 confirm_yellow", "G3 list_supervision"},
        open=("隐患",), cites={"impose_temporary_suspension": "第六十二条第一款第三项"},
    ),
    Expected(
        "13 major, nobody recorded whether safety is assured",
        (*KNOWN, visit("07-20"), hazard(major=True)), "07-20", {"G1 issue_order", "G3 list_supervision"},
        open=("隐患",), questions=("G2",),
    ),
    Expected("14 passed and consented", AS_14, "08-19", {"X1 lift_card", "delist"}, card=YELLOW),
    Expected(
        "15 resumption applied, not reviewed",
        AS_15, "08-19", {"review_resumption"}, card=YELLOW, due={"review_resumption": "08-30"},
    ),
    Expected("16 on the due day", AS_16, "08-20", set(), card=YELLOW, open=("隐患",)),
    Expected(
        "17 major hazard overdue",
        AS_16, "08-21", {"reinspect", *RED_AND_CLOSURE}, card=YELLOW, open=("隐患",), overdue=("隐患的整改",),
        due={"reinspect": "08-30"}, notes=("closure.basis_missing", "card.needs_reinspection"),
    ),
    Expected("18 extended to a Sunday", AS_18, "08-21", set(), card=YELLOW, open=("隐患",)),
    Expected("18 the extended day itself, a Sunday", AS_18, "09-05", set(), card=YELLOW, open=("隐患",)),
    Expected(
        "19 after the extended day",
        AS_18, "09-06", {"reinspect", *RED_AND_CLOSURE}, card=YELLOW, open=("隐患",), overdue=("隐患的整改",),
        due={"reinspect": "09-15"},
    ),
    Expected(
        "20 extension applied late",
        (*AS_16, Extension("延期", "隐患的整改", day("08-15"))), "08-15", {"reply_extension"}, card=YELLOW,
        open=("隐患",), due={"reply_extension": "08-20"}, notes=("extension.window", "extension.force_majeure"),
    ),
    Expected(
        "21 funds without proof",
        AS_21, "08-02", {"G4 impose_suspension"}, open=("隐患",),
        notes=("suspension.missing", "suspension.choose", "suspension.no_article_fits"),
    ),
    Expected("21 on the day set, still in time", AS_21, "08-01", set(), open=("隐患",)),
    Expected(
        "22 funds proved on the day set",
        (*AS_11, order("07-20", "08-20"), listing("07-25", plan_due="08-01", proofs=all_proved("08-01"))),
        "08-02", set(), open=("隐患",),
    ),
    Expected(
        "23 failed after the due day",
        (*AS_16, reinspection("08-21", FAILED)), "08-21",
        {*RED_AND_CLOSURE, "G6 confirm_red", "G6 request_closure"}, card=YELLOW, open=("隐患",),
        overdue=("隐患的整改",), notes=("closure.basis_missing",),
    ),
    Expected(
        "23a own initiative, not yet due",
        (*AS_16, reinspection("08-12", NOT_YET_DUE, ReinspectionCause.OWN_INITIATIVE)), "08-12", set(),
        card=YELLOW, open=("隐患",),
    ),
    Expected(
        "24 of three items the major one is left",
        THREE, "08-21", {"reinspect", *RED_AND_CLOSURE}, open=("隐患",), overdue=("隐患的整改",),
        due={"reinspect": "08-30"},
    ),
    Expected(
        "25 temporary suspension refused, real danger",
        REFUSED_STOP, "09-10",
        {
            "G1 issue_order", "G2 confirm_yellow", "G3 list_supervision",
            "L2 cut_power", "L2 penalise", "L2 check_criminal_transfer",
        },
        open=("隐患",), cites={"cut_power": "第七十条第一款"}, notes=("power_cut.conditions",),
    ),
    Expected(
        "25a suspension penalty refused, real danger",
        (*AS_12, penalty("09-06", suspends=True, id="停产处罚"), refusal("09-10", "停产处罚", RefusalOf.PENALTY)),
        "09-10",
        {
            "G1 issue_order", "G2 confirm_yellow", "G3 list_supervision",
            "L1 request_closure", "L2 cut_power", "L2 penalise", "L2 check_criminal_transfer",
        },
        open=("隐患",), cites={"request_closure": "第一百一十三条第四项"},
    ),
    Expected(
        "26 three penalties in 180 days",
        (*LISTED_NOT_DUE, penalty("09-05"), penalty("09-20"), penalty("10-15")), "10-15",
        {"L1 request_closure"}, open=("隐患",), cites={"request_closure": "第一百一十三条第一项"},
    ),
    Expected(
        "27 two of three", (*LISTED_NOT_DUE, penalty("09-05"), penalty("10-15")), "10-15", set(), open=("隐患",),
    ),
    Expected(
        "28 closed and accepted",
        CLOSED, "11-06", {"revoke_licences", "publish_notice", "file_year_end_return"}, card=RED,
        due={"publish_notice": "11-30", "file_year_end_return": "12-31"},
    ),
    Expected(
        "29 one officer: stays a draft",
        (*KNOWN, visit("07-20", officers=[officer("执法员甲")], done=False)), "07-20", {"inspect", "complete_visit"},
        covered=False, notes=("visit.two_officers",),
    ),
    Expected(
        "30 a certificate ran out the day before",
        (*KNOWN, visit("07-20", officers=[officer("执法员甲"), officer("执法员乙", "2021-07-19")], done=False)),
        "07-20", {"inspect", "complete_visit"}, covered=False, notes=("visit.certificate",),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def every_order(shenyang: Campaign) -> Campaign:
    """The campaign variant in which G5 applies to every order."""
    wide = Test("rectification_overdue", {"applies_to": "any"})
    grounds = tuple(replace(g, when=wide) if g.id == "G5" else g for g in shenyang.grounds)
    return replace(shenyang, grounds=grounds)


@pytest.mark.parametrize("expected", CASES, ids=lambda expected: expected.case)
def test_standing(expected: Expected, shenyang: Campaign, every_order: Campaign, law: Law) -> None:
    campaign = every_order if expected.any_order else shenyang
    standing = assess(enterprise(*expected.facts), day(expected.on), campaign, law)
    assert proposed(standing) == expected.acts
    assert (standing.covered, standing.card) == (expected.covered, expected.card)
    assert standing.open_hazards == expected.open
    assert tuple(i.item for i in standing.overdue if not i.awaiting) == expected.overdue
    assert tuple(i.item for i in standing.overdue if i.awaiting) == expected.awaiting
    assert tuple(q.ground for q in standing.questions) == expected.questions
    assert {name: due(standing, name) for name in expected.due} == {n: day(d) for n, d in expected.due.items()}
    for name, article in expected.cites.items():
        assert [c for c in act(standing, name).citations if c.text.endswith(article)], name
    carried = {note.code for each in standing.next_acts for note in each.notes}
    assert set(expected.notes) <= carried


def proposed(standing: Standing) -> set[str]:
    """Every act, those of a ground with its id in front."""
    return {f"{each.ground} {each.act}".strip() for each in standing.next_acts}


def act(standing: Standing, name: str) -> NextAct:
    return next(each for each in standing.next_acts if each.act == name)


def due(standing: Standing, name: str) -> date | None:
    return act(standing, name).due_on


def standing_of(facts: Iterable[Any], on: str, campaign: Campaign, law: Law) -> Standing:
    return assess(enterprise(*facts), day(on), campaign, law)


def test_1_the_light_is_near_thirty_days_before(shenyang: Campaign, law: Law) -> None:
    lights = {on: act(standing_of(KNOWN, on, shenyang, law), "inspect").light for on in ("08-31", "09-01", "10-01")}
    assert lights == {"08-31": Light.NORMAL, "09-01": Light.NEAR, "10-01": Light.NEAR}
    assert act(standing_of(KNOWN, "10-02", shenyang, law), "inspect").light is Light.OVERDUE


def test_9_no_fine_is_proposed_on_a_first_order(shenyang: Campaign, law: Law) -> None:
    assert Act.PENALISE not in {each.act for each in standing_of(AS_8, "08-11", shenyang, law).next_acts}


@pytest.mark.parametrize(
    ("facts", "on", "name"),
    [
        (AS_8, "08-11", "reinspect"),
        (AS_15, "08-19", "review_resumption"),
        ((*AS_16, Extension("延期", "隐患的整改", day("08-15"))), "08-15", "reply_extension"),
    ],
)
def test_days_on_unverified_entries_say_so(
    facts: tuple[Any, ...], on: str, name: str, shenyang: Campaign, law: Law
) -> None:
    standing = standing_of(facts, on, shenyang, law)
    assert [c.verified for c in act(standing, name).citations][-1] is False
    assert "law.unverified" in {warning.code for warning in standing.warnings}


def test_12_the_reading_of_the_stop_is_shown(shenyang: Campaign, law: Law) -> None:
    notes = act(standing_of(AS_12, "07-20", shenyang, law), "impose_temporary_suspension").notes
    assert [note.code for note in notes] == ["campaign.reading"]
    assert "不是行政处罚" in str(notes[0])


def test_17_the_red_card_names_the_overdue_item(shenyang: Campaign, law: Law) -> None:
    assert act(standing_of(AS_16, "08-21", shenyang, law), "confirm_red").because == ("隐患", "隐患的整改", "指令")


def test_20_the_window_is_a_warning_only(shenyang: Campaign, law: Law) -> None:
    facts = (*AS_16, Extension("延期", "隐患的整改", day("08-15"), Answer.YES, True))
    standing = standing_of(facts, "08-15", shenyang, law)
    assert [note.code for note in act(standing, "reply_extension").notes] == ["extension.window"]
    assert "extension.window" in {warning.code for warning in standing.warnings}


def test_21_what_is_missing_is_named(shenyang: Campaign, law: Law) -> None:
    notes = {
        note.code: str(note) for note in act(standing_of(AS_21, "08-02", shenyang, law), "impose_suspension").notes
    }
    assert notes["suspension.missing"] == "“五落实”中缺少证明的：资金。"
    assert "第六十二条第一款第三项" in notes["suspension.no_article_fits"]


def test_21_no_article_is_cited_where_none_fits(shenyang: Campaign, law: Law) -> None:
    assert act(standing_of(AS_21, "08-02", shenyang, law), "impose_suspension").citations == ()


def test_23_a_red_card_after_a_failed_reinspection_may_be_confirmed(shenyang: Campaign, law: Law) -> None:
    standing = standing_of((*AS_16, reinspection("08-21", FAILED)), "08-21", shenyang, law)
    assert "card.needs_reinspection" not in {note.code for each in standing.next_acts for note in each.notes}


def test_23_on_a_day_of_the_new_law_both_texts_are_evaluated(shenyang: Campaign, law: Law) -> None:
    standing = standing_of((*AS_16, reinspection("08-30", FAILED)), "09-10", shenyang, law)
    note = next(n for n in act(standing, "request_closure").notes if n.code == "closure.basis_missing")
    assert "第一百零八条" in str(note)
    assert "第一百一十三条第二项" in str(note)


def test_24_the_next_reinspection_carries_one_item(shenyang: Campaign, law: Law) -> None:
    assert act(standing_of(THREE, "08-21", shenyang, law), "reinspect").because == ("隐患", "隐患的整改", "指令")


@pytest.mark.parametrize(
    ("decisions", "counted"),
    [(("09-05", "09-20", "10-15"), 3), (("09-05", "10-15"), 2), (("08-31", "09-20", "10-15"), 2)],
)
def test_26_27_the_counter(decisions: tuple[str, ...], counted: int, shenyang: Campaign, law: Law) -> None:
    facts = (*LISTED_NOT_DUE, *(penalty(on) for on in decisions))
    windows = standing_of(facts, "10-15", shenyang, law).counter.windows
    assert [(w.code, len(w.decisions), w.needed) for w in windows] == [("D28.1", counted, 3), ("D28.2", counted, 4)]


def test_28_closed_and_accepted_with_nothing_overdue(shenyang: Campaign, law: Law) -> None:
    standing = standing_of(CLOSED, "11-06", shenyang, law)
    assert (standing.closed, standing.accepted, standing.overdue) == (True, True, ())


def test_a_ground_that_is_no_list_of_conditions_needs_no_connective(shenyang: Campaign) -> None:
    assert isinstance(shenyang.ground("G1").when, AllOf)
    assert isinstance(shenyang.ground("G5").when, Test)
