"""Keepers 依据关系: which documents rest on a fact, so that it is not changed or made void under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, QuerySet

from duban.domain.messages import N_
from duban.domain.vocabulary import MeasureKind, ReinspectionCause
from duban.domain.workflow import (
    CardState,
    InspectionPlanState,
    InspectionState,
    OnSiteMeasureState,
    PenaltyDecisionState,
    PowerCutState,
    RectificationOrderState,
    SupervisionListingState,
)
from duban.records.models import (
    CapacityItem,
    Card,
    CardHazard,
    Hazard,
    Inspection,
    InspectionExpert,
    InspectionOfficer,
    LedgerEntry,
    MeasureHazard,
    OrderItem,
    PenaltyHazard,
    PlanItem,
    PowerCut,
    Reinspection,
    ReinspectionOutcome,
    SupervisionListing,
)

HAZARD, MAJORNESS, ORDERS, INSPECTION = "hazard", "majorness", "orders", "inspection"
OFFICER, EXPERT, REVISIT, REINSPECTION = "inspection_officer", "inspection_expert", "revisit", "reinspection"
ORDER_ITEM, PLAN_ITEM, REPORT, PROOF = "order_item", "plan_item", "completion_report", "implementation_proof"
NON_COMPLIANCE, SITE, ENTERPRISE, CAPACITY_ITEM = "non_compliance", "site", "enterprise", "capacity_item"


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


_RECORD = N_("签字的检查记录")
_DRAFTS = (InspectionState.RECORDED, InspectionState.ATTEMPTED)
_REINSPECTION = Keeper(N_("整改复查"), Reinspection, "inspection")
_OUTCOME = "hazard__order_items__outcomes__reinspection"

_KEEPERS: Mapping[str, tuple[Keeper, ...]] = {
    HAZARD: _OF_HAZARD,
    MAJORNESS: (_STOP, _CARD, _LISTING),
    ORDERS: (_ORDER,),
    INSPECTION: (*(_of_visit(keeper) for keeper in _OF_HAZARD), _REINSPECTION),
    REVISIT: (_REINSPECTION,),
    OFFICER: (Keeper(_RECORD, InspectionOfficer, "id", "inspection__", _DRAFTS),),
    EXPERT: (Keeper(_RECORD, InspectionExpert, "id", "inspection__", _DRAFTS),),
    ORDER_ITEM: (
        Keeper(
            _ORDER.word,
            OrderItem,
            "id",
            "order__",
            (RectificationOrderState.DRAFT, RectificationOrderState.WITHDRAWN),
        ),
    ),
    PLAN_ITEM: (Keeper(N_("已送审的检查方案"), PlanItem, "id", "plan__", (InspectionPlanState.DRAFT,)),),
    REPORT: (
        Keeper(
            N_("企业申请的整改复查"),
            ReinspectionOutcome,
            "item__reports",
            only=(("reinspection__voided_on", None), ("reinspection__cause", ReinspectionCause.APPLIED)),
        ),
    ),
    REINSPECTION: (
        Keeper(
            N_("已结清的指令书"),
            ReinspectionOutcome,
            "reinspection",
            only=(("item__order__state", RectificationOrderState.CLOSED),),
        ),
        Keeper(N_("已移出的黄牌、红牌"), CardHazard, _OUTCOME, only=(("card__state", CardState.LIFTED),)),
        Keeper(
            N_("已销号的挂牌督办"),
            SupervisionListing,
            _OUTCOME,
            only=(("state", SupervisionListingState.DELISTED),),
        ),
    ),
    PROOF: (
        Keeper(
            N_("已销号的挂牌督办"), SupervisionListing, "proofs", only=(("state", SupervisionListingState.DELISTED),)
        ),
    ),
    NON_COMPLIANCE: (
        Keeper(N_("停止供电"), PowerCut, "measure__refusals", free=(PowerCutState.WITHDRAWN,)),
        Keeper(N_("停止供电"), PowerCut, "penalty__refusals", free=(PowerCutState.WITHDRAWN,)),
    ),
    SITE: (
        Keeper(N_("台账"), LedgerEntry, "site"),
        Keeper(N_("执法检查"), Inspection, "site"),
        Keeper(N_("问题和隐患"), Hazard, "site"),
        Keeper(N_("黄牌、红牌"), Card, "site"),
        Keeper(N_("落后产能、装备"), CapacityItem, "site"),
    ),
    ENTERPRISE: (Keeper(N_("台账"), LedgerEntry, "enterprise"),),
    CAPACITY_ITEM: (Keeper(N_("已登记的退出"), CapacityItem, "id", only=(("exited_on__isnull", False),)),),
}


def keepers_of(relation: str, fact: UUID, *, drafts: bool = True) -> list[str]:
    """The words of the documents that rest on the fact, drafts among them or not."""
    return [keeper.word for keeper in _KEEPERS[relation] if keeper.rows(fact, drafts=drafts).exists()]
