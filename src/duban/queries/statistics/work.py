"""Work counted 工作量统计: what was done day by day, by the very filters of the lists that a figure opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from duban.domain.vocabulary import CardColour
from duban.domain.workflow import InspectionState
from duban.queries.cards import CardsSought, cards_sought
from duban.queries.inspections import InspectionsSought, visits_sought
from duban.queries.penalties import PenaltiesSought, penalties_sought
from duban.queries.placing import Placed
from duban.records.models import Card, Inspection, PenaltyDecision

Daily = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Work:
    """What was done, by day: completed visits, cards confirmed, penalty decisions that stand and their fines in 分."""

    visits: Daily
    yellow: Daily
    red: Daily
    penalties: Daily
    fines: Daily


def work(campaign: str, place: Placed) -> Work:
    """The work of a campaign in the days that ``place`` names, which must have both ends."""
    asked: dict[str, Any] = {name: getattr(place, name) for name in Placed.__dataclass_fields__}
    visits = InspectionsSought(state=InspectionState.COMPLETED, **asked)
    return Work(
        visits=_by_day(visits_sought(Inspection.objects.filter(campaign=campaign), visits), "visited_on"),
        yellow=_cards(campaign, CardsSought(colour=CardColour.YELLOW, **asked)),
        red=_cards(campaign, CardsSought(colour=CardColour.RED, **asked)),
        **_penalties(campaign, PenaltiesSought(stands="yes", **asked)),
    )


def _cards(campaign: str, sought: CardsSought) -> Daily:
    return _by_day(cards_sought(Card.objects.filter(campaign=campaign, voided_on=None), sought), "confirmed_on")


def _penalties(campaign: str, sought: PenaltiesSought) -> dict[str, Daily]:
    rows = penalties_sought(PenaltyDecision.objects.filter(campaign=campaign, voided_on=None), sought)
    found = list(rows.order_by().values_list("decided_on").annotate(Count("pk"), Sum("fine_fen")))
    return {"penalties": {day: count for day, count, _ in found}, "fines": {day: fen for day, _, fen in found}}


def _by_day(rows: QuerySet[Any], day: str) -> Daily:
    return dict(rows.order_by().values_list(day).annotate(Count("pk")))
