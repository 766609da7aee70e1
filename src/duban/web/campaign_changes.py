"""Differences 差异 of two plans in words: section by section, what was added, removed, changed from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from duban.domain.document_difference import Change, differences
from duban.domain.standing import Act
from duban.specs.campaign_documents import BY_ITEM, KEYS, Section
from duban.specs.documents import Document
from duban.web.acts import act_word
from duban.web.campaign_forms import conditions
from duban.web.campaign_forms.sections import SHAPES
from duban.web.campaign_forms.shapes import Field, Nested, Part, Rows, Shape, of, part_of
from duban.web.words import label

WHOLE = frozenset({"when"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One change in words: where, what happened, both sides line by line."""

    where: str
    what: str
    tone: str
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True, slots=True)
class Changed:
    """A section with its changes."""

    title: str
    changes: Sequence[Shown]


def changes_by_section(before: Mapping[str, Document], after: Mapping[str, Document]) -> Sequence[Changed]:
    """The sections in which anything differs."""
    found = []
    for section in Section:
        changes = differences(_only(before, section), _only(after, section), whole=WHOLE)
        if changes:
            found.append(Changed(label(section), [shown(section, change) for change in changes]))
    return found


def part_changes(section: Section, item: int | None, before: Document | None, after: Document | None) -> list[Shown]:
    """The changes inside one part of a draft."""
    path = () if item is None else (section.value, str(item + 1))
    found = differences(before or {}, after or {}, whole=WHOLE)
    return [shown(section, Change((*path, *each.path), each.before, each.after, each.moved)) for each in found]


def _only(document: Mapping[str, Document], section: Section) -> dict[str, Document]:
    return {key: document[key] for key in KEYS[section] if key in document}


def shown(section: Section, change: Change) -> Shown:
    """One change in words."""
    what, tone = _what(change)
    part, titles = _named(section, change.path)
    return Shown(" · ".join(titles), what, tone, _lines(part, change.before), _lines(part, change.after))


def _what(change: Change) -> tuple[str, str]:
    if change.moved:
        return gettext("次序变更"), "info"
    if change.before is None:
        return gettext("增加"), "good"
    return (gettext("删去"), "bad") if change.after is None else (gettext("变更"), "warn")


def _named(section: Section, path: Sequence[str]) -> tuple[Part | None, Sequence[str]]:
    """The part at the end of the path, and what the steps are called; a record is called by its own name."""
    shape, steps = SHAPES[section], list(path)
    part: Part | None = None
    titles: list[str] = []
    if section in BY_ITEM:
        part = Rows(section.value, "", "", of(shape))
        titles, steps = steps[1:2], steps[2:]
    while steps:
        step = steps.pop(0)
        part = part_of(shape, step)
        titles.append(gettext(part.title) if part else step)
        if not isinstance(part, Rows | Nested):
            break
        shape = part.shape()
        if isinstance(part, Rows) and steps:
            name = steps.pop(0)
            titles.append(act_word(name) if section is Section.CLAUSES and name in set(Act) else name)
    return part, titles or [label(section)]


def _lines(part: Part | None, value: Any) -> list[str]:
    """A value as lines of text."""
    if value is None:
        return []
    if part is not None and part.key == "when":
        return conditions.told(value)
    if isinstance(value, Mapping):
        return _record_lines(part.shape() if isinstance(part, Rows | Nested) else (), value)
    if isinstance(value, list):
        return [line for each in value for line in _lines(part, each)]
    if isinstance(part, Field) and part.choices:
        return [str(dict(part.choices()).get(value, value))]
    return [_promise(value) if part is not None and part.key == "proposes" else str(value)]


def _promise(value: str) -> str:
    """What an example promises: a ground and an act."""
    ground, _, act = str(value).partition(" ")
    return f"{ground} {act_word(act)}" if act in set(Act) else str(value)


def _record_lines(shape: Shape, record: Mapping[str, Any]) -> list[str]:
    found = []
    for key, value in record.items():
        part = part_of(shape, key)
        title = gettext(part.title) if part else key
        inner = _lines(part, value)
        found += [f"{title}：{inner[0]}"] if len(inner) == 1 else [f"{title}：", *(f"　{line}" for line in inner)]
    return found
