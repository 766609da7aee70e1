"""Conflicts of a plan 方案冲突: what speaks against a planned visit, by item. Some must be settled before approval.

Our reading: a day off, a leave, two visits on one day, a day outside the phase and the same pair again may have their
reason, so they are shown and refuse nothing. Two officers with certificates valid on the day, nobody recused, nobody
who has left: without these the visit itself would be refused, so the plan is not submitted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.domain.calendars import Calendar
from duban.domain.campaign import Campaign, Phase
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.planning import Around, Assigned, Away, PlannedVisit

_PAIR = 2  # "不得少于两人"; the article that says so is looked up by the day


class ConflictKind(StrEnum):
    """Kinds of conflicts 冲突种类, the gravest first."""

    TOO_FEW = "too_few"
    RECUSAL = "recusal"
    CERTIFICATE = "certificate"
    LEFT = "left"
    LEAVE = "leave"
    DOUBLE = "double"
    DAY_OFF = "day_off"
    PHASE = "phase"
    SAME_PAIR = "same_pair"


CONFLICT_WORDS: Mapping[ConflictKind, str] = {
    ConflictKind.TOO_FEW: N_("执法人员不足"),
    ConflictKind.RECUSAL: N_("回避"),
    ConflictKind.CERTIFICATE: N_("执法证件无效"),
    ConflictKind.LEFT: N_("已离岗"),
    ConflictKind.LEAVE: N_("请假"),
    ConflictKind.DOUBLE: N_("同日重复安排"),
    ConflictKind.DAY_OFF: N_("非工作日"),
    ConflictKind.PHASE: N_("不在检查阶段"),
    ConflictKind.SAME_PAIR: N_("同两人连续检查"),
}
BLOCKING = frozenset({ConflictKind.TOO_FEW, ConflictKind.RECUSAL, ConflictKind.CERTIFICATE, ConflictKind.LEFT})
"""Those that must be settled before a plan is submitted or approved."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What speaks against one planned visit."""

    kind: ConflictKind
    item: str
    message: Message

    @property
    def blocks(self) -> bool:
        """Whether it must be settled before approval."""
        return self.kind in BLOCKING


def conflicts(
    visits: Sequence[PlannedVisit], around: Around, campaign: Campaign, calendar: Calendar
) -> tuple[Conflict, ...]:
    """Every conflict of the visits that are still to be made, item by item, the gravest first."""
    booked = _booked([*visits, *around.others])
    before = _visits_before(visits, around)
    away = around.away()
    found = [
        conflict
        for visit in visits
        if visit.done_on is None
        for conflict in (
            *_of_officers(visit),
            *_of_people(visit, around, away, booked),
            *_of_day(visit, campaign, calendar),
            *_of_pair(visit, before),
        )
    ]
    order = {kind: place for place, kind in enumerate(ConflictKind)}
    places = {visit.id: place for place, visit in enumerate(visits)}
    return tuple(sorted(found, key=lambda one: (places[one.item], order[one.kind])))


def conflicts_refusal(found: Collection[Conflict], names: Mapping[str, str], on: date, law: Law) -> Refusal | None:
    """Conflicts that must be settled first. ``names``: enterprises by item."""
    blocking = [one for one in found if one.blocks]
    if not blocking:
        return None
    first = blocking[0]
    params = {"n": len(blocking), "enterprise": names[first.item], "conflict": first.message}
    return Refusal(
        "plan.conflicts",
        Message("plan.conflicts", N_("检查方案有 {n} 处必须先解决的冲突，首先是{enterprise}：{conflict}"), params),
        law.wording("show_credentials", on),
        Message("plan.conflicts.remedy", N_("请换人或者改期；全部冲突列在方案页上。")),
    )


def _of_officers(visit: PlannedVisit) -> Iterator[Conflict]:
    if len(visit.pair) < _PAIR:
        text = N_("只安排了{n}名执法人员，不得少于两人。")
        yield _conflict(ConflictKind.TOO_FEW, visit, text, n=len(visit.pair))
    for one in visit.officers:
        yield from _of_certificate(visit, one)


def _of_certificate(visit: PlannedVisit, one: Assigned) -> Iterator[Conflict]:
    told: dict[str, object] = {"name": one.name, "on": visit.on}
    if not one.certificate or one.valid_from is None or one.valid_to is None:
        yield _conflict(ConflictKind.CERTIFICATE, visit, N_("{name}没有登记执法证件。"), **told)
    elif one.valid_to < visit.on:
        text = N_("{name}的执法证件到 {valid_to} 为止，检查日期 {on} 在其后。")
        yield _conflict(ConflictKind.CERTIFICATE, visit, text, **told, valid_to=one.valid_to)
    elif visit.on < one.valid_from:
        text = N_("{name}的执法证件从 {valid_from} 起有效，检查日期 {on} 在其前。")
        yield _conflict(ConflictKind.CERTIFICATE, visit, text, **told, valid_from=one.valid_from)


