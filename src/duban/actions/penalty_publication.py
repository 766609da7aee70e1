"""Publication of penalties 处罚决定公示: noted with its day and place, withdrawn when the decision no longer stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import held, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Id
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import penalty_steps as steps
from duban.queries.law import law_in_use
from duban.records.models import PenaltyDecision

Place = Annotated[str, Field(min_length=1, max_length=200, description=N_("公示渠道"), examples=["示例区政府门户网站"])]


@deed(permission=Permission.RECORD_EXECUTION, title=N_("登记处罚决定公示"))
def publish_penalty(*, by: Actor, on: date, at: datetime, id: UUID, penalty: Id, place: Place) -> UUID:
    """Record where and on which day a decision was made public; refused once it is annulled or changed."""
    row = held(PenaltyDecision, penalty)
    raise_if(
        steps.publication_refusal(
            published_on=row.published_on, annulled_on=row.annulled_on, changed_on=row.changed_on, on=on,
            law=law_in_use(),
        )
    )  # fmt: skip
    row.published_on, row.published_where = on, place
    row.save()
    return penalty


@deed(permission=Permission.RECORD_EXECUTION, title=N_("登记撤回处罚公示"))
def withdraw_penalty_publication(*, by: Actor, on: date, at: datetime, id: UUID, penalty: Id) -> UUID:
    """Record that a published decision was taken down, because it was changed or annulled."""
    row = held(PenaltyDecision, penalty)
    raise_if(
        steps.withdrawal_refusal(
            published_on=row.published_on, unpublished_on=row.unpublished_on,
            gone_on=row.annulled_on or row.changed_on, on=on, law=law_in_use(),
        )
    )  # fmt: skip
    row.unpublished_on = on
    row.save()
    return penalty
