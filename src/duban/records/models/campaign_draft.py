"""Campaign draft 工作方案草稿: a plan while it is written; nobody judges by it before it is published."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check, said


class CampaignDraft(AgencyRow):
    """A copy of a published version while a unit edits it; gone once it is published or discarded.

    ``document`` is the plan as JSON text, faults and all: what was typed is kept, right or wrong.
    """

    campaign = models.CharField(max_length=64)
    source = models.ForeignKey("records.CampaignVersion", models.PROTECT, related_name="+", db_index=False)
    document = models.TextField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "campaign_draft"
        constraints = (
            check("named", said("campaign"), N_("工作方案草稿须有标识")),
            models.UniqueConstraint(
                fields=("home_agency", "campaign"),
                name="campaigndraft_once",
                violation_error_message=N_("同一专项行动只能有一份草稿"),
            ),
        )
