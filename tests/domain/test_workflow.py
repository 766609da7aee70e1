"""Every legal pair of states, written by hand; every other ordered pair is refused."""

from __future__ import annotations

import itertools
import re

import pytest

from duban.domain import workflow
from duban.domain.messages import Refusal
from duban.domain.workflow import TABLES, Move, Noun, move, moves_from, require_born_in

# One line per state: where one may go from it, by which move. A state without arrows is final.
LEGAL = {
    Noun.LEDGER_ENTRY: """
        proposed:  consult>consulted remove>removed
        consulted: confirm>confirmed remove>removed
        confirmed: remove>removed
        removed:
    """,
    Noun.INSPECTION_PLAN: """
        draft:     submit>submitted
        submitted: approve>approved return>returned
        approved:  revise>draft
        returned:  revise>draft
    """,
    Noun.INSPECTION: """
        planned:   attempt>attempted record>recorded discard>void
        attempted: replan>planned discard>void
        recorded:  complete>completed discard>void
        completed: void>void
        void:
    """,
    Noun.RECTIFICATION_ORDER: """
        draft:     issue>issued discard>withdrawn
        issued:    deliver>delivered withdraw>withdrawn
        delivered: close>closed end>ended withdraw>withdrawn
        closed:
        ended:
        withdrawn:
    """,
    Noun.EXTENSION: """
        applied: grant>granted refuse>refused
        granted:
        refused:
    """,
    Noun.ON_SITE_MEASURE: """
        draft:      issue>issued discard>withdrawn
        issued:     deliver>delivered withdraw>withdrawn
        delivered:  lift>lifted end_term>term_ended withdraw>withdrawn
        term_ended: lift>lifted
        lifted:
        withdrawn:
    """,
    Noun.SUPERVISION_LISTING: """
        proposed:           list>listed
        listed:             apply_resumption>resumption_applied finish_treatment>treatment_finished
        resumption_applied: review>under_review
        treatment_finished: review>under_review
        under_review:       delist>delisted fail_review>review_failed
        review_failed:      relist>listed
        delisted:
    """,
    Noun.RESUMPTION: """
        applied:   review>reviewed
        reviewed:  consent>consented refuse>refused
        consented:
        refused:
    """,
    Noun.CARD: """
        proposed:   confirm>confirmed decline>declined
        confirmed:  notify>notified supersede>superseded
        notified:   lift>lifted supersede>superseded
        declined:
        lifted:
        superseded:
    """,
    Noun.PENALTY_CASE: """
        filed:         investigate>investigated decline>not_penalised transfer>transferred drop>dropped stay>stayed
                       terminate>terminated
        investigated:  give_notice>noticed decline>not_penalised transfer>transferred drop>dropped stay>stayed
                       terminate>terminated
        noticed:       hear>heard review>reviewed decline>not_penalised transfer>transferred drop>dropped stay>stayed
                       terminate>terminated
        heard:         review>reviewed decline>not_penalised transfer>transferred drop>dropped stay>stayed
                       terminate>terminated
        reviewed:      discuss>discussed decline>not_penalised transfer>transferred drop>dropped stay>stayed
                       terminate>terminated
        discussed:     decide>decided decline>not_penalised transfer>transferred drop>dropped stay>stayed
                       terminate>terminated
        decided:       deliver>delivered change>changed annul>annulled
        delivered:     execute>executed change>changed annul>annulled
        executed:      close>closed
        changed:       deliver>delivered
        annulled:      close>closed
        not_penalised: close>closed
        transferred:   close>closed
        dropped:       close>closed
        stayed:        resume>filed terminate>terminated
        terminated:    close>closed
        closed:        archive>archived
        archived:
    """,
    Noun.SUMMARY_PENALTY: """
        decided:           deliver>delivered
        delivered:         file_with_bureau>filed_with_bureau
        filed_with_bureau:
    """,
    Noun.PENALTY_DECISION: """
        decided:   deliver>delivered change>changed annul>annulled
        delivered: pay>paid change>changed annul>annulled
        paid:      change>changed annul>annulled
        changed:
        annulled:
    """,
    Noun.POWER_CUT: """
        draft:     approve>approved withdraw>withdrawn
        approved:  notify>notified withdraw>withdrawn
        notified:  cut>in_force withdraw>withdrawn
        in_force:  restore>restored
        restored:
        withdrawn:
    """,
    Noun.CLOSURE_REQUEST: """
        draft:                  review>reviewed withdraw>withdrawn
        reviewed:               revise>draft send>sent withdraw>withdrawn
        sent:                   accept_by_government>accepted_by_government withdraw>withdrawn
        accepted_by_government: decide_close>decided_close decide_not_close>decided_not_close withdraw>withdrawn
        decided_close:          revoke_licences>licences_revoked carry_out>carried_out
        licences_revoked:       carry_out>carried_out
        carried_out:            accept>accepted
        decided_not_close:
        accepted:
        withdrawn:
    """,
    Noun.ACCEPTANCE: """
        planned:     carry_out>carried_out
        carried_out: pass>passed fail>not_passed
        not_passed:  recheck>rechecked
        rechecked:   pass>passed fail>not_passed
        passed:
    """,
    Noun.SUBMISSION: """
        draft:     sign>signed
        signed:    submit>submitted revise>draft
        submitted: return>returned accept>accepted
        returned:  revise>draft
        accepted:  reopen>reopened
        reopened:  revise>draft
    """,
    Noun.PUBLIC_NOTICE: """
        draft:               notify>enterprise_notified
        enterprise_notified: open_window>objection_window
        objection_window:    answer_objections>objections_answered
        objections_answered: review>reviewed
        reviewed:            approve>approved
        approved:            publish>published
        published:           correct>corrected withdraw>withdrawn
        corrected:           correct>corrected withdraw>withdrawn
        withdrawn:
    """,
    Noun.REFERRAL: """
        sent:     receive>received
        received: handle>handled
        handled:  answer>answered
        answered:
    """,
    Noun.TIP: """
        received:    accept>accepted transfer>transferred refuse>refused
        accepted:    check>checked
        transferred: answer>answered
        refused:     answer>answered
        checked:     answer>answered
        answered:
    """,
    Noun.PAPER: """
        draft:     submit>in_review produce>issued discard>discarded
        in_review: return>draft issue>issued
        issued:    correct>corrected withdraw>withdrawn
        corrected:
        withdrawn:
        discarded:
    """,
}


