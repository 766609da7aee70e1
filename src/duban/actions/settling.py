"""Settling 更正的附带核对: what else follows from corrected columns, judged by the rules of their entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import cast

from django.db.models import Model

from duban.actions.casework import known, raise_if
from duban.actions.deliveries import DELIVERED, paper
from duban.actions.enterprises import judged_code, judged_industry_code
from duban.actions.order_items import due_now
from duban.domain.days import local_day
from duban.domain.ledger.names import name_key
from duban.domain.ledger.values import tidy
from duban.domain.rules.attendance import times_refusal
from duban.domain.rules.corrections import delivered_day_refusal
from duban.domain.rules.deliveries import delivery_refusal
from duban.domain.rules.extensions import application_refusal
from duban.domain.rules.hazards import spot_correction_refusal
from duban.domain.rules.ledger import industry_refusal
from duban.domain.rules.organisation import region_refusal
from duban.domain.wordlists import DeliveryMethod, DocumentKind
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.law import law_in_use
from duban.queries.pinyin import pinyin_of
from duban.records.models import (
    CompletionReport,
    Delivery,
    Enterprise,
    Extension,
    Hazard,
    Inspection,
    LedgerEntry,
    NonCompliance,
    OnSiteMeasure,
    PenaltyDecision,
    Person,
    RectificationOrder,
    Reinspection,
    Resumption,
    Site,
)
from duban.specs.regions import load_regions

_ACTED_ON = ("closed_on", "ended_on", "term_ended_on", "lifted_on", "paid_on", "withdrawn_on", "annulled_on")
"""Days of what is done on the strength of a delivery, whichever the document has."""


_FOLLOWING: Mapping[type[Model], tuple[tuple[type[Model], str, str], ...]] = {
    RectificationOrder: (
        (CompletionReport, "item__order", "filed_on"),
        (Extension, "item__order", "applied_on"),
        (Reinspection, "outcomes__item__order", "reinspected_on"),
        (NonCompliance, "order", "refused_on"),
    ),
    OnSiteMeasure: ((Resumption, "measure", "applied_on"), (NonCompliance, "measure", "refused_on")),
    PenaltyDecision: ((Resumption, "penalty", "applied_on"), (NonCompliance, "penalty", "refused_on")),
}
"""Facts that presuppose the delivery of a document, the way to it from each, and their day."""


def settle_enterprise(row: Model, changed: Collection[str]) -> None:
    """The name's keys follow the name; code and region are judged as for a new enterprise."""
    enterprise = cast(Enterprise, row)
    if "name" in changed:
        enterprise.name = tidy(enterprise.name)
        enterprise.name_key = name_key(enterprise.name).key
        enterprise.pinyin = pinyin_of(enterprise.name)
    if {"credit_code", "no_code_reason"} & set(changed):
        before = Enterprise.objects.values_list("credit_code", flat=True).get(pk=enterprise.pk)
        enterprise.credit_code = judged_code(enterprise.credit_code or "", enterprise.no_code_reason, own=before)
    raise_if(region_refusal(enterprise.region, load_regions()))


def settle_site(row: Model, changed: Collection[str]) -> None:
    """Region and industry code are judged as for a new site."""
    site = cast(Site, row)
    site.gbt4754 = judged_industry_code(site.gbt4754)
    raise_if(region_refusal(site.region, load_regions()))


def settle_entry(row: Model, changed: Collection[str]) -> None:
    """The industry is one of the plan's, the region exists, the responsible person too."""
    entry = cast(LedgerEntry, row)
    raise_if(industry_refusal(entry.industry, campaign_in_use(entry.campaign)))
    raise_if(region_refusal(entry.region, load_regions()))
    if entry.responsible_id is not None:
        known(Person, entry.responsible_id)


def settle_visit(row: Model, changed: Collection[str]) -> None:
    """A visit begins on its own day and ends no earlier."""
    visit = cast(Inspection, row)
    started, ended = (moment and local_day(moment) for moment in (visit.started_at, visit.ended_at))
    on = cast(date, visit.visited_on)  # the states of the table have their day
    raise_if(times_refusal(on, started, ended, law_in_use()))


def settle_hazard(row: Model, changed: Collection[str]) -> None:
    """A correction on the spot is of the visit's own day."""
    hazard = cast(Hazard, row)
    if hazard.corrected_on_spot_on is not None:
        raise_if(spot_correction_refusal(hazard.found_on, hazard.corrected_on_spot_on, (), law_in_use()))


def settle_extension(row: Model, changed: Collection[str]) -> None:
    """The application was made while the term ran."""
    extension = cast(Extension, row)
    raise_if(application_refusal(False, due_now(extension.item), extension.applied_on, law_in_use()))


def settle_delivery(row: Model, changed: Collection[str]) -> None:
    """The document's own day follows its receipt, so that its clocks start anew."""
    delivery = cast(Delivery, row)
    kind = DELIVERED.get(DocumentKind(delivery.document_kind))
    if kind is None:
        return
    document = known(kind.model, delivery.document)
    issued_on = getattr(document, kind.dated)
    method = DeliveryMethod(delivery.method)
    handed = paper(DocumentKind(delivery.document_kind), document)
    raise_if(delivery_refusal(handed, method, delivery.witness, delivery.delivered_on, law_in_use()))
    if kind.noun is None or "delivered_on" not in changed:
        return
    raise_if(delivered_day_refusal(delivery.delivered_on, issued_on, _acted_on(document)))
    document.delivered_on = delivery.delivered_on  # type: ignore[attr-defined]  # every table with a noun has it
    document.save()


def _acted_on(document: Model) -> date | None:
    """The first day on which something was done on the strength of the document's delivery."""
    own = [day for name in _ACTED_ON if (day := getattr(document, name, None))]
    following = [
        day
        for model, path, name in _FOLLOWING.get(type(document), ())
        for day in model._default_manager.filter(**{path: document.pk}, voided_on=None).values_list(name, flat=True)
    ]
    return min(own + following, default=None)
