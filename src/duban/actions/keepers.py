"""Keepers 依据关系: which documents rest on a fact, so that it is not changed or made void under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, QuerySet

from duban.domain.messages import N_
from duban.domain.vocabulary import MeasureKind
from duban.domain.workflow import (
    CardState,
    OnSiteMeasureState,
    PenaltyDecisionState,
    RectificationOrderState,
    SupervisionListingState,
)
from duban.records.models import (
    CardHazard,
    CompletionReport,
    Extension,
    MeasureHazard,
    OrderItem,
    PenaltyHazard,
    Reinspection,
    ReinspectionOutcome,
    SupervisionListing,
)

HAZARD, MAJORNESS, ORDERS, INSPECTION, ORDER_ITEM = "hazard", "majorness", "orders", "inspection", "order_item"


@dataclass(frozen=True, slots=True)
class Keeper:
    """A kind of document that may rest on a fact.

    ``fact``: the path to the fact; ``document``: the path to the document itself; ``free``: states in which it keeps
    nothing any more; ``drafts``: states in which it is not issued yet; ``only``: further conditions.
    """

    word: str
    model: type[Model]
    fact: str
    document: str = ""
    free: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    only: tuple[tuple[str, object], ...] = ()

    def rows(self, fact: UUID, *, drafts: bool) -> QuerySet[Model]:
        """The documents' rows; with their drafts or without."""
        rows = self.model._default_manager.filter(**{self.fact: fact}, voided_on=None, **dict(self.only))
        loose = self.free if drafts else (*self.free, *self.drafts)
        return rows.exclude(**{f"{self.document}state__in": loose}) if loose else rows


_ORDER = Keeper(
    N_("责令限期整改指令书"),
    OrderItem,
    "hazard",
    "order__",
    (RectificationOrderState.WITHDRAWN,),
    (RectificationOrderState.DRAFT,),
)
_MEASURE = Keeper(
    N_("现场处理措施决定书"),
    MeasureHazard,
    "hazard",
    "measure__",
    (OnSiteMeasureState.WITHDRAWN,),
    (OnSiteMeasureState.DRAFT,),
)
_STOP = Keeper(
    N_("责令暂时停产停业"),
    MeasureHazard,
    "hazard",
    "measure__",
    (OnSiteMeasureState.WITHDRAWN,),
    (OnSiteMeasureState.DRAFT,),
    (("measure__kind", MeasureKind.TEMPORARY_SUSPENSION),),
)
_CARD = Keeper(N_("黄牌、红牌"), CardHazard, "hazard", "card__", (CardState.DECLINED,), (CardState.PROPOSED,))
_LISTING = Keeper(N_("挂牌督办"), SupervisionListing, "hazard", drafts=(SupervisionListingState.PROPOSED,))
_PENALTY = Keeper(N_("行政处罚决定"), PenaltyHazard, "hazard", "penalty__", (PenaltyDecisionState.ANNULLED,))
_OF_HAZARD = (_ORDER, _MEASURE, _CARD, _LISTING, _PENALTY)


def _of_visit(keeper: Keeper) -> Keeper:
    return Keeper(keeper.word, keeper.model, "hazard__inspection", keeper.document, keeper.free, keeper.drafts)


_KEEPERS: Mapping[str, tuple[Keeper, ...]] = {
    HAZARD: _OF_HAZARD,
    MAJORNESS: (_STOP, _CARD, _LISTING),
    ORDERS: (_ORDER,),
    INSPECTION: (*(_of_visit(keeper) for keeper in _OF_HAZARD), Keeper(N_("整改复查"), Reinspection, "inspection")),
    ORDER_ITEM: (
        Keeper(N_("整改复查"), ReinspectionOutcome, "item"),
        Keeper(N_("整改延期"), Extension, "item"),
        Keeper(N_("整改完成报告"), CompletionReport, "item"),
    ),
}


def keepers_of(relation: str, fact: UUID, *, drafts: bool = True) -> list[str]:
    """The words of the documents that rest on the fact, drafts among them or not."""
    return [keeper.word for keeper in _KEEPERS[relation] if keeper.rows(fact, drafts=drafts).exists()]
