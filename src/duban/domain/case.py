"""Case 案情: the facts known on one day, put in relation once, so that conditions and rules only look up.

Our readings 我们的理解: the due day itself is in time; a due day that passed before the order was delivered never ran;
a report filed in time holds overdue back until the re-inspection; on one day a failed result outweighs a passed one;
findings of a visit that is still a draft count nowhere; once a closure was carried out, its orders have ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from duban.domain.campaign import Campaign
from duban.domain.facts import (
    Card,
    ClosureRequest,
    Extension,
    Facts,
    Hazard,
    Id,
    NonCompliance,
    OnSiteMeasure,
    Order,
    OrderItem,
    PenaltyDecision,
    Reinspection,
    Resumption,
    SupervisionListing,
)
from duban.domain.known import known_on
from duban.domain.law import Law
from duban.domain.vocabulary import (
    ClosureDecision,
    ItemResult,
    MeasureKind,
    PenaltyKind,
    RefusalOf,
    ReinspectionCause,
)

_BY_ID = attrgetter("id")  # the order in which facts were loaded must not show in a standing
_PASSED, _NOT_YET_DUE = ItemResult.PASSED, ItemResult.NOT_YET_DUE
_STOP = MeasureKind.TEMPORARY_SUSPENSION


@dataclass(slots=True, eq=False)
class Outcome:
    """A passed or failed result of a re-inspection for one hazard."""

    on: date
    passed: bool
    reinspection: Id
    item: Id
    cause: ReinspectionCause


@dataclass(slots=True, eq=False)
class HazardCase:
    """A hazard with its results, orders, suspensions and listing. ``ids``: the records it is known by.

    No case points back to the one that holds it: a circle would have to be found by the garbage collector each time.
    """

    hazard: Hazard
    id: Id
    ids: tuple[Id, ...]
    major: bool
    outcomes: list[Outcome]
    open: bool
    items: list[ItemCase] = field(default_factory=list)
    suspensions: list[SuspensionCase] = field(default_factory=list)
    listing: SupervisionListing | None = None

    @property
    def last(self) -> Outcome | None:
        """The result that counts now."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def passed(self) -> bool:
        """Whether the last result is passed."""
        return bool(self.outcomes) and self.outcomes[-1].passed


@dataclass(slots=True, eq=False)
class ItemCase:
    """An item of an order that was not withdrawn. ``overdue`` and ``awaiting`` (到期待复查) exclude each other."""

    item: OrderItem
    id: Id
    ids: tuple[Id, ...]
    order: Order
    due_on: date
    reports: list[date]
    lapsed: bool  # the order was delivered after the due day: no time to rectify ever ran
    running: bool  # delivered in time, not ended, the hazard still there
    overdue: bool = False
    awaiting: bool = False


@dataclass(slots=True, eq=False)
class SuspensionCase:
    """责令暂时停产停业 (a measure) or 责令停产停业整顿 (a penalty), neither withdrawn nor annulled."""

    id: Id
    measure: OnSiteMeasure | None
    penalty: PenaltyDecision | None
    hazard_ids: tuple[Id, ...]
    delivered_on: date | None
    resumptions: list[Resumption]
    consented: bool


@dataclass(slots=True, eq=False)
class RefusalCase:
    """A refusal 拒不执行 with the stop decision it is about; ``None`` where that was not an (open) stop decision."""

    refusal: NonCompliance
    id: Id
    suspension: SuspensionCase | None


@dataclass(slots=True, eq=False)
class CardCase:
    """A card in force with its hazards."""

    card: Card
    id: Id
    hazards: list[HazardCase]


@dataclass(slots=True, eq=False)
class Case:
    """Everything about one enterprise on one day that conditions and rules ask for."""

    facts: Facts
    on: date
    campaign: Campaign
    law: Law
    id: Id
    hazards: list[HazardCase]
    by_id: Mapping[Id, HazardCase]
    items: list[ItemCase]
    suspensions: list[SuspensionCase]
    refusals: list[RefusalCase]
    cards: list[CardCase]
    request: ClosureRequest | None  # the latest not withdrawn
    closure: ClosureRequest | None  # the same, once it was decided and carried out
    covered: bool
    accepted: bool

    @property
    def closed(self) -> bool:
        """Whether the enterprise is closed: decided, and carried out."""
        return self.closure is not None

    def hazard_of(self, item: ItemCase) -> HazardCase:
        """The hazard that an order item is about; items of hazards not known are no items."""
        return self.by_id[item.item.hazard]

    def stopped_for(self, suspension: SuspensionCase) -> list[HazardCase]:
        """The hazards known on the day for which production was stopped."""
        return [self.by_id[hazard] for hazard in suspension.hazard_ids if hazard in self.by_id]


