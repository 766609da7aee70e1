"""Capacity 落后产能、装备: what may have to go without the enterprise going, and how it went."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.casework import held, known, raise_if, require_on_ledger, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Id
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.capacity import exit_refusal
from duban.domain.wordlists import CapacityKind, ExitManner, ExitReason
from duban.records.models import CapacityItem, Enterprise, Evidence, EvidenceLink, Site

Kind = Annotated[CapacityKind, Field(description=N_("装备类别"), examples=["furnace"])]
ItemName = Annotated[str, Field(max_length=200, description=N_("装备名称"), examples=["2号高炉"])]
Process = Annotated[str, Field(max_length=200, description=N_("工艺"), examples=["高炉炼铁"])]
Size = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6, description=N_("规模"), examples=["400"])]
SizeUnit = Annotated[str, Field(max_length=40, description=N_("规模单位"), examples=["立方米"])]
Catalogue = Annotated[str, Field(max_length=64, description=N_("产业结构调整指导目录版本"), examples=["2019年本"])]
CatalogueItem = Annotated[str, Field(max_length=64, description=N_("目录条目"), examples=["淘汰类（示例条目）"])]
Manner = Annotated[ExitManner, Field(description=N_("退出方式"), examples=["main_dismantled"])]
WhyExit = Annotated[ExitReason, Field(description=N_("退出原因"), examples=["safety"])]


@deed(permission=Permission.KEEP_LEDGER, title=N_("登记落后产能、装备"))
def add_capacity_item(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    site: Id,
    kind: Kind,
    name: ItemName = "",
    process: Process = "",
    size: Size | None = None,
    unit: SizeUnit = "",
    catalogue: Catalogue = "",
    catalogue_item: CatalogueItem = "",
) -> UUID:
    """Enter a kiln, furnace, line or other equipment of an enterprise on the ledger."""
    plant = known(Enterprise, enterprise)
    place = known(Site, site, enterprise=plant.id)
    require_on_ledger(campaign, plant.id)
    CapacityItem.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise=plant,
        site=place,
        kind=kind,
        name=name,
        process=process,
        size=size,
        unit=unit,
        catalogue=catalogue,
        catalogue_item=catalogue_item,
    )
    share_with_ledger_agency(campaign, plant.id, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.KEEP_LEDGER, title=N_("登记产能退出"))
def record_capacity_exit(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    item: Id,
    manner: Manner,
    reason: WhyExit,
    proof: Id | None = None,
) -> UUID:
    """Note how and why an item was taken out of use on the day; refused when that was noted before.

    ``proof`` is a piece of evidence that was entered before.
    """
    row = held(CapacityItem, item)
    raise_if(exit_refusal(row.exited_on))
    row.exited_on, row.exit_manner, row.exit_reason = on, manner, reason
    row.save()
    if proof is not None:
        EvidenceLink.objects.create(
            id=uuid5(id, "proof"),
            home_agency_id=by.agency,
            evidence=known(Evidence, proof),
            enterprise_id=row.enterprise_id,
            object_kind="capacity_item",
            object=row.id,
        )
    return row.id
