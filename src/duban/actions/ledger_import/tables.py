"""A plan as rows for the database, in the order of the columns named beside them.

One row a plant and one a site: entries and profiles are made from these two by statements (``writing``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from duban.domain.ledger.plan import COMPARED, Group
from duban.queries.pinyin import pinyin_of

ENTERPRISE = (
    "id", "home_agency", "credit_code", "no_code_reason", "name", "name_key", "pinyin", "region", "address",
    "operating_status", "status_on", "workforce", "legal_person", "contact", "telephone",
)  # fmt: skip
PLANT = (
    *ENTERPRISE, "industry", "inclusion_basis", "remark",
    "profile_id", "standardisation", "standardised_until", "dual_prevention", "risk",
)  # fmt: skip
SITE = (
    "id", "home_agency", "enterprise_id", "name_key", "name_core", "address", "region", "latitude", "longitude",
    "gbt4754", "started_year",
)  # fmt: skip
SITE_AND_ENTRY = (*SITE, "entry_id", "known")
CAPACITY = ("id", "home_agency", "campaign", "enterprise_id", "site_id", "kind", "process", "size", "unit")

_AT = {name: place for place, name in enumerate(COMPARED)}
_DUAL = {True: "yes", False: "no", None: "unknown"}


_PROFILE = {"grade", "grade_until", "risk", "dual_prevention"}


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: its deed, campaign, the day its entries count from, and which unit keeps which region."""

    deed: UUID
    campaign: str
    since: date
    agency: str
    units: Mapping[str, str]
    _seed: Any = field(init=False, repr=False, compare=False)  # a hash has no public type

    def __post_init__(self) -> None:
        object.__setattr__(self, "_seed", hashlib.sha1(self.deed.bytes, usedforsecurity=False))

    def home(self, region: str) -> str:
        """The unit whose ledger the region belongs to."""
        return self.units.get(region, self.agency)

    def made_id(self, name: str) -> str:
        """``uuid5(deed, name)`` as text; of hundreds of thousands the deed is hashed once and no object is made."""
        seed = self._seed.copy()
        seed.update(name.encode())
        made: str = seed.hexdigest()
        variant = "89ab"[int(made[16], 16) & 3]
        return f"{made[:8]}-{made[8:12]}-5{made[13:16]}-{variant}{made[17:20]}-{made[20:32]}"


@dataclass(frozen=True, slots=True)
class Plant:
    """A group with its enterprise's id, the unit that registered it, and the ids of its known sites by region."""

    id: str
    home: str
    group: Group
    known: Mapping[str, str]

    def site(self, batch: Batch, region: str) -> str:
        """The site's id, known or about to be made."""
        return self.known.get(region) or batch.made_id(f"site/{self.group.rows[0]}/{region}")


def new_plant(batch: Batch, group: Group, revived: str | None) -> Plant:
    """A plant to be created, or to be revived under its old id."""
    first = next(iter(group.sites))
    return Plant(revived or batch.made_id(f"enterprise/{group.rows[0]}"), batch.home(first), group, {})


def plant_row(batch: Batch, plant: Plant) -> tuple[Any, ...]:
    """In the order of ``PLANT``."""
    values, site = plant.group.values, next(iter(plant.group.sites.values()))
    name = values[_AT["name"]]
    return (
        plant.id, plant.home, values[_AT["credit_code"]] or None, values[_AT["no_code_reason"]] or "", name, site.key,
        pinyin_of(name), site.region, site.address, values[_AT["status"]], values[_AT["status_on"]],
        values[_AT["workforce"]], values[_AT["legal_person"]] or "", values[_AT["contact"]] or "",
        values[_AT["telephone"]] or "",
        values[_AT["industry"]], values[_AT["basis"]] or "", values[_AT["remark"]] or "",
        batch.made_id(f"profile/{plant.group.rows[0]}") if _states_profile(plant.group) else None,
        values[_AT["grade"]], values[_AT["grade_until"]], _DUAL[values[_AT["dual_prevention"]]], values[_AT["risk"]],
    )  # fmt: skip


def _states_profile(group: Group) -> bool:
    """Whether the file says anything of the enterprise's own safety work, and of a known one anything else."""
    values = group.values
    if not (values[_AT["grade"]] or values[_AT["risk"]] or values[_AT["dual_prevention"]] is not None):
        return False
    return group.existing is None or any(difference.field in _PROFILE for difference in group.differences)


def site_rows(batch: Batch, plant: Plant) -> Iterator[tuple[Any, ...]]:
    """In the order of ``SITE_AND_ENTRY``."""
    group = plant.group
    for region, site in group.sites.items():
        started = next((unit.started for unit in group.units if unit.region == region), None)
        yield (
            plant.site(batch, region), batch.home(region), plant.id, site.key, site.core, site.address, region,
            site.latitude, site.longitude, group.values[_AT["gbt4754"]] or "", started,
            batch.made_id(f"entry/{group.rows[0]}/{region}"), region in plant.known,
        )  # fmt: skip


def capacity_rows(batch: Batch, plant: Plant) -> Iterator[tuple[Any, ...]]:
    """In the order of ``CAPACITY``: the lines of plant that were not known before."""
    group = plant.group
    for place, unit in enumerate(group.new_units if group.existing else group.units):
        yield (
            batch.made_id(f"capacity/{group.rows[0]}/{place}"), batch.home(unit.region), batch.campaign, plant.id,
            plant.site(batch, unit.region), "line", unit.process, unit.capacity, unit.capacity_unit,
        )  # fmt: skip
