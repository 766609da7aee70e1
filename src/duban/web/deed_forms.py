"""Deed forms 办理表单: a deed's own inputs as a Django form, so that a screen asks what the journal asks.

Title, limits and example come from the field's metadata. What a page adds: readable choices for ids, values that
are already known (fixed), which fields it draws itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import AwareDatetime, BaseModel, SecretStr
from pydantic.fields import FieldInfo

from duban.actions.deeds import DeedKind
from duban.actions.inputs import Inputs
from duban.domain.messages import N_
from duban.web.words import label

LONG = 400  # characters from which a text gets several lines
SENTENCE = 24  # characters from which a choice needs the whole width
FREE = MappingProxyType({"理由": N_("理由"), "内容": N_("内容"), "内容（可空）": N_("说明")})
"""Titles of free texts that many deeds share: their example fits no form in particular."""
FEW = 3  # words of a list that are shown side by side
SHOWN = 24  # choices of a list that are shown as boxes to tick; more become a list to choose from
BLANK = ""
FEN_TITLE = N_("金额（元）")
FEN_PER_YUAN = 100

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One input as the form asks for it: what it is made of, its title, example and limits."""

    name: str
    base: Any  # the plain type, without None
    title: str
    example: str
    required: bool
    default: object
    limits: Mapping[str, Any]

    @property
    def origin(self) -> Any:
        return get_origin(self.base)

    @property
    def member(self) -> Any:
        """The type of a list's members."""
        arms = get_args(self.base)
        return get_args(arms[0])[0] if get_origin(arms[0]) is Annotated else arms[0]


def asked_of(model: type[BaseModel]) -> Iterable[Asked]:
    """The inputs of a deed, or of one of its parts, in their order."""
    for name, info in model.model_fields.items():
        yield _asked(name, info)


def is_part(asked: Asked) -> bool:
    """Whether the input is a part or a list of parts with fields of their own: a page draws those itself."""
    inner = asked.member if asked.origin in (list, tuple) else asked.base
    return asked.origin is dict or (isinstance(inner, type) and issubclass(inner, Inputs))


def _asked(name: str, info: FieldInfo) -> Asked:
    base, told = _plain(info.annotation)
    limits: dict[str, Any] = {}
    for one in (*told, info):
        for limit in one.metadata:
            for word in ("max_length", "min_length", "ge", "le", "pattern", "max_digits", "decimal_places"):
                if getattr(limit, word, None) is not None:
                    limits[word] = getattr(limit, word)
    title = info.description or next((one.description for one in told if one.description), None) or name
    examples = info.examples or next((one.examples for one in told if one.examples), None) or [""]
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    example = "" if title in FREE and name != "description" else _example(examples[0])
    return Asked(name, base, FREE.get(title, title), example, info.is_required(), default, limits)


def _plain(annotation: Any) -> tuple[Any, list[FieldInfo]]:
    """A type without ``None`` and ``Annotated``, and what ``Annotated`` said of it."""
    if get_origin(annotation) is Annotated:
        base, *said = get_args(annotation)
        inner, told = _plain(base)
        return inner, [*(one for one in said if isinstance(one, FieldInfo)), *told]
    if get_origin(annotation) in (Union, UnionType):
        arms = [arm for arm in get_args(annotation) if arm is not NoneType]
        return _plain(arms[0])
    return annotation, []


def _example(example: object) -> str:
    """Ids and machine words help nobody who fills in a form."""
    if isinstance(example, (list, dict, bool, Enum)):
        return ""
    text = str(example)
    return "" if len(text) == len(str(uuid4())) and text.count("-") == 4 else text  # noqa: PLR2004 -- dashes of a UUID


# Fields ----------------------------------------------------------------------------------------------------------


class YuanField(forms.DecimalField):
    """元 on the screen, 分 in the deed."""

    def clean(self, value: Any) -> Any:
        """分, or ``None``."""
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * FEN_PER_YUAN)


