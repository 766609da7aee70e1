"""``deadlines.yaml`` to the deadline rules 期限库, each checked against the lawbook that it cites."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from duban.domain.citations import Lawbook
from duban.domain.deadline_rules import (
    DeadlineRule,
    Direction,
    Period,
    RepeatWindow,
    Span,
    Surcharge,
    Term,
    Unit,
    WrittenDate,
    YearlyDate,
)
from duban.domain.deadlines import Deadlines
from duban.domain.messages import N_, Message
from duban.specs.hashing import file_hash
from duban.specs.places import Problems
from duban.specs.reading import (
    BOOLEAN,
    DAY,
    ID,
    TEXT,
    Entry,
    choice,
    integer,
    listing,
    matching,
    read_file,
    record,
)

CODE = matching(r"D\d\d(\.\d)?", N_("期限代码"), "D14.1")
LENGTH = integer(1, 3650)
PERCENT = integer(1, 100)
_ROLLING = {Unit.DAY, Unit.MONTH, Unit.YEAR}


def read_deadlines(path: Path, lawbook: Lawbook, problems: Problems) -> Deadlines:
    """The rules of ``path``; what is wrong, also an article that a term cites in vain, is added to ``problems``."""
    return read_file(path, record(lambda entry: _read_all(entry, lawbook, file_hash([path]))), problems)


def _read_all(entry: Entry, lawbook: Lawbook, digest: str) -> Deadlines:
    rule = record(lambda e: _read_rule(e, lawbook), example="code: D12")
    rules = entry.required("deadlines", listing(rule, unique="code", at_least=1))
    return Deadlines(
        rules={rule.code: rule for rule in rules},
        surcharges=entry.required("surcharges", listing(record(lambda e: _read_surcharge(e, lawbook)))),
        windows=entry.required("repeat_windows", listing(record(lambda e: _read_window(e, lawbook)), unique="code")),
        lawbook=lawbook,
        file_hash=digest,
    )


def _read_rule(entry: Entry, lawbook: Lawbook) -> DeadlineRule:
    dated = entry.required("terms", listing(record(lambda e: (e, _read_term(e, lawbook))), at_least=1))
    for (_, earlier), (place, later) in pairwise(dated):
        apart = earlier.to_day is not None and later.from_day is not None and earlier.to_day < later.from_day
        message = Message("spec.terms_overlap", N_("与前一项的适用期间重叠或次序颠倒"))
        place.check(apart, "from", message, "to: 2021-07-14 / from: 2021-07-15")
    return DeadlineRule(
        code=entry.required("code", CODE),
        title=entry.required("title", TEXT, example="要求听证"),
        en=entry.optional("en", TEXT, ""),
        trigger=entry.required("trigger", TEXT, example="听证告知书送达"),
        terms=tuple(term for _, term in dated),
    )


def _read_term(entry: Entry, lawbook: Lawbook) -> Term:
    return Term(
        span=_read_span(entry),
        concept=_read_concept(entry, lawbook),
        verified=entry.required("verified", BOOLEAN),
        from_day=entry.optional("from", DAY),
        to_day=entry.optional("to", DAY),
        note=entry.optional("note", TEXT, ""),
    )


def _read_span(entry: Entry) -> Span:
    """A written date (``on``), a day of every year (``month``, ``day``), or a length with its unit."""
    if "on" in entry.keys:
        return WrittenDate(entry.required("on", DAY))
    if "month" in entry.keys:
        month = entry.required("month", integer(1, 12))
        return YearlyDate(month, entry.required("day", integer(1, 31)), entry.optional("years_after", integer(0, 5), 0))
    return _read_period(entry)


def _read_period(entry: Entry) -> Period:
    unit = entry.required("unit", choice(Unit))
    direction = entry.optional("direction", choice(Direction), Direction.FORWARD)
    may_roll = unit in _ROLLING and direction is Direction.FORWARD
    if may_roll:
        rolls = entry.required("rolls", BOOLEAN)
    else:
        rolls = entry.optional("rolls", BOOLEAN, False)
        message = Message("spec.never_rolls", N_("按工作日、小时计算或者向前倒算的期限不顺延"))
        entry.check(not rolls, "rolls", message, "unit: workday")
    return Period(entry.required("length", LENGTH), unit, direction, rolls)


def _read_concept(entry: Entry, lawbook: Lawbook) -> str:
    """The concept a rule cites: it must have a value on every day of the rule's own span."""
    entry.in_order("from", "to")
    concept = entry.required("concept", ID)
    if not concept:
        return concept
    if concept not in lawbook.concepts:
        message = Message("spec.unknown_concept", N_("法规库没有概念“{concept}”"), {"concept": concept})
        entry.check(False, "concept", message, "concept: hearing_request")
        return concept
    gap = first_gap(lawbook, concept, entry.optional("from", DAY), entry.optional("to", DAY))
    if gap is not None:
        params = {"concept": concept, "day": gap}
        message = Message("spec.no_value", N_("“{concept}”在 {day} 没有条文，而该日仍在使用"), params)
        entry.check(False, "concept", message, N_("改写 from、to，或在法规库补上该版本的条文"))
    return concept


def first_gap(lawbook: Lawbook, concept: str, first: date | None, last: date | None) -> date | None:
    """The first day between both (``None`` is open) on which the concept has no article, or ``None``."""
    day = first or date.min
    for citation in lawbook.versions(concept):
        if (citation.from_day or date.min) > day:
            return day
        if citation.to_day is None or (last is not None and citation.to_day >= last):
            return None
        day = max(day, citation.to_day + timedelta(days=1))
    return day


def _read_surcharge(entry: Entry, lawbook: Lawbook) -> Surcharge:
    return Surcharge(
        code=entry.required("code", CODE),
        title=entry.required("title", TEXT),
        percent_per_day=entry.required("percent_per_day", PERCENT),
        cap_percent=entry.required("cap_percent", PERCENT),
        pauses=entry.required("pauses", BOOLEAN),
        concept=_read_concept(entry, lawbook),
        verified=entry.required("verified", BOOLEAN),
        from_day=entry.optional("from", DAY),
        to_day=entry.optional("to", DAY),
    )


def _read_window(entry: Entry, lawbook: Lawbook) -> RepeatWindow:
    return RepeatWindow(
        code=entry.required("code", CODE),
        title=entry.required("title", TEXT),
        count=entry.required("count", LENGTH),
        period=Period(entry.required("length", LENGTH), entry.required("unit", choice(Unit))),
        concept=_read_concept(entry, lawbook),
        verified=entry.required("verified", BOOLEAN),
        from_day=entry.required("from", DAY),
        to_day=entry.optional("to", DAY),
    )
