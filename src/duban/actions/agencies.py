"""Agencies 机关: units of the tree, added by the administrators of a unit above."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import raise_if
from duban.actions.deeds import deed
from duban.actions.fields import AgencyCode, Name, Reason, RegionCode
from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.organisation import territory_refusal
from duban.domain.wordlists import AgencyKind, AgencyLevel
from duban.records.models import Agency
from duban.specs.regions import load_regions

Level = Annotated[AgencyLevel, Field(description=N_("层级"), examples=["district"])]
Kind = Annotated[AgencyKind, Field(description=N_("机关类别"), examples=["bureau"])]
Mark = Annotated[str, Field(max_length=40, description=N_("机关代字"), examples=["（示例）铁应急"])]
Capacity = Annotated[EnforcementCapacity, Field(description=N_("执法主体资格"), examples=["own"])]


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("登记单位"), over_subordinates=True)
def add_agency(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    code: AgencyCode,
    name: Name,
    level: Level,
    region: RegionCode,
    parent: AgencyCode | None = None,
    mark: Mark = "",
    capacity: Capacity = EnforcementCapacity.OWN,
    kind: Kind = AgencyKind.BUREAU,
) -> str:
    """Add a unit below the actor's own (or below one of its units); its code is its key.

    Refused for a code in use, and for a region outside the parent's territory.
    """
    above = agency_within(parent or by.agency, by)
    refuse_taken(code)
    raise_if(territory_refusal(region, above.region, load_regions()))
    Agency.objects.create(
        code=code,
        name=name,
        kind=kind,
        level=level,
        parent=above,
        region=region,
        mark=mark,
        enforcement_capacity=capacity,
    )
    return code


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("变更单位信息"), over_subordinates=True)
def change_agency(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    agency: AgencyCode,
    name: Name,
    reason: Reason,
    mark: Mark = "",
    capacity: Capacity = EnforcementCapacity.OWN,
) -> str:
    """Give the actor's own unit, or one below it, another name, 机关代字 or capacity; earlier papers keep theirs."""
    row = agency_within(agency, by)
    row.name, row.mark, row.enforcement_capacity = name, mark, capacity
    row.save(update_fields=["name", "mark", "enforcement_capacity"])
    return agency


def refuse_taken(code: str) -> None:
    """Refused when a unit has the code already; units are read by everybody."""
    taken = Agency.objects.filter(pk=code).first()
    if taken is not None:
        params = {"code": code, "name": taken.name}
        raise Refusal(
            "agency.taken",
            Message("agency.taken", N_("机关代码 {code} 已由“{name}”使用。"), params),
            remedy=Message("agency.other_code", N_("请核对代码；开发区依次用 -K1、-K2，政府和协同部门可用 -G1、-P1。")),
        )


def agency_within(code: str, by: Actor) -> Agency:
    """The actor's own unit or one below it; any other is refused."""
    if code in by.reads:
        return Agency.objects.get(pk=code)
    raise Refusal(
        "agency.outside",
        Message("agency.outside", N_("单位“{code}”不是本单位或者下级单位。"), {"code": code}),
        remedy=Message("agency.outside.remedy", N_("请核对代码，或者请上级单位办理。")),
    )
