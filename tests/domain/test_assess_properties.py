"""What holds of every standing, over random histories: odd facts, any order, any day."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.domain.random_histories import DAYS, FIRST, HISTORIES, ITEMS, VISITS, history

from duban.domain.assess import assess
from duban.domain.case import case_of
from duban.domain.facts import Facts, ItemOutcome, Reinspection
from duban.domain.known import known_on
from duban.domain.law import Law
from duban.domain.standing import Act, NextAct, Standing
from duban.domain.vocabulary import Answer, CardColour, ItemResult, ReinspectionCause
from duban.specs.campaigns_loader import CAMPAIGNS, load_campaign
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook

LAW = Law(load_lawbook(), load_deadlines(), load_calendar())
SHENYANG = load_campaign(CAMPAIGNS / "shenyang-2021-32.yaml")
quick = settings(max_examples=300, deadline=None)


def standing_of(facts: Facts, on: date, *, trace: bool = False) -> Standing:
    return assess(facts, on, SHENYANG, LAW, trace=trace)


@quick
@given(HISTORIES, DAYS)
def test_same_facts_and_day_same_standing(seed: int, on: date) -> None:
    facts = history(seed)
    assert standing_of(facts, on) == standing_of(replace(facts), on)


@quick
@given(HISTORIES, DAYS, st.integers(0, 999))
def test_the_order_in_which_facts_are_loaded_does_not_show(seed: int, on: date, order: int) -> None:
    facts = history(seed)
    shuffled = replace(facts, **{name: _shuffled(records, order) for name, records in _families(facts).items()})
    assert standing_of(shuffled, on) == standing_of(facts, on)


def _families(facts: Facts) -> dict[str, tuple[object, ...]]:
    return {f.name: getattr(facts, f.name) for f in fields(Facts) if isinstance(getattr(facts, f.name), tuple)}


def _shuffled(records: tuple[object, ...], order: int) -> tuple[object, ...]:
    mixed = list(records)
    Random(order).shuffle(mixed)  # noqa: S311 -- an order, not a secret
    return tuple(mixed)


@quick
@given(HISTORIES, DAYS)
def test_the_trace_changes_nothing(seed: int, on: date) -> None:
    facts = history(seed)
    plain, traced = standing_of(facts, on), standing_of(facts, on, trace=True)
    assert replace(traced, findings=()) == replace(plain, findings=())
    told = [replace(finding, trace=None) for finding in traced.findings if finding.answer is not Answer.NO]
    assert told == list(plain.findings)
    assert all(f.trace is not None and f.trace.answer is f.answer for f in traced.findings)


@quick
@given(HISTORIES, DAYS, st.integers(0, 20))
def test_replaying_day_by_day_equals_assessing_the_last_day(seed: int, on: date, earlier: int) -> None:
    facts = history(seed)
    before = on - timedelta(days=earlier)
    assert known_on(known_on(facts, on), before) == known_on(facts, before)
    assert standing_of(known_on(facts, on), before) == standing_of(facts, before)
    assert standing_of(known_on(facts, on), on) == standing_of(facts, on)


@quick
@given(HISTORIES, DAYS)
def test_a_red_proposal_names_an_overdue_item_a_failed_reinspection_or_a_failed_review(seed: int, on: date) -> None:
    facts = history(seed)
    standing = standing_of(facts, on)
    overdue = {item.item for item in standing.overdue if not item.awaiting}
    failed = {r.id for r in facts.reinspections if any(o.result is ItemResult.FAILED for o in r.outcomes)}
    failed |= {r.id for r in facts.resumptions if r.passed is False}
    for act in _acts(standing, Act.CONFIRM_RED):
        assert set(act.because) & (overdue | failed)


@quick
@given(HISTORIES, DAYS, st.sampled_from(ITEMS), st.sampled_from(VISITS), st.sampled_from(list(ReinspectionCause)))
def test_a_failed_reinspection_never_improves_a_standing(
    seed: int, on: date, item: str, visit: str, cause: ReinspectionCause
) -> None:
    facts = history(seed)
    facts = replace(facts, reinspections=tuple(r for r in facts.reinspections if r.on < on))
    failure = Reinspection("新复查", visit, on, cause, (ItemOutcome(item, ItemResult.FAILED),))
    before = standing_of(facts, on)
    after = standing_of(replace(facts, reinspections=(*facts.reinspections, failure)), on)
    assert set(after.open_hazards) >= set(before.open_hazards)
    assert _overdue(after) >= _overdue(before)
    assert _subjects(after, Act.CONFIRM_RED) >= _subjects(before, Act.CONFIRM_RED)
    assert _subjects(after, Act.LIFT_CARD) <= _subjects(before, Act.LIFT_CARD)
    assert _subjects(after, Act.DELIST) <= _subjects(before, Act.DELIST)


@quick
@given(HISTORIES, DAYS)
def test_lifting_needs_a_cure_of_every_hazard_behind_the_card(seed: int, on: date) -> None:
    facts = history(seed)
    case = case_of(facts, on, SHENYANG, LAW)
    for act in _acts(standing_of(facts, on), Act.LIFT_CARD):
        card = next(card for card in case.cards if card.id == act.subject)
        assert card.card.hazards
        assert all(hazard in case.by_id and case.by_id[hazard].passed for hazard in card.card.hazards)


@quick
@given(HISTORIES, DAYS)
def test_every_open_major_hazard_is_listed_or_proposed_or_declined(seed: int, on: date) -> None:
    facts = history(seed)
    case = case_of(facts, on, SHENYANG, LAW)
    proposed = _subjects(standing_of(facts, on), Act.LIST_SUPERVISION)
    declined = {d.subject for d in case.facts.declines if d.act == Act.LIST_SUPERVISION}
    for hazard in case.hazards:
        if hazard.open and hazard.major:
            assert hazard.listing is not None or hazard.id in proposed | declined


@quick
@given(HISTORIES, DAYS)
def test_every_unsafe_major_hazard_has_a_card_a_proposal_or_a_decline(seed: int, on: date) -> None:
    facts = history(seed)
    case = case_of(facts, on, SHENYANG, LAW)
    acts = _acts(standing_of(facts, on), Act.CONFIRM_YELLOW)
    named = {record for act in acts for record in act.because}
    carded = {hazard for card in case.cards for hazard in card.card.hazards}
    red = {card.card.site for card in case.cards if card.card.colour is CardColour.RED}
    declined = {d.subject for d in case.facts.declines if d.act == Act.CONFIRM_YELLOW}
    for hazard in case.hazards:
        if hazard.open and hazard.major and hazard.hazard.safety_assured is Answer.NO:
            assert hazard.id in named | carded or hazard.hazard.site in red | declined


@quick
@given(HISTORIES, DAYS)
@example(7791, date(2021, 9, 5))  # the answer about safety came after the decline
def test_a_declined_proposal_returns_only_with_a_record_or_an_answer_about_safety_not_seen_then(
    seed: int, on: date
) -> None:
    facts = history(seed)
    known = known_on(facts, on)
    answered = {hazard.id: hazard.safety_recorded_on for hazard in known.hazards}
    for act in standing_of(facts, on).next_acts:
        for decline in known.declines:
            if (decline.ground, decline.act, decline.subject) == (act.ground, act.act, act.subject):
                later = [one for one in act.because if (answered.get(one) or decline.on) > decline.on]
                assert later or set(act.because) - decline.seen


@quick
@given(HISTORIES, st.integers(-400, 2000))
def test_odd_facts_and_far_days_never_raise(seed: int, days: int) -> None:
    facts = history(seed, largest=4)
    on = FIRST + timedelta(days=days)
    standing = standing_of(facts, on, trace=True)
    assert standing.on == on
    assert all(str(note) for act in standing.next_acts for note in act.notes)


def test_the_random_histories_meet_every_act() -> None:
    """So that no property above holds for want of cases."""
    met = {act.act for seed in range(1500) for act in standing_of(history(seed), _some_day(seed)).next_acts}
    assert set(Act) - met == set()


def _some_day(seed: int) -> date:
    return FIRST + timedelta(days=seed % 131)


def _acts(standing: Standing, act: Act) -> list[NextAct]:
    return [each for each in standing.next_acts if each.act is act]


def _subjects(standing: Standing, act: Act) -> set[str]:
    return {each.subject for each in _acts(standing, act)}


def _overdue(standing: Standing) -> set[str]:
    return {item.item for item in standing.overdue if not item.awaiting}


@quick
@given(HISTORIES, DAYS, st.permutations(range(4)), st.sets(st.integers(1, 2**128 - 1), min_size=8, max_size=8))
def test_of_two_enterprises_alike_but_for_name_and_ids_so_are_the_standings(
    seed: int, on: date, order: list[int], numbers: set[int]
) -> None:
    """How ids sort among themselves may show; what they are and how the enterprise is called does not."""
    facts = history(seed)
    made = [str(UUID(int=number)) for number in sorted(numbers)]
    ones, others = ([made[2 * place + more] for place in order] for more in (0, 1))
    expected = repr(standing_of(_plain(facts, ones, "示例甲厂"), on))
    for one, other in zip(ones, others, strict=True):
        expected = expected.replace(one, other)
    assert repr(standing_of(_plain(facts, others, "示例乙厂"), on)) == expected


def _plain(facts: Facts, ids: list[str], name: str) -> Facts:
    """Its first entry and profile alone, under these ids: of the enterprise, the entry, the site and the profile."""
    ledger = tuple(replace(entry, id=ids[1], site=ids[2]) for entry in facts.ledger[:1])
    profiles = tuple(replace(profile, id=ids[3]) for profile in facts.profiles[:1])
    return Facts(ids[0], name, facts.region, ledger=ledger, profiles=profiles)
