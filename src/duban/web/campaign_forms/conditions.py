"""Conditions 条件 in a form: a tree of rows. Each row is a connective with rows below it, or a named condition.

In the file a condition is ``hazard_open``, ``card_is: {colour: red}``, ``all: […]``, ``any: […]`` or ``not: …``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from duban.domain.campaign import Subject
from duban.domain.conditions import CONDITIONS
from duban.domain.conditions.registry import WORDS
from duban.domain.messages import N_
from duban.specs.documents import Document, Path
from duban.web.campaign_forms.choices import concepts
from duban.web.campaign_forms.shapes import Field, Kind, Record, Rows, Shape
from duban.web.deed_forms import Choices
from duban.web.wording import say
from duban.web.words import label

IS, PARTS = "is", "parts"
ALL, ANY, NOT = "all", "any", "not"
CONNECTIVES: Mapping[str, str] = {ALL: N_("同时满足"), ANY: N_("满足其一"), NOT: N_("不满足")}
_PARAMS: Mapping[str, str] = {"applies_to": N_("适用范围"), "colour": N_("名单类别")}


def shape() -> Shape:
    """One row of the tree; what it asks depends on what it is."""
    return (
        Field(IS, N_("条件"), Kind.CHOICE, _choices, required=True),
        *(Field(name, title, Kind.CHOICE, _words(name), True, only=_takes(name)) for name, title in _PARAMS.items()),
        Field("concept", N_("满足的法条"), Kind.CHOICE, concepts, only=_is_condition),
        Field("since", N_("自何日起适用"), Kind.DAY, only=_is_condition),
        Rows(PARTS, N_("其中"), N_("条件"), shape, only=_is_connective),
    )


def _choices() -> Choices:
    """Connectives first, then the conditions by what they are asked of."""
    connectives = [(word, gettext(title)) for word, title in CONNECTIVES.items()]
    return [*connectives, *((name, _sentence(name)) for name in sorted(CONDITIONS, key=_rank))]


def _rank(name: str) -> tuple[int, str]:
    return list(Subject).index(CONDITIONS[name].subject), name


def _sentence(name: str) -> str:
    return f"{label(CONDITIONS[name].subject)}：{stated(name)}"


def stated(name: str) -> str:
    """What the condition says, its parameters left open."""
    known = CONDITIONS[name]
    return gettext(known.sentence).format_map(dict.fromkeys(known.params, "…"))


def _words(param: str) -> Any:
    words = dict.fromkeys(word for known in CONDITIONS.values() for word in known.params.get(param, ()))
    return lambda: [(word, say(WORDS[word])) for word in words]


def _takes(param: str) -> Any:
    return lambda record: record.get(IS) in CONDITIONS and param in CONDITIONS[record[IS]].params


def _is_condition(record: Record) -> bool:
    return bool(record.get(IS)) and record[IS] not in CONNECTIVES


def _is_connective(record: Record) -> bool:
    return record.get(IS) in CONNECTIVES


def opened(expression: Document | None) -> dict[str, Any]:
    """The expression as rows."""
    if isinstance(expression, str):
        return {IS: expression}
    if not isinstance(expression, dict) or not expression:
        return {}
    name, inner = next(iter(expression.items()))
    if name == NOT:
        return {IS: NOT, PARTS: [opened(inner)]}
    if name in CONNECTIVES:
        return {IS: name, PARTS: [opened(part) for part in inner] if isinstance(inner, list) else []}
    return {IS: name, **(inner if isinstance(inner, dict) else {})}


def closed(row: Record) -> Document:
    """The rows as the file says them; "not" of several is "not" of all."""
    name = row.get(IS, "")
    parts = [closed(part) for part in row.get(PARTS, [])]
    if name == NOT:
        return {NOT: parts[0] if len(parts) == 1 else {ALL: parts}}
    if name in CONNECTIVES:
        return {name: parts}
    told = {key: value for key, value in row.items() if key not in (IS, PARTS)}
    return {name: told} if told else name


def told(expression: Document | None, depth: int = 0) -> list[str]:
    """The expression in words, one condition a line, what lies below a connective further in."""
    row, indent = opened(expression), "　" * depth
    name = row.get(IS, "")
    if name in CONNECTIVES:
        below = expression.get(name) if isinstance(expression, dict) else None
        parts = below if isinstance(below, list) else [below]
        return [f"{indent}{gettext(CONNECTIVES[name])}：", *(line for part in parts for line in told(part, depth + 1))]
    if name not in CONDITIONS:
        return [f"{indent}{name}"]
    known = CONDITIONS[name]
    places = {param: gettext(WORDS.get(str(row.get(param)), str(row.get(param, "…")))) for param in known.params}
    more = [str(row[key]) for key in ("concept", "since") if key in row]
    text = f"{indent}{gettext(known.sentence).format_map(places)}"
    return [f"{text}（{'，'.join(more)}）" if more else text]


def form_path(expression: Document | None, path: Path) -> Path:
    """Where in the rows a value of the expression stands."""
    if not isinstance(expression, dict) or not expression or not path:
        return path or (IS,)  # a condition without parameters is a word: below it only what is missing
    name, inner = next(iter(expression.items()))
    if name == NOT:
        return (PARTS, 0, *form_path(inner, path[1:]))
    if name in CONNECTIVES:
        if len(path) < 2 or not isinstance(inner, list) or not isinstance(path[1], int):  # noqa: PLR2004 -- "all", 0
            return (PARTS,)
        return (PARTS, path[1], *form_path(inner[path[1]], path[2:]))
    return path[1:] or (IS,)
