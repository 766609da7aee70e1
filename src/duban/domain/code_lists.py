"""Dated code lists 目录、标准的条目: items in sections, in force from one day to another, with what is missing.

Determination standards and elimination catalogues are such lists. An incomplete list says so and says how
many items are missing; nothing is invented to fill it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Item:
    """One item 条目. ``text`` is a paraphrase; ``verified`` only when the official text was read."""

    code: str
    text: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list. ``scope`` says whom it concerns: sector ids or GB/T 4754 codes, as the list defines.

    ``expected``: how many items the section has; with ``open_ended`` it has at least so many.
    """

    id: str
    title: str
    scope: tuple[str, ...]
    expected: int
    open_ended: bool
    items: tuple[Item, ...]

    @property
    def missing(self) -> int:
        """Items known to be missing; an open-ended section may miss more."""
        return self.expected - len(self.items)

    @property
    def complete(self) -> bool:
        return self.missing == 0 and not self.open_ended


@dataclass(frozen=True, slots=True)
class CodeList:
    """One version of a list, in force from ``first_on`` to ``last_on`` (``None``: still in force)."""

    id: str
    title: str
    number: str
    first_on: date
    last_on: date | None
    dates_verified: bool
    number_verified: bool
    source: str
    sections: tuple[Section, ...]

    def in_force(self, on: date) -> bool:
        """Whether the list is in force on the day; first and last day belong to it."""
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)

    @property
    def complete(self) -> bool:
        return all(section.complete for section in self.sections)

    @property
    def missing(self) -> int:
        """Items known to be missing over all sections."""
        return sum(section.missing for section in self.sections)

    @property
    def open_ended(self) -> bool:
        """Whether more may be missing than ``missing`` says."""
        return any(section.open_ended for section in self.sections)

    def find(self, code: str) -> Item | None:
        """The item with that code."""
        return next((item for section in self.sections for item in section.items if item.code == code), None)


def matches_code(code: str, prefixes: tuple[str, ...], excluded: tuple[str, ...] = ()) -> bool:
    """Whether a GB/T 4754 code lies below one of the prefixes and below none of the excluded ones."""
    return code.startswith(prefixes) and not code.startswith(excluded)
