"""Differences 差异 between two documents, value by value: added, removed, changed from what to what.

Records of a list are matched by their own name (``id``, ``code``, ``title``), so that one more in front does not
make every later one look changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_NAMES = ("id", "code", "title")


@dataclass(frozen=True, slots=True)
class Change:
    """``path`` holds keys and names of records. ``before`` is ``None`` for what was added, ``after`` for removed."""

    path: tuple[str, ...]
    before: Any
    after: Any
    moved: bool = False
    """The records of a list are in another order; ``before`` and ``after`` are their names."""


def differences(before: Any, after: Any, *, whole: Collection[str] = ()) -> tuple[Change, ...]:
    """Every change, in the order of the later document. What lies below a key of ``whole`` is one value."""
    return tuple(_changes((), before, after, frozenset(whole)))


def _changes(path: tuple[str, ...], before: Any, after: Any, whole: frozenset[str]) -> Iterator[Change]:
    if before == after:
        return
    if path and path[-1] in whole:
        yield Change(path, before, after)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _matched(path, before, after, whole)
    elif (olds := _by_name(before)) is not None and (news := _by_name(after)) is not None:
        yield from _matched(path, olds, news, whole)
        yield from _moved(path, list(olds), list(news))
    else:
        yield Change(path, before, after)


def _matched(
    path: tuple[str, ...], before: Mapping[str, Any], after: Mapping[str, Any], whole: frozenset[str]
) -> Iterator[Change]:
    for name in dict.fromkeys((*after, *before)):
        yield from _changes((*path, name), before.get(name), after.get(name), whole)


def _moved(path: tuple[str, ...], before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    kept = [name for name in before if name in after], [name for name in after if name in before]
    if kept[0] != kept[1]:
        yield Change(path, *kept, moved=True)


def _by_name(value: Any) -> Mapping[str, Any] | None:
    """The records of a list by name; ``None`` for any other value, and where a name is missing or given twice."""
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        return None
    for name in _NAMES:
        found = {str(each[name]): each for each in value if each.get(name)}
        if len(found) == len(value):
            return found
    return None