def case_of(facts: Facts, on: date, campaign: Campaign, law: Law) -> Case:
    """Put the facts known on the day in relation. Facts that point to nothing known are passed over."""
    known = known_on(facts, on)
    request = _request(known.closure_requests)
    closure = request if request is not None and _carried_out(request) else None
    hazards = _hazards(known, on, closure is not None)
    by_id = {hazard.id: hazard for hazard in hazards}
    items = _items(known, by_id, on)
    suspensions = _suspensions(known, by_id)
    _list(known.listings, by_id)
    return Case(
        facts=known,
        on=on,
        campaign=campaign,
        law=law,
        id=known.enterprise,
        hazards=hazards,
        by_id=by_id,
        items=items,
        suspensions=suspensions,
        refusals=[_refusal(refusal, suspensions) for refusal in sorted(known.refusals, key=_BY_ID)],
        cards=_cards(known.cards, by_id, on),
        request=request,
        covered=any(visit.carried_out and visit.completed_on for visit in known.visits),
        closure=closure,
        accepted=closure is not None and any(a.passed and _not_before(a.on, closure) for a in known.acceptances),
    )


def due_on(item: OrderItem, extensions: Iterable[Extension], on: date) -> date:
    """The due day as it stood on the day: the order's own, or the latest granted in writing by then."""
    granted = (
        e.granted_to
        for e in extensions
        if e.item == item.id and e.granted_to is not None and (e.replied_on is None or e.replied_on <= on)
    )
    return max(granted, default=item.due_on)


def _request(requests: Iterable[ClosureRequest]) -> ClosureRequest | None:
    """The latest closure request that was not withdrawn."""
    standing = [request for request in requests if request.withdrawn_on is None]
    return max(standing, key=lambda r: (r.drafted_on, r.id), default=None)


def _carried_out(request: ClosureRequest) -> bool:
    return request.decision is ClosureDecision.CLOSE and request.carried_out_on is not None


def _not_before(day: date, closure: ClosureRequest) -> bool:
    return closure.carried_out_on is not None and day >= closure.carried_out_on


def _hazards(known: Facts, on: date, closed: bool) -> list[HazardCase]:
    drafts = {visit.id for visit in known.visits if visit.completed_on is None}
    outcomes = _outcomes(known)
    ended = _ended(known.orders)
    found = [
        _hazard(hazard, outcomes.get(hazard.id, []), on, closed or hazard.id in ended)
        for hazard in known.hazards
        if hazard.visit not in drafts
    ]
    found.sort(key=_BY_ID)
    return found


def _hazard(hazard: Hazard, outcomes: list[Outcome], on: date, ended: bool) -> HazardCase:
    passed = bool(outcomes) and outcomes[-1].passed
    still_there = not (passed or ended or hazard.corrected_on_spot_on is not None)
    return HazardCase(hazard, hazard.id, (hazard.id,), hazard.is_major(on), outcomes, still_there)


def _outcomes(known: Facts) -> Mapping[Id, list[Outcome]]:
    """Passed and failed results by hazard, oldest first; of one day the failed ones last."""
    if not known.reinspections:
        return {}
    hazard_of = {item.id: item.hazard for order in known.orders for item in order.items}
    found: defaultdict[Id, list[Outcome]] = defaultdict(list)
    for reinspection in known.reinspections:
        for item, outcome in _decided(reinspection):
            found[hazard_of.get(item, item)].append(outcome)
    for outcomes in found.values():
        if len(outcomes) > 1:
            outcomes.sort(key=lambda outcome: (outcome.on, not outcome.passed, outcome.reinspection))
    return found


def _decided(reinspection: Reinspection) -> Iterable[tuple[Id, Outcome]]:
    for outcome in reinspection.outcomes:
        if outcome.result is not _NOT_YET_DUE:
            passed = outcome.result is _PASSED
            yield (
                outcome.item,
                Outcome(reinspection.on, passed, reinspection.id, outcome.item, reinspection.cause),
            )


def _ended(orders: Iterable[Order]) -> set[Id]:
    """Hazards all of whose orders have ended 因关闭终结."""
    ended: set[Id] = set()
    live: set[Id] = set()
    for order in orders:
        if order.withdrawn_on is None:
            (ended if order.ended_on is not None else live).update(item.hazard for item in order.items)
    return ended - live


