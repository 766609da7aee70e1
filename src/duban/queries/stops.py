"""Measures and suspensions 现场处理措施、停产 as a list: on-site measures, and penalties that stop production."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from duban.domain.vocabulary import MeasureKind, PenaltyKind
from duban.queries.streaming import streamed

_STOPS = """
    with stop as (
        select m.id, true as is_measure, m.kind, m.number, m.basis, m.state, m.enterprise_id, m.home_agency as unit,
            coalesce(m.issued_on, m.drafted_on) as decided, m.delivered_on as delivered, m.until_on as until,
            case when m.state = 'draft' then 'draft' when m.state in ('lifted', 'withdrawn') then 'over'
                 else 'binding' end as place
        from on_site_measure m where m.campaign = %(campaign)s and m.voided_on is null
        union all
        select p.id, false, 'suspension', p.number, p.concept, p.state, p.enterprise_id, p.home_agency,
            p.decided_on, p.delivered_on, null::date,
            case when p.state in ('annulled', 'changed') or exists (
                select from resumption r where r.penalty_id = p.id and r.consented_on is not null
                and r.voided_on is null) then 'over' else 'binding' end
        from penalty_decision p
        where p.campaign = %(campaign)s and p.voided_on is null and 'suspension' = any (p.kinds)
    ),
    found as (
        select s.*, e.name, e.pinyin,
            exists (select from non_compliance n where n.voided_on is null and s.id in (n.measure_id, n.penalty_id))
                as refused
        from stop s join enterprise e on e.id = s.enterprise_id
    )
"""
_TESTS: Mapping[str, str] = {
    "text": "strpos(name, %(text)s) > 0",
    "kind": "kind = %(kind)s",
    "place": "place = %(place)s",
    "refused": "refused = (%(refused)s = 'yes')",
    "unit": "unit = %(unit)s",
}
_SORTS: Mapping[str, str] = {
    "decided": "decided {way} nulls last",
    "name": "pinyin {way}, name {way}",
    "kind": "kind {way}",
    "unit": "unit {way}",
}


@dataclass(frozen=True, slots=True)
class StopsSought:
    """What the list is asked for; empty asks nothing. ``place``: draft, binding, over; ``refused``: yes, no."""

    text: str = ""
    kind: str = ""
    place: str = ""
    refused: str = ""
    unit: str = ""

    @property
    def where(self) -> str:
        """The tests that are asked."""
        return " and ".join(test for name, test in _TESTS.items() if getattr(self, name)) or "true"

    @property
    def values(self) -> dict[str, str]:
        """What the tests compare with."""
        return {name: getattr(self, name) for name in _TESTS}


@dataclass(frozen=True, slots=True)
class StopLine:
    """One row: a measure, or a penalty that stops production."""

    id: UUID
    kind: MeasureKind | PenaltyKind
    number: str
    basis: str
    state: str
    enterprise: UUID
    enterprise_name: str
    unit: str
    decided_on: date | None
    delivered_on: date | None
    until_on: date | None
    binding: bool
    refused: bool

    @property
    def is_measure(self) -> bool:
        """Whether it is an on-site measure; else a penalty."""
        return isinstance(self.kind, MeasureKind)


class Stops:
    """The rows that a filter finds, in order; counted once, read by the slice."""

    def __init__(self, campaign: str, sought: StopsSought, sort: str = "-decided") -> None:
        self._values = {"campaign": campaign} | sought.values
        self._where = sought.where
        order = _SORTS.get(sort.removeprefix("-"), _SORTS["decided"])
        self._order = f"{order.format(way='desc' if sort.startswith('-') else '')}, decided desc nulls last, id"
        counted = f"{_STOPS} select count(*), count(*) filter (where {self._where}) from found"  # noqa: S608 -- constants of this module
        self.total, self.count = next(_rows(counted, self._values))

    def __len__(self) -> int:
        return int(self.count)

    def __getitem__(self, wanted: slice) -> list[StopLine]:
        values = self._values | {"limit": wanted.stop - wanted.start, "skip": wanted.start}
        return [_line(*row) for row in _rows(f"{self._statement} limit %(limit)s offset %(skip)s", values)]

    def iterator(self, chunk_size: int) -> Iterator[StopLine]:
        """All of them, by the server's cursor."""
        return (_line(*row) for row in streamed(self._statement, self._values, chunk_size))

    @property
    def _statement(self) -> str:
        return (
            f"{_STOPS} select id, is_measure, kind, number, basis, state, enterprise_id, name, unit, decided,"  # noqa: S608 -- as above
            f" delivered, until, place = 'binding', refused from found where {self._where} order by {self._order}"
        )


def _line(record: UUID, is_measure: bool, kind: str, *rest: Any) -> StopLine:
    return StopLine(record, MeasureKind(kind) if is_measure else PenaltyKind(kind), *rest)


def _rows(statement: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()
