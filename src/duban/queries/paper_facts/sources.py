"""One way to the source of any paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from duban.domain.papers.vocabulary import PaperSubject
from duban.queries.paper_facts import decisions, others, visits
from duban.queries.paper_facts.common import Source

_SOURCES: Mapping[PaperSubject, Callable[[UUID], Source | None]] = MappingProxyType(
    {
        PaperSubject.PLAN_ITEM: visits.plan_item,
        PaperSubject.INSPECTION: visits.inspection,
        PaperSubject.RECTIFICATION_ORDER: visits.rectification_order,
        PaperSubject.ON_SITE_MEASURE: visits.on_site_measure,
        PaperSubject.REINSPECTION: visits.reinspection,
        PaperSubject.EXTENSION: decisions.extension,
        PaperSubject.PENALTY_DECISION: decisions.penalty_decision,
        PaperSubject.POWER_CUT: decisions.power_cut,
        PaperSubject.SUPERVISION_LISTING: decisions.supervision_listing,
        PaperSubject.CARD: decisions.card,
        PaperSubject.CLOSURE_REQUEST: decisions.closure_request,
        PaperSubject.ACCEPTANCE: decisions.acceptance,
        PaperSubject.REFERRAL: decisions.referral,
        PaperSubject.MESSAGE: others.message,
        PaperSubject.CAMPAIGN: others.campaign,
    }
)


def source(subject: PaperSubject, record: UUID, *, campaign: str, agency: str) -> Source | None:
    """What the record says; ``None`` when it is unknown, void or out of scope.

    ``campaign`` and ``agency`` (the unit that writes) matter where the record is an enterprise, which belongs to none.
    """
    if subject is PaperSubject.ENTERPRISE:
        return others.enterprise(record, campaign, agency)
    return _SOURCES[subject](record)
