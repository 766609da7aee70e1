"""Checklists 检查表: the items of the determination standards of the day as questions, and what was answered.

A checklist adds nothing to its standard: basis, days, whether an item was verified and what is missing are the
standard's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from duban.domain.code_lists import CodeList, Item, Section
from duban.domain.hazard_standards import HazardStandards
from duban.domain.messages import N_, Message, Refusal
from duban.domain.vocabulary import CheckAnswer, CheckMeans

CHECK_WORDS: Mapping[CheckAnswer, str] = MappingProxyType(
    {
        CheckAnswer.CONFORMS: N_("符合"),
        CheckAnswer.FAILS: N_("不符合"),
        CheckAnswer.NOT_APPLICABLE: N_("不适用"),
        CheckAnswer.NOT_CHECKED: N_("未查"),
    }
)
MEANS_WORDS: Mapping[CheckMeans, str] = MappingProxyType(
    {CheckMeans.SITE: N_("查看现场"), CheckMeans.PAPERS: N_("查阅资料"), CheckMeans.PEOPLE: N_("询问人员")}
)


@dataclass(frozen=True, slots=True)
class Question:
    """One item 条目 as a question; "no" is a major hazard by that item."""

    item: str
    text: str
    means: tuple[CheckMeans, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The questions of one determination standard, in one version of their wording."""

    standard: str
    version: int
    questions: Mapping[str, Question]  # by item


@dataclass(frozen=True, slots=True)
class ChecklistPart:
    """The questions of one section of a standard, each with its item. ``section.missing``: items still to come."""

    checklist: Checklist
    standard: CodeList
    section: Section

    @property
    def questions(self) -> tuple[tuple[Question, Item], ...]:
        """Question and item, in the standard's order."""
        return tuple((self.checklist.questions[item.code], item) for item in self.section.items)


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of a visit with its answer, and the version of the checklist that asked it."""

    standard: str
    version: int
    question: Question
    answer: CheckAnswer


@dataclass(frozen=True, slots=True)
class Checklists:
    """All checklists, one for each determination standard."""

    standards: HazardStandards
    lists: Mapping[str, Checklist]  # by standard

    @property
    def order(self) -> tuple[str, ...]:
        """All items, as their standards order them."""
        return tuple(item.code for one in self.standards.lists for part in one.sections for item in part.items)

    def parts(
        self, on: date, codes: Iterable[str] | None = None, also: Collection[str] = ()
    ) -> tuple[ChecklistPart, ...]:
        """What is asked on the day, of every sector or of those to which GB/T 4754 codes hint, and of ``also``."""
        found = self.standards.sections(on, codes, also)
        return tuple(ChecklistPart(self.lists[standard.id], standard, section) for standard, section in found)

    def filled(self, given: Mapping[str, CheckAnswer], on: date, codes: Iterable[str] | None) -> tuple[Answered, ...]:
        """The answers of a visit, with what was asked and not answered as 未查; nothing where nothing was given.

        Asked is every section for the sectors of the ``codes``, and every other section of which an item is answered.
        ``Refusal`` for an item that no checklist of the day asks.
        """
        asked = self.parts(on)
        self._require_asked(given, asked, on)
        concerned = [part.section for part in self.parts(on, codes)] if given else []
        return tuple(
            Answered(part.standard.id, part.checklist.version, question, given.get(item.code, CheckAnswer.NOT_CHECKED))
            for part in asked
            if part.section in concerned or any(item.code in given for item in part.section.items)
            for question, item in part.questions
        )

    def _require_asked(self, given: Iterable[str], asked: Iterable[ChecklistPart], on: date) -> None:
        known = {item.code for part in asked for item in part.section.items}
        strange = [item for item in given if item not in known]
        if strange:
            standards = "、".join(f"{one.title}（{one.number}）" for one in self.standards.in_force(on))
            raise Refusal(
                "checklist.not_asked",
                Message(
                    "checklist.not_asked",
                    N_("{on} 的检查表没有条目 {items}。"),
                    {"on": on, "items": "、".join(strange)},
                ),
                standards,
                Message("checklist.not_asked.remedy", N_("请使用检查当日施行的判定标准的条目，例如 GM2017-YJ-1。")),
            )
