"""Answering 采纳和不予采纳: what a person confirms or declines is a proposal of the standing of the day."""

from __future__ import annotations

from collections.abc import Iterable

from duban.domain.campaign import Ground
from duban.domain.case import Case
from duban.domain.facts import Id
from duban.domain.messages import N_, Refusal
from duban.domain.rules.acts import cited_on
from duban.domain.rules.refusing import refuse
from duban.domain.standing import Act, Cited, NextAct, Standing
from duban.domain.vocabulary import CardColour

COLOUR_LABELS = {CardColour.YELLOW: N_("黄牌"), CardColour.RED: N_("红牌")}
CONFIRMS = {CardColour.YELLOW: Act.CONFIRM_YELLOW, CardColour.RED: Act.CONFIRM_RED}

_PLAN = N_("工作方案四（二）")


def proposal(standing: Standing, colour: CardColour, ground: str, site: Id) -> NextAct | None:
    """The act that proposes this card on this ground at the site; where no site is known, for the enterprise."""
    at = (site, standing.enterprise)
    found = (act for act in standing.next_acts if act.act is CONFIRMS[colour] and act.subject in at)
    return next((act for act in found if act.ground == ground), None)


def not_proposed(standing: Standing, colour: CardColour, ground: str) -> Refusal:
    """No card without a ground: the standing of the day has to propose it."""
    cards = {act: COLOUR_LABELS[each] for each, act in CONFIRMS.items()}
    found = [f"{act.ground}{cards[act.act]}" for act in standing.next_acts if act.act in cards]
    questions = [str(question.message) for question in standing.questions if question.ground == ground]
    return refuse(
        "card.not_proposed",
        N_("按 {on} 的事实，{ground} 没有提出将该厂区列入{colour}（现有建议：{found}；待查明事实：{questions}）。"),
        _PLAN,
        N_("没有依据不得列入名单；请核对厂区、名单类别和依据，或者先查明、登记有关事实。"),
        on=standing.on,
        ground=ground,
        colour=COLOUR_LABELS[colour],
        found="、".join(dict.fromkeys(found)) or "-",
        questions="；".join(dict.fromkeys(questions)) or "-",
    )


def hazards_behind(case: Case, act: NextAct) -> tuple[Id, ...]:
    """The hazards on which a card rests: those that its proposal names, else those of the suspension it names."""
    named = [hazard for hazard in case.hazards if hazard.id in act.because]
    if not named:
        named = [hazard for stop in case.suspensions if stop.id in act.because for hazard in case.stopped_for(stop)]
    return tuple(hazard.id for hazard in named if act.subject in (hazard.hazard.site, case.id))


def hazards_refusal(case: Case, act: NextAct, chosen: Iterable[Id]) -> Refusal | None:
    """A card names only hazards on which its proposal rests."""
    others = sorted(set(chosen) - set(hazards_behind(case, act)))
    if not others:
        return None
    return refuse(
        "card.foreign_hazard",
        N_("以下隐患不是 {ground} 的依据，不能列在该名单之下：{hazards}。"),
        _PLAN,
        N_("请只选择建议所依据的隐患；不选即全部列入。"),
        ground=act.ground,
        hazards="、".join(others),
    )


def pending_refusal(colour: CardColour, pending: Iterable[Id]) -> Refusal | None:
    """At a site one proposal of a colour at a time waits for its decision."""
    waiting = "、".join(pending)
    if not waiting:
        return None
    return refuse(
        "card.pending",
        N_("该厂区已有待确认的{colour}：{cards}。"),
        _PLAN,
        N_("请先确认或者不予确认已提出的建议。"),
        colour=COLOUR_LABELS[colour],
        cards=waiting,
    )


def citations(case: Case, ground: Ground) -> tuple[Cited, ...]:
    """The articles in force on the day of all that the ground proposes."""
    concepts = dict.fromkeys(concept for each in ground.proposes for concept in each.concepts)
    return tuple(cited_on(case, concepts, case.on))


def proposed(standing: Standing, ground: str, act: Act, subject: Id) -> NextAct | None:
    """The proposal of this act by this ground for this subject."""
    key = (ground, act, subject)
    return next((each for each in standing.next_acts if (each.ground, each.act, each.subject) == key), None)


def nothing_to_decline(standing: Standing, ground: str, act: Act, subject: Id) -> Refusal:
    """Only what the standing of the day proposes on a ground can be declined."""
    found = [f"{each.ground} {each.act} {each.subject}" for each in standing.next_acts if each.ground]
    return refuse(
        "decline.not_proposed",
        N_("{on} 没有这项建议：{ground} {act} {subject}。现有建议：{found}。"),
        _PLAN,
        N_("请从现有建议中选择；不是依据工作方案的依据提出的下一步不能不予采纳。"),
        on=standing.on,
        ground=ground,
        act=act.value,
        subject=subject,
        found="；".join(found) or "-",
    )