Booked = Mapping[tuple[str, date], Sequence[PlannedVisit]]


def _of_people(
    visit: PlannedVisit, around: Around, away: Mapping[str, Sequence[Away]], booked: Booked
) -> Iterator[Conflict]:
    for one in visit.people:
        if (one.person, visit.enterprise, visit.on) in around.recused:
            yield _conflict(ConflictKind.RECUSAL, visit, N_("{name}对该企业须回避。"), name=one.name)
        if one.left_on is not None and one.left_on <= visit.on:
            text = N_("{name}已于 {left_on} 离岗。")
            yield _conflict(ConflictKind.LEFT, visit, text, name=one.name, left_on=one.left_on)
        for leave in away.get(one.person, ()):
            if leave.on(visit.on):
                days = {"first_on": leave.first_on, "last_on": leave.last_on}
                yield _conflict(
                    ConflictKind.LEAVE, visit, N_("{name}请假（{first_on} 至 {last_on}）。"), name=one.name, **days
                )
    yield from _doubled(visit, booked)


def _doubled(visit: PlannedVisit, booked: Booked) -> Iterator[Conflict]:
    """People who are to be at the same other places are named together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for one in visit.people:
        elsewhere = [other.enterprise_name for other in booked[one.person, visit.on] if other.id != visit.id]
        if elsewhere:
            together.setdefault(tuple(dict.fromkeys(elsewhere)), []).append(one.name)
    for enterprises, names in together.items():
        text = N_("{names}同一天还安排了：{enterprises}。")
        yield _conflict(ConflictKind.DOUBLE, visit, text, names=tuple(names), enterprises=enterprises)


def _booked(visits: Sequence[PlannedVisit]) -> Booked:
    found: dict[tuple[str, date], list[PlannedVisit]] = {}
    for visit in visits:
        for one in visit.people:
            found.setdefault((one.person, visit.on), []).append(visit)
    return found


def _of_day(visit: PlannedVisit, campaign: Campaign, calendar: Calendar) -> Iterator[Conflict]:
    if not calendar.is_workday(visit.on):
        yield _conflict(
            ConflictKind.DAY_OFF, visit, N_("{on} 不是工作日：{why}。"), on=visit.on, why=calendar.why(visit.on)
        )
    phases = inspecting(campaign)
    if not any(phase.first_on <= visit.on <= phase.last_on for phase in phases):
        days = {"first_on": min(phase.first_on for phase in phases), "last_on": max(phase.last_on for phase in phases)}
        text = N_("{on} 不在检查阶段（{first_on} 至 {last_on}）。")
        yield _conflict(ConflictKind.PHASE, visit, text, on=visit.on, **days)


def inspecting(campaign: Campaign) -> tuple[Phase, ...]:
    """The phases in which enterprises are inspected: those that end on the day set for it; without any, all."""
    return tuple(phase for phase in campaign.phases if phase.last_on == campaign.inspect_by) or campaign.phases


def _of_pair(visit: PlannedVisit, before: Mapping[str, Sequence[tuple[date, frozenset[str]]]]) -> Iterator[Conflict]:
    """The same two officers at the enterprise as the time before, and nobody else."""
    earlier = [(on, pair) for on, pair in before.get(visit.enterprise, ()) if on < visit.on]
    if not earlier or len(visit.pair) < _PAIR:
        return
    last_on, pair = max(earlier, key=lambda one: one[0])
    if pair == visit.pair:
        names = tuple(one.name for one in visit.officers)
        text = N_("{names}上一次（{last_on}）也检查或者安排检查该企业。")
        yield _conflict(ConflictKind.SAME_PAIR, visit, text, names=names, last_on=last_on)


def _visits_before(
    visits: Sequence[PlannedVisit], around: Around
) -> Mapping[str, Sequence[tuple[date, frozenset[str]]]]:
    found: dict[str, list[tuple[date, frozenset[str]]]] = {}
    for planned in (*visits, *around.others):
        found.setdefault(planned.enterprise, []).append((planned.on, planned.pair))
    for made in around.visited:
        found.setdefault(made.enterprise, []).append((made.on, made.officers))
    return found


def _conflict(kind: ConflictKind, visit: PlannedVisit, text: str, **params: object) -> Conflict:
    return Conflict(kind, visit.id, Message(f"plan.conflict.{kind}", text, params))
