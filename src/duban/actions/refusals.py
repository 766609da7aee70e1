"""Refusals 拒不执行: the enterprise does not execute a decision that was delivered and still binds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.db.models import Model
from pydantic import Field

from duban.actions.casework import known, raise_if, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import Text
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.non_compliance import recording_refusal
from duban.domain.vocabulary import Answer, RefusalOf
from duban.queries.law import law_in_use
from duban.records.models import NonCompliance, OnSiteMeasure, PenaltyDecision, RectificationOrder


@dataclass(frozen=True, slots=True)
class _Refusable:
    """A kind of decision: its table, the column that names it, and the days on which it binds no more."""

    model: type[Model]
    column: str
    over: tuple[str, ...]


_DECISIONS: Mapping[RefusalOf, _Refusable] = {
    RefusalOf.ORDER: _Refusable(RectificationOrder, "order", ("closed_on", "ended_on", "withdrawn_on")),
    RefusalOf.MEASURE: _Refusable(OnSiteMeasure, "measure", ("lifted_on", "withdrawn_on")),
    RefusalOf.PENALTY: _Refusable(PenaltyDecision, "penalty", ("annulled_on", "changed_on")),
}


@deed(permission=Permission.RECORD_INSPECTION, title=N_("登记拒不执行"))
def record_refusal(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    decision_kind: Annotated[RefusalOf, Field(description=N_("拒不执行的文书种类"), examples=["measure"])],
    decision: Annotated[
        UUID, Field(description=N_("拒不执行的文书"), examples=["0198f6a0-0000-7000-8000-000000000009"])
    ],
    text: Text,
    real_danger: Annotated[
        bool | None, Field(description=N_("是否有发生生产安全事故的现实危险；不填为待查明"), examples=[True])
    ] = None,
) -> UUID:
    """Record that the enterprise refuses a decision. Refused before its delivery and when it binds no more."""
    kind = _DECISIONS[decision_kind]
    row = known(kind.model, decision)
    over = min((day for day in (getattr(row, column) for column in kind.over) if day is not None), default=None)
    delivered_on = row.delivered_on  # type: ignore[attr-defined]  # each of the three tables has it
    raise_if(recording_refusal(delivered_on, over, on, law_in_use()))
    campaign, enterprise = row.campaign, row.enterprise_id  # type: ignore[attr-defined]  # facts, all three
    NonCompliance.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        refused_on=on,
        real_danger=Answer.of(real_danger),
        description=text,
        **{f"{kind.column}_id": decision},
    )
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id
