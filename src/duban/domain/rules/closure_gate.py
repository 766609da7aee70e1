"""Completeness gate 材料完整性 of a closure dossier: every piece it needs, by stage, and which of them are missing.

The pieces that the law or a document needs block the next step, and the deeds refuse without them; the others are
what a government and an acceptance will ask for, and are named so that nobody finds out later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duban.domain.campaign import Campaign
from duban.domain.messages import N_, Message
from duban.domain.standing import Light
from duban.domain.vocabulary import ClosureDecision


class Stage(StrEnum):
    """For which step a piece is needed."""

    ASK = "ask"  # 提请
    ANSWER = "answer"  # 政府答复
    CARRY_OUT = "carry_out"  # 执行
    ACCEPT = "accept"  # 验收和报送


@dataclass(frozen=True, slots=True)
class Manner:
    """One thing that was physically done, and whether a piece of evidence shows it."""

    word: str
    proved: bool


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a dossier holds. ``basis_holds``: the named basis is met on the day; after sending it no longer matters."""

    text: str
    track_is_closure: bool
    card_confirmed_on: date | None
    card_notified_on: date | None
    examined: bool
    evidence: int
    reviewed_on: date | None
    basis: str
    basis_holds: bool
    sent_on: date | None
    number: str
    addressee: str
    accepted_on: date | None
    decided_on: date | None
    decision: ClosureDecision | None
    decision_number: str
    licences_revoked_on: date | None
    carried_out_on: date | None
    exit_reason: str
    manners: Sequence[Manner]
    accepted_exit_on: date | None
    returned_on: date | None
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: whether the dossier holds it, whether the step of its stage is refused without it, and why."""

    code: str
    stage: Stage
    title: Message
    held: bool
    blocks: bool = False
    why: Message | None = None


def pieces(held: Holdings) -> tuple[Piece, ...]:
    """Every piece up to the stage that the dossier has reached; of a refused closure nothing after the answer."""
    if held.withdrawn_on is not None:
        return ()
    found = [*_to_ask(held)]
    if held.sent_on is not None:
        found += _of_the_answer(held)
    if held.decision is ClosureDecision.CLOSE:
        found += _of_carrying_out(held)
    if held.carried_out_on is not None:
        found += _of_acceptance(held)
    return tuple(found)


def missing(held: Holdings) -> tuple[Piece, ...]:
    """The pieces that are not there, those that block first."""
    return tuple(sorted((each for each in pieces(held) if not each.held), key=lambda each: not each.blocks))


def _piece(code: str, stage: Stage, title: str, held: bool, *, blocks: bool = False, why: str = "") -> Piece:
    told = Message(f"closure_gate.{code}.why", why) if why else None
    return Piece(code, stage, Message(f"closure_gate.{code}", title), held, blocks, told)


def _to_ask(held: Holdings) -> Iterator[Piece]:
    ask = Stage.ASK
    yield _piece("text", ask, N_("提请关闭的事实、理由"), bool(held.text))
    if held.track_is_closure:
        yield _piece("card", ask, N_("已确认的红牌"), held.card_confirmed_on is not None)
        yield _piece("card_notice", ask, N_("列入红牌的书面告知"), held.card_notified_on is not None)
    why = N_("逾期或者停产后仍不符合条件的，须有复查；拒不执行的，须有记录。")
    yield _piece("examined", ask, N_("复查不合格或者拒不执行的记录"), held.examined, why=why)
    yield _piece("evidence", ask, N_("证据、影像"), held.evidence > 0, why=N_("照片、笔录、文书扫描件，至少一件。"))
    yield _piece("review", ask, N_("法制审核意见"), held.reviewed_on is not None, blocks=True)
    why = N_("法制审核须写明当日已经满足的法定关闭依据；没有的，先补齐停产停业整顿处罚决定及其后的复查等步骤。")
    named = bool(held.basis) and (held.basis_holds or held.sent_on is not None)
    yield _piece("basis", ask, N_("法定关闭依据"), named, blocks=True, why=why)


def _of_the_answer(held: Holdings) -> Iterator[Piece]:
    yield _piece("number", Stage.ANSWER, N_("报送文号"), bool(held.number), blocks=True)
    yield _piece("addressee", Stage.ANSWER, N_("受文政府"), bool(held.addressee))
    accepted = held.accepted_on is not None
    yield _piece("accepted", Stage.ANSWER, N_("政府受理"), accepted, blocks=True)
    why = N_("关闭由县级以上人民政府决定；没有决定不得执行。")
    yield _piece("decision", Stage.ANSWER, N_("政府决定及其文号"), bool(held.decision_number), blocks=True, why=why)


def _of_carrying_out(held: Holdings) -> Iterator[Piece]:
    stage, done = Stage.CARRY_OUT, held.carried_out_on is not None
    yield _piece("carried_out", stage, N_("关闭执行情况（断水断电、拆除或者封存主体设备）"), done, blocks=True)
    if done:
        yield _piece("exit_reason", stage, N_("退出原因"), bool(held.exit_reason))
        for manner in held.manners:
            title = Message("closure_gate.manner", N_("“{manner}”的现场证据"), {"manner": manner.word})
            yield Piece("manner", stage, title, manner.proved)
    why = N_("没有可吊销证照的，请在执行情况中注明。")
    yield _piece("licences", stage, N_("吊销有关证照"), held.licences_revoked_on is not None, why=why)


def _of_acceptance(held: Holdings) -> Iterator[Piece]:
    why = N_("验收由两个以上部门共同参加，逐一签署意见。")
    yield _piece("acceptance", Stage.ACCEPT, N_("各部门签署的验收结论"), held.accepted_exit_on is not None, why=why)
    yield _piece("return", Stage.ACCEPT, N_("年末产能退出报送"), held.returned_on is not None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long a request has waited for the government's answer, and its light."""

    days: int
    due_on: date
    light: Light


def waiting(sent_on: date | None, decided_on: date | None, on: date, campaign: Campaign) -> Waiting | None:
    """``None`` before it is sent and once it is decided.

    Our reading 我们的理解: no text gives the government a term; the answer is late when the campaign has ended without
    one, and near when a whole warning period of the campaign has passed since it was sent, or its end is near.
    """
    if sent_on is None or decided_on is not None:
        return None
    days, last = (on - sent_on).days, campaign.last_on
    if on > last:
        return Waiting(days, last, Light.OVERDUE)
    long = on >= sent_on + timedelta(days=campaign.near_days)
    return Waiting(days, last, Light.NEAR if long or campaign.is_near(last, on) else Light.NORMAL)
