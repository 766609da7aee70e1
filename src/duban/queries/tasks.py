"""Tasks 待办事项: the next acts of every enterprise in the ledgers, counted by act and light, listed by due day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from duban.queries.streaming import streamed
from duban.queries.today import STANDING_NOW, Today

_WITH = f"""
    with {STANDING_NOW},
    entry as (
        select distinct on (l.enterprise_id) l.enterprise_id, l.home_agency, l.region, l.responsible_id
        from ledger_entry l
        where l.campaign = %(campaign)s and l.voided_on is null and l.confirmed_on is not null
            and (%(units)s::text[] is null or l.home_agency = any (%(units)s))
        order by l.enterprise_id, l.removed_on is not null, l.added_on nulls first, l.id
    ),
    task as (
        select e.id as enterprise, e.name, e.pinyin, l.home_agency as unit, l.region, p.name as responsible,
            p.user_id as responsible_user, a.act ->> 'act' as act,
            a.act ->> 'light' as light, (a.act ->> 'due_on')::date as due, a.act as told, a.nr
        from entry l
        join enterprise e on e.id = l.enterprise_id and e.voided_on is null
        join standing_now s on s.enterprise_id = l.enterprise_id
        left join person p on p.id = l.responsible_id
        cross join lateral jsonb_array_elements(s.payload -> 'next_acts') with ordinality a (act, nr)
    )
"""  # noqa: S608 -- constant text of this module
_MINE = "(act = any (%(anywhere)s) or (act = any (%(mine)s) and unit = %(own)s))"
_ME, _UNIT = "responsible_user = %(me)s", "unit = %(own)s"
_TESTS: Mapping[str, str] = {
    "act": "act = %(act)s",
    "light": "light = %(light)s",
    "unit": "unit = %(unit)s",
    "text": "strpos(name, %(text)s) > 0",
}
_SORTS: Mapping[str, str] = {
    "due": "due {way} nulls last",
    "act": "act {way}",
    "name": "pinyin {way}, name {way}",
    "unit": "unit {way}",
}


@dataclass(frozen=True, slots=True)
class Duties:
    """Which acts are for the reader: ``mine`` in the ledger of the ``own`` unit, ``anywhere`` also below it."""

    own: str
    me: UUID
    mine: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """Named values for the statements."""
        return {"own": self.own, "me": self.me, "mine": list(self.mine), "anywhere": list(self.anywhere)}


@dataclass(frozen=True, slots=True)
class TasksSought:
    """What the list is asked for; empty asks nothing. ``whose``: mine, others, or both."""

    whose: str = ""
    act: str = ""
    light: str = ""
    unit: str = ""
    text: str = ""

    @property
    def where(self) -> str:
        """The tests that are asked."""
        whose = {"mine": [_MINE], "others": [f"not {_MINE}"], "me": [_ME], "unit": [_UNIT]}.get(self.whose, [])
        return " and ".join(whose + [test for name, test in _TESTS.items() if getattr(self, name)]) or "true"

    @property
    def values(self) -> dict[str, str]:
        """What the tests compare with."""
        return {name: getattr(self, name) for name in _TESTS}


@dataclass(frozen=True, slots=True)
class Task:
    """One act to be done; ``told`` is the act as the standing states it: due day, clause, citations, records."""

    enterprise: UUID
    name: str
    unit: str
    region: str
    responsible: str | None
    act: str
    light: str
    due: date | None
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many acts of one kind wait: for the reader or for others, by light."""

    act: str
    mine: bool
    overdue: int
    near: int
    normal: int
    first_due: date | None

    @property
    def total(self) -> int:
        """All lights together."""
        return self.overdue + self.near + self.normal


