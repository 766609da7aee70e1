"""Grounds 依据: a campaign's expressions made ready once, then asked of every subject of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, Protocol

from duban.domain.campaign import AllOf, AnyOf, Campaign, Expr, Ground, Negation, Proposal, Subject
from duban.domain.case import Case
from duban.domain.conditions import CONDITIONS
from duban.domain.conditions.registry import NOTHING, Found
from duban.domain.facts import Id
from duban.domain.messages import N_, Message
from duban.domain.standing import Act, TraceNode
from duban.domain.vocabulary import NO, UNKNOWN, YES, Answer

Answers = Callable[[Case, Any], Found]

SUBJECTS: Mapping[Subject, Callable[[Case], Sequence[Any]]] = {
    Subject.ENTERPRISE: lambda case: (case,),
    Subject.HAZARD: attrgetter("hazards"),
    Subject.ORDER_ITEM: attrgetter("items"),
    Subject.SUSPENSION: attrgetter("suspensions"),
    Subject.REFUSAL: attrgetter("refusals"),
    Subject.UNAPPROVED: lambda case: sorted(case.facts.unapproved, key=attrgetter("id")),
    Subject.CARD: attrgetter("cards"),
}
"""Of whom each kind of ground is asked."""

_OPPOSITE = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}


class Part(Protocol):
    """A condition or connective that can be asked."""

    @property
    def answer(self) -> Answers:
        """Ask it of one subject."""

    def node(self, case: Case, subject: Any) -> TraceNode:
        """Its answer with all that lies below, hit or not."""

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        """The conditions that brought the answer about: those with that answer, below parts with that answer."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A condition with its parameters; ``concept`` is met with a yes."""

    name: str
    answer: Answers
    concept: str
    sentence: Message
    question: Message

    def node(self, case: Case, subject: Any) -> TraceNode:
        return TraceNode(self.name, *self.answer(case, subject), self.sentence)

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        if self.answer(case, subject)[0] is answer:
            yield self


@dataclass(frozen=True, slots=True)
class _All:
    parts: tuple[Part, ...]
    answers: tuple[Answers, ...]

    def answer(self, case: Case, subject: Any) -> Found:
        """No as soon as one part says no, on that part's records; else not known as soon as one part is."""
        answer = YES
        because: tuple[Id, ...] = ()
        for ask in self.answers:
            found = ask(case, subject)
            if found[0] is NO:
                return found
            if found[0] is UNKNOWN:
                answer = UNKNOWN
            because += found[1]
        return answer, tuple(dict.fromkeys(because))

    def node(self, case: Case, subject: Any) -> TraceNode:
        return _node("all", self, self.parts, case, subject)

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        return _below(self.parts, case, subject, answer)


@dataclass(frozen=True, slots=True)
class _Any:
    parts: tuple[Part, ...]

    def answer(self, case: Case, subject: Any) -> Found:
        """Yes on the records of all parts that say yes; else not known on those that are; else no on all."""
        found: dict[Answer, tuple[Id, ...]] = {}
        for part in self.parts:
            each, ids = part.answer(case, subject)
            found[each] = found[each] + ids if each in found else ids
        answer = YES if YES in found else UNKNOWN if UNKNOWN in found else NO
        return answer, tuple(dict.fromkeys(found[answer]))

    def node(self, case: Case, subject: Any) -> TraceNode:
        return _node("any", self, self.parts, case, subject)

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        return _below(self.parts, case, subject, answer)


@dataclass(frozen=True, slots=True)
class _Not:
    part: Part

    def answer(self, case: Case, subject: Any) -> Found:
        found, ids = self.part.answer(case, subject)
        return _OPPOSITE[found], ids

    def node(self, case: Case, subject: Any) -> TraceNode:
        return _node("not", self, (self.part,), case, subject)

    def leaves(self, case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
        return self.part.leaves(case, subject, _OPPOSITE[answer])


def _node(name: str, part: Part, parts: tuple[Part, ...], case: Case, subject: Any) -> TraceNode:
    answer, because = part.answer(case, subject)
    return TraceNode(name, answer, because, None, tuple([below.node(case, subject) for below in parts]))


def _below(parts: tuple[Part, ...], case: Case, subject: Any, answer: Answer) -> Iterator[Leaf]:
    for part in parts:
        if part.answer(case, subject)[0] is answer:
            yield from part.leaves(case, subject, answer)


@dataclass(frozen=True, slots=True)
class ReadyGround:
    """A ground with subjects, expression and acts made ready, the concepts that its conditions meet, our reading."""

    ground: Ground
    subjects: Callable[[Case], Sequence[Any]]
    when: Part
    proposes: tuple[tuple[Act, Proposal], ...]
    concepts: tuple[str, ...]
    reading: tuple[Message, ...]


@lru_cache(maxsize=64)
def ready(campaign: Campaign) -> Mapping[str, ReadyGround]:
    """The campaign's grounds by id, made ready once for each campaign in use."""
    return {ground.id: _ready(ground) for ground in campaign.grounds}


def _ready(ground: Ground) -> ReadyGround:
    proposes = tuple((Act(proposal.act), proposal) for proposal in ground.proposes)
    subjects = SUBJECTS[ground.subject]
    return ReadyGround(ground, subjects, _part(ground.when), proposes, _concepts(ground.when), _reading(ground))


def _reading(ground: Ground) -> tuple[Message, ...]:
    """Our reading of the clause, where the campaign gives one."""
    if not ground.reading:
        return ()
    params = {"reading": ground.reading, "reading_en": ground.reading_en}
    return (Message("campaign.reading", N_("我们的理解：{reading}"), params),)


@lru_cache(maxsize=1024)
def in_force(campaign: Campaign, on: date) -> tuple[ReadyGround, ...]:
    """The grounds that apply on the day."""
    return tuple(r for r in ready(campaign).values() if _applies(r.ground, on))


def ready_ground(campaign: Campaign, ground_id: str) -> ReadyGround | None:
    """The ground with that id, made ready."""
    return ready(campaign).get(ground_id)


def _applies(ground: Ground, on: date) -> bool:
    return (ground.valid_from is None or ground.valid_from <= on) and (ground.valid_to is None or on <= ground.valid_to)


def _part(expr: Expr) -> Part:
    if isinstance(expr, AllOf | AnyOf):
        parts = tuple(_part(part) for part in expr.parts)
        if len(parts) == 1:
            return parts[0]
        return _All(parts, tuple(part.answer for part in parts)) if isinstance(expr, AllOf) else _Any(parts)
    if isinstance(expr, Negation):
        return _Not(_part(expr.part))
    known = CONDITIONS[expr.name]
    answer = known.bound(expr.params)
    if expr.since is not None:
        answer = _since(expr.since, answer)
    return Leaf(expr.name, answer, expr.concept, known.stated(expr.params), known.asked(expr.params))


def _since(day: date, answer: Answers) -> Answers:
    """Before the day the answer is no."""
    return lambda case, subject: NOTHING if case.on < day else answer(case, subject)


def _concepts(expr: Expr) -> tuple[str, ...]:
    if isinstance(expr, AllOf | AnyOf):
        return tuple(dict.fromkeys(concept for part in expr.parts for concept in _concepts(part)))
    if isinstance(expr, Negation):
        return _concepts(expr.part)
    return (expr.concept,) if expr.concept else ()
