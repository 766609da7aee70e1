"""Placing 归类: to which region, industry and day a piece of casework belongs, alike in every list and every figure.

The region is that of the site, without one that of the enterprise; the industry is that of the ledger entry by which
the enterprise stands in the campaign's ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from duban.records.models import LedgerEntry

Rows = TypeVar("Rows", bound=QuerySet[Any])

INDUSTRY = """(select p.industry from ledger_entry p
    where p.enterprise_id = {of}.enterprise_id and p.campaign = {of}.campaign and p.voided_on is null
    order by p.removed_on is not null, p.confirmed_on is null, p.added_on nulls first, p.id limit 1)"""
"""The same in SQL; ``of`` is the alias of the casework."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Which casework a list is asked for; empty asks nothing. ``since`` and ``until`` are inclusive days."""

    unit: str = ""
    region: str = ""
    industry: str = ""
    since: date | None = None
    until: date | None = None


def placed(rows: Rows, sought: Placed, day: str, *, at_site: bool = True) -> Rows:
    """Those rows that are asked for; ``day`` is the field that holds their day."""
    given = {"home_agency": sought.unit, f"{day}__gte": sought.since, f"{day}__lte": sought.until}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    if sought.region:
        region: Any = Coalesce("site__region", "enterprise__region") if at_site else F("enterprise__region")
        rows = rows.alias(placed_region=region).filter(placed_region=sought.region)
    if sought.industry:
        rows = rows.alias(placed_industry=_industry()).filter(placed_industry=sought.industry)
    return rows


def _industry() -> Subquery:
    entries = LedgerEntry.objects.filter(
        campaign=OuterRef("campaign"), enterprise=OuterRef("enterprise"), voided_on=None
    )
    order = (
        _last(removed_on__isnull=False), _last(confirmed_on__isnull=True), F("added_on").asc(nulls_first=True), "id",
    )  # fmt: skip
    return Subquery(entries.order_by(*order).values("industry")[:1])


def _last(**test: bool) -> ExpressionWrapper[Q]:
    """As an order: those for which the test holds come last."""
    return ExpressionWrapper(Q(**test), BooleanField())


def ledger_regions(campaign: str) -> list[str]:
    """The regions in which the campaign's ledgers have entries."""
    rows = LedgerEntry.objects.filter(campaign=campaign, voided_on=None)
    return sorted(rows.order_by().values_list("region", flat=True).distinct())
