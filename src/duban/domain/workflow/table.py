"""A table of legal moves 办理步骤表: what every table of this room is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from duban.domain.permissions import Permission


class Noun(StrEnum):
    """Document-like nouns that have states 有办理状态的事项."""

    LEDGER_ENTRY = "ledger_entry"
    INSPECTION_PLAN = "inspection_plan"
    INSPECTION = "inspection"
    RECTIFICATION_ORDER = "rectification_order"
    EXTENSION = "extension"
    ON_SITE_MEASURE = "on_site_measure"
    SUPERVISION_LISTING = "supervision_listing"
    RESUMPTION = "resumption"
    CARD = "card"
    PENALTY_CASE = "penalty_case"
    SUMMARY_PENALTY = "summary_penalty"
    PENALTY_DECISION = "penalty_decision"
    POWER_CUT = "power_cut"
    CLOSURE_REQUEST = "closure_request"
    ACCEPTANCE = "acceptance"
    SUBMISSION = "submission"
    PUBLIC_NOTICE = "public_notice"
    REFERRAL = "referral"
    TIP = "tip"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Step:
    """One named step as the tables write it: legal from each of ``sources``, always to the same ``target``.

    ``label`` is the word on the button, ``basis`` where the step comes from, in words: article numbers change
    with the day and stand in the lawbook.
    """

    name: str
    label: str
    sources: tuple[StrEnum, ...]
    target: StrEnum
    permission: Permission
    basis: str


@dataclass(frozen=True, slots=True)
class Move:
    """One legal move 步骤 from one state to another."""

    name: str
    noun: Noun
    source: StrEnum
    target: StrEnum
    permission: Permission
    basis: str
    label: str


@dataclass(frozen=True, slots=True)
class MoveTable:
    """All states and steps of one noun. ``born_in``: the states in which a new one may be entered.

    ``reading``: how the table reads its source where the source is silent (我们的理解).
    """

    noun: Noun
    label: str
    states: type[StrEnum]
    labels: Mapping[StrEnum, str]
    born_in: tuple[StrEnum, ...]
    steps: tuple[Step, ...]
    reading: str = ""

    def moves(self) -> tuple[Move, ...]:
        """The steps, one move per source, in the order of the table."""
        return tuple(
            Move(step.name, self.noun, source, step.target, step.permission, step.basis, step.label)
            for step in self.steps
            for source in step.sources
        )
