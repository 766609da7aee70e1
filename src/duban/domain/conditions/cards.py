"""Conditions of a card in force 黄牌、红牌."""

from __future__ import annotations

from collections.abc import Mapping

from duban.domain.campaign import Subject
from duban.domain.case import CardCase, Case
from duban.domain.conditions.registry import Found, condition
from duban.domain.messages import N_
from duban.domain.vocabulary import NO, UNKNOWN, YES, CardColour, ClosureDecision

_OURS = N_("我们的理解：工作方案没有规定移出条件")


@condition(
    Subject.CARD,
    N_("名单类别是{colour}"),
    N_("工作方案四（二）"),
    N_("请查明名单类别"),
    colour=tuple(CardColour),
)
def card_is(case: Case, card: CardCase, params: Mapping[str, str]) -> Found:
    return (YES if card.card.colour == params["colour"] else NO), (card.id,)


@condition(Subject.CARD, N_("列入名单所依据的隐患全部复查合格"), _OURS, N_("请登记该名单所依据的隐患"))
def card_hazards_passed(case: Case, card: CardCase) -> Found:
    """Every hazard behind the card, so that each of its grounds is cured."""
    ids = (card.id, *card.card.hazards)
    if any(not hazard.passed for hazard in card.hazards):
        return NO, ids
    if not card.hazards or len(card.hazards) < len(card.card.hazards):
        return UNKNOWN, ids
    return YES, (*ids, *(hazard.outcomes[-1].reinspection for hazard in card.hazards))


@condition(
    Subject.CARD, N_("停产的已经书面同意恢复生产"), N_("安全生产法关于审查同意后恢复生产的规定"), N_("请查明是否同意")
)
def production_consented(case: Case, card: CardCase) -> Found:
    """Where nothing was stopped, nothing needs consent; of a stop that names no hazard it is not known."""
    stops = {s.id: s for hazard in card.hazards for s in hazard.suspensions}
    if any(not stop.consented for stop in stops.values()):
        return NO, tuple(stops)
    unnamed = tuple(stop.id for stop in case.suspensions if not stop.hazard_ids and not stop.consented)
    if unnamed:
        return UNKNOWN, unnamed
    return YES, (*stops, *(r.id for stop in stops.values() for r in stop.resumptions if r.consented_on))


@condition(Subject.CARD, N_("没有提请关闭，或者提请关闭已经撤回，或者政府决定不予关闭"), _OURS, N_("请登记政府的答复"))
def no_closure_pending(case: Case, card: CardCase) -> Found:
    if case.request is None:
        return YES, tuple(sorted(request.id for request in case.facts.closure_requests))
    settled = case.request.decision is ClosureDecision.NOT_CLOSE
    return (YES if settled else NO), (case.request.id,)
