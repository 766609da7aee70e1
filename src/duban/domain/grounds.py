"""Grounds 依据: a campaign's expressions made ready once, then asked of every subject of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from duban.domain.campaign import AllOf, AnyOf, Campaign, Expr, Ground, Negation, Subject
from duban.domain.case import Case
from duban.domain.conditions import CONDITIONS
from duban.domain.conditions.registry import NOTHING, Check
from duban.domain.facts import Id
from duban.domain.messages import Message
from duban.domain.standing import TraceNode
from duban.domain.vocabulary import Answer

Asked = tuple[Answer, tuple[Id, ...], TraceNode | None]
"""The answer, the records that led there, and the trace when it is kept."""

_OPPOSITE = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}


class Part(Protocol):
    """A condition or connective that can be asked."""

    def ask(self, case: Case, subject: Any, trace: bool) -> Asked:
        """Ask it of one subject; the trace changes nothing in the answer."""

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        """The conditions that brought the answer about: those with that answer, below parts with that answer."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A condition with its parameters. ``concept`` is met with a yes; before ``since`` the answer is no."""

    name: str
    check: Check
    params: Mapping[str, str]
    concept: str
    since: date | None
    sentence: Message
    question: Message

    def ask(self, case: Case, subject: Any, trace: bool) -> Asked:
        if self.since is not None and case.on < self.since:
            answer, because = NOTHING
        else:
            answer, because = self.check(case, subject, self.params)
        return answer, because, TraceNode(self.name, answer, because, self.sentence) if trace else None

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        if self.ask(case, subject, False)[0] is answer:
            yield self


@dataclass(frozen=True, slots=True)
class _All:
    parts: tuple[Part, ...]

    def ask(self, case: Case, subject: Any, trace: bool) -> Asked:
        """No as soon as one part says no, on that part's records; else not known as soon as one part is."""
        answer = Answer.YES
        because: tuple[Id, ...] = ()
        nodes: list[TraceNode | None] = []
        failed: tuple[Id, ...] | None = None
        for part in self.parts:
            found, ids, node = part.ask(case, subject, trace)
            nodes.append(node)
            if found is Answer.NO:
                failed = ids if failed is None else failed
                if not trace:
                    return Answer.NO, failed, None
            elif found is Answer.UNKNOWN:
                answer = Answer.UNKNOWN
            because += ids
        if failed is not None:
            answer, because = Answer.NO, failed
        return _joined("all", answer, because, nodes, trace)

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        return _below(self.parts, case, subject, answer)


@dataclass(frozen=True, slots=True)
class _Any:
    parts: tuple[Part, ...]

    def ask(self, case: Case, subject: Any, trace: bool) -> Asked:
        """Yes on the records of all parts that say yes; else not known on those that are; else no on all."""
        found: dict[Answer, tuple[Id, ...]] = {}
        nodes = []
        for part in self.parts:
            each, ids, node = part.ask(case, subject, trace)
            nodes.append(node)
            found[each] = found.get(each, ()) + ids
        answer = next((a for a in (Answer.YES, Answer.UNKNOWN) if a in found), Answer.NO)
        return _joined("any", answer, found.get(answer, ()), nodes, trace)

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        return _below(self.parts, case, subject, answer)


@dataclass(frozen=True, slots=True)
class _Not:
    part: Part

    def ask(self, case: Case, subject: Any, trace: bool) -> Asked:
        found, ids, node = self.part.ask(case, subject, trace)
        return _joined("not", _OPPOSITE[found], ids, [node], trace)

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        return self.part.leaves(case, subject, _OPPOSITE[answer])


def _joined(name: str, answer: Answer, because: tuple[Id, ...], nodes: list[TraceNode | None], trace: bool) -> Asked:
    if len(because) > 1:
        because = tuple(dict.fromkeys(because))
    if not trace:
        return answer, because, None
    return answer, because, TraceNode(name, answer, because, None, tuple(node for node in nodes if node is not None))


def _below(parts: tuple[Part, ...], case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
    for part in parts:
        if part.ask(case, subject, False)[0] is answer:
            yield from part.leaves(case, subject, answer)


@dataclass(frozen=True, slots=True)
class ReadyGround:
    """A ground with its expression made ready and the concepts that its conditions meet."""

    ground: Ground
    when: Part
    concepts: tuple[str, ...]


@lru_cache(maxsize=64)
def ready(campaign: Campaign) -> tuple[ReadyGround, ...]:
    """The campaign's grounds, made ready once for each campaign in use."""
    return tuple(ReadyGround(ground, _part(ground.when), _concepts(ground.when)) for ground in campaign.grounds)


def in_force(campaign: Campaign, on: date) -> list[ReadyGround]:
    """The grounds that apply on the day."""
    return [r for r in ready(campaign) if _applies(r.ground, on)]


def ready_ground(campaign: Campaign, ground_id: str) -> ReadyGround | None:
    """The ground with that id, made ready."""
    return next((r for r in ready(campaign) if r.ground.id == ground_id), None)


def _applies(ground: Ground, on: date) -> bool:
    return (ground.valid_from is None or ground.valid_from <= on) and (ground.valid_to is None or on <= ground.valid_to)


def _part(expr: Expr) -> Part:
    if isinstance(expr, AllOf):
        return _All(tuple(_part(part) for part in expr.parts))
    if isinstance(expr, AnyOf):
        return _Any(tuple(_part(part) for part in expr.parts))
    if isinstance(expr, Negation):
        return _Not(_part(expr.part))
    known = CONDITIONS[expr.name]
    sentence, question = known.stated(expr.params), known.asked(expr.params)
    return Leaf(expr.name, known.check, expr.params, expr.concept, expr.since, sentence, question)


def _concepts(expr: Expr) -> tuple[str, ...]:
    if isinstance(expr, AllOf | AnyOf):
        return tuple(dict.fromkeys(concept for part in expr.parts for concept in _concepts(part)))
    if isinstance(expr, Negation):
        return _concepts(expr.part)
    return (expr.concept,) if expr.concept else ()


def subjects(case: Case, subject: Subject) -> list[Any]:
    """Of whom a ground is asked."""
    found: Mapping[Subject, list[Any]] = {
        Subject.ENTERPRISE: [case],
        Subject.HAZARD: case.hazards,
        Subject.ORDER_ITEM: case.items,
        Subject.SUSPENSION: case.suspensions,
        Subject.REFUSAL: case.refusals,
        Subject.UNAPPROVED: list(case.facts.unapproved),
        Subject.CARD: case.cards,
    }
    return found[subject]
