"""Inputs 填报内容: judged from an action's own signature, so that screen, journal and command line agree.

An action's keyword parameters (all but ``by``, ``on``, ``at``, ``id``) are its fields; ``Annotated[..., Field(...)]``
gives a field its Chinese title, its limits and an example. Unknown fields are refused, never ignored.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, create_model
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from duban.domain.messages import N_, Message, Refusal

_KNOWN = N_("没有这个栏目，可填：{known}")
CONTEXT = frozenset({"by", "on", "at", "id"})

_RULES: Mapping[str, str] = {
    "missing": N_("必填"),
    "extra_forbidden": N_("没有这个栏目"),
    "uuid_parsing": N_("应为编号（UUID）"),
    "uuid_type": N_("应为编号（UUID）"),
    "date_from_datetime_parsing": N_("应为日期，如 2021-07-20"),
    "date_parsing": N_("应为日期，如 2021-07-20"),
    "date_type": N_("应为日期，如 2021-07-20"),
    "datetime_from_date_parsing": N_("应为时刻，如 2021-07-20T09:30:00+08:00"),
    "timezone_aware": N_("时刻须带时区，如 2021-07-20T09:30:00+08:00"),
    "int_parsing": N_("应为整数"),
    "int_type": N_("应为整数"),
    "int_from_float": N_("应为整数"),
    "decimal_parsing": N_("应为数字"),
    "decimal_type": N_("应为数字"),
    "float_parsing": N_("应为数字"),
    "float_type": N_("应为数字"),
    "enum": N_("应为下列之一：{expected}"),
    "string_pattern_mismatch": N_("格式不对"),
    "model_type": N_("应为一组栏目"),
    "bool_parsing": N_("应为 true 或 false"),
    "bool_type": N_("应为 true 或 false"),
    "string_type": N_("应为文字"),
    "string_too_short": N_("不能为空"),
    "string_too_long": N_("文字过长"),
    "too_short": N_("至少要有一项"),
    "greater_than_equal": N_("数值过小"),
    "less_than_equal": N_("数值过大"),
    "finite_number": N_("应为数字"),
    "string_unicode": N_("文字含有不能识别的字符"),
    "list_type": N_("应为列表"),
    "tuple_type": N_("应为列表"),
}


class Inputs(BaseModel):
    """Base of every action's fields: unknown names refused, blanks around text removed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=False)


def fields_of(action: Callable[..., object]) -> type[Inputs]:
    """The judging model of an action, from its signature."""
    hints = get_type_hints(action, include_extras=True)
    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(action).parameters.items():
        if name in CONTEXT:
            continue
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[name] = (_titled(hints[name]), default)
    return create_model(action.__name__, __base__=Inputs, **fields)


def _titled(hint: Any) -> Any:
    """A field that may be empty keeps the title and the example of what fills it: ``Id | None``."""
    told = [each for arm in get_args(hint) for each in getattr(arm, "__metadata__", ()) if isinstance(each, FieldInfo)]
    return Annotated[hint, Field(description=told[0].description, examples=told[0].examples)] if told else hint


def judge(model: type[Inputs], values: Mapping[str, object]) -> Inputs:
    """The typed inputs, or a refusal that names every field at fault, its value, the rule and an example."""
    _refuse_unwritable(values)
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        raise refusal_of(error, model) from None


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Neither the database nor a workbook can hold all of these, a terminal would obey some, others turn names round."""
_CONTROLS, _DEEP = N_("含有不能保存的控制字符，请删除后重填"), N_("列表套得太深")
_DEEPEST = 20  # levels of lists and groups; the deepest deed needs three


def _refuse_unwritable(values: Mapping[str, object]) -> None:
    waiting: list[tuple[str, object, int]] = [(str(name), value, 1) for name, value in values.items()]
    while waiting:  # no recursion: how deep it goes is the sender's choice
        place, value, depth = waiting.pop()
        if isinstance(value, str):
            if _UNWRITABLE.search(value):
                raise _refusal(f"{writable(place)}：{_CONTROLS}")
        elif isinstance(value, Mapping | list | tuple):
            if depth > _DEEPEST:
                raise _refusal(f"{writable(place)}：{_DEEP}")
            inner = value.items() if isinstance(value, Mapping) else enumerate(value)
            waiting += [(f"{place}.{name}", each, depth + 1) for name, each in inner]


def writable(text: str) -> str:
    """The text with a mark in place of every character that cannot be stored or shown."""
    return _UNWRITABLE.sub("\ufffd", text)


def _refusal(faults: str) -> Refusal:
    return Refusal("input", Message("input", N_("填报内容有误：{faults}"), {"faults": faults}))


def refusal_of(error: ValidationError, model: type[Inputs]) -> Refusal:
    """One refusal for all faults of an input."""
    faults = "；".join(_fault(detail, model) for detail in error.errors(include_url=False))
    return _refusal(writable(faults))


def _fault(detail: ErrorDetails, model: type[Inputs]) -> str:
    place = ".".join(str(part) for part in detail["loc"])
    rule = _RULES.get(detail["type"], detail["msg"]).replace("{expected}", _choices(detail))
    if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
        rule = _KNOWN.format(known="、".join(model.model_fields))
    value = "" if detail["type"] == "missing" or _secret(model, detail["loc"]) else f"「{_short(detail['input'])}」"
    example = _example(model, detail["loc"])
    return f"{place}{value}：{rule}" + (f"，例如 {example}" if example else "")


def _choices(detail: ErrorDetails) -> str:
    """The words of a list, as pydantic names them: 'a', 'b' or 'c'."""
    return str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")


def _secret(model: type[Inputs], loc: tuple[int | str, ...]) -> bool:
    """Whether the field is a password, which no refusal may repeat."""
    field = model.model_fields.get(str(loc[0])) if loc else None
    return field is not None and field.annotation is SecretStr


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 -- a readable length


def _example(model: type[Inputs], loc: tuple[int | str, ...]) -> str:
    field = model.model_fields.get(str(loc[0])) if loc else None
    return "" if field is None or not field.examples else str(field.examples[0])
