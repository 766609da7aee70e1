"""Words of the annexes 附件填写: the cells that are written, not counted. What a cell says follows from facts alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.domain.case import Case, HazardCase, ItemCase
from duban.domain.days import written_day
from duban.domain.facts import Card
from duban.domain.money import format_yuan, loses_fen
from duban.domain.rules.closure import basis, reviewed
from duban.domain.vocabulary import CardColour, ClosureDecision

_COLOURS = {CardColour.YELLOW: "黄牌", CardColour.RED: "红牌"}
_NO_BASIS = "法定关闭依据待补"
NOT_CONFIRMED = "尚未确认列入台账"
"""Why an entry that is still being settled has no row."""


@dataclass(frozen=True, slots=True)
class MajorHazard:
    """A major hazard of annex 1's 备注: its content and the days ordered for its rectification."""

    id: str
    description: str
    due_days: tuple[date, ...]


def enterprise_name(name: str, *, removed: bool) -> str:
    """The enterprise's name; work done before it left stays counted, and the row says so."""
    return f"{name}（已移出）" if removed else name


def remark(hazards: Iterable[MajorHazard], fine_fen: int, clerk: str = "") -> str:
    """备注 of annex 1: major hazards with their due days, the exact fine where 万元 loses 分, the clerk's word."""
    parts = [f"重大隐患：{hazard.description}（{_ordered(hazard.due_days)}）" for hazard in hazards]
    parts.append(exact_fine(fine_fen))
    parts.append(clerk.strip())
    return "；".join(part for part in parts if part)


def exact_fine(fine_fen: int) -> str:
    """The exact yuan, where four decimals of 万元 lose 分; else empty."""
    return f"罚款{format_yuan(fine_fen)}元" if loses_fen(fine_fen) else ""


def _ordered(due_days: tuple[date, ...]) -> str:
    if not due_days:
        return "尚未下达整改期限"
    return "责令" + "、".join(written_day(day) for day in due_days) + "前整改完毕"


class Punctuality(StrEnum):
    """是否按期整改合格, from the gravest down: of several orders behind a card the gravest is written."""

    NO = "no"
    AWAITING = "awaiting"
    EXTENDED = "extended"
    NOT_DUE = "not_due"
    NOT_ORDERED = "not_ordered"
    LATE = "late"
    YES = "yes"


_GRAVITY = {punctuality: place for place, punctuality in enumerate(Punctuality)}
_PASSED = {
    Punctuality.NO: "否",
    Punctuality.AWAITING: "到期待复查",
    Punctuality.EXTENDED: "延期至{due}",
    Punctuality.NOT_DUE: "未到期",
    Punctuality.NOT_ORDERED: "尚未下达整改期限",
    Punctuality.LATE: "否（逾期后合格）",
    Punctuality.YES: "是",
}


@dataclass(frozen=True, slots=True)
class CardWords:
    """The written cells of one row of annex 2."""

    content: str
    passed: str
    card: str
    basis: str
    closed: str


def card_words(case: Case, card: Card) -> CardWords:
    """What annex 2 says of a card on the case's day."""
    hazards = [hazard for hazard in case.hazards if hazard.id in card.hazards]
    return CardWords(
        content="；".join(f"{n}.{_content(hazard)}" for n, hazard in enumerate(hazards, start=1)),
        passed=_passed(hazards, case.on),
        card=_card(card, case.on),
        basis=_basis(case, card),
        closed=_closed(case),
    )


def _content(hazard: HazardCase) -> str:
    due = max((item.due_on for item in hazard.items), default=None)
    term = f"整改期限{written_day(due)}" if due else "尚未下达整改期限"
    return f"{hazard.hazard.description}（{term}）"


def _passed(hazards: list[HazardCase], on: date) -> str:
    """Every order of every hazard is judged: one that was not met stays so when another follows it."""
    judged = [(_punctuality(item, hazard, on), item.due_on) for hazard in hazards for item in hazard.items]
    judged += [(Punctuality.NOT_ORDERED, on) for hazard in hazards if not hazard.items]
    gravest, due = min(judged, key=lambda pair: _GRAVITY[pair[0]], default=(Punctuality.NOT_ORDERED, on))
    return _PASSED[gravest].format(due=written_day(due))


def _punctuality(item: ItemCase, hazard: HazardCase, on: date) -> Punctuality:
    last = hazard.last
    if last is not None and last.passed:
        return Punctuality.YES if _in_time(item, hazard, last.on) else Punctuality.LATE
    if item.order.delivered_on is None or item.lapsed:
        return Punctuality.NOT_DUE  # its time is not running yet, or never ran
    if last is not None and last.on >= item.due_on:
        return Punctuality.NO
    if on <= item.due_on:
        return Punctuality.EXTENDED if item.due_on > item.item.due_on else Punctuality.NOT_DUE
    return Punctuality.AWAITING if item.awaiting else Punctuality.NO


def _in_time(item: ItemCase, hazard: HazardCase, passed_on: date) -> bool:
    """Reported done in time, the re-inspection that passes it may come after the due day; not one that failed first."""
    reported = any(filed <= item.due_on for filed in item.reports)
    failed_since = any(not outcome.passed for outcome in hazard.outcomes if outcome.on > item.due_on)
    return item.lapsed or passed_on <= item.due_on or (reported and not failed_since)


def _card(card: Card, on: date) -> str:
    word = _COLOURS[card.colour]
    if card.lifted_on is not None and card.lifted_on <= on:
        return f"{word}（{written_day(card.lifted_on)}移出）"
    return word


def _basis(case: Case, card: Card) -> str:
    """Red: the plan's clause, the article reviewed or met or 待补, and the request's number. Yellow: —"""
    if card.colour is CardColour.YELLOW:
        return "—"
    clauses = dict.fromkeys(ground.clause for ground in case.campaign.grounds if ground.id in card.grounds)
    parts = ["工作方案" + "、".join(clauses)] if clauses else []
    statutory = {proposal.basis for ground in case.campaign.grounds for proposal in ground.proposes} - {""}
    found = [basis(case, ground, card.hazards) for ground in sorted(statutory)]
    named = reviewed(case)
    met = dict.fromkeys([named.text] if named else [cited.text for each in found for cited in each.met])
    parts.append("、".join(met) if met else _NO_BASIS)
    if case.request is not None and case.request.number:
        parts.append(case.request.number)
    return "；".join(parts)


def _closed(case: Case) -> str:
    if case.closed:
        return "是"
    if case.request is not None and case.request.decision is ClosureDecision.CLOSE:
        return "否（政府已决定）"
    return "否"
