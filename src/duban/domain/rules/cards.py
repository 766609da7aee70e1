"""Cards 黄牌、红牌: which stand, telling the enterprise, publishing the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duban.domain.case import Case, HazardCase, ItemCase, SuspensionCase
from duban.domain.conditions.suspensions import counts
from duban.domain.facts import Id
from duban.domain.messages import N_, Message
from duban.domain.rules.acts import next_act
from duban.domain.standing import Act, NextAct
from duban.domain.vocabulary import CardColour

_RED, _YELLOW = CardColour.RED, CardColour.YELLOW


def colour(case: Case) -> CardColour | None:
    """The card of the enterprise: red supersedes yellow."""
    colours = {card.card.colour for card in case.cards}
    return _RED if _RED in colours else _YELLOW if _YELLOW in colours else None


def yellow_given(case: Case, hazard: HazardCase) -> bool:
    """Whether a yellow card names the hazard, or a red one stands at its site."""
    return red_at(case, hazard.hazard.site) or any(
        card.card.colour is _YELLOW and hazard.id in card.card.hazards for card in case.cards
    )


def red_at(case: Case, site: Id) -> bool:
    """Whether a red card stands at the site."""
    return any(card.card.colour is _RED and card.card.site == site for card in case.cards)


def examined(case: Case, subjects: Iterable[ItemCase | SuspensionCase]) -> bool:
    """Whether a re-inspection, a review or a recorded refusal stands behind a red card for the subjects.

    Our reading: not a re-inspection that the bureau made on its own initiative while the time still ran.
    """
    for subject in subjects:
        hazards = case.stopped_for(subject) if isinstance(subject, SuspensionCase) else [case.hazard_of(subject)]
        if any(counts(case, outcome) for hazard in hazards for outcome in hazard.outcomes):
            return True
        if isinstance(subject, SuspensionCase) and any(r.passed is False for r in subject.resumptions):
            return True
        decisions = {stop.id for hazard in hazards for stop in hazard.suspensions}
        decisions.add(subject.id if isinstance(subject, SuspensionCase) else subject.order.id)
        if any(refusal.refusal.decision in decisions for refusal in case.refusals):
            return True
    return False


def red_notes(case: Case, subjects: Iterable[ItemCase | SuspensionCase]) -> tuple[Message, ...]:
    """A red card is confirmed after a re-inspection or a recorded refusal only."""
    if examined(case, subjects):
        return ()
    return (Message("card.needs_reinspection", N_("列入红牌前须先复查，或者登记企业拒不执行的事实。")),)


def acts(case: Case) -> Iterator[NextAct]:
    """Tell the enterprise of each card."""
    for card in case.cards:
        if card.card.notified_on is None:
            yield next_act(case, Act.NOTIFY_CARD, card.id, (card.id,))


def publications(case: Case) -> Iterator[NextAct]:
    """The city publishes the cards that stand when the time has come."""
    publication = case.campaign.publication
    if publication is None or case.on < publication.from_on:
        return
    published = {notice.card for notice in case.facts.notices}
    for card in case.cards:
        if card.id not in published:
            notes = tuple(Message("publication.rule", N_("{rule}"), {"rule": rule}) for rule in publication.rules)
            yield next_act(
                case,
                Act.PUBLISH_NOTICE,
                card.id,
                (card.id,),
                due_on=publication.by_on,
                clause=publication.clause,
                notes=notes,
            )
