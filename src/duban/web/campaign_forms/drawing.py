"""Drawing 画表: a record as Django forms, one a record, so that fields look and speak as everywhere; and read back.

Names are ``grounds``-wise paths: ``when.parts.0-is`` is the field ``is`` of the first row below ``when``. Rows come and
go by buttons that post (``add:…``, ``drop:…``, ``up:…``), so no script is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from duban.specs.documents import Path
from duban.web.campaign_forms.shapes import Field, Kind, Nested, Record, Rows, Shape, asked
from duban.web.deed_forms import SHOWN, Choices, day_input

ADD, DROP, UP, REFRESH = "add", "drop", "up", "refresh"
MOST, DEEPEST = 200, 8
_THERE = "there"  # a hidden field of every row: one in which nothing is filled in is a row too

Faults = Mapping[Path, Sequence[str]]
"""What is wrong, in words, by where it stands in the form."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One record: its own fields, then the lists and records inside it."""

    prefix: str
    form: forms.Form
    inner: Sequence[Inner]
    number: int = 0
    errors: Sequence[str] = ()

    @property
    def folded(self) -> Sequence[Inner]:
        """Lists of which only the button is shown."""
        return [each for each in self.inner if each.closed]


@dataclass(frozen=True, slots=True)
class Inner:
    """A list of records or a record inside a record. ``listed``: rows can be added, moved and dropped."""

    prefix: str
    title: str
    one: str
    listed: bool
    folded: bool
    rows: Sequence[Drawn]
    errors: Sequence[str]

    @property
    def closed(self) -> bool:
        """Only its button is shown."""
        return self.folded and not self.rows and not self.errors


@dataclass(slots=True)
class Drawing:
    """One drawing: what may be chosen is asked for once, and faults that found their field are struck off."""

    faults: Faults
    shown: set[Path] = field(default_factory=set)
    _offered: dict[Callable[[], Choices], Choices] = field(default_factory=dict)

    def record(self, shape: Shape, record: Record, path: Path = (), number: int = 0) -> Drawn:
        """The record and all inside it."""
        prefix = ".".join(map(str, path))
        own = [part for part in shape if isinstance(part, Field) and asked(part, record)]
        inner = [
            self._inner(part, record, path)
            for part in shape
            if isinstance(part, Nested) or (isinstance(part, Rows) and asked(part, record))
        ]
        return Drawn(prefix, self._form(own, record, path), inner, number, self._said(path))

    def _inner(self, part: Rows | Nested, record: Record, path: Path) -> Inner:
        here = (*path, part.key)
        held = record.get(part.key)
        if isinstance(part, Nested):
            rows = [self.record(part.shape(), held if isinstance(held, Mapping) else {}, here)]
            return Inner(".".join(map(str, here)), gettext(part.title), "", False, False, rows, ())
        found = [each for each in held if isinstance(each, Mapping)] if isinstance(held, list) else []
        rows = [self.record(part.shape(), each, (*here, at), at + 1) for at, each in enumerate(found)]
        prefix, title, one = ".".join(map(str, here)), gettext(part.title), gettext(part.one)
        return Inner(prefix, title, one, True, part.folded, rows, self._said(here))

    def _said(self, path: Path) -> Sequence[str]:
        self.shown.add(path)
        return self.faults.get(path, ())

    def _form(self, own: Sequence[Field], record: Record, path: Path) -> forms.Form:
        prefix = ".".join(map(str, path))
        data: MultiValueDict[str, str] = MultiValueDict()
        form = forms.Form(data, prefix=prefix, use_required_attribute=False)
        for part in own:
            form.fields[part.key] = self._field(part, record.get(part.key))
            data.setlist(form.add_prefix(part.key), _texts(part, record.get(part.key)))
        if path and isinstance(path[-1], int):
            form.fields[_THERE] = forms.CharField(widget=forms.HiddenInput, required=False)
            data.setlist(form.add_prefix(_THERE), ["1"])
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # the loader alone tells what is wrong
        for part in own:
            said = self._below((*path, part.key))
            if said:
                form.errors[part.key] = form.error_class(said)
        return form

    def _below(self, path: Path) -> list[str]:
        """What is wrong with the value or with an entry of its list."""
        found = [key for key in self.faults if key[: len(path)] == path]
        self.shown.update(found)
        return [text for key in found for text in self.faults[key]]

    def _field(self, part: Field, value: Any) -> forms.Field:
        offered = self._choices(part, value)
        made = _made(part, offered)
        made.label, made.required = gettext(part.title), part.required
        made.help_text = gettext(part.help) if part.help else ""
        made.example = part.example  # type: ignore[attr-defined]  # for the template, as deed_forms does
        made.wide = part.kind in (Kind.LONG, Kind.SEVERAL)  # type: ignore[attr-defined]  # as above
        return made

    def _choices(self, part: Field, value: Any) -> Choices:
        """What may be chosen, and what was chosen though it may not: nothing typed is lost."""
        if part.choices is None:
            return ()
        if part.choices not in self._offered:
            self._offered[part.choices] = list(part.choices())
        offered = self._offered[part.choices]
        words = dict(offered)
        if part.kind is Kind.SEVERAL and isinstance(value, list):  # what was chosen in front: its order is kept
            chosen = [(code, words.get(code, code)) for code in value if isinstance(code, str)]
            return [*chosen, *(pair for pair in offered if pair[0] not in value)]
        return [*offered, (value, value)] if isinstance(value, str) and value and value not in words else offered


