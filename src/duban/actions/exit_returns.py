"""Exit returns 年末产能退出报送: the exit is reported to the department in charge of industry."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import known, raise_if, require_on_ledger, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Id
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.exit_returns import exit_return_refusal
from duban.records.models import CapacityItem, ClosureRequest, Enterprise, ExitReturn

Department = Annotated[
    str, Field(min_length=1, max_length=200, description=N_("接收部门"), examples=["市工业和信息化局"])
]
ReturnNumber = Annotated[
    str, Field(max_length=100, description=N_("报送文号（可空）"), examples=["（示例）应急函〔2021〕1号"])
]


@deed(permission=Permission.RECORD_CLOSURE, title=N_("登记年末产能退出报送"))
def record_exit_return(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    department: Department,
    number: ReturnNumber = "",
    capacity_item: Id | None = None,
) -> UUID:
    """Record that the exit of the enterprise, or of one capacity item, was reported; refused before it is out."""
    plant = known(Enterprise, enterprise)
    require_on_ledger(campaign, plant.id)
    item = known(CapacityItem, capacity_item, enterprise=plant.id) if capacity_item else None
    raise_if(exit_return_refusal(item.exited_on if item else _closed_on(campaign, plant.id), on))
    ExitReturn.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise=plant,
        capacity_item=item,
        returned_on=on,
        department=department,
        number=number,
    )
    share_with_ledger_agency(campaign, plant.id, by=by, on=on, deed=id)
    return id


def _closed_on(campaign: str, enterprise: UUID) -> date | None:
    """When the enterprise's closure was carried out."""
    requests = ClosureRequest.objects.filter(campaign=campaign, enterprise=enterprise, voided_on=None)
    return requests.exclude(carried_out_on=None).values_list("carried_out_on", flat=True).first()
