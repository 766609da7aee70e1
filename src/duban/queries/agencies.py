"""Agencies 机关 as pages show them: names, and the units whose rows a reader may choose from."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from duban.domain.wordlists import AgencyKind
from duban.queries.actors import agencies_below
from duban.records.models import Agency


def agency_name(code: str) -> str:
    """The unit's full name."""
    return str(Agency.objects.values_list("name", flat=True).get(pk=code))


def region_of(code: str) -> str:
    """The code of the unit's region."""
    return str(Agency.objects.values_list("region", flat=True).get(pk=code))


def units_of(code: str) -> Mapping[str, str]:
    """Names by code of the unit and of all below it, bureaus, departments and governments, in the order of codes."""
    below = Agency.objects.filter(pk__in=(code, *agencies_below(code))).values_list("code", "name")
    return dict(sorted(below, key=lambda row: (row[0] != code, row[0])))


def bureaus(codes: Collection[str]) -> Mapping[str, str]:
    """Names by code of those that keep a ledger, the widest first, else in the order of their codes."""
    rows = Agency.objects.filter(pk__in=codes, kind=AgencyKind.BUREAU).values_list("code", "name")
    order = list(codes)
    return dict(sorted(rows, key=lambda row: order.index(row[0])))


def agency_region(code: str) -> str:
    """The region for which the unit is competent."""
    return str(Agency.objects.values_list("region", flat=True).get(pk=code))
