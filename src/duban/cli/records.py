"""Records 记录: what they are called when a person reads about them; an id tells nobody anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from duban.cli.wording import translated
from duban.domain.messages import N_
from duban.domain.standing import Standing, TraceNode
from duban.domain.workflow import TABLES
from duban.queries.naming import Named, called

Names = Mapping[str, str]


def names_in(standing: Standing) -> Names:
    """What the records of a standing and its trace are called, by id, in the running transaction's scope."""
    return {record: _title(one) for record, one in called(frozenset(_ids(standing))).items()}


def listed(records: Collection[str], names: Names) -> str:
    """The records by name, each once; by id where nobody can tell."""
    return "、".join(dict.fromkeys(names.get(record, record) for record in records))


_KINDS: Names = {
    "hazard": N_("隐患"),
    "item": N_("整改项"),
    "reinspection": N_("整改复查意见书"),
    "refusal": N_("拒不执行"),
    "activity": N_("未经批准的活动"),
    "site": N_("厂区"),
    "enterprise": N_("企业"),
}
"""Kinds without a table of moves."""


def _title(one: Named) -> str:
    noun = TABLES[one.noun].label if one.noun else _KINDS[one.kind]
    text = f"“{one.text}”" if one.text else ""
    return " ".join(filter(None, (translated(noun) + text, one.on.isoformat() if one.on else "")))


def _ids(standing: Standing) -> Iterator[str]:
    yield from (item.item for item in standing.overdue)
    for act in standing.next_acts:
        yield from act.because
    for finding in standing.findings:
        yield finding.subject
        yield from _below([finding.trace] if finding.trace else ())


def _below(nodes: Iterable[TraceNode]) -> Iterator[str]:
    for node in nodes:
        yield from node.because
        yield from _below(node.parts)
