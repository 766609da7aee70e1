"""Workflow 办理流程: tables of legal moves. Says when a move is allowed, never who may make it (``permissions``).

Buttons, the permission page, the diagrams and the refusal tests all come from these tables; nothing else
changes a state.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from duban.domain.messages import N_, Message, Refusal
from duban.domain.workflow import checking, closure, orders, papers, penalties, reporting, supervision
from duban.domain.workflow.checking import InspectionPlanState, InspectionState, LedgerEntryState
from duban.domain.workflow.closure import AcceptanceState, ClosureRequestState
from duban.domain.workflow.orders import ExtensionState, OnSiteMeasureState, RectificationOrderState
from duban.domain.workflow.papers import PaperState
from duban.domain.workflow.penalties import PenaltyCaseState, PenaltyDecisionState, PowerCutState, SummaryPenaltyState
from duban.domain.workflow.reporting import PublicNoticeState, ReferralState, SubmissionState, TipState
from duban.domain.workflow.supervision import CardState, ResumptionState, SupervisionListingState
from duban.domain.workflow.table import Move, MoveTable, Noun, Step

__all__ = [
    "MOVES",
    "TABLES",
    "AcceptanceState",
    "CardState",
    "ClosureRequestState",
    "ExtensionState",
    "InspectionPlanState",
    "InspectionState",
    "LedgerEntryState",
    "Move",
    "MoveTable",
    "Noun",
    "OnSiteMeasureState",
    "PaperState",
    "PenaltyCaseState",
    "PenaltyDecisionState",
    "PowerCutState",
    "PublicNoticeState",
    "RectificationOrderState",
    "ReferralState",
    "ResumptionState",
    "Step",
    "SubmissionState",
    "SummaryPenaltyState",
    "SupervisionListingState",
    "TipState",
    "move",
    "moves_from",
    "require_born_in",
    "state_label",
]

_ALL = (
    checking.LEDGER_ENTRY,
    checking.INSPECTION_PLAN,
    checking.INSPECTION,
    orders.RECTIFICATION_ORDER,
    orders.EXTENSION,
    orders.ON_SITE_MEASURE,
    supervision.SUPERVISION_LISTING,
    supervision.RESUMPTION,
    supervision.CARD,
    penalties.PENALTY_CASE,
    penalties.SUMMARY_PENALTY,
    penalties.PENALTY_DECISION,
    penalties.POWER_CUT,
    closure.CLOSURE_REQUEST,
    closure.ACCEPTANCE,
    reporting.SUBMISSION,
    reporting.PUBLIC_NOTICE,
    reporting.REFERRAL,
    reporting.TIP,
    papers.PAPER,
)

TABLES: Mapping[Noun, MoveTable] = MappingProxyType({table.noun: table for table in _ALL})
MOVES: tuple[Move, ...] = tuple(m for table in _ALL for m in table.moves())
_BY_SOURCE = MappingProxyType({(m.noun, m.name, m.source): m for m in MOVES})


def moves_from(noun: Noun, state: str) -> tuple[Move, ...]:
    """What is possible next, in the order of the table; empty for a final state."""
    return tuple(m for m in MOVES if m.noun is noun and m.source == state)


def state_label(noun: Noun, state: str) -> str:
    """The Chinese word for a state. ``ValueError`` for a state that the noun does not have."""
    table = TABLES[noun]
    return table.labels[table.states(state)]


def move(noun: Noun, name: str, state: str) -> StrEnum:
    """The state after the move; ``Refusal`` when it is not legal from this state.

    ``ValueError`` for a state and ``LookupError`` for a move that the noun does not have: programs' mistakes,
    not people's.
    """
    source = TABLES[noun].states(state)
    found = _BY_SOURCE.get((noun, name, source))
    if found is None:
        raise _refusal(noun, _step(noun, name), source)
    return found.target


def require_born_in(noun: Noun, state: str) -> None:
    """Raise ``Refusal`` when a new one may not be entered in this state."""
    table = TABLES[noun]
    if state in table.born_in:
        return
    allowed = "、".join(table.labels[s] for s in table.born_in)
    raise Refusal(
        rule=f"workflow.{noun}.new",
        message=Message(
            "workflow.not_born_in",
            N_("新的{noun}不能直接录入为“{state}”。"),
            {"noun": table.label, "state": state_label(noun, state)},
        ),
        remedy=Message("workflow.born_in", N_("请先录入为：{allowed}。"), {"allowed": allowed}),
    )


def _step(noun: Noun, name: str) -> Step:
    for step in TABLES[noun].steps:
        if step.name == name:
            return step
    raise LookupError(f"{noun} has no move {name!r}; it has {', '.join(s.name for s in TABLES[noun].steps)}")


def _refusal(noun: Noun, step: Step, state: StrEnum) -> Refusal:
    table = TABLES[noun]
    return Refusal(
        rule=f"workflow.{noun}.{step.name}",
        message=Message(
            "workflow.not_possible",
            N_("{noun}现为“{state}”，不能办理“{move}”。"),
            {"noun": table.label, "state": table.labels[state], "move": step.label},
        ),
        clause=step.basis,
        remedy=_what_next(noun, state),
    )


def _what_next(noun: Noun, state: StrEnum) -> Message:
    possible = moves_from(noun, state)
    if not possible:
        return Message("workflow.final", N_("这是最终状态，不能再办理。"))
    return Message("workflow.possible", N_("现在可以办理：{moves}。"), {"moves": "、".join(m.label for m in possible)})
