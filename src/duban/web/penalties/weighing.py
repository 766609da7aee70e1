"""Weighing 从旧兼从轻 while a decision is being typed: the texts of the days, their ranges, what would be refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from duban.actions.assessing import assessed
from duban.domain.case import Case
from duban.domain.citations import Tier
from duban.domain.law import Law
from duban.domain.messages import Refusal
from duban.domain.rules import penalty_decisions as rules
from duban.domain.rules.penalties import Choice, applicable
from duban.domain.rules.penalty_decisions import Intended
from duban.domain.rules.penalty_tiers import tier_refusal
from duban.domain.vocabulary import PenaltyKind, PenaltyTarget
from duban.queries.law import law_in_use
from duban.web.penalties.ranges import Bar, Text, bars

WORD = TypeVar("WORD", bound=StrEnum)
_MOST = Decimal(10**11)  # yuan; what a field of the form takes


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is known of the penalty so far: days, texts as bars, and the first rule that it would break."""

    began_on: date | None = None
    ended_on: date | None = None
    bars: Sequence[Bar] = ()
    refusal: Refusal | None = None
    complete: bool = False


def weighed(data: QueryDict, campaign: str, enterprise: UUID, on: date, *, summary: bool) -> Weighed:
    """Read what was typed so far and weigh it as the deed would; a basis that is missing or unknown weighs nothing."""
    law = law_in_use()
    concept = data.get("statute_concept", "")
    if concept not in law.lawbook.concepts:
        return Weighed()
    case = assessed(campaign, enterprise, on).case
    hazards = [each for each in data.getlist("hazards") if each in case.by_id]
    intended = _intended(data, concept, case, hazards, on)
    texts = _texts(intended, law)
    complete = bool(intended.kinds) and (intended.fine_fen > 0 or PenaltyKind.FINE not in intended.kinds)
    given = (_day(data.get("began_on", "")), _day(data.get("ended_on", "")))
    refusal = _refusal(case, intended, hazards, given, summary=summary) if complete else None
    return Weighed(intended.began_on, intended.ended_on, bars(texts, intended.fine_fen), refusal, complete)


def _refusal(
    case: Case, intended: Intended, hazards: Sequence[str], given: tuple[date | None, date | None], *, summary: bool
) -> Refusal | None:
    """What the deed would say, in its order: days, circumstance, texts."""
    return (
        rules.span_refusal(case, intended.target, hazards, *given)
        or tier_refusal(case, intended, hazards)
        or rules.decision_refusal(intended, summary=summary, law=case.law)
    )


def _intended(data: QueryDict, concept: str, case: Case, hazards: Sequence[str], on: date) -> Intended:
    first, last = rules.span(case, hazards)
    return Intended(
        concept=concept,
        target=_word(PenaltyTarget, data.get("target", ""), PenaltyTarget.ENTERPRISE),
        tier=_word(Tier, data.get("tier", ""), Tier.FIRST),
        kinds=tuple(kind for kind in PenaltyKind if kind.value in data.getlist("kinds")),
        fine_fen=_fen(data.get("fine_fen", "")),
        began_on=_day(data.get("began_on", "")) or first,
        ended_on=_day(data.get("ended_on", "")) or last,
        decided_on=on,
    )


def _texts(intended: Intended, law: Law) -> Sequence[Text]:
    evaluated = rules.evaluated(intended, law)
    usable = applicable(
        intended.concept, intended.who, intended.tier, began_on=intended.began_on, ended_on=intended.ended_on,
        decided_on=intended.decided_on, law=law,
    )  # fmt: skip
    several = len(evaluated) > 1
    return [_text(each, used=each in usable, several=several) for each in evaluated]


def _text(one: Choice, *, used: bool, several: bool) -> Text:
    known = one.range
    least, most = (None, None) if known is None else (known.minimum_fen, known.maximum_fen)
    verified = one.citation.verified and (known is None or known.verified)
    mark = (_("可以适用") if used else _("从轻不用")) if several else ""
    return Text(str(one.citation), verified, least, most, known is not None and known.suspension, used, mark)


def _word(words: type[WORD], told: str, otherwise: WORD) -> WORD:
    return words(told) if told in {word.value for word in words} else otherwise


def _fen(told: str) -> int:
    try:
        yuan = Decimal(told or 0)
    except InvalidOperation:
        return 0
    return int(yuan * 100) if yuan.is_finite() and 0 < yuan <= _MOST else 0


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
