"""Standing row 态势: the stored projection of an enterprise's standing, rebuilt from facts at any time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import CardColour
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check, one_of


class StandingRow(AgencyRow):
    """态势 of one enterprise in one campaign as of a day; ``payload`` is what ``duban standing --json`` prints.

    Unit and enterprise are those of a ledger entry, whose keys the database looks up; here it does not do so again.
    """

    home_agency = models.ForeignKey(
        "records.Agency", models.PROTECT, related_name="+", db_column="home_agency", db_index=False, db_constraint=False
    )
    campaign = models.CharField(max_length=64)
    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, related_name="standings", db_constraint=False)
    as_of = models.DateField()
    covered = models.BooleanField()
    card = models.CharField(max_length=16, null=True)
    overdue = models.PositiveIntegerField(default=0, db_default=0)
    next_due_on = models.DateField(null=True)
    payload = models.JSONField()
    facts_hash = models.CharField(max_length=64, default="", db_default="")

    class Meta:
        db_table = "standing"
        constraints = (
            one_of("card", CardColour),
            check("facts_hash_shape", Q(facts_hash__regex="^([0-9a-f]{64})?$"), N_("事实校验值应为 SHA-256")),
            models.UniqueConstraint(
                fields=("home_agency", "campaign", "enterprise"),
                name="standing_once",
                violation_error_message=N_("每个企业在一次专项行动中只有一行态势"),
            ),
        )
        indexes = (models.Index(fields=("home_agency", "campaign", "next_due_on"), name="standing_by_due_day"),)
