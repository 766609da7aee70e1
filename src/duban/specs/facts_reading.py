"""Facts in a spec file: every field of ``duban.domain.facts`` by its own name, typed from its annotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from duban.domain.facts import Facts
from duban.specs.reading import BOOLEAN, DAY, TEXT, Entry, Kind, choice, integer, listing, record

_PLAIN: dict[type, Kind[Any]] = {str: TEXT, date: DAY, bool: BOOLEAN, int: integer()}


def facts_kind() -> Kind[Facts]:
    """How the facts of one enterprise are read."""
    return _record_of(Facts)


@cache
def _record_of(shape: type) -> Kind[Any]:
    hints = get_type_hints(shape)
    kinds = {field.name: (_kind(hints[field.name]), field) for field in fields(shape)}

    def read(entry: Entry) -> Any:
        return shape(**dict(_values(entry, kinds)))

    return record(read, example=f"{next(iter(kinds))}: …")


def _values(entry: Entry, kinds: dict[str, tuple[Kind[Any], Field[Any]]]) -> Iterator[tuple[str, Any]]:
    for name, (kind, field) in kinds.items():
        if field.default is not MISSING:
            yield name, entry.optional(name, kind, field.default)
        elif _may_be_empty(field):
            yield name, entry.optional(name, kind)
        else:
            yield name, entry.required(name, kind)


def _may_be_empty(field: Field[Any]) -> bool:
    """A day that has not come is simply not written."""
    return "None" in str(field.type)


def _kind(hint: Any) -> Kind[Any]:
    if isinstance(hint, UnionType):
        return _kind(next(part for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is tuple:
        return listing(_kind(get_args(hint)[0]))
    if get_origin(hint) is frozenset:
        return _as_set(listing(_kind(get_args(hint)[0])))
    if hint in _PLAIN:
        return _PLAIN[hint]
    return choice(hint) if issubclass(hint, StrEnum) else _record_of(hint)


def _as_set(kind: Kind[tuple[Any, ...]]) -> Kind[frozenset[Any]]:
    return Kind(lambda node, problems: frozenset(kind.read(node, problems)), frozenset, kind.example)
