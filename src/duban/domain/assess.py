"""Assess 研判: from the facts of one enterprise on one day to its standing. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from duban.domain.campaign import Campaign
from duban.domain.case import Case, case_of
from duban.domain.facts import Facts
from duban.domain.grounds import ReadyGround
from duban.domain.law import Law
from duban.domain.messages import N_, Message
from duban.domain.proposals import Asked, ask_grounds, proposed
from duban.domain.rules import cards, closure, orders, penalties, supervision, suspensions, visits
from duban.domain.rules.close_calls import close_calls
from duban.domain.standing import Act, NextAct, Question, Standing
from duban.domain.vocabulary import UNKNOWN

_ACT_ORDER = {act: n for n, act in enumerate(Act)}
_RAISED = {
    "closure.basis_missing",
    "suspension.no_article_fits",
    "extension.window",
    "order.lapsed",
    "calendar.provisional",
}
"""Notes of single acts that the standing warns of as a whole."""


def assess(facts: Facts, on: date, campaign: Campaign, law: Law, *, trace: bool = True) -> Standing:
    """What the facts known on the day mean, and what is to be done next.

    Facts later than ``on`` are not seen. ``trace`` keeps how each ground was answered; it changes nothing else,
    but that grounds answered "no" are not listed without it.
    """
    case = case_of(facts, on, campaign, law)
    asked = Asked([], [], []) if case.closed else ask_grounds(case, trace=trace)
    acts = tuple(sorted(_acts(case, asked), key=_urgency))
    questions = tuple(_questions(case, asked.open))
    counter = penalties.counter(case)
    return Standing(
        enterprise=case.id,
        on=on,
        covered=case.covered,
        card=cards.colour(case),
        cards_in_force=tuple(card.card for card in case.cards),
        open_hazards=tuple(hazard.id for hazard in case.hazards if hazard.open),
        overdue=tuple(orders.overdue(case)),
        next_acts=acts,
        questions=questions,
        warnings=tuple(_warnings(case, acts)),
        counter=counter,
        closed=case.closed,
        accepted=case.accepted,
        findings=tuple(asked.findings),
        close_calls=tuple(close_calls(case, questions, counter)),
    )


def _acts(case: Case, asked: Asked) -> Iterator[NextAct]:
    """Once closed, only the closure itself is left to finish."""
    yield from closure.acts(case)
    if case.closure is not None:
        yield from closure.after_closure(case, case.closure)
        return
    yield from proposed(case, asked.hits)
    yield from visits.acts(case)
    yield from orders.acts(case)
    yield from suspensions.acts(case)
    yield from supervision.acts(case)
    yield from cards.acts(case)
    yield from cards.publications(case)
    yield from penalties.acts(case)


def _urgency(act: NextAct) -> tuple[date, int, str, str]:
    """What is due first; what has no day comes last."""
    return act.due_on or date.max, _ACT_ORDER[act.act], act.ground, act.subject


def _questions(case: Case, unanswered: Iterable[tuple[ReadyGround, object]]) -> Iterator[Question]:
    for ready, subject in unanswered:
        for leaf in ready.when.leaves(case, subject, UNKNOWN):
            yield Question(ready.ground.id, getattr(subject, "id", case.id), leaf.question)


def _warnings(case: Case, acts: tuple[NextAct, ...]) -> Iterator[Message]:
    unverified = sorted({cited.text for act in acts for cited in act.citations if not cited.verified})
    if unverified:
        text = N_("待法规科核实：{articles}。")
        yield Message("law.unverified", text, {"articles": "、".join(unverified)})
    raised = {str(note): note for act in acts for note in act.notes if note.code in _RAISED}
    yield from raised.values()
    yield from suspensions.warnings(case)
