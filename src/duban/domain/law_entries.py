"""Entries 法规条目 of the lawbook as a person goes through them: articles and deadlines with what rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from duban.domain.campaign import Campaign
from duban.domain.citations import Citation, Concept, Lawbook
from duban.domain.deadline_rules import DeadlineRule, Term
from duban.domain.deadlines import Deadlines


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept on a day: the article in force, if there is one, and what rests on it.

    ``grounds`` are those of the campaign that cite it, ``deadlines`` the codes that take their length from it.
    """

    concept: Concept
    citation: Citation | None
    deadlines: tuple[str, ...]
    grounds: tuple[str, ...]

    @property
    def used(self) -> bool:
        """Whether the campaign cites it or a deadline rests on it."""
        return bool(self.grounds or self.deadlines)

    @property
    def open(self) -> bool:
        """Whether its article in force still waits for somebody to read the official text."""
        return self.citation is not None and not self.citation.verified


def entries(lawbook: Lawbook, deadlines: Deadlines, campaign: Campaign | None, on: date) -> tuple[Entry, ...]:
    """Every concept on the day, by instrument and article; those without an article that day come last."""
    rest = resting(deadlines, on)
    cited = {} if campaign is None else citing(campaign)
    found = [
        Entry(concept, lawbook.find(concept.id, on), rest.get(concept.id, ()), cited.get(concept.id, ()))
        for concept in lawbook.concepts.values()
    ]
    return tuple(sorted(found, key=_place))


def resting(deadlines: Deadlines, on: date) -> Mapping[str, tuple[str, ...]]:
    """Codes of the deadlines that take their length from each concept on the day."""
    return _gathered((term.concept, rule.code) for rule, term in _terms(deadlines.rules.values(), on))


def citing(campaign: Campaign) -> Mapping[str, tuple[str, ...]]:
    """Ids of the campaign's grounds that cite each concept."""
    return _gathered(
        (concept, ground.id) for ground in campaign.grounds for act in ground.proposes for concept in act.concepts
    )


def _terms(rules: Iterable[DeadlineRule], on: date) -> Iterator[tuple[DeadlineRule, Term]]:
    for rule in rules:
        term = rule.term_on(on)
        if term is not None:
            yield rule, term


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}  # each value once, in order
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _place(entry: Entry) -> tuple[bool, str, int, str]:
    one = entry.citation
    number = int(one.number) if one is not None and one.number.isdecimal() else 0
    return one is None, one.title if one else "", number, entry.concept.id
