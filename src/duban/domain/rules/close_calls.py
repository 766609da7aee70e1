"""Close calls 接近名单: why an enterprise is close to a card, so that somebody acts before it is one.

Nothing here proposes anything: the grounds do, when their conditions hold. Once a red card stands, or the enterprise
is closed, nothing is close any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from duban.domain.campaign import Campaign, Expr, Ground, Negation, Test
from duban.domain.case import Case, HazardCase, ItemCase
from duban.domain.conditions.hazards import missing_implementations
from duban.domain.facts import Id, SupervisionListing
from duban.domain.messages import N_, Message
from duban.domain.rules import cards
from duban.domain.standing import Act, CloseCall, CloseKind, PenaltyCounter, Question
from duban.domain.vocabulary import CardColour

_CARDS = (Act.CONFIRM_YELLOW, Act.CONFIRM_RED)


def close_calls(case: Case, questions: Iterable[Question], counter: PenaltyCounter) -> Iterator[CloseCall]:
    """What brings the enterprise close to a card; the questions and the counter are those of its standing."""
    if case.closed or cards.colour(case) is CardColour.RED:
        return
    yield from _unanswered(case, questions)
    for item in case.items:
        if _of_cards(case.campaign).every_order or _weighty(case.hazard_of(item)):
            yield from _running(case, item)
    for hazard in case.hazards:
        if hazard.open and hazard.listing is not None and hazard.listing.delisted_on is None:
            yield from _unproved(hazard, hazard.listing)
    yield from _penalised(case, counter)


def _unanswered(case: Case, questions: Iterable[Question]) -> Iterator[CloseCall]:
    """A fact that nobody stated, on which a card depends."""
    for question in questions:
        if question.ground in _of_cards(case.campaign).grounds:
            yield CloseCall(CloseKind.QUESTION, question.subject, question.message, question.ground)


def _running(case: Case, item: ItemCase) -> Iterator[CloseCall]:
    """The time of an item runs out soon, or it is over and the re-inspection decides."""
    due: dict[str, object] = {"due": item.due_on}
    if item.awaiting:
        text = N_("整改期限 {due} 已到，企业已申请复查；复查不合格的，属于逾期未整改。")
        yield _call(CloseKind.AWAITING, item.id, text, due, item.due_on)
    elif item.running and case.campaign.is_near(item.due_on, case.on):
        days = (item.due_on - case.on).days
        text = N_("整改期限 {due}，还有 {days} 日；逾期未整改的，建议列入红牌。")
        yield _call(CloseKind.DUE, item.id, text, due | {"days": days}, item.due_on)


def _unproved(hazard: HazardCase, listing: SupervisionListing) -> Iterator[CloseCall]:
    """A listed hazard whose five implementations are not all proved."""
    missing = missing_implementations(hazard)
    if missing:
        told: dict[str, object] = {"count": len(missing), "due": listing.plan_due_on or "-"}
        text = N_("挂牌督办的重大隐患，五落实还缺 {count} 项证明（期限 {due}）。")
        yield _call(CloseKind.IMPLEMENTATIONS, hazard.id, text, told, listing.plan_due_on)


def _penalised(case: Case, counter: PenaltyCounter) -> Iterator[CloseCall]:
    """One decision short of a repeat window, or the window is full and a major hazard would complete the ground."""
    for window in counter.windows:
        count = len(window.decisions)
        if count >= max(window.needed - 1, 1):
            told: dict[str, object] = {"title": window.title, "count": count, "needed": window.needed}
            text = N_("{title}：已有 {count} 次；达到 {needed} 次而存在重大隐患的，满足提请关闭的法定依据。")
            yield _call(CloseKind.PENALTIES, case.id, text, told)


def _call(kind: CloseKind, subject: Id, text: str, told: dict[str, object], due_on: date | None = None) -> CloseCall:
    return CloseCall(kind, subject, Message(f"close_call.{kind}", text, told), due_on=due_on)


def _weighty(hazard: HazardCase) -> bool:
    """Whether a hazard that is overdue leads to a card, unless the campaign takes every order."""
    return hazard.major or bool(hazard.suspensions)


class _OfCards(NamedTuple):
    """What a campaign says of cards: the grounds that propose one, and whether any overdue order leads to one."""

    grounds: frozenset[str]
    every_order: bool


@lru_cache(maxsize=64)
def _of_cards(campaign: Campaign) -> _OfCards:
    grounds = [ground for ground in campaign.grounds if _proposes_card(ground)]
    tests = [test for ground in grounds for test in _tests(ground.when)]
    every = any(test.name == "rectification_overdue" and test.params.get("applies_to") == "any" for test in tests)
    return _OfCards(frozenset(ground.id for ground in grounds), every)


def _tests(expr: Expr) -> Iterator[Test]:
    if isinstance(expr, Test):
        yield expr
    elif isinstance(expr, Negation):
        yield from _tests(expr.part)
    else:
        for part in expr.parts:
            yield from _tests(part)


def _proposes_card(ground: Ground) -> bool:
    return any(proposal.act in _CARDS for proposal in ground.proposes)
