"""Why 为什么: the next act of today's standing that a form answers, with its due day, clause and articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duban.domain.campaign import Campaign
from duban.domain.standing import NextAct
from duban.queries.standings import standings_of
from duban.web.acts import act_word
from duban.web.due import due_day
from duban.web.parts import DueDay
from duban.web.wording import say


@dataclass(frozen=True, slots=True)
class Why:
    """One next act as a page shows it beside the form that answers it."""

    act: NextAct
    title: str
    clause: str
    due: DueDay | None
    notes: tuple[str, ...]


def why_of(campaign: Campaign, enterprise: UUID, act: str, subject: str, on: date) -> Why | None:
    """Today's proposal of that act on that subject; ``None`` when there is none (any more)."""
    found = [one for one in next_acts(campaign, enterprise, on) if one.act == act and one.subject == subject]
    return told(found[0]) if found else None


def next_acts(campaign: Campaign, enterprise: UUID, on: date) -> tuple[NextAct, ...]:
    """The enterprise's next acts today."""
    standing = standings_of(campaign, [enterprise], on).get(enterprise)
    return standing.next_acts if standing else ()


def told(one: NextAct) -> Why:
    """The act in words."""
    due = due_day(one.due_on, one.deadline, one.started_on, one.clause) if one.due_on else None
    return Why(one, act_word(one.act), one.clause, due, tuple(say(note) for note in one.notes))
