"""A plan as rows for the database, table by table, in the order of the columns named beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from duban.domain.ledger.plan import COMPARED, Group, SiteLine
from duban.queries.pinyin import pinyin_of

ENTERPRISE = (
    "id", "home_agency", "credit_code", "no_code_reason", "name", "name_key", "pinyin", "region", "address",
    "operating_status", "status_on", "workforce", "legal_person", "contact", "telephone",
)  # fmt: skip
SITE = (
    "id", "home_agency", "enterprise_id", "name_key", "name_core", "address", "region", "latitude", "longitude",
    "gbt4754", "started_year",
)  # fmt: skip
ENTRY = (
    "id", "home_agency", "campaign", "enterprise_id", "site_id", "state", "industry", "region", "inclusion_basis",
    "remark", "added_on", "confirmed_on",
)  # fmt: skip
PROFILE = (
    "id", "home_agency", "campaign", "enterprise_id", "stated_on", "standardisation", "standardised_until",
    "dual_prevention", "risk",
)  # fmt: skip
CAPACITY = ("id", "home_agency", "campaign", "enterprise_id", "site_id", "kind", "process", "size", "unit")

_AT = {name: place for place, name in enumerate(COMPARED)}
_DUAL = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: its deed, campaign, the day its entries count from, and which unit keeps which region."""

    deed: UUID
    campaign: str
    since: date
    agency: str
    units: Mapping[str, str]

    def home(self, region: str) -> str:
        """The unit whose ledger the region belongs to."""
        return self.units.get(region, self.agency)


@dataclass(frozen=True, slots=True)
class Plant:
    """A group with its enterprise's id and the unit that registered it."""

    id: UUID
    home: str
    group: Group


def new_plant(batch: Batch, group: Group, revived: str | None) -> Plant:
    """A plant to be created, or to be revived under its old id."""
    first = next(iter(group.sites))
    made = UUID(revived) if revived else uuid5(batch.deed, f"enterprise/{group.rows[0]}")
    return Plant(made, batch.home(first), group)


def enterprise_row(plant: Plant) -> tuple[Any, ...]:
    """In the order of ``ENTERPRISE``."""
    values, site = plant.group.values, next(iter(plant.group.sites.values()))
    name = values[_AT["name"]]
    return (
        plant.id, plant.home, values[_AT["credit_code"]] or None, values[_AT["no_code_reason"]] or "", name, site.key,
        pinyin_of(name), site.region, site.address, values[_AT["status"]], values[_AT["status_on"]],
        values[_AT["workforce"]], values[_AT["legal_person"]] or "", values[_AT["contact"]] or "",
        values[_AT["telephone"]] or "",
    )  # fmt: skip


def site_id(batch: Batch, group: Group, region: str) -> UUID:
    """Id of a site that the batch creates."""
    return uuid5(batch.deed, f"site/{group.rows[0]}/{region}")


def site_row(batch: Batch, plant: Plant, site: SiteLine) -> tuple[Any, ...]:
    """In the order of ``SITE``."""
    started = next((unit.started for unit in plant.group.units if unit.region == site.region), None)
    return (
        site_id(batch, plant.group, site.region), batch.home(site.region), plant.id, site.key, site.core, site.address,
        site.region, site.latitude, site.longitude, plant.group.values[_AT["gbt4754"]] or "", started,
    )  # fmt: skip


def entry_row(batch: Batch, plant: Plant, region: str, site: UUID) -> tuple[Any, ...]:
    """In the order of ``ENTRY``. A ledger workbook is the list that was agreed: its entries are confirmed."""
    values = plant.group.values
    return (
        uuid5(batch.deed, f"entry/{plant.group.rows[0]}/{region}"), batch.home(region), batch.campaign, plant.id, site,
        "confirmed", values[_AT["industry"]], region, values[_AT["basis"]] or "", values[_AT["remark"]] or "",
        batch.since, batch.since,
    )  # fmt: skip


def profile_rows(batch: Batch, plant: Plant) -> Iterator[tuple[Any, ...]]:
    """In the order of ``PROFILE``; none where the file says nothing of the enterprise's own safety work."""
    values = plant.group.values
    grade, until, risk, dual = (values[_AT[name]] for name in ("grade", "grade_until", "risk", "dual_prevention"))
    if grade or risk or dual is not None:
        yield (
            uuid5(batch.deed, f"profile/{plant.group.rows[0]}"), plant.home, batch.campaign, plant.id, batch.since,
            grade, until, _DUAL[dual], risk,
        )  # fmt: skip


def capacity_rows(batch: Batch, plant: Plant, sites: Mapping[str, UUID]) -> Iterator[tuple[Any, ...]]:
    """In the order of ``CAPACITY``: the lines of plant that were not known before."""
    group = plant.group
    for place, unit in enumerate(group.new_units if group.existing else group.units):
        yield (
            uuid5(batch.deed, f"capacity/{group.rows[0]}/{place}"), batch.home(unit.region), batch.campaign, plant.id,
            sites[unit.region], "line", unit.process, unit.capacity, unit.capacity_unit,
        )  # fmt: skip
