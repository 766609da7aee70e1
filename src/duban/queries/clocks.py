"""Clocks 期限 that run in the standings of the scope, counted by deadline and first day."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from duban.domain.calendar_moves import Clock

_RUNNING = """
    select a.act ->> 'deadline', (a.act ->> 'started_on')::date, count(*)
    from standing s cross join lateral jsonb_array_elements(s.payload -> 'next_acts') a (act)
    where a.act ->> 'deadline' <> '' and a.act ->> 'started_on' is not null
    group by 1, 2 order by 2, 1
"""


def running_clocks() -> Sequence[Clock]:
    """Every clock that some next act waits for, in every campaign; computed from the facts as they are stored."""
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING)
        return [Clock(*row) for row in cursor.fetchall()]
