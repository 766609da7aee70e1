"""Proposals 建议: from grounds that hold to acts that a person is asked to do, less those done or declined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from duban.domain.campaign import Proposal
from duban.domain.case import Case, HazardCase, ItemCase, SuspensionCase
from duban.domain.citations import marked
from duban.domain.conditions.suspensions import failed_after
from duban.domain.facts import Decline, Id
from duban.domain.grounds import ReadyGround, in_force
from duban.domain.messages import N_, Message
from duban.domain.rules import (
    cards,
    closure,
    orders,
    penalties,
    refusals,
    safety_work,
    supervision,
    suspensions,
    unapproved,
)
from duban.domain.rules.acts import cited_on, next_act
from duban.domain.standing import Act, Cited, GroundFinding, NextAct
from duban.domain.vocabulary import NO, UNKNOWN, YES

_CHOICE = "choice_of_law"
_CLOSURE, _SUSPENSION = Act.REQUEST_CLOSURE, Act.IMPOSE_SUSPENSION


@dataclass(slots=True, eq=False)
class Hit:
    """A ground that holds of a subject."""

    ready: ReadyGround
    subject: Any
    because: tuple[Id, ...]


@dataclass(slots=True, eq=False)
class Asked:
    """All grounds of the day asked of all their subjects. Without trace those that answer no are left out."""

    findings: list[GroundFinding]
    hits: list[Hit]
    open: list[tuple[ReadyGround, Any]]  # not known: questions


def ask_grounds(case: Case, *, trace: bool) -> Asked:
    """Ask every ground in force on the day."""
    asked = Asked([], [], [])
    for ready in in_force(case.campaign, case.on):
        ground, answer_of = ready.ground, ready.when.answer
        for subject in ready.subjects(case):
            answer, because = answer_of(case, subject)
            if answer is NO and not trace:
                continue
            if answer is YES:
                asked.hits.append(Hit(ready, subject, because))
            elif answer is UNKNOWN:
                asked.open.append((ready, subject))
            node = ready.when.node(case, subject) if trace else None
            asked.findings.append(GroundFinding(ground.id, subject.id, answer, because, ground.clause, node))
    return asked


def proposed(case: Case, hits: Iterable[Hit]) -> Iterator[NextAct]:
    """The acts that the hits propose: one for each ground, act and target, unless done or declined."""
    declines = case.facts.declines
    hits = tuple(hits)
    holding = {hit.ready.ground.id for hit in hits}
    for hits_together in _together(case, hits).values():
        act = _proposal(case, hits_together, holding)
        if not (declines and any(_declined(case, act, decline) for decline in declines)):
            yield act


@dataclass(slots=True, eq=False)
class _Target:
    """What one act is about: every hit of a ground at one site, visit or enterprise."""

    ready: ReadyGround
    proposal: Proposal
    act: Act
    id: Id
    subjects: list[Any]
    because: list[Id]


def _together(case: Case, hits: Iterable[Hit]) -> Mapping[tuple[str, Act, Id], _Target]:
    found: dict[tuple[str, Act, Id], _Target] = {}
    for hit in hits:
        for act, proposal in hit.ready.proposes:
            if _done(case, act, hit):
                continue
            for target in _targets(case, act, hit.subject):
                key = (hit.ready.ground.id, act, target)
                together = found.get(key)
                if together is None:
                    together = found[key] = _Target(hit.ready, proposal, act, target, [], [])
                together.subjects.append(hit.subject)
                together.because += hit.because
    return found


def _at_site(case: Case, subject: Any) -> tuple[Id, ...]:
    return sites(case, subject) or (case.id,)


def _at_visit(_case: Case, subject: Any) -> tuple[Id, ...]:
    return (subject.hazard.visit,) if isinstance(subject, HazardCase) else (subject.id,)


def _at_enterprise(case: Case, _subject: Any) -> tuple[Id, ...]:
    return (case.id,)


_TARGETS: Mapping[Act, Callable[[Case, Any], tuple[Id, ...]]] = {
    Act.CONFIRM_YELLOW: _at_site,
    Act.CONFIRM_RED: _at_site,
    Act.IMPOSE_TEMPORARY_SUSPENSION: _at_site,
    Act.IMPOSE_SUSPENSION: _at_site,
    Act.ISSUE_ORDER: _at_visit,
    Act.REQUEST_CLOSURE: _at_enterprise,
}


def _targets(case: Case, act: Act, subject: Any) -> tuple[Id, ...]:
    """Cards and suspensions are about a site, an order about a visit, a closure about the enterprise."""
    about = _TARGETS.get(act)
    return (subject.id,) if about is None else about(case, subject)


def sites(case: Case, subject: Any) -> tuple[Id, ...]:
    """The sites that a subject is about."""
    if isinstance(subject, HazardCase):
        return (subject.hazard.site,)
    if isinstance(subject, ItemCase):
        return (case.hazard_of(subject).hazard.site,)
    if isinstance(subject, SuspensionCase):
        return tuple(sorted({hazard.hazard.site for hazard in _failing(case, subject)}))
    return ()


def _failing(case: Case, suspension: SuspensionCase) -> list[HazardCase]:
    """The hazards for which a stop did not help: those that failed, else (a failed review) those still open, else all.

    One stop may be about several sites: what passed at one is not held against it for another.
    """
    stopped = case.stopped_for(suspension)
    failed = failed_after(case, suspension, suspension.delivered_on) if suspension.delivered_on else ()
    return [h for h in stopped if h.id in failed] or [h for h in stopped if h.open] or stopped


def _red_given(case: Case, subject: Any) -> bool:
    at = sites(case, subject)
    return bool(at) and all(cards.red_at(case, site) for site in at)


_DONE_FOR: Mapping[Act, Callable[[Case, Any], bool]] = {
    Act.ISSUE_ORDER: orders.ordered,
    Act.IMPOSE_TEMPORARY_SUSPENSION: suspensions.suspended,
    Act.IMPOSE_SUSPENSION: suspensions.suspended,
    Act.CONFIRM_YELLOW: cards.yellow_given,
    Act.CONFIRM_RED: _red_given,
    Act.LIST_SUPERVISION: supervision.listed,
    Act.CUT_POWER: refusals.power_cut,
    Act.PENALISE: penalties.penalised,
    Act.CHECK_CRIMINAL_TRANSFER: refusals.transfer_checked,
    Act.REFER_UNAPPROVED: unapproved.referred,
    Act.URGE_SAFETY_WORK: safety_work.urged,
}


def _done(case: Case, act: Act, hit: Hit) -> bool:
    if act is _CLOSURE:
        return closure.requested(case, hit.because)
    done = _DONE_FOR.get(act)
    return done is not None and done(case, hit.subject)


def _declined(case: Case, act: NextAct, decline: Decline) -> bool:
    """A declined proposal returns only with a record, or an answer about safety, that was not seen then."""
    same = decline.ground == act.ground and decline.act == act.act and decline.subject == act.subject
    if not same or not decline.seen.issuperset(act.because):
        return False
    answered = (case.by_id[record].hazard.safety_recorded_on for record in act.because if record in case.by_id)
    return all(day is None or day <= decline.on for day in answered)


def _proposal(case: Case, target: _Target, holding: Set[str]) -> NextAct:
    ground, proposal = target.ready.ground, target.proposal
    earlier = _earlier_texts(case, target) if proposal.both_laws else []
    return next_act(
        case,
        target.act,
        target.id,
        target.because,
        concepts=(*proposal.concepts, *_concepts(case, target)),
        deadline=proposal.deadline,
        clause=ground.clause,
        ground=ground.id,
        cited=earlier,
        notes=(*_notes(case, target, holding), *_both(case, earlier), *target.ready.reading),
    )


def _concepts(case: Case, target: _Target) -> Iterator[str]:
    """Those that the ground's conditions meet; for a suspension those on which it can rest today."""
    if target.ready.concepts:
        for subject in target.subjects:
            yield from (leaf.concept for leaf in target.ready.when.leaves(case, subject, YES) if leaf.concept)
    if target.act is _SUSPENSION:
        for subject in target.subjects:
            yield from suspensions.bases(case, subject)


