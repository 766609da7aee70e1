"""Orders 整改指令: deliver, re-inspect, reply to extensions; what is overdue; what a deed on an order needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter

from duban.domain.case import Case, HazardCase, ItemCase, Outcome
from duban.domain.facts import Extension, Id, Order
from duban.domain.messages import N_, Message
from duban.domain.rules.acts import next_act
from duban.domain.standing import Act, NextAct, OverdueItem
from duban.domain.vocabulary import Answer

REINSPECT_BY = "D03"
REPLY_BY = "D02"
APPLY_BY = "D01"


def ordered(case: Case, hazard: HazardCase) -> bool:
    """Whether an order for the hazard was issued and not withdrawn. One delivered after its due day orders nothing."""
    return any(not item.lapsed for item in hazard.items)


def lapsed_notes(case: Case, hazards: Iterable[HazardCase]) -> tuple[Message, ...]:
    """Orders for the hazards that were delivered after their due day and stand in the way of new ones."""
    return tuple(_lapsed(item.order, item.due_on) for hazard in hazards for item in hazard.items if item.lapsed)


def overdue(case: Case) -> Iterator[OverdueItem]:
    """What is overdue, and what waits for its re-inspection 到期待复查."""
    for item in case.items:
        if item.overdue or item.awaiting:
            yield OverdueItem(item.id, item.item.hazard, case.hazard_of(item).major, item.due_on, item.awaiting)


def acts(case: Case) -> Iterator[NextAct]:
    """Deliver what was issued, re-inspect what is due or applied for, answer what was applied for."""
    yield from _deliveries(case)
    yield from _reinspections(case)
    yield from _replies(case)


def _deliveries(case: Case) -> Iterator[NextAct]:
    waiting = [o for o in case.facts.orders if o.delivered_on is None and o.withdrawn_on is None and o.ended_on is None]
    for order in sorted(waiting, key=attrgetter("id")):
        notes: tuple[Message, ...] = (Message("order.not_running", N_("指令书送达前，整改期限不起算。")),)
        first = min((item.due_on for item in order.items), default=case.on)
        if first < case.on:
            notes += (_lapsed(order, first),)
        yield next_act(case, Act.DELIVER_ORDER, order.id, (order.id,), concepts=("order_correction",), notes=notes)


def _lapsed(order: Order, due_on: date) -> Message:
    text = N_("指令书 {number} 写明的整改期限 {due_on} 在送达前已过：期限没有起算，不算逾期；请撤回后重新签发、送达。")
    return Message("order.lapsed", text, {"number": order.number or "-", "due_on": due_on})


def _reinspections(case: Case) -> Iterator[NextAct]:
    """One re-inspection for all waiting items of an order, due with the first of them."""
    waiting: defaultdict[Id, list[tuple[date, ItemCase]]] = defaultdict(list)
    for item in case.items:
        start = _clock_start(item, case.hazard_of(item).last, case.on) if item.running else None
        if start is not None:
            waiting[item.order.id].append((start, item))
    for order, started in waiting.items():
        first = min(start for start, _ in started)
        because = (i for _, item in started for i in item.ids)
        yield next_act(case, Act.REINSPECT, order, because, deadline=REINSPECT_BY, start=first)


def _clock_start(item: ItemCase, last: Outcome | None, on: date) -> date | None:
    """From when the ten days run: a report not yet answered by a re-inspection, or the due day; the earlier counts."""
    starts = [filed for filed in item.reports if last is None or filed > last.on]
    if on > item.due_on and (last is None or last.on < item.due_on):
        starts.append(item.due_on)
    return min(starts, default=None)


def _replies(case: Case) -> Iterator[NextAct]:
    applied = [extension for extension in case.facts.extensions if extension.replied_on is None]
    running = {item.id: item for item in case.items if item.running} if applied else {}
    for extension in sorted(applied, key=attrgetter("id")):
        item = running.get(extension.item)
        if item is not None:
            yield next_act(
                case,
                Act.REPLY_EXTENSION,
                extension.id,
                (extension.id, item.id),
                deadline=REPLY_BY,
                start=extension.applied_on,
                notes=extension_notes(case, extension, item.due_on),
            )


def extension_notes(case: Case, extension: Extension, due_on: date) -> tuple[Message, ...]:
    """Warnings about an application: outside the window (only a warning), force majeure not stated or not proved."""
    notes = []
    latest = case.law.due(APPLY_BY, due_on)
    if latest is not None and extension.applied_on > latest.due_on:
        params = {"applied": extension.applied_on, "latest": latest.due_on, "article": latest.cited.text}
        text = N_("申请日 {applied} 晚于 {latest}，可能不在规定的申请期内；{article}的措辞待法规科核实，仅作提醒。")
        notes.append(Message("extension.window", text, params))
    if extension.force_majeure is not Answer.YES or not extension.proved:
        notes.append(Message("extension.force_majeure", N_("延期须说明不可抗力事由并附证明材料。")))
    return tuple(notes)