def _made(part: Field, offered: Choices) -> forms.Field:
    if part.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=[("", gettext("请选择") if part.required else "—"), *offered])
    if part.kind is Kind.SEVERAL:
        widget = forms.CheckboxSelectMultiple if len(offered) <= SHOWN else forms.SelectMultiple
        return forms.MultipleChoiceField(choices=offered, widget=widget)
    if part.kind is Kind.TICK:
        return forms.BooleanField()
    return forms.CharField(widget=_WIDGETS.get(part.kind, forms.TextInput)())


_WIDGETS: Mapping[Kind, Callable[[], forms.Widget]] = {
    Kind.LONG: lambda: forms.Textarea(attrs={"rows": 2}),
    Kind.LINES: lambda: forms.Textarea(attrs={"rows": 3}),
    Kind.DAY: day_input,
    Kind.NUMBER: lambda: forms.TextInput(attrs={"inputmode": "numeric"}),
}


def _texts(part: Field, value: Any) -> list[str]:
    if part.kind is Kind.LINES:
        return ["\n".join(map(str, value)) if isinstance(value, list) else str(value or "")]
    if part.kind is Kind.SEVERAL:
        return [str(each) for each in value] if isinstance(value, list) else []
    if part.kind is Kind.TICK:
        return ["on"] if value == "true" else []
    return [value if isinstance(value, str) else ""]


# Reading back ----------------------------------------------------------------------------------------------------


def read(shape: Shape, data: QueryDict, path: Path = ()) -> dict[str, Any]:
    """The record as it was typed; what was left blank is not there."""
    if len(path) > 2 * DEEPEST:
        return {}
    found: dict[str, Any] = {}
    for part in shape:
        value = _read(part, data, path)
        if value:
            found[part.key] = value
    return found


def _read(part: Field | Rows | Nested, data: QueryDict, path: Path) -> Any:
    here = (*path, part.key)
    if isinstance(part, Nested):
        return read(part.shape(), data, here)
    if isinstance(part, Rows):
        return [read(part.shape(), data, (*here, at)) for at in _places(data, ".".join(map(str, here)))]
    prefix = ".".join(map(str, path))
    name = f"{prefix}-{part.key}" if prefix else part.key
    if part.kind is Kind.SEVERAL:
        return data.getlist(name)
    if part.kind is Kind.TICK:
        return "true" if data.get(name) else ""
    text = data.get(name, "").replace("\r\n", "\n").strip()
    return [line.strip() for line in text.split("\n") if line.strip()] if part.kind is Kind.LINES else text


def _places(data: QueryDict, prefix: str) -> list[int]:
    """The numbers of the rows that were sent, in order."""
    shape = re.compile(rf"{re.escape(prefix)}\.(\d{{1,4}})[.-]")
    found = {int(match[1]) for name in data if (match := shape.match(name))}
    return sorted(found)[:MOST]


# Rearranging -----------------------------------------------------------------------------------------------------


def is_rearranging(data: QueryDict) -> bool:
    """Whether the form was sent only to change its rows, or to be shown again."""
    return data.get("act", "").partition(":")[0] in (ADD, DROP, UP, REFRESH)


def rearranged(record: dict[str, Any], act: str) -> dict[str, Any]:
    """The record with a row more, one less, or one further up."""
    verb, _, place = act.partition(":")
    steps = [int(step) if step.isdecimal() else step for step in place.split(".")]
    if verb == ADD and isinstance(steps[-1], str):
        rows = _rows(record, steps)
        rows.append({})
    elif verb in (DROP, UP) and len(steps) > 1 and isinstance(steps[-1], int):
        _moved(_rows(record, steps[:-1]), steps[-1], verb)
    return record


def _rows(record: dict[str, Any], steps: Sequence[str | int]) -> list[Any]:
    """The list of rows at the place, made where there was none."""
    held: Any = record
    for step, following in zip(steps, (*steps[1:], 0), strict=True):
        if isinstance(held, dict):
            held = held.setdefault(step, [] if isinstance(following, int) else {})
        elif isinstance(held, list) and isinstance(step, int) and step < len(held):
            held = held[step]
        else:
            return []
    return held if isinstance(held, list) else []


def _moved(rows: list[Any], at: int, verb: str) -> None:
    if verb == DROP:
        del rows[at : at + 1]
    elif 0 < at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
