"""The reference page of the journal 办理日志参考页, written from the register of deeds."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from duban.actions.deeds import DeedKind
from duban.actions.register import all_kinds
from duban.domain.permissions import ROLE_LABELS, SENTENCES, holders

_HEAD = """\
# The journal 办理日志

Generated from the register of deeds; `tests/actions/test_journal_reference.py` compares this page with it and says how
to write it anew.

`duban replay FILE.jsonl` does one deed a line, through the same actions as the screens. A line is a JSON object:

```json
{"id": "0198f6a0-0000-7000-8000-000000000001", "deed": "confirm_entry", "on": "2021-07-12", "by": "clerk", "entry": "…"}
```

| key | meaning |
|---|---|
| `id` | a UUID: the deed's, and that of what it creates, so that later lines can name it. Done before: skipped |
| `deed` | one of the names below |
| `on` | the legal day of the deed (the day of the visit, of the issue, of the delivery), not after today |
| `by` | login name of the account that acts; its roles decide what it may do |
| further keys | the inputs of the deed; a name that is not listed is refused |

Without `--continue` the file is done as a whole or not at all; every line is tried, and every refusal is told with its
line. With `--continue` each line is a transaction of its own and is acknowledged (`applied`, `skipped` or `refused`,
with its id) after it is committed. A parent's parts (`items`, `hazards`) may carry an `id` of their own; without one it
is derived from the deed's id and the place in the list. `duban replay --passwords FILE` fills in the password of lines
that open an account and keeps it in that file; `--attach FILE` stores a file that lines name by its SHA-256.
"""


def journal_page() -> str:
    """The whole page as Markdown."""
    return "\n".join((_HEAD, *(_module(name, kinds) for name, kinds in _by_module().items())))


def _by_module() -> Mapping[str, list[DeedKind]]:
    found: dict[str, list[DeedKind]] = defaultdict(list)
    for kind in all_kinds().values():
        found[_module_of(kind)].append(kind)
    return dict(sorted(found.items()))


def _module_of(kind: DeedKind) -> str:
    return kind.perform.__module__.removesuffix(".deeds")


def _module(name: str, kinds: list[DeedKind]) -> str:
    title = (import_module(name).__doc__ or name).split("\n")[0].split(":")[0]
    return "\n".join((f"## {title}\n", *(_deed(kind) for kind in sorted(kinds, key=lambda each: each.name))))


def _deed(kind: DeedKind) -> str:
    schema = kind.inputs.model_json_schema()
    properties: Mapping[str, Any] = schema.get("properties", {})
    required = set(schema.get("required", ()))
    may = "、".join(ROLE_LABELS[role] for role in holders(kind.permission))
    lines = [f"### `{kind.name}` {kind.title}\n", *_said(kind.doc)]
    lines.append(f"\nPermission `{kind.permission}` ({SENTENCES[kind.permission]}): {may}\n")
    lines.append("| field | 栏目 | type and limits | required |\n|---|---|---|---|")
    lines += [_row(name, field, name in required, schema) for name, field in properties.items()]
    return "\n".join((*lines, f"\n```json\n{_example(kind, properties, required)}\n```\n"))


def _said(doc: str) -> Iterator[str]:
    for line in doc.strip().splitlines():
        yield line.strip()


def _row(name: str, field: Mapping[str, Any], required: bool, schema: Mapping[str, Any]) -> str:
    kind = _type(field, schema).replace("|", "\\|")
    return f"| `{name}` | {field.get('description', '')} | {kind} | {'是' if required else ''} |"


def _type(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """The type in words that a reader of JSON knows, with its limits."""
    if "$ref" in field:
        return _referred(schema["$defs"][field["$ref"].rpartition("/")[2]], schema)
    if "anyOf" in field:
        kinds = [_type(each, schema) for each in field["anyOf"] if each.get("type") != "null"]
        return " or ".join(kinds) + ", or null"
    if "enum" in field or "const" in field:
        return _choice(field.get("enum") or [field["const"]])
    if field.get("type") == "array":
        return _listed(f"list of {_type(field.get('items', {}), schema)}", field)
    if isinstance(field.get("additionalProperties"), Mapping):
        return f"object of {_type(field['additionalProperties'], schema)}"
    return _limited(field.get("format") or field.get("type", "any value"), field)


def _referred(model: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "enum" in model:
        return _choice(model["enum"])
    required = set(model.get("required", ()))
    parts = (
        f"`{name}`{'' if name in required else '?'}: {_type(field, schema)}"
        for name, field in model.get("properties", {}).items()
    )
    return "{" + "; ".join(parts) + "}"


def _choice(words: list[Any]) -> str:
    return " ".join(f"`{word}`" for word in words)


def _listed(words: str, field: Mapping[str, Any]) -> str:
    least = field.get("minItems")
    return f"{words}, at least {least}" if least else words


_LIMITS = (
    ("minLength", "at least {} signs"),
    ("maxLength", "at most {} signs"),
    ("pattern", "like `{}`"),
    ("minimum", "≥ {}"),
    ("maximum", "≤ {}"),
)


def _limited(words: str, field: Mapping[str, Any]) -> str:
    limits = [text.format(field[key]) for key, text in _LIMITS if key in field]
    return ", ".join((words, *limits))


def _example(kind: DeedKind, properties: Mapping[str, Any], required: set[str]) -> str:
    """A line with the required inputs, and where none is required with the first."""
    shown = [name for name in properties if name in required] or list(properties)[:1]
    inputs = {name: properties[name]["examples"][0] for name in shown}
    by = f"{holders(kind.permission)[0]}-210106"
    line = {"id": "0198f6a0-0000-7000-8000-0000000000ff", "deed": kind.name, "on": "2021-07-20", "by": by, **inputs}
    return json.dumps(line, ensure_ascii=False, default=str)
