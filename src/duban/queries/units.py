"""Units 单位: which agencies a reading covers, and in whose scope it runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.messages import N_, Message, Refusal
from duban.domain.wordlists import AgencyKind
from duban.queries.actors import agencies_below
from duban.records.models import Agency
from duban.records.scope import scoped


def agency_named(code: str) -> Agency:
    """The unit with that code; refused when there is none."""
    agency = Agency.objects.filter(pk=code).first()
    if agency is None:
        raise Refusal(
            "agency.unknown",
            Message("agency.unknown", N_("没有代码为“{code}”的单位。"), {"code": code}),
            remedy=Message("agency.unknown.remedy", N_("请核对机关代码；开发区写成 210100-K1。")),
        )
    return agency


def every_agency() -> tuple[str, ...]:
    """The codes of all units of the installation."""
    return tuple(Agency.objects.order_by("pk").values_list("pk", flat=True))


def with_below(code: str) -> tuple[str, ...]:
    """The unit and all below it; refused when there is none of that code."""
    return (agency_named(code).pk, *agencies_below(code))


def reporting_units(code: str) -> tuple[str, ...]:
    """The unit and the bureaus below it, in the order of their codes: whose rows its annexes show.

    Governments and partner departments hang in the same tree, but keep no ledger.
    """
    below = Agency.objects.filter(pk__in=agencies_below(code), kind=AgencyKind.BUREAU).order_by("pk")
    return (agency_named(code).pk, *below.values_list("pk", flat=True))


def returning_units(code: str) -> tuple[str, ...]:
    """The unit and the bureaus right below it, in the order of their codes: whose returns it judges and puts together.

    A bureau that has bureaus below it returns theirs put together; so the tree may be of any depth.
    """
    below = Agency.objects.filter(parent=code, kind=AgencyKind.BUREAU).order_by("pk")
    return (agency_named(code).pk, *below.values_list("pk", flat=True))


def consolidating(codes: Collection[str]) -> frozenset[str]:
    """Those of the units that have bureaus below them."""
    above = Agency.objects.filter(parent__in=codes, kind=AgencyKind.BUREAU).values_list("parent", flat=True)
    return frozenset(map(str, above))


@contextmanager
def reading(agency: str | None = None) -> Iterator[tuple[str, ...]]:
    """A transaction that reads as a unit with all below it, or without one as the whole installation.

    For the people who run the installation; doors for everybody else read as the person who asks.
    """
    units = every_agency() if agency is None else with_below(agency)
    with scoped(units):
        yield units


def visitor(code: str) -> Actor:
    """Somebody of the unit without an account or a role: may look, as for a dry run, and do nothing."""
    agency = agency_named(code)
    return Actor(
        id=UUID(int=0),
        username="",
        name=agency.name,
        agency=agency.pk,
        roles=frozenset(),
        capacity=EnforcementCapacity(agency.enforcement_capacity),
        subordinates=agencies_below(agency.pk),
    )
