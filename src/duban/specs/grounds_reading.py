"""Grounds of a campaign file: conditions with ``all``, ``any``, ``not``; checked against the register and the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from duban.domain.campaign import AllOf, AnyOf, Expr, Ground, Negation, Proposal, Subject, Test
from duban.domain.citations import Lawbook
from duban.domain.conditions import CONDITIONS, Condition
from duban.domain.deadlines import Deadlines
from duban.domain.messages import N_, Message, Refusal
from duban.domain.standing import Act
from duban.specs.nodes import Block, Node, Scalar
from duban.specs.places import Place, Problems
from duban.specs.reading import BOOLEAN, DAY, ID, TEXT, Entry, Kind, choice, listing, record

_CONNECTIVES = ("all", "any", "not")
_RESERVED = ("concept", "since")
_BLANK = Test("")


@dataclass(frozen=True, slots=True)
class Scope:
    """What grounds are checked against: the law, and the days of the campaign."""

    lawbook: Lawbook
    deadlines: Deadlines
    first_on: date
    last_on: date


def grounds_kind(scope: Scope) -> Kind[tuple[Ground, ...]]:
    """The list of grounds; each knows its subject before its conditions are read."""
    return listing(record(lambda entry: _read_ground(entry, scope), example="id: G1"), unique="id", at_least=1)


def _read_ground(entry: Entry, scope: Scope) -> Ground:
    entry.in_order("valid_from", "valid_to")
    subject = entry.required("subject", choice(Subject))
    valid_from, valid_to = entry.optional("valid_from", DAY), entry.optional("valid_to", DAY)
    days = (max(scope.first_on, valid_from or scope.first_on), min(scope.last_on, valid_to or scope.last_on))
    return Ground(
        id=entry.required("id", ID, example="G1"),
        title=entry.required("title", TEXT, example="责令限期整改"),
        subject=subject,
        when=entry.required("when", _expression(subject, scope, days), example="hazard_open"),
        proposes=entry.required("proposes", listing(_proposal(scope, days), at_least=1)),
        clause=entry.required("clause", TEXT, example="四（二）"),
        reading=entry.optional("reading", TEXT, ""),
        valid_from=valid_from,
        valid_to=valid_to,
        title_en=entry.optional("en", TEXT, ""),
        reading_en=entry.optional("reading_en", TEXT, ""),
    )


def _proposal(scope: Scope, days: tuple[date, date]) -> Kind[Proposal]:
    def read(entry: Entry) -> Proposal:
        proposal = Proposal(
            act=entry.required("act", choice(Act)),
            concepts=entry.optional("concepts", listing(ID), ()),
            deadline=entry.optional("deadline", TEXT, ""),
            both_laws=entry.optional("both_laws", BOOLEAN, False),
            basis=entry.optional("basis", ID, ""),
        )
        for concept in proposal.concepts:
            refuse_gaps(concept, days, scope.lawbook, entry.place_of("concepts"), entry.problems)
        if proposal.deadline:
            _refuse_unknown_deadline(proposal.deadline, scope, entry)
        return proposal

    return record(read, example="act: issue_order")


def _refuse_unknown_deadline(code: str, scope: Scope, entry: Entry) -> None:
    try:
        scope.deadlines.rule(code)
    except Refusal as refusal:
        entry.problems.add(entry.place_of("deadline"), refusal.message, "deadline: D03")


def _expression(subject: Subject, scope: Scope, days: tuple[date, date]) -> Kind[Expr]:
    def read(node: Node, problems: Problems) -> Expr:
        if isinstance(node, Scalar):
            return _test(node.value, Block(node.place, {}, {}), node.place, problems)
        if not isinstance(node, Block) or len(node.items) != 1:
            problems.add(node.place, Message("campaign.one_condition", N_("这里应是一个条件")), "hazard_open")
            return _BLANK
        name, inner = next(iter(node.items.items()))
        if name == "not":
            return Negation(read(inner, problems))
        if name in _CONNECTIVES:
            parts = listing(kind, at_least=1).read(inner, problems)
            return AllOf(parts) if name == "all" else AnyOf(parts)
        if not isinstance(inner, Block):
            problems.add(inner.place, Message("campaign.params", N_("条件的参数应是“键: 值”")), "{applies_to: major}")
            return _BLANK
        return _test(name, inner, node.key_places[name], problems)

    def _test(name: str, block: Block, place: Place, problems: Problems) -> Test:
        known = CONDITIONS.get(name)
        if known is None:
            _refuse_condition(name, place, problems)
            return _BLANK
        if known.subject not in {subject, Subject.ENTERPRISE}:
            _refuse_subject(known, subject, place, problems)
        entry = Entry(block, problems)
        test = _read_test(known, entry)
        entry.refuse_unknown_keys()
        if test.concept:
            first = max(days[0], test.since or days[0])
            refuse_gaps(test.concept, (first, days[1]), scope.lawbook, entry.place_of("concept"), problems)
        return test

    kind: Kind[Expr] = Kind(read, lambda: _BLANK, "hazard_open")
    return kind


def _read_test(known: Condition, entry: Entry) -> Test:
    params = {}
    for name, words in known.params.items():
        params[name] = entry.required(name, TEXT, example=words[0])
        message = Message(
            "campaign.param_word",
            N_("“{name}”的值“{value}”不在可用的词之内：{words}"),
            {"name": name, "value": params[name], "words": "、".join(words)},
        )
        entry.check(name not in entry.keys or params[name] in words, name, message, f"{name}: {words[0]}")
    concept, since = _RESERVED
    return Test(known.name, params, entry.optional(concept, ID, ""), entry.optional(since, DAY))


def _refuse_condition(name: str, place: Place, problems: Problems) -> None:
    close = get_close_matches(name, CONDITIONS, n=1)
    text = N_("没有条件“{name}”，是否应为“{close}”") if close else N_("没有条件“{name}”；可用：{known}")
    params = {"name": name, "close": "".join(close), "known": "、".join(sorted(CONDITIONS))}
    problems.add(place, Message("campaign.unknown_condition", text, params), close[0] if close else "hazard_open")


def _refuse_subject(known: Condition, subject: Subject, place: Place, problems: Problems) -> None:
    text = N_("条件“{name}”是对 {own} 提的，不能用于 {subject} 的依据")
    params = {"name": known.name, "own": known.subject, "subject": subject}
    problems.add(place, Message("campaign.wrong_subject", text, params), f"subject: {known.subject}")


def refuse_gaps(concept: str, days: tuple[date, date], lawbook: Lawbook, place: Place, problems: Problems) -> None:
    """Note a concept that the lawbook lacks, or that has no article on a day on which it is used."""
    if concept not in lawbook.concepts:
        close = get_close_matches(concept, lawbook.concepts, n=1)
        message = Message("campaign.unknown_concept", N_("法规库没有“{concept}”"), {"concept": concept})
        problems.add(place, message, close[0] if close else "order_removal")
        return
    gap = next((day for day in _turns(concept, days, lawbook) if lawbook.find(concept, day) is None), None)
    if gap is not None:
        params = {"concept": concept, "on": gap, "spans": _spans(lawbook, concept)}
        text = N_("“{concept}”在 {on} 没有可适用的条文；已录入：{spans}")
        problems.add(place, Message("campaign.no_article", text, params), f"since: {_first_on(lawbook, concept)}")


def _turns(concept: str, days: tuple[date, date], lawbook: Lawbook) -> Iterator[date]:
    """The days on which an answer can change: the first, and each day after a version ends."""
    first, last = days
    if date.min in days:
        return  # a day that could not be read is noted where it stands
    if first <= last:
        yield first
    for version in lawbook.versions(concept):
        after = version.to_day + timedelta(days=1) if version.to_day else None
        if after is not None and first <= after <= last:
            yield after


def _spans(lawbook: Lawbook, concept: str) -> str:
    return "；".join(f"{v.from_day or ''}—{v.to_day or ''}" for v in lawbook.versions(concept))


def _first_on(lawbook: Lawbook, concept: str) -> date:
    return min((v.from_day for v in lawbook.versions(concept) if v.from_day), default=date(2021, 9, 1))


def refuse_unknown_bases(grounds: Iterable[Ground], place: Place, problems: Problems) -> None:
    """A legal basis is a ground of the enterprise in the same campaign."""
    by_id = {ground.id: ground for ground in grounds}
    for ground in by_id.values():
        for proposal in ground.proposes:
            basis = by_id.get(proposal.basis)
            if proposal.basis and (basis is None or basis.subject is not Subject.ENTERPRISE):
                params = {"ground": ground.id, "basis": proposal.basis}
                text = N_("依据“{ground}”的 basis “{basis}”不是本方案中对企业提的依据")
                problems.add(place, Message("campaign.unknown_basis", text, params), "basis: L1")