def _read(text: str) -> dict[str, dict[str, str]]:
    """state -> {move: target}."""
    found: dict[str, dict[str, str]] = {}
    state = ""
    for word in text.split():
        if word.endswith(":"):
            state = word[:-1]
            found[state] = {}
        else:
            name, target = word.split(">")
            found[state][name] = target
    return found


BY_HAND = {noun: _read(text) for noun, text in LEGAL.items()}
NAMES = {noun: {name for moves in states.values() for name in moves} for noun, states in BY_HAND.items()}

LEGAL_MOVES = [
    (noun, state, name, target)
    for noun, states in BY_HAND.items()
    for state, moves in states.items()
    for name, target in moves.items()
]
REFUSED_MOVES = [
    (noun, state, name)
    for noun, states in BY_HAND.items()
    for state, name in itertools.product(states, sorted(NAMES[noun]))
    if name not in states[state]
]
ALL_PAIRS = [
    (noun, source, target)
    for noun, states in BY_HAND.items()
    for source, target in itertools.product(states, states)
]  # fmt: skip


def test_every_noun_is_in_the_hand_written_table() -> None:
    assert set(BY_HAND) == set(Noun) == set(TABLES)


@pytest.mark.parametrize("noun", Noun)
def test_every_state_is_in_the_hand_written_table(noun: Noun) -> None:
    assert set(BY_HAND[noun]) == {state.value for state in TABLES[noun].states}


@pytest.mark.parametrize(("noun", "state", "name", "target"), LEGAL_MOVES)
def test_a_legal_move_leads_to_its_state(noun: Noun, state: str, name: str, target: str) -> None:
    assert move(noun, name, state) == target