def _earlier_texts(case: Case, target: _Target) -> list[Cited]:
    """The texts in force when the hazards behind the act were found, where they differ from today's.

    Where the ground's conditions meet articles, those are the substance; who decides is procedure, the law of today.
    """
    concepts = tuple(_concepts(case, target)) or target.proposal.concepts
    today = {cited.text for cited in cited_on(case, concepts, case.on)}
    found = closure.texts(case, concepts, closure.began_on(case, target.because))
    return [cited for cited in found if cited.text not in today]


def _both(case: Case, earlier: list[Cited]) -> tuple[Message, ...]:
    if not earlier:
        return ()
    text = N_("违法行为在新法施行前发生、施行后仍未改正，新旧条文均予评价（从旧兼从轻，{rule}），旧条文：{articles}。")
    articles = "、".join(marked(cited.text, cited.verified) for cited in earlier)
    return (Message("law.both_evaluated", text, {"articles": articles, "rule": case.law.wording(_CHOICE, case.on)}),)


_NOTES: Mapping[Act, Callable[[Case, list[Any]], tuple[Message, ...]]] = {
    Act.ISSUE_ORDER: orders.lapsed_notes,
    Act.CONFIRM_RED: cards.red_notes,
    Act.IMPOSE_SUSPENSION: suspensions.suspension_notes,
    Act.CUT_POWER: lambda case, _: refusals.power_cut_notes(case),
}


def _notes(case: Case, target: _Target, holding: Set[str]) -> tuple[Message, ...]:
    noted = _NOTES.get(target.act)
    if noted is not None:
        return noted(case, target.subjects)
    if target.proposal.basis:
        return closure.basis_notes(case, target.proposal.basis, target.because, target.proposal.basis in holding)
    return ()
