"""Campaign 专项行动（工作方案）: one plan as data. A second one with other phases and grounds needs no code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from duban.domain.facts import Facts


class Subject(StrEnum):
    """What a ground is asked of, one by one."""

    ENTERPRISE = "enterprise"
    HAZARD = "hazard"
    ORDER_ITEM = "order_item"
    SUSPENSION = "suspension"  # temporary suspension or 停产停业整顿 penalty
    REFUSAL = "refusal"
    UNAPPROVED = "unapproved"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Test:
    """A named condition with its parameters; the name is looked up in ``duban.domain.conditions``.

    ``concept`` is the lawbook concept that is met when the answer is yes; before ``since`` the answer is no.
    """

    __test__ = False  # the field's word, not a test of the test runner

    name: str
    params: Mapping[str, str] = field(default_factory=dict)
    concept: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold; not known stays not known."""

    part: Expr


Expr = Test | AllOf | AnyOf | Negation


@dataclass(frozen=True, slots=True)
class Phase:
    """阶段: inclusive days; phases may overlap."""

    id: str
    title: str
    first_on: date
    last_on: date
    clause: str
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Industry:
    """行业 of the plan. The GB/T 4754 codes only hint; a code never decides."""

    id: str
    title: str
    hints: tuple[str, ...]
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class DueDate:
    """A written day of the plan; it never rolls. ``annexes``: those that every unit returns for it."""

    id: str
    title: str
    on: date
    clause: str
    title_en: str = ""
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act that a ground proposes; ``concepts`` are the lawbook concepts cited for the day.

    ``both_laws``: the act judges the violation itself, so that one begun under an earlier text is evaluated under
    that text too. ``basis`` names the ground that has to hold before the act has a basis in law (法定依据).
    """

    act: str
    concepts: tuple[str, ...] = ()
    deadline: str = ""  # deadline code, when the act itself has a term
    both_laws: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """依据: when it holds of its subject, what it proposes, and the clause it comes from."""

    id: str
    title: str
    subject: Subject
    when: Expr
    proposes: tuple[Proposal, ...]
    clause: str
    reading: str = ""  # our reading 我们的理解, shown where it matters
    valid_from: date | None = None
    valid_to: date | None = None
    title_en: str = ""
    reading_en: str = ""


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """One column of an annex: the form's wording, its measure, its counting rule."""

    code: str
    title: str
    measure: str
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class AnnexDefinition:
    """附件: what its rows are and how its columns are counted."""

    id: str
    title: str
    rows: str  # enterprise | card
    columns: tuple[AnnexColumn, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """公告规则: from when to when the card list is published, and what the product asks for before."""

    from_on: date
    by_on: date
    clause: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """样例: facts on a day and what the grounds must propose of them; all must hold before a campaign is published.

    ``proposes`` are pairs of ground and act; ``overdue`` are order items; ``questions`` are grounds. Each is complete.
    """

    title: str
    on: date
    facts: Facts
    proposes: tuple[tuple[str, str], ...] = ()
    overdue: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Campaign:
    """One version of a plan. A case keeps the version under which it was decided.

    Two values are the same campaign only when they are the same object, so that what is worked out from one is
    worked out once. ``clauses`` gives the plan's clause of the acts that no ground proposes.
    """

    id: str
    version: str
    number: str
    title: str
    agency: str
    issued_on: date
    first_on: date
    last_on: date
    near_days: int
    participants: tuple[str, ...]
    phases: tuple[Phase, ...]
    industries: tuple[Industry, ...]
    due_dates: tuple[DueDate, ...]
    inspect_by: date  # end of the phase in which every enterprise must have been inspected
    grounds: tuple[Ground, ...]
    annexes: tuple[AnnexDefinition, ...]
    title_en: str = ""
    legal_basis: tuple[str, ...] = ()
    clauses: Mapping[str, str] = field(default_factory=dict)
    publication: Publication | None = None
    examples: tuple[WorkedExample, ...] = ()

    def phases_on(self, on: date) -> tuple[Phase, ...]:
        """The phases in which the day lies; 1 October 2021 lies in two."""
        return tuple(p for p in self.phases if p.first_on <= on <= p.last_on)

    @property
    def returns(self) -> tuple[DueDate, ...]:
        """The due dates for which something is returned 报送, the earliest first."""
        return tuple(sorted((each for each in self.due_dates if each.annexes), key=lambda each: each.on))

    def annexes_due(self, on: date) -> tuple[str, ...]:
        """The annexes returned for that day in the order of the plan; all of them for a day that is no due date."""
        due = {annex for each in self.due_dates if each.on == on for annex in each.annexes}
        return tuple(form.id for form in self.annexes if form.id in due or not due)

    def is_near(self, due_on: date, on: date) -> bool:
        """Whether the light of a node turns to "near" 临近."""
        return on <= due_on <= on + timedelta(days=self.near_days)

    def ground(self, ground_id: str) -> Ground:
        """The ground with that id; ``KeyError`` when the campaign has none."""
        return {g.id: g for g in self.grounds}[ground_id]

    def annex(self, annex_id: str) -> AnnexDefinition:
        """The annex with that id; ``KeyError`` when the campaign has none."""
        return {a.id: a for a in self.annexes}[annex_id]