@pytest.mark.parametrize(("noun", "state", "name"), REFUSED_MOVES)
def test_any_other_move_is_refused_with_rule_state_and_what_is_possible(noun: Noun, state: str, name: str) -> None:
    with pytest.raises(Refusal) as caught:
        move(noun, name, state)
    refusal = caught.value
    possible = "、".join(m.label for m in moves_from(noun, state))
    assert refusal.rule == f"workflow.{noun}.{name}"
    assert refusal.message.params["state"] == workflow.state_label(noun, state)
    assert refusal.clause != ""
    assert str(refusal.remedy) == (f"现在可以办理：{possible}。" if possible else "这是最终状态，不能再办理。")


@pytest.mark.parametrize(("noun", "source", "target"), ALL_PAIRS)
def test_a_pair_of_states_is_joined_only_where_the_table_by_hand_joins_it(noun: Noun, source: str, target: str) -> None:
    joined = {m.name for m in moves_from(noun, source) if m.target == target}
    assert joined == {name for name, to in BY_HAND[noun][source].items() if to == target}


@pytest.mark.parametrize("noun", Noun)
def test_every_state_can_be_reached_from_a_state_of_birth(noun: Noun) -> None:
    reached = set(TABLES[noun].born_in)
    for _ in TABLES[noun].states:
        reached |= {m.target for state in reached for m in moves_from(noun, state)}
    assert reached == set(TABLES[noun].states)


BORN_IN = {
    Noun.LEDGER_ENTRY: {"proposed", "confirmed"},
    Noun.INSPECTION_PLAN: {"draft"},
    Noun.INSPECTION: {"planned", "attempted", "recorded"},
    Noun.RECTIFICATION_ORDER: {"draft"},
    Noun.EXTENSION: {"applied"},
    Noun.ON_SITE_MEASURE: {"draft"},
    Noun.SUPERVISION_LISTING: {"proposed"},
    Noun.RESUMPTION: {"applied"},
    Noun.CARD: {"proposed"},
    Noun.PENALTY_CASE: {"filed"},
    Noun.SUMMARY_PENALTY: {"decided"},
    Noun.PENALTY_DECISION: {"decided"},
    Noun.POWER_CUT: {"draft"},
    Noun.CLOSURE_REQUEST: {"draft"},
    Noun.ACCEPTANCE: {"planned"},
    Noun.SUBMISSION: {"draft"},
    Noun.PUBLIC_NOTICE: {"draft"},
    Noun.REFERRAL: {"sent"},
    Noun.TIP: {"received"},
    Noun.PAPER: {"draft"},
}


@pytest.mark.parametrize(("noun", "state"), [(noun, s) for noun, states in BY_HAND.items() for s in states])
def test_a_new_one_is_entered_only_in_a_state_of_birth(noun: Noun, state: str) -> None:
    if state in BORN_IN[noun]:
        require_born_in(noun, state)
        return
    with pytest.raises(Refusal) as caught:
        require_born_in(noun, state)
    assert caught.value.rule == f"workflow.{noun}.new"


def test_a_refusal_reads_as_a_sentence_with_clause_and_next_step() -> None:
    with pytest.raises(Refusal) as caught:
        move(Noun.CARD, "lift", "confirmed")
    assert str(caught.value) == (
        "黄牌、红牌现为“已确认”，不能办理“移出”。（工作方案：安全生产“黄牌”“红牌”名单）现在可以办理：书面告知企业、红牌替代黄牌。"
    )


def test_a_state_that_the_noun_does_not_have_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="overdue"):
        move(Noun.RECTIFICATION_ORDER, "close", "overdue")


def test_a_move_that_the_noun_does_not_have_is_a_programming_error() -> None:
    with pytest.raises(LookupError, match=r"card has no move 'publish'; it has confirm, decline, notify"):
        move(Noun.CARD, "publish", "confirmed")


@pytest.mark.parametrize("noun", Noun)
def test_every_state_has_a_chinese_label_of_its_own(noun: Noun) -> None:
    labels = TABLES[noun].labels
    assert set(labels) == set(TABLES[noun].states)
    assert len(set(labels.values())) == len(labels)


@pytest.mark.parametrize("m", workflow.MOVES, ids=lambda m: f"{m.noun}.{m.name}.{m.source}")
def test_a_move_names_its_basis_but_no_article_number(m: Move) -> None:
    assert m.basis
    assert m.label
    assert re.search(r"第.*条|\d{2,}", m.basis) is None