class LinesField(forms.CharField):
    """A list, one entry a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> Any:
        """The lines that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class YesNoField(forms.TypedChoiceField):
    """是 or 否, and 未查明 where nobody needs to know."""

    def __init__(self, *, required: bool = True, **kwargs: Any) -> None:
        known = [("true", _("是")), ("false", _("否"))]
        choices = known if required else [*known, ("", _("未查明"))]
        super().__init__(
            choices=choices, coerce=lambda word: word == "true", empty_value=None, required=required,
            widget=forms.RadioSelect, **kwargs,
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        """A known answer as its word."""
        return {True: "true", False: "false", None: ""}.get(value, value)


def words_of(enum: type[StrEnum] | Iterable[StrEnum]) -> list[tuple[str, str]]:
    """The words of a closed list as choices."""
    return [(word.value, label(word)) for word in enum]


def _text(asked: Asked, common: Mapping[str, Any]) -> forms.Field:
    longest = asked.limits.get("max_length")
    if longest is None or longest > LONG:
        return forms.CharField(max_length=longest, widget=forms.Textarea(attrs={"rows": 3}), **common)
    return forms.CharField(max_length=longest, **common)


def _date(_asked: Asked, common: Mapping[str, Any]) -> forms.Field:
    return forms.DateField(widget=day_input(), **common)


def day_input(**attrs: str) -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


def moment_input() -> forms.DateTimeInput:
    """The browser's own calendar with the time of day."""
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def _moment(_asked: Asked, common: Mapping[str, Any]) -> forms.Field:
    return forms.DateTimeField(widget=moment_input(), **common)


def _whole(asked: Asked, common: Mapping[str, Any]) -> forms.Field:
    if asked.name.endswith("_fen"):
        label = FEN_TITLE if "（分）" in asked.title else asked.title
        return YuanField(**{**common, "label": gettext(label)}, min_value=0, decimal_places=2)
    return forms.IntegerField(**common, min_value=asked.limits.get("ge"), max_value=asked.limits.get("le"))


def _number(asked: Asked, common: Mapping[str, Any]) -> forms.Field:
    return forms.DecimalField(**common, min_value=asked.limits.get("ge"), max_value=asked.limits.get("le"))


def _truth(asked: Asked, common: Mapping[str, Any]) -> forms.Field:
    if asked.default is False:
        return forms.BooleanField(**{**common, "required": False})
    return YesNoField(**common)


def _secret(_asked: Asked, common: Mapping[str, Any]) -> forms.Field:
    return forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False, **common)


_MAKERS: Mapping[Any, Callable[[Asked, Mapping[str, Any]], forms.Field]] = {
    str: _text, date: _date, datetime: _moment, AwareDatetime: _moment, int: _whole, Decimal: _number,
    float: _number, bool: _truth, SecretStr: _secret, UUID: lambda _asked, common: forms.UUIDField(**common),
}  # fmt: skip


def field_of(asked: Asked, choices: Choices | None = None, *, required: bool | None = None) -> forms.Field:
    """The form field for one input; ``choices`` are readable choices for its ids or codes."""
    common = {"label": gettext(asked.title), "required": asked.required if required is None else required}
    field = _made(asked, choices, common)
    field.example = _shown_example(asked, field)  # type: ignore[attr-defined]  # for the template
    field.wide = isinstance(field.widget, (forms.Textarea, forms.CheckboxSelectMultiple)) or _is_long(field)  # type: ignore[attr-defined]  # for the template
    return field


def _is_long(field: forms.Field) -> bool:
    """Whether the choices are sentences."""
    return any(len(str(words)) > SENTENCE for _value, words in getattr(field, "choices", ()))