class Tasks:
    """The acts that a filter finds, in order; counted once, read by the slice."""

    def __init__(self, today: Today, duties: Duties, sought: TasksSought, sort: str = "due") -> None:
        self._values = today.values | duties.values | sought.values
        self._where = sought.where
        order = _SORTS.get(sort.removeprefix("-"), _SORTS["due"]).format(way="desc" if sort.startswith("-") else "asc")
        self._order = f"{order}, due nulls last, pinyin, name, enterprise, nr"
        counted = f"{_WITH} select count(*) from task where {self._where}"  # noqa: S608 -- constants of this module
        self.count = int(next(iter(_rows(counted, self._values)))[0])

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, wanted: slice) -> list[Task]:
        values = self._values | {"limit": wanted.stop - wanted.start, "skip": wanted.start}
        return [_task(row) for row in _rows(f"{self._statement} limit %(limit)s offset %(skip)s", values)]

    def iterator(self, chunk_size: int) -> Iterator[Task]:
        """All of them, by the server's cursor."""
        return map(_task, streamed(self._statement, self._values, chunk_size))

    @property
    def _statement(self) -> str:
        return (
            f"{_WITH} select enterprise, name, unit, region, responsible, act, light, due, told::text"  # noqa: S608 -- as above
            f" from task where {self._where} order by {self._order}"
        )


def _task(row: tuple[Any, ...]) -> Task:
    enterprise, name, unit, region, responsible, act, light, due, told = row
    return Task(enterprise, name, unit, region, responsible, act, light, due, json.loads(told))


def task_counts(today: Today, duties: Duties) -> Sequence[TaskCount]:
    """Every kind of act that waits: overdue first, then what is due first."""
    statement = f"""{_WITH} select act, {_MINE} as mine, count(*) filter (where light = 'overdue') as overdue,
        count(*) filter (where light = 'near'), count(*) filter (where light = 'normal'), min(due) as first_due
        from task group by act, mine order by overdue desc, first_due nulls last, act"""  # noqa: S608 -- constants of this module
    return [TaskCount(*row) for row in _rows(statement, today.values | duties.values)]


@dataclass(frozen=True, slots=True)
class WhoseCounts:
    """How many tasks there are for the reader, of the reader's own enterprises and unit, and by light."""

    mine: int
    me: int
    unit: int
    overdue: int
    near: int


def whose_counts(today: Today, duties: Duties) -> WhoseCounts:
    """All tasks that the scope shows, counted from each side."""
    statement = f"""{_WITH} select count(*) filter (where {_MINE}), count(*) filter (where {_ME}),
        count(*) filter (where {_UNIT}), count(*) filter (where light = 'overdue'),
        count(*) filter (where light = 'near') from task"""  # noqa: S608 -- constants of this module
    return WhoseCounts(*next(iter(_rows(statement, today.values | duties.values))))


@dataclass(frozen=True, slots=True)
class UnitState:
    """How far one unit is: enterprises confirmed on its ledger, covered ones, cards in force, overdue, unconfirmed."""

    unit: str
    confirmed: int = 0
    covered: int = 0
    yellow: int = 0
    red: int = 0
    overdue: int = 0
    hazards: int = 0
    waiting: int = 0


_UNITS = f"""
    with {STANDING_NOW},
    entry as (
        select distinct on (l.enterprise_id) l.enterprise_id, l.home_agency as unit, l.confirmed_on is not null as sure
        from ledger_entry l
        where l.campaign = %(campaign)s and l.voided_on is null and l.removed_on is null
            and (%(units)s::text[] is null or l.home_agency = any (%(units)s))
        order by l.enterprise_id, l.confirmed_on is null, l.added_on nulls first, l.id
    )
    select l.unit, count(*) filter (where sure), count(*) filter (where sure and s.covered),
        count(*) filter (where sure and s.card = 'yellow'), count(*) filter (where sure and s.card = 'red'),
        count(*) filter (where sure and s.overdue > 0),
        coalesce(sum(jsonb_array_length(s.payload -> 'open_hazards')) filter (where sure), 0),
        count(*) filter (where not sure)
    from entry l
    join enterprise e on e.id = l.enterprise_id and e.voided_on is null
    left join standing_now s on s.enterprise_id = l.enterprise_id
    group by l.unit order by l.unit
"""  # noqa: S608 -- constants of this module


def unit_states(today: Today) -> Sequence[UnitState]:
    """One line a unit that has a ledger."""
    return [UnitState(*row) for row in _rows(_UNITS, today.values)]


def _rows(statement: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()
