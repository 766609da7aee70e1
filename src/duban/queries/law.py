"""Law in use 现行法: spec files with the bureau's calendar edits and confirmed articles laid over them."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db import connection

from duban.domain.calendars import Calendar, SpecialDay
from duban.domain.citations import Citation, Concept, Lawbook
from duban.domain.deadline_rules import DeadlineRule
from duban.domain.deadlines import Deadlines
from duban.domain.law import Law
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook


class Confirmed(NamedTuple):
    """A lawbook entry that somebody read in the official text, or took back."""

    entry: str
    verified: bool
    on: date


class Edited(NamedTuple):
    """A day of the bureau's own calendar."""

    day: date
    working: bool
    reason: str


_OVERLAYS = """
    select distinct on (entry) entry, verified, confirmed_on from article_confirmation
    order by entry, confirmed_at desc, id desc;
    select distinct on (day) day, working, reason from calendar_edit order by day, edited_at desc, id desc
"""
"""What was said last of each entry and of each day."""


def law_in_use() -> Law:
    """The law by which standings are assessed: the files with what is confirmed and edited now.

    One value for one content of the overlays, because a Law remembers its answers; what another process confirmed
    is seen at the next call, and what was rolled back is not.
    """
    with connection.cursor() as cursor:  # asked several times a deed: one round trip
        cursor.execute(_OVERLAYS)
        confirmed = tuple(map(Confirmed._make, cursor.fetchall()))
        cursor.nextset()
        return _law(confirmed, tuple(map(Edited._make, cursor.fetchall())))


def entry_of(concept: str, citation: str) -> str:
    """The id of a lawbook entry: an article by its version (``onsite_measure@2021``), a deadline by its first day."""
    return f"{concept}@{citation}"


@functools.lru_cache(maxsize=8)
def _law(confirmed: tuple[Confirmed, ...], edited: tuple[Edited, ...]) -> Law:
    by_entry = {each.entry: each for each in confirmed}
    lawbook = _lawbook(load_lawbook(), by_entry)
    return Law(lawbook, _deadlines(load_deadlines(), lawbook, by_entry), _calendar(load_calendar(), edited))


def _lawbook(files: Lawbook, confirmed: Mapping[str, Confirmed]) -> Lawbook:
    if not confirmed:
        return files
    concepts = {name: _concept(concept, confirmed) for name, concept in files.concepts.items()}
    return replace(files, concepts=concepts, file_hash=_overlaid(files.file_hash, confirmed))


def _concept(concept: Concept, confirmed: Mapping[str, Confirmed]) -> Concept:
    return replace(concept, versions=tuple(_citation(citation, confirmed) for citation in concept.versions))


def _citation(citation: Citation, confirmed: Mapping[str, Confirmed]) -> Citation:
    said = confirmed.get(entry_of(citation.concept, citation.version))
    return citation if said is None else replace(citation, verified=said.verified, checked_on=said.on)


def _deadlines(files: Deadlines, lawbook: Lawbook, confirmed: Mapping[str, Confirmed]) -> Deadlines:
    if not confirmed:
        return files
    rules = {code: _rule(rule, confirmed) for code, rule in files.rules.items()}
    return replace(files, rules=rules, lawbook=lawbook, file_hash=_overlaid(files.file_hash, confirmed))


def _rule(rule: DeadlineRule, confirmed: Mapping[str, Confirmed]) -> DeadlineRule:
    terms = []
    for term in rule.terms:
        said = confirmed.get(entry_of(rule.code, str(term.from_day)))
        terms.append(term if said is None else replace(term, verified=said.verified))
    return replace(rule, terms=tuple(terms))


def _calendar(files: Calendar, edited: tuple[Edited, ...]) -> Calendar:
    """A year that the files do not know was entered as a whole (``rules.law_keeping``), so it is published then."""
    if not edited:
        return files
    special = {each.day: SpecialDay(each.reason, each.working) for each in edited}
    years = files.published | {each.day.year for each in edited}
    return replace(files.amended(special), published=years, file_hash=_overlaid(files.file_hash, edited))


def _overlaid(file_hash: str, overlay: object) -> str:
    """The hash of a state: the files and what lies over them."""
    return hashlib.sha256(f"{file_hash}\n{overlay!r}".encode()).hexdigest()