def _shown_example(asked: Asked, field: forms.Field) -> str:
    """A calendar or a list to choose from needs no example; an amount is shown as it is typed."""
    if isinstance(field, YuanField):
        return str(int(asked.example) // FEN_PER_YUAN) if asked.example.isdigit() else ""
    typed = isinstance(field, (forms.CharField, forms.IntegerField, forms.DecimalField))
    return asked.example if typed and not isinstance(field, LinesField) else ""


def _made(asked: Asked, choices: Choices | None, common: Mapping[str, Any]) -> forms.Field:
    if asked.origin in (list, tuple):
        return _several(asked, choices, common)
    if asked.origin is Literal:
        return _one(words_of(get_args(asked.base)), common)
    if isinstance(asked.base, type) and issubclass(asked.base, StrEnum):
        return _one(words_of(asked.base), common)
    if choices is not None:
        return _one(choices, common)
    return _MAKERS[asked.base](asked, common)


def _one(choices: Choices, common: Mapping[str, Any]) -> forms.Field:
    if common["required"] and len(choices) <= FEW:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    return forms.ChoiceField(choices=[(BLANK, gettext("请选择")), *choices], **common)


def _several(asked: Asked, choices: Choices | None, common: Mapping[str, Any]) -> forms.Field:
    if isinstance(asked.member, type) and issubclass(asked.member, StrEnum):
        choices = words_of(asked.member)
    if choices is None:
        return LinesField(**common, help_text=_("一行一项。"))
    widget = forms.CheckboxSelectMultiple if len(choices) <= SHOWN else forms.SelectMultiple
    return forms.MultipleChoiceField(choices=choices, widget=widget, **common)


# Forms -----------------------------------------------------------------------------------------------------------


class PartForm(forms.Form):
    """Base of every form made here: knows which inputs it holds."""

    asked: Mapping[str, Asked] = {}

    def inputs(self) -> dict[str, Any]:
        """The cleaned values by input name; what was left blank and has a default is left out."""
        return {name: value for name, value in self._given() if not self._is_left(name, value)}

    def _given(self) -> Iterable[tuple[str, Any]]:
        for name in self.asked:
            if name in self.cleaned_data:
                yield name, self.cleaned_data[name]

    def _is_left(self, name: str, value: object) -> bool:
        return not self.asked[name].required and value in (None, "", [])


class DeedForm(PartForm):
    """One deed: ``deed`` is its id, made when the form is opened, so that sending it twice does it once."""

    deed_kind: DeedKind
    deed = forms.UUIDField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("办理日期"), widget=day_input())

    @property
    def visible(self) -> list[forms.BoundField]:
        """The fields of the deed that a person fills in, the legal day first."""
        return [bound for bound in self if not bound.is_hidden]


def form_class(
    kind: DeedKind,
    *,
    choices: Mapping[str, Choices] | None = None,
    titles: Mapping[str, str] | None = None,
    fixed: Iterable[str] = (),
    without: Iterable[str] = (),
) -> type[DeedForm]:
    """The form of a deed. ``fixed`` inputs are carried along hidden; parts and ``without`` are left to the page."""
    known, left, carried = choices or {}, set(without), set(fixed)
    asked = {one.name: one for one in _asked_for(kind.inputs, titles) if one.name not in left and not is_part(one)}
    fields: dict[str, Any] = {name: field_of(one, known.get(name)) for name, one in asked.items()}
    for name in carried & fields.keys():
        fields[name] = _hidden(asked[name], fields[name])
    return type(f"{kind.name}_form", (DeedForm,), {"deed_kind": kind, "asked": asked, **fields})


def _hidden(asked: Asked, field: forms.Field) -> forms.Field:
    if asked.origin in (list, tuple):
        return forms.MultipleChoiceField(
            label=field.label, required=field.required, choices=getattr(field, "choices", []),
            widget=forms.MultipleHiddenInput,
        )  # fmt: skip
    field.widget = forms.HiddenInput()
    return field


def part_form(
    model: type[BaseModel],
    *,
    choices: Mapping[str, Choices] | None = None,
    titles: Mapping[str, str] | None = None,
    fixed: Iterable[str] = (),
) -> type[PartForm]:
    """The form of one part of a deed: a hazard of a visit, an item of an order."""
    known = choices or {}
    asked = {one.name: one for one in _asked_for(model, titles) if one.name != "id"}
    fields: dict[str, Any] = {name: field_of(one, known.get(name)) for name, one in asked.items()}
    for name in set(fixed) & fields.keys():
        fields[name] = _hidden(asked[name], fields[name])
    return type(f"{model.__name__}_part", (PartForm,), {"asked": asked, **fields})


def _asked_for(model: type[BaseModel], titles: Mapping[str, str] | None) -> Iterable[Asked]:
    for one in asked_of(model):
        yield replace(one, title=titles[one.name]) if titles and one.name in titles else one


def opened(on: date, **known: object) -> dict[str, Any]:
    """What a form that is just opened holds: a fresh deed id, the day, what is known already."""
    return {"deed": uuid4(), "on": on, **known}


def as_typed(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """What was typed so far, as initial values: for showing a form again without judging it."""
    return {
        name: field.widget.value_from_datadict(data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