def _items(known: Facts, hazards: Mapping[Id, HazardCase], on: date) -> list[ItemCase]:
    reports: defaultdict[Id, list[date]] = defaultdict(list)
    for report in sorted(known.reports, key=attrgetter("filed_on")):
        reports[report.item].append(report.filed_on)
    found = []
    for order in known.orders:
        if order.withdrawn_on is None:
            for item in order.items:
                hazard = hazards.get(item.hazard)
                if hazard is not None:
                    found.append(_item(item, order, hazard, known.extensions, reports.get(item.id, [])))
    found.sort(key=_BY_ID)
    for case in found:
        hazard = hazards[case.item.hazard]
        hazard.items.append(case)
        if case.running and on > case.due_on:
            _judge(case, hazard.last)
    return found


def _item(
    item: OrderItem, order: Order, hazard: HazardCase, extensions: Iterable[Extension], reports: list[date]
) -> ItemCase:
    due = due_on(item, extensions, date.max) if extensions else item.due_on
    lapsed = order.delivered_on is not None and due < order.delivered_on
    running = hazard.open and order.delivered_on is not None and order.ended_on is None and not lapsed
    return ItemCase(item, item.id, (item.hazard, item.id, order.id), order, due, reports, lapsed, running)


def _judge(expired: ItemCase, last: Outcome | None) -> None:
    """Overdue, or waiting for the re-inspection that was asked for in time."""
    expired.awaiting = _reported_in_time(expired, last)
    expired.overdue = not expired.awaiting


def _reported_in_time(item: ItemCase, last: Outcome | None) -> bool:
    """Whether a completion report of the due day or earlier still waits for its re-inspection."""
    return any(filed <= item.due_on and (last is None or filed > last.on) for filed in item.reports)


def _suspensions(known: Facts, hazards: Mapping[Id, HazardCase]) -> list[SuspensionCase]:
    if not known.measures and not known.penalties:
        return []
    found = [
        *(_of_measure(measure, known.resumptions) for measure in known.measures if _stops(measure)),
        *(_of_penalty(penalty, known.resumptions) for penalty in known.penalties if _suspends(penalty)),
    ]
    found.sort(key=_BY_ID)
    for suspension in found:
        for hazard_id in suspension.hazard_ids:
            if hazard_id in hazards:
                hazards[hazard_id].suspensions.append(suspension)
    return found


def _stops(measure: OnSiteMeasure) -> bool:
    return measure.kind is _STOP and measure.withdrawn_on is None


def _suspends(penalty: PenaltyDecision) -> bool:
    return PenaltyKind.SUSPENSION in penalty.kinds and penalty.annulled_on is None


def _of_measure(measure: OnSiteMeasure, resumptions: Iterable[Resumption]) -> SuspensionCase:
    own = _own(measure.id, resumptions)
    consented = measure.lifted_on is not None or _consented(own)
    return SuspensionCase(measure.id, measure, None, measure.hazards, measure.delivered_on, own, consented)


def _of_penalty(penalty: PenaltyDecision, resumptions: Iterable[Resumption]) -> SuspensionCase:
    own = _own(penalty.id, resumptions)
    return SuspensionCase(penalty.id, None, penalty, penalty.hazards, penalty.delivered_on, own, _consented(own))


def _own(suspension: Id, resumptions: Iterable[Resumption]) -> list[Resumption]:
    return sorted((r for r in resumptions if r.suspension == suspension), key=lambda r: (r.applied_on, r.id))


def _consented(resumptions: Iterable[Resumption]) -> bool:
    return any(resumption.consented_on is not None for resumption in resumptions)


def _list(listings: Iterable[SupervisionListing], hazards: Mapping[Id, HazardCase]) -> None:
    for listing in sorted(listings, key=lambda listing: (listing.listed_on, listing.id)):
        hazard = hazards.get(listing.hazard)
        if hazard is not None and listing.delisted_on is None:
            hazard.listing = listing


def _refusal(refusal: NonCompliance, suspensions: Iterable[SuspensionCase]) -> RefusalCase:
    of_stop = refusal.decision_kind is not RefusalOf.ORDER
    stop = next((s for s in suspensions if of_stop and s.id == refusal.decision), None)
    return RefusalCase(refusal, refusal.id, stop)


def _cards(cards: Iterable[Card], hazards: Mapping[Id, HazardCase], on: date) -> list[CardCase]:
    return [
        CardCase(card, card.id, [hazards[h] for h in card.hazards if h in hazards])
        for card in sorted(cards, key=_BY_ID)
        if card.in_force(on)
    ]
