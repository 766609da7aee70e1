"""Carding 列入和移出名单: what stands behind a card, and when it may be confirmed or lifted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.domain.campaign import Campaign
from duban.domain.case import CardCase, Case, case_of
from duban.domain.facts import Facts, Id
from duban.domain.grounds import Leaf, ReadyGround, in_force
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.proposals import Hit, ask_grounds, sites
from duban.domain.rules.cards import examined, red_at
from duban.domain.rules.refusing import refuse
from duban.domain.standing import Act
from duban.domain.vocabulary import Answer, CardColour

_CONFIRM = {CardColour.YELLOW: Act.CONFIRM_YELLOW, CardColour.RED: Act.CONFIRM_RED}
_LABELS = {CardColour.YELLOW: N_("黄牌"), CardColour.RED: N_("红牌")}
_COLOUR = "card_is"  # the condition by which a ground of lifting says for which colour it is meant


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a card: the grounds that hold, their hazards, and every record that led there."""

    grounds: tuple[str, ...]
    hazards: tuple[Id, ...]
    because: tuple[Id, ...]
    clause: str


def behind(colour: CardColour, site: Id, *, facts: Facts, on: date, campaign: Campaign, law: Law) -> Behind:
    """What the campaign gives for a card of the colour at the site on the day; empty where no ground holds."""
    case = case_of(facts, on, campaign, law)
    return _behind(case, _hits(case, colour, site))


def confirm_refusal(
    colour: CardColour, site: Id, *, facts: Facts, on: date, campaign: Campaign, law: Law
) -> Refusal | None:
    """A card needs a ground that holds and none like it in force; a red one a re-inspection or a recorded refusal."""
    case = case_of(facts, on, campaign, law)
    hits = _hits(case, colour, site)
    if not hits:
        return _no_ground(case, colour)
    clause = _of_plan([_behind(case, hits).clause])
    if _standing(case, colour, site, _behind(case, hits).hazards):
        text = N_("该厂区已有有效的{colour}，不重复列入。")
        return refuse("card.standing", text, clause, N_("请查看已有的名单记录。"), colour=_LABELS[colour])
    if colour is CardColour.RED and not examined(case, [hit.subject for hit in hits]):
        text = N_("列入红牌前没有复查，也没有登记企业拒不执行的事实。")
        return refuse("card.needs_reinspection", text, clause, N_("请先复查并登记结论，或者登记拒不执行的事实。"))
    return None


def lift_refusal(card_id: Id, *, facts: Facts, on: date, campaign: Campaign, law: Law) -> Refusal | None:
    """A card is lifted when one of the campaign's grounds for lifting holds; else each open condition is named."""
    case = case_of(facts, on, campaign, law)
    card = next((card for card in case.cards if card.id == card_id), None)
    if card is None:
        text = N_("该名单记录在 {on} 不是有效状态。")
        return refuse("card.not_in_force", text, "", N_("请核对名单记录和日期。"), on=on)
    grounds = _proposing(Act.LIFT_CARD, campaign, on)
    if any(ready.when.answer(case, card)[0] is Answer.YES for ready in grounds):
        return None
    return _open_conditions(case, card, grounds)


def _proposing(act: Act, campaign: Campaign, on: date) -> list[ReadyGround]:
    return [ready for ready in in_force(campaign, on) if any(each is act for each, _ in ready.proposes)]


def _open_conditions(case: Case, card: CardCase, grounds: list[ReadyGround]) -> Refusal:
    """What is still open of the grounds that are meant for the card's colour, with the hazards in the way."""
    lacking = [(_lacking(case, card, ready), ready.ground.clause) for ready in grounds]
    meant = [pair for pair in lacking if not any(leaf.name == _COLOUR for leaf in pair[0])]
    leaves, clause = min(meant or lacking, key=lambda pair: len(pair[0]), default=([], ""))
    text = N_("按 {grounds} 列入的{colour}，移出条件尚未全部具备：{conditions}（未消除的隐患：{hazards}）。")
    remedy = N_("请先完成复查、书面同意恢复生产或者政府答复等步骤并登记，再办理移出。")
    return refuse(
        "card.open_ground",
        text,
        _of_plan([clause]),
        remedy,
        grounds="、".join(card.card.grounds),
        colour=_LABELS[card.card.colour],
        conditions="；".join(str(leaf.sentence) for leaf in leaves) or "-",
        hazards="、".join(hazard.hazard.description for hazard in card.hazards if not hazard.passed) or "-",
    )


def _lacking(case: Case, card: CardCase, ready: ReadyGround) -> list[Leaf]:
    return [leaf for answer in (Answer.NO, Answer.UNKNOWN) for leaf in ready.when.leaves(case, card, answer)]


def _hits(case: Case, colour: CardColour, site: Id) -> list[Hit]:
    act = _CONFIRM[colour]
    return [
        hit
        for hit in ask_grounds(case, trace=False).hits
        if site in sites(case, hit.subject) and any(proposed is act for proposed, _ in hit.ready.proposes)
    ]


def _behind(case: Case, hits: list[Hit]) -> Behind:
    because = tuple(dict.fromkeys(record for hit in hits for record in hit.because))
    return Behind(
        grounds=tuple(dict.fromkeys(hit.ready.ground.id for hit in hits)),
        hazards=tuple(record for record in because if record in case.by_id),
        because=because,
        clause=hits[0].ready.ground.clause if hits else "",
    )


def _standing(case: Case, colour: CardColour, site: Id, hazards: tuple[Id, ...]) -> bool:
    """Red stands at the site; yellow when it names every hazard already."""
    if red_at(case, site):
        return True
    named = {h for card in case.cards if card.card.colour is CardColour.YELLOW for h in card.card.hazards}
    return colour is CardColour.YELLOW and named.issuperset(hazards)


def _of_plan(clauses: Iterable[str]) -> str:
    """The plan's clauses as a refusal cites them, each once."""
    cited = "、".join(dict.fromkeys(clause for clause in clauses if clause))
    return f"工作方案{cited}" if cited else ""


def _no_ground(case: Case, colour: CardColour) -> Refusal:
    act = _CONFIRM[colour]
    grounds = [
        ready.ground
        for ready in in_force(case.campaign, case.on)
        if any(proposed is act for proposed, _ in ready.proposes)
    ]
    params = {
        "colour": _LABELS[colour],
        "on": case.on,
        "grounds": "；".join(f"{ground.id} {ground.title}" for ground in grounds) or "-",
    }
    text = N_("{on} 没有列入{colour}的依据成立。本方案的依据：{grounds}。")
    clause = _of_plan(ground.clause for ground in grounds)
    remedy = Message("card.no_ground.remedy", N_("请核对隐患等级、能否保证安全、整改期限和复查结论是否已经登记。"))
    return Refusal("card.no_ground", Message("card.no_ground", text, params), clause, remedy)
