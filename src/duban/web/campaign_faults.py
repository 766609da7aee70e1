"""What is wrong in a draft, in words: at its field, and in the list on the draft's page that leads there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext

from duban.domain.conditions import CONDITIONS
from duban.queries.campaign_drafts import Draft
from duban.specs.campaign_documents import BY_ITEM, Fault, Section
from duban.specs.documents import Path
from duban.web.campaign_forms.conditions import stated
from duban.web.campaign_forms.fact_shapes import FIELDS, LISTS
from duban.web.campaign_forms.sections import SHAPES, form_path
from duban.web.campaign_forms.shapes import Field, Nested, Rows, Shape, part_of
from duban.web.wording import say
from duban.web.words import label

_MISSING = frozenset({"spec.missing_key", "spec.empty"})


@dataclass(frozen=True, slots=True)
class Said:
    """One fault with the way to its form."""

    where: str
    text: str
    url: str


def said_all(faults: Sequence[Fault], found: Draft) -> Sequence[Said]:
    """Faults as the draft's page lists them."""
    return [_said(fault, found) for fault in faults]


def faults_by_field(
    faults: Sequence[Fault], found: Draft, section: Section, item: int | None
) -> Mapping[Path, Sequence[str]]:
    """The faults of one part by where they stand in its form."""
    by_field: dict[Path, list[str]] = {}
    for fault in faults:
        if fault.section is section and (item is None or fault.path[1:2] == (item,)):
            by_field.setdefault(form_path(section, found.document, fault.path), []).append(text_of(fault))
    return by_field


def text_of(fault: Fault) -> str:
    """What is wrong; a field that is left blank needs no more words."""
    if fault.message.code in _MISSING:
        return gettext("必填")
    given = fault.message.params.items()
    params = {name: value if name == "value" else _titled(value) for name, value in given}  # as it was typed
    text = say(replace(fault.message, params=params))
    return f"{text}。{gettext('例：')}{gettext(fault.example)}" if fault.example else text


_TITLES: Mapping[str, str] = {**FIELDS, **LISTS}


def _titled(value: object) -> object:
    """Names of fields as the form calls them."""
    if not isinstance(value, str):
        return value
    if value in CONDITIONS:
        return stated(value)
    for shape in SHAPES.values():
        part = part_of(shape, value) or next((p for inner in _inner(shape) if (p := part_of(inner, value))), None)
        if part is not None:
            return gettext(part.title)
    return gettext(_TITLES.get(value, value))


def _inner(shape: Shape) -> Iterator[Shape]:
    return (part.shape() for part in shape if isinstance(part, Rows | Nested))


def _said(fault: Fault, found: Draft) -> Said:
    section = fault.section
    if section is None:
        return Said("、".join(map(str, fault.path)), text_of(fault), "")
    url = reverse("campaign_section", args=[found.id, section.value])
    titles = [label(section)]
    if section in BY_ITEM and len(fault.path) > 1 and isinstance(fault.path[1], int):
        url = reverse("campaign_item", args=[found.id, section.value, fault.path[1]])
        titles.append(_row(fault.path[1]))
    titles += _steps(SHAPES[section], form_path(section, found.document, fault.path))
    return Said(" · ".join(titles), text_of(fault), url)


def _row(at: int) -> str:
    return gettext("第 {row} 项").format(row=at + 1)


def _steps(shape: Shape, path: Path) -> Iterator[str]:
    """The way to a field in words."""
    for step in path:
        if isinstance(step, int):
            yield _row(step)
            continue
        part = part_of(shape, step)
        if part is None:
            yield step
            return
        yield gettext(part.title)
        if isinstance(part, Field):
            return
        shape = part.shape()
