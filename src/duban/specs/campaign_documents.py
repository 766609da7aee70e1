"""Campaign files as documents: their sections, and what is wrong in one, value by value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from duban.domain.campaign import Campaign
from duban.domain.deadlines import Deadlines
from duban.domain.messages import N_, Message
from duban.specs.campaigns_loader import campaign_kind
from duban.specs.documents import Document, Numbered, Path
from duban.specs.places import Place, Problems, SpecError


class Section(StrEnum):
    """A part of the plan that is edited on one page 工作方案的各节."""

    BASICS = "basics"
    PHASES = "phases"
    DUE_DATES = "due_dates"
    INDUSTRIES = "industries"
    PARTICIPANTS = "participants"
    GROUNDS = "grounds"
    CLAUSES = "clauses"
    ANNEXES = "annexes"
    PUBLICATION = "publication"
    EXAMPLES = "examples"


SECTION_TITLES: Mapping[Section, str] = MappingProxyType(
    {
        Section.BASICS: N_("基本信息"),
        Section.PHASES: N_("阶段"),
        Section.DUE_DATES: N_("节点"),
        Section.INDUSTRIES: N_("重点行业"),
        Section.PARTICIPANTS: N_("参加单位"),
        Section.GROUNDS: N_("依据"),
        Section.CLAUSES: N_("其他事项的条款"),
        Section.ANNEXES: N_("附件"),
        Section.PUBLICATION: N_("公告规则"),
        Section.EXAMPLES: N_("样例"),
    }
)
KEYS: Mapping[Section, tuple[str, ...]] = MappingProxyType(
    {
        Section.BASICS: (
            "number", "title", "en", "agency", "issued_on", "first_on", "last_on", "near_days", "inspect_by",
            "legal_basis",
        ),
        **{section: (section.value,) for section in Section if section is not Section.BASICS},
    }
)  # fmt: skip
"""The keys of the file that a section holds; its identity and its version belong to none."""

BY_ITEM = frozenset({Section.GROUNDS, Section.ANNEXES, Section.EXAMPLES})
"""Sections that are edited one record at a time."""

ORDER = ("id", "version", *(key for section in Section for key in KEYS[section]))
"""The order in which a file is written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a document: at which value, what, and an example of how it is right."""

    path: Path
    message: Message
    example: str

    @property
    def section(self) -> Section | None:
        """The section that puts it right; ``None`` for the identity and the version."""
        return next((each for each in Section if self.path and self.path[0] in KEYS[each]), None)


@dataclass(frozen=True, slots=True)
class Judged:
    """A document as the loader reads it: a campaign, or everything that is wrong."""

    campaign: Campaign | None
    faults: tuple[Fault, ...]


def judged(document: Document, deadlines: Deadlines) -> Judged:
    """Read the document under the given law, exactly as its file would be."""
    numbered, problems = Numbered(document), Problems()
    campaign = campaign_kind(deadlines).read(numbered.node, problems)
    faults = tuple(_fault(error, numbered) for error in problems.errors)
    return Judged(None if faults else campaign, faults)


def _fault(error: SpecError, numbered: Numbered) -> Fault:
    path, message = numbered.path(error.place), error.message
    if message.code == "spec.missing_key":
        path = (*path, str(message.params["key"]))
    if message.code == "spec.duplicate_id":
        message = _repeated(message, numbered)
    return Fault(path, message, error.example.removeprefix(f"{path[-1] if path else ''}: "))


def _repeated(message: Message, numbered: Numbered) -> Message:
    """A file tells the line of the first one; a form tells which row it is."""
    first = numbered.path(Place("", int(str(message.params["first"]).rpartition(":")[2])))
    row = next((step + 1 for step in reversed(first) if isinstance(step, int)), 1)
    params = {"value": message.params["value"], "row": row}
    return replace(message, text=N_("“{value}”与第 {row} 项重复"), params=params)


def in_order(document: Mapping[str, Document]) -> dict[str, Document]:
    """The document with its keys in the order of a file."""
    return {key: document[key] for key in sorted(document, key=_rank)}


def _rank(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)
