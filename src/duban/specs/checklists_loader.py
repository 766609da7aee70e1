"""Reads ``specs/checklists``: the items of every determination standard as questions."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from duban.domain.checklists import Checklist, Checklists, Question
from duban.domain.hazard_standards import HazardStandards
from duban.domain.messages import N_, Message
from duban.domain.vocabulary import CheckMeans
from duban.specs.hazards_loader import HAZARDS, load_hazard_standards
from duban.specs.places import Place, Problems, duplicate_id
from duban.specs.reading import ID, TEXT, Entry, choice, gathering, integer, listing, read_file, record

CHECKLISTS = Path(__file__).parent / "checklists"
_VERSION = integer(minimum=1)


@cache
def load_checklists(folder: Path = CHECKLISTS, hazards: Path = HAZARDS) -> Checklists:
    """One checklist a standard, one question an item; ``SpecErrors`` with file and line."""
    standards = load_hazard_standards(hazards)
    with gathering() as problems:
        kind = record(lambda entry: _read(entry, standards), example="standard: GM2017")
        read = [read_file(path, kind, problems) for path in sorted(folder.glob("*.yaml"))]
        lists = _by_standard(read, problems)
        _check_all_there(folder, standards, lists, problems)
    return Checklists(standards, lists)


def _by_standard(read: list[tuple[Checklist, Place]], problems: Problems) -> dict[str, Checklist]:
    found: dict[str, tuple[Checklist, Place]] = {}
    for checklist, place in read:
        if checklist.standard in found:
            first = found[checklist.standard][1]
            problems.add(place, duplicate_id("standard", checklist.standard, first), N_("换一个没有用过的标识"))
        found.setdefault(checklist.standard, (checklist, place))
    return {name: checklist for name, (checklist, _place) in found.items()}


def _read(entry: Entry, standards: HazardStandards) -> tuple[Checklist, Place]:
    standard = entry.required("standard", ID, example="GM2017")
    version = entry.required("version", _VERSION)
    questions = entry.required("questions", listing(record(_read_question, example="item: GM2017-YJ-1"), unique="item"))
    checklist = Checklist(standard, version, {one.item: one for one in questions})
    _check_items(entry, checklist, standards)
    return checklist, entry.place_of("standard")


def _read_question(entry: Entry) -> Question:
    return Question(
        item=entry.required("item", ID, example="GM2017-YJ-1"),
        text=entry.required("text", TEXT),
        means=entry.required("how", listing(choice(CheckMeans), at_least=1)),
    )


def _check_items(entry: Entry, checklist: Checklist, standards: HazardStandards) -> None:
    """Every item of the standard is asked, and nothing else is."""
    items = [
        item.code for one in standards.lists if one.id == checklist.standard for s in one.sections for item in s.items
    ]
    unasked = [code for code in items if code not in checklist.questions]
    invented = [code for code in checklist.questions if code not in items]
    text = N_("检查表与判定标准不符：没有问到的条目 {unasked}；标准中没有的条目 {invented}")
    params = {"unasked": "、".join(unasked) or "—", "invented": "、".join(invented) or "—"}
    entry.check(
        not unasked and not invented,
        "questions",
        Message("spec.checklist_differs", text, params),
        f"- item: {next(iter(unasked), 'GM2017-YJ-1')}",
    )


def _check_all_there(folder: Path, standards: HazardStandards, lists: dict[str, Checklist], problems: Problems) -> None:
    for standard in standards.lists:
        if standard.id not in lists:
            message = Message("spec.no_checklist", N_("判定标准 {id} 没有检查表"), {"id": standard.id})
            problems.add(Place(f"{folder.name}/", 1), message, f"standard: {standard.id}")
