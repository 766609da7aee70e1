"""Closure 提请关闭: its basis in law, and the steps from the request to the year-end return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from duban.domain.case import Case
from duban.domain.facts import ClosureRequest, Id
from duban.domain.grounds import ReadyGround, ready_ground
from duban.domain.known import begun_on
from duban.domain.messages import N_, Message
from duban.domain.rules.acts import cited_on, next_act
from duban.domain.rules.cards import publications
from duban.domain.standing import Act, Cited, NextAct
from duban.domain.vocabulary import Answer, ClosureDecision

YEAR_END = "D31.1"


@dataclass(frozen=True, slots=True)
class Basis:
    """法定关闭依据: the articles with the item that is met, and all that were evaluated."""

    met: tuple[Cited, ...]
    evaluated: tuple[Cited, ...]


def requested(case: Case, because: Iterable[Id]) -> bool:
    """Whether a request covers these records. After "not close" only something newer asks for another one."""
    request = case.request
    if request is None:
        return False
    if request.decision is not ClosureDecision.NOT_CLOSE or request.decided_on is None:
        return True
    days = {**begun_on(case.facts), **{item.id: item.due_on for item in case.items}}
    return all(days.get(record, request.decided_on) <= request.decided_on for record in because)


def basis(case: Case, ground_id: str, hazards: Iterable[Id]) -> Basis:
    """What the law says today, and for violations that began under an earlier text, what that text says."""
    ready = ready_ground(case.campaign, ground_id)
    if ready is None:
        return Basis((), ())
    days = (case.on, *began_on(case, hazards))
    return Basis(met=tuple(_met(case, ready)), evaluated=texts(case, ready.concepts, days))


def reviewed(case: Case) -> Cited | None:
    """The article that the legal review of the request named, as it stood on the day of sending or of the review.

    It stays the request's basis after the hazards are gone or the enterprise is closed.
    """
    request = case.request
    day = None if request is None else request.sent_on or request.reviewed_on
    return None if request is None or day is None else case.law.cited(request.basis, day)


def began_on(case: Case, records: Iterable[Id]) -> list[date]:
    """The days on which the hazards among the records were found, earliest first."""
    wanted = set(records)
    return sorted({hazard.hazard.found_on for hazard in case.hazards if hazard.id in wanted})


def _met(case: Case, ready: ReadyGround) -> list[Cited]:
    if ready.when.answer(case, case)[0] is not Answer.YES:
        return []
    leaves = ready.when.leaves(case, case, Answer.YES)
    return cited_on(case, (leaf.concept for leaf in leaves if leaf.concept), case.on)


def texts(case: Case, concepts: Iterable[str], days: Iterable[date]) -> tuple[Cited, ...]:
    """The articles of the concepts on the days, oldest first, each once."""
    found: dict[str, Cited] = {}
    for day in sorted(set(days)):
        for cited in cited_on(case, concepts, day):
            found.setdefault(cited.text, cited)
    return tuple(found.values())


def basis_notes(case: Case, ground_id: str, because: Iterable[Id], holds: bool) -> tuple[Message, ...]:
    """The item that is met, or 法定关闭依据待补 with what was evaluated and the step that is missing."""
    if holds:
        text = N_("法定关闭依据：{articles}。")
        met = basis(case, ground_id, because).met
        return (Message("closure.basis_met", text, {"articles": _listed(met)}),)
    ready = ready_ground(case.campaign, ground_id)
    evaluated = texts(case, ready.concepts if ready else (), (case.on, *began_on(case, because)))
    text = N_("法定关闭依据待补：经评价的{articles}均未满足；尚缺停产停业整顿处罚决定及其后的复查等步骤。")
    return (Message("closure.basis_missing", text, {"articles": _listed(evaluated)}),)


def _listed(cited: Iterable[Cited]) -> str:
    return "、".join(each.text for each in cited)


def acts(case: Case) -> Iterator[NextAct]:
    """What the request still needs."""
    request = case.request
    if request is None or request.decision is ClosureDecision.NOT_CLOSE:
        return
    if request.sent_on is None:
        yield _step(case, Act.SEND_CLOSURE, request, ("penalty_authority",), _unreviewed(request))
    elif request.decision is None:
        yield _step(case, Act.RECORD_CLOSURE_ANSWER, request, ("penalty_authority",))
    elif request.carried_out_on is None:
        yield _step(case, Act.CARRY_OUT_CLOSURE, request, ())
    elif not case.accepted:
        yield _step(case, Act.ACCEPT_CLOSURE, request, ())
    if request.decision is not None and request.licences_revoked_on is None:
        yield _step(case, Act.REVOKE_LICENCES, request, ("closure",))


def after_closure(case: Case, request: ClosureRequest) -> Iterator[NextAct]:
    """What remains once an enterprise is closed: the public notice, and the return at the end of the year."""
    yield from publications(case)
    if not case.facts.exit_returns:
        yield next_act(
            case,
            Act.FILE_YEAR_END_RETURN,
            request.id,
            (request.id,),
            deadline=YEAR_END,
            start=request.carried_out_on,
        )


def _unreviewed(request: ClosureRequest) -> tuple[Message, ...]:
    if request.reviewed_on is not None and request.basis:
        return ()
    return (Message("closure.review_first", N_("报送前须经法制审核，并写明法定关闭依据。")),)


def _step(
    case: Case, act: Act, request: ClosureRequest, concepts: tuple[str, ...], notes: tuple[Message, ...] = ()
) -> NextAct:
    return next_act(case, act, request.id, (request.id,), concepts=concepts, notes=notes)
