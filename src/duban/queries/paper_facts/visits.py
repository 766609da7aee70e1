"""Sources of the papers of a visit: scheme, record, order, measure, re-inspection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from duban.domain.days import written_day
from duban.domain.papers.vocabulary import PaperKind
from duban.domain.papers.words import paper_word
from duban.domain.vocabulary import ItemResult, MeasureKind
from duban.domain.workflow import InspectionPlanState, RectificationOrderState
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.paper_facts.common import Source, hazard_rows, joined, named, officers_of
from duban.queries.papers import cited_of
from duban.records.models import (
    Certificate,
    Hazard,
    Inspection,
    InspectionExpert,
    LedgerEntry,
    MeasureHazard,
    OnSiteMeasure,
    OrderItem,
    PlanItem,
    PlanItemExpert,
    PlanItemOfficer,
    RectificationOrder,
    Reinspection,
    ReinspectionOutcome,
)

_REVIEWED: Mapping[PaperKind, date | None] = dict.fromkeys(
    (PaperKind.CASE_FILING, PaperKind.PENALTY_NOTICE, PaperKind.HEARING_NOTICE, PaperKind.CASE_REPORT)
)


def plan_item(record: UUID) -> Source | None:
    """现场检查方案 of one planned visit, once its plan is approved."""
    item = PlanItem.objects.filter(pk=record, voided_on=None).select_related("plan").first()
    if item is None:
        return None
    plan = item.plan
    approved = plan.approved_on if plan.state == InspectionPlanState.APPROVED else None
    officers = PlanItemOfficer.objects.filter(item=item, voided_on=None).select_related("person")
    experts = PlanItemExpert.objects.filter(item=item, voided_on=None).select_related("person")
    return Source(
        item.home_agency_id,
        item.campaign,
        item.enterprise_id,
        {PaperKind.INSPECTION_SCHEME: approved},
        {
            **named([(one.person.name, _certificate(one.person_id, item.planned_on)) for one in officers]),
            "planned_on": item.planned_on,
            "plan": plan.title,
            "industry": _industry(item.campaign, item.enterprise_id),
            "note": item.note,
            "experts": "、".join(one.person.name for one in experts),
            "opinion": plan.opinion,
            "approved_on": approved,
        },
    )


def _certificate(person: UUID, on: date) -> str:
    held = Certificate.objects.filter(person=person, voided_on=None, valid_from__lte=on, valid_to__gte=on)
    return held.values_list("number", flat=True).first() or ""


def _industry(campaign: str, enterprise: UUID) -> str:
    entry = LedgerEntry.objects.filter(campaign=campaign, enterprise=enterprise, voided_on=None).first()
    if entry is None:
        return ""
    titles = {one.id: one.title for one in campaign_in_use(campaign).industries}
    return titles.get(entry.industry, entry.industry)


def inspection(record: UUID) -> Source | None:
    """现场检查记录, once it is completed; and the papers of a case that begins with the visit."""
    row = Inspection.objects.filter(pk=record, voided_on=None).first()
    if row is None:
        return None
    experts = InspectionExpert.objects.filter(inspection=row, voided_on=None).values_list("name", flat=True)
    hazards = Hazard.objects.filter(inspection=row, voided_on=None).order_by("found_on", "id")
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.INSPECTION_RECORD: row.completed_on, **(_REVIEWED if row.completed_on else {})},
        {
            **officers_of(row),
            "visited_on": row.visited_on,
            "started_at": row.started_at,
            "ended_at": row.ended_at,
            "place": row.place,
            "seen": row.seen,
            "experts": "、".join(experts),
            "hazards": hazard_rows(hazards),
            "findings": "；".join(f"{index}．{one.description}" for index, one in enumerate(hazards, 1)),
            "signed_by": row.signed_by,
            "refusal_note": row.refusal_note,
        },
    )


def rectification_order(record: UUID) -> Source | None:
    """责令限期整改指令书, once it is issued and not withdrawn."""
    row = RectificationOrder.objects.filter(pk=record, voided_on=None).select_related("inspection").first()
    if row is None:
        return None
    items = OrderItem.objects.filter(order=row, voided_on=None).select_related("hazard").order_by("due_on", "id")
    rows = [
        {
            "description": one.hazard.description,
            "place": one.hazard.place,
            "due_on": one.due_on,
            "requirement": one.requirement,
        }
        for one in items
    ]
    standing = row.state != RectificationOrderState.WITHDRAWN
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.RECTIFICATION_ORDER: row.issued_on if standing else None},
        {**officers_of(row.inspection), "visited_on": _visited(row.inspection), "items": rows},
        row.number,
        PaperKind.RECTIFICATION_ORDER,
        cited=cited_of(row.citations),
    )


def _visited(visit: Inspection | None) -> date | None:
    return None if visit is None else visit.visited_on


def on_site_measure(record: UUID) -> Source | None:
    """现场处理措施决定书, once it is issued and not withdrawn."""
    row = OnSiteMeasure.objects.filter(pk=record, voided_on=None).select_related("inspection").first()
    if row is None:
        return None
    links = MeasureHazard.objects.filter(measure=row, voided_on=None).values_list("hazard", flat=True)
    cited = cited_of(row.citations)
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.ON_SITE_MEASURE: None if row.withdrawn_on else row.issued_on},
        {
            **officers_of(row.inspection),
            "visited_on": _visited(row.inspection),
            "hazards": hazard_rows(Hazard.objects.filter(pk__in=list(links)).order_by("found_on", "id")),
            "measure": paper_word(MeasureKind(row.kind)),
            "articles": joined(cited),
            "content": row.content,
            "until_on": row.until_on,
            "term_reason": row.term_reason,
        },
        row.number,
        PaperKind.ON_SITE_MEASURE,
        cited=cited,
    )


def reinspection(record: UUID) -> Source | None:
    """整改复查意见书 of one re-inspection."""
    row = Reinspection.objects.filter(pk=record, voided_on=None).select_related("inspection").first()
    if row is None:
        return None
    outcomes = (
        ReinspectionOutcome.objects.filter(reinspection=row, voided_on=None)
        .select_related("item__order", "item__hazard")
        .order_by("item__due_on", "id")
    )
    orders = {one.item.order_id: one.item.order for one in outcomes}
    rows: list[dict[str, Any]] = [
        {"description": one.item.hazard.description, "result": paper_word(ItemResult(one.result))} for one in outcomes
    ]
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.REINSPECTION_OPINION: row.reinspected_on},
        {
            **officers_of(row.inspection),
            "visited_on": _visited(row.inspection),
            "orders": [{"number": one.number, "issued_on": one.issued_on} for one in orders.values()],
            "order_names": "、".join(
                f"{written_day(one.issued_on)}{one.number}《责令限期整改指令书》"
                for one in orders.values()
                if one.issued_on
            ),
            "items": rows,
            "opinion": row.opinion,
        },
        row.number,
        PaperKind.REINSPECTION_OPINION,
    )
