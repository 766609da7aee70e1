"""Library 条目库 of a day: determination items, violations with a penalty, and articles, found while one types."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.domain.law import Law
from duban.queries.law import law_in_use
from duban.queries.pinyin import pinyin_of
from duban.specs.hazards_loader import load_hazard_standards

SHOWN = 12  # finds that are shown


class EntryKind(StrEnum):
    """What an entry of the library is."""

    ITEM = "item"  # 判定标准条目
    VIOLATION = "violation"  # 违法行为（有罚则）
    ARTICLE = "article"  # 法条


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``code`` is the item's or the concept's, ``basis`` the standard or the article of the day."""

    kind: EntryKind
    code: str
    text: str
    basis: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Finds:
    """The first entries that fit, and how many more there are."""

    entries: tuple[Entry, ...]
    more: int


def found(text: str, on: date, codes: Iterable[str] | None) -> Finds:
    """Entries in which every word that was typed occurs, as written or by pinyin initials; items first.

    ``codes``: items of these industries come before those of others.
    """
    words, entries = text.lower().split(), _entries(law_in_use(), on)
    if not words:  # the entries are made when a form opens, so that the first sign is answered as fast as the next
        return Finds((), 0)
    own = {item.code for item in load_hazard_standards().items(on, codes)}
    fitting = [entry for entry, key in entries if all(word in key for word in words)]
    ranked = sorted(fitting, key=lambda entry: _RANKS[entry.kind] - (entry.code in own))
    return Finds(tuple(ranked[:SHOWN]), max(0, len(ranked) - SHOWN))


_RANKS = {EntryKind.ITEM: 1, EntryKind.VIOLATION: 2, EntryKind.ARTICLE: 3}


@functools.lru_cache(maxsize=32)
def _entries(law: Law, on: date) -> tuple[tuple[Entry, str], ...]:
    """Everything in force on the day with the key by which it is found."""
    items = [
        Entry(EntryKind.ITEM, item.code, item.text, f"{standard.title}（{standard.number}）", item.verified)
        for standard in load_hazard_standards().in_force(on)
        for section in standard.sections
        for item in section.items
    ]
    articles = [
        Entry(
            EntryKind.VIOLATION if law.lawbook.penalties(concept.id, on) else EntryKind.ARTICLE,
            concept.id,
            concept.topic,
            cited.text,
            cited.verified,
        )
        for concept in law.lawbook.concepts.values()
        if (cited := law.cited(concept.id, on)) is not None
    ]
    notes = {concept.id: concept.note for concept in law.lawbook.concepts.values()}
    return tuple((entry, _key(entry, notes.get(entry.code, ""))) for entry in (*items, *articles))


def _key(entry: Entry, note: str) -> str:
    initials = "".join(syllable[0] for syllable in pinyin_of(entry.text).split())
    return f"{entry.code} {entry.text} {entry.basis} {note} {initials}".lower()


def entry_of(code: str, on: date) -> Entry | None:
    """The entry of the day with that code."""
    return next((entry for entry, _key in _entries(law_in_use(), on) if entry.code == code), None)
