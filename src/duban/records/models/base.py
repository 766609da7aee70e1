"""What rows have in common: a client-given id, a home agency, a campaign, an enterprise, and how they become void."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from duban.domain.messages import N_
from duban.records.models.checks import has, implies, said


class AgencyRow(models.Model):
    """A row that belongs to one agency for good; row security goes by ``home_agency``.

    Foreign keys of this room never cascade: history is refused deletion.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home_agency = models.ForeignKey(
        "records.Agency", models.PROTECT, related_name="+", db_column="home_agency", db_index=False
    )

    class Meta:
        abstract = True


class VoidableRow(AgencyRow):
    """A row that may turn out wrong: it is made void with a reason, never deleted."""

    voided_on = models.DateField(null=True)
    void_reason = models.TextField(default="", db_default="")

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            implies("void_has_reason", has("voided_on"), said("void_reason"), N_("作废须说明理由")),
            implies("void_reason_has_day", said("void_reason"), has("voided_on"), N_("有作废理由的须有作废日期")),
        )


class CampaignRow(VoidableRow):
    """A row of one campaign 专项行动, named by the campaign's id."""

    campaign = models.CharField(max_length=64)

    class Meta(VoidableRow.Meta):
        abstract = True


class Part(CampaignRow):
    """A part of a fact, e.g. one item of an order. Names campaign and enterprise itself, so that it is read
    and shared as the fact is, without a join.
    """

    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, related_name="+")

    class Meta(CampaignRow.Meta):
        abstract = True


class Fact(Part):
    """A fact about one enterprise in one campaign."""

    class Meta(Part.Meta):
        abstract = True
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=("home_agency", "campaign", "enterprise"), name="%(class)s_agency"),
        )
