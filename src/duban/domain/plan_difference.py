"""Difference of two versions of a plan 版本对照: added, removed, moved, with other people, with another note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duban.domain.messages import N_
from duban.domain.planning import PlannedVisit


class ChangeKind(StrEnum):
    """What became of a planned visit 变动."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    PEOPLE = "people"
    NOTE = "note"


CHANGE_WORDS: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: N_("增加"),
    ChangeKind.REMOVED: N_("取消"),
    ChangeKind.MOVED: N_("改期"),
    ChangeKind.PEOPLE: N_("换人"),
    ChangeKind.NOTE: N_("改备注"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One visit before and after; ``kinds`` says in which ways it differs."""

    kinds: tuple[ChangeKind, ...]
    before: PlannedVisit | None
    after: PlannedVisit | None

    @property
    def enterprise_name(self) -> str:
        """Whose visit it is."""
        one = self.after or self.before
        return one.enterprise_name if one else ""


def difference(before: Sequence[PlannedVisit], after: Sequence[PlannedVisit]) -> tuple[Changed, ...]:
    """What changed from one version to the next, enterprise by enterprise in the order of the newer one.

    Visits of one enterprise are paired by day first; what is left over on both sides is paired in order of days and
    counts as moved.
    """
    enterprises = dict.fromkeys(visit.enterprise for visit in (*after, *before))
    found = []
    for enterprise in enterprises:
        old = [visit for visit in before if visit.enterprise == enterprise]
        new = [visit for visit in after if visit.enterprise == enterprise]
        found += [_changed(one, other) for one, other in _paired(old, new)]
    return tuple(one for one in found if one.kinds)


def _paired(old: list[PlannedVisit], new: list[PlannedVisit]) -> list[tuple[PlannedVisit | None, PlannedVisit | None]]:
    pairs: list[tuple[PlannedVisit | None, PlannedVisit | None]] = []
    for one in list(old):
        same = next((other for other in new if other.on == one.on), None)
        if same is not None:
            pairs.append((one, same))
            old.remove(one)
            new.remove(same)
    old.sort(key=lambda one: one.on)
    new.sort(key=lambda one: one.on)
    moved = min(len(old), len(new))
    pairs += zip(old[:moved], new[:moved], strict=True)
    return [*pairs, *((one, None) for one in old[moved:]), *((None, one) for one in new[moved:])]


def _changed(before: PlannedVisit | None, after: PlannedVisit | None) -> Changed:
    if before is None:
        return Changed((ChangeKind.ADDED,), None, after)
    if after is None:
        return Changed((ChangeKind.REMOVED,), before, None)
    ways = {
        ChangeKind.MOVED: before.on != after.on,
        ChangeKind.PEOPLE: _people(before) != _people(after),
        ChangeKind.NOTE: before.note != after.note,
    }
    return Changed(tuple(kind for kind, differs in ways.items() if differs), before, after)


def _people(visit: PlannedVisit) -> tuple[frozenset[str], frozenset[str]]:
    return visit.pair, frozenset(one.person for one in visit.experts)
