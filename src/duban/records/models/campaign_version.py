"""Campaign version 工作方案版本: a published plan; a case keeps the version under which it was decided."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.records.models.checks import check, said


class CampaignVersion(models.Model):
    """One version of a campaign, published for good. Read by every agency that takes part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    title = models.TextField()
    agency = models.ForeignKey("records.Agency", models.PROTECT, related_name="+", db_index=False)
    payload = models.TextField()  # the campaign file's text
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField(null=True)
    published_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        db_table = "campaign_version"
        constraints = (
            check("named", said("campaign", "version"), N_("工作方案须有标识和版本")),
            check("sha256_shape", Q(sha256__regex="^[0-9a-f]{64}$"), N_("工作方案须有 SHA-256 校验值")),
            models.UniqueConstraint(
                fields=("campaign", "version"),
                name="campaignversion_once",
                violation_error_message=N_("该版本已存在"),
            ),
        )
