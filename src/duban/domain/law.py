"""Law 法: the lawbook, the deadlines and the calendar of one assessment, with what was looked up before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from duban.domain.calendars import Calendar
from duban.domain.citations import Citation, Lawbook, marked
from duban.domain.deadlines import Deadlines
from duban.domain.messages import Refusal
from duban.domain.standing import Cited


@dataclass(frozen=True, slots=True)
class Due:
    """A due day with the article it rests on; ``provisional`` where holidays are not published yet."""

    due_on: date
    cited: Cited
    provisional: bool


@dataclass(frozen=True, eq=False)
class Law:
    """One state of the law. Answers are kept, because the same few questions return for every enterprise."""

    lawbook: Lawbook
    deadlines: Deadlines
    calendar: Calendar
    _cited: dict[tuple[str, date], Cited | None] = field(default_factory=dict, init=False, repr=False)
    _due: dict[tuple[str, date], Due | None] = field(default_factory=dict, init=False, repr=False)

    def cited(self, concept: str, on: date) -> Cited | None:
        """The article in force on the day, or ``None`` where the lawbook has none for it."""
        key = (concept, on)
        try:
            return self._cited[key]
        except KeyError:
            found = self._cited[key] = self._find(concept, on)
            return found

    def due(self, code: str, start: date) -> Due | None:
        """The due day of a clock that starts on the day, or ``None`` where no rule gives one for a bare day."""
        key = (code, start)
        if key not in self._due:
            self._due[key] = self._compute(code, start)
        return self._due[key]

    def wording(self, concept: str, on: date) -> str:
        """The article in force for the clause of a refusal, marked where unverified; empty where there is none."""
        cited = self.cited(concept, on)
        return marked(cited.text, cited.verified) if cited else ""

    def _find(self, concept: str, on: date) -> Cited | None:
        if concept not in self.lawbook.concepts:
            return None
        citation = self.lawbook.find(concept, on)
        return None if citation is None else _as_cited(citation, citation.verified)

    def _compute(self, code: str, start: date) -> Due | None:
        try:
            due = self.deadlines.compute(code, start, self.calendar)
        except Refusal:  # no such rule on that day, or one in hours: the act stands without a day
            return None
        return Due(due.due_on, _as_cited(due.citation, due.verified), due.provisional)


def _as_cited(citation: Citation, verified: bool) -> Cited:
    return Cited(citation.concept, str(citation), verified)
