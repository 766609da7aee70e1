"""How a next act 下一步 is put together: its due day, its light and its citations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.domain.case import Case
from duban.domain.facts import Id
from duban.domain.messages import N_, Message
from duban.domain.standing import Act, Cited, Light, NextAct

_NORMAL, _NEAR, _OVERDUE = Light.NORMAL, Light.NEAR, Light.OVERDUE
_PROVISIONAL = (Message("calendar.provisional", N_("期限落在放假安排尚未公布的年份，按周末推算，可能变动。")),)


def next_act(
    case: Case,
    act: Act,
    subject: Id,
    because: Iterable[Id],
    *,
    concepts: Iterable[str] = (),
    deadline: str = "",
    start: date | None = None,
    due_on: date | None = None,
    clause: str | None = None,
    ground: str = "",
    cited: Iterable[Cited] = (),
    notes: tuple[Message, ...] = (),
) -> NextAct:
    """``deadline`` with ``start`` computes the due day and cites its article; a written ``due_on`` stands as it is."""
    citations = {each.text: each for each in (*cited_on(case, concepts, case.on), *cited)}
    if deadline and start is not None:
        due = case.law.due(deadline, start)
        if due is not None:
            due_on = due.due_on
            citations[due.cited.text] = due.cited
            notes += _PROVISIONAL if due.provisional else ()
    return NextAct(
        act=act,
        subject=subject,
        because=tuple(dict.fromkeys(because)),
        clause=case.campaign.clauses.get(act, "") if clause is None else clause,
        ground=ground,
        due_on=due_on,
        deadline=deadline,
        started_on=start,
        light=light(case, due_on),
        citations=tuple(citations.values()),
        notes=notes,
    )


def cited_on(case: Case, concepts: Iterable[str], on: date) -> list[Cited]:
    """The articles in force on the day; a concept without one is passed over."""
    found = []
    for concept in concepts:
        cited = case.law.cited(concept, on)
        if cited is not None:
            found.append(cited)
    return found


def light(case: Case, due_on: date | None) -> Light:
    """How near a due day is."""
    if due_on is None:
        return _NORMAL
    if due_on < case.on:
        return _OVERDUE
    return _NEAR if case.campaign.is_near(due_on, case.on) else _NORMAL
