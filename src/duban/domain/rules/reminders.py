"""Messages and reminders 消息、催报: to units below, about what is still missing, once a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duban.domain.messages import N_, Refusal
from duban.domain.returns import UnitReturn
from duban.domain.rules.refusing import refuse
from duban.domain.workflow import SubmissionState

_PLAN = N_("工作方案：报送附件1、附件2")
_WAITING = frozenset({SubmissionState.SUBMITTED, SubmissionState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit and the annexes that it has not sent, or that came back to it."""

    unit: str
    name: str
    annexes: tuple[str, ...]


def receiver_refusal(to: str, subordinates: Collection[str]) -> Refusal | None:
    """A unit tells those below it."""
    if to in subordinates:
        return None
    text = N_("{to} 不是本单位的下级单位，不能向其发送消息。")
    return refuse("message.not_below", text, "", N_("请选择下级单位。"), to=to)


def owing(returns: Iterable[UnitReturn], own: str) -> tuple[Owing, ...]:
    """The units below that still owe an annex; what was sent and waits for its acceptance is not owed."""
    found = []
    for each in returns:
        annexes = tuple(mark.annex for mark in each.annexes if mark.state not in _WAITING)
        if each.unit != own and annexes:
            found.append(Owing(each.unit, each.name, annexes))
    return tuple(found)


def reminder_refusal(owed: Collection[Owing], left: Collection[Owing], on: date) -> Refusal | None:
    """Nobody is urged who owes nothing, and nobody twice on one day."""
    if not owed:
        return refuse("reminder.nobody", N_("各单位都已报送，没有需要催报的单位。"), _PLAN, N_("不必催报。"))
    if not left:
        text = N_("{count} 个单位今天（{on}）已经催报过。")
        return refuse("reminder.today", text, _PLAN, N_("请明天再催，或者直接联系。"), count=len(owed), on=on)
    return None
