"""What one agency lets another see, and the one register that looks past row security."""

from __future__ import annotations

import uuid

from django.db import models


class Share(models.Model):
    """共享: an agency beside the home agency that may read everything about an enterprise, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    home_agency = models.ForeignKey("Agency", models.PROTECT, related_name="+", db_column="home_agency")
    enterprise = models.ForeignKey("Enterprise", models.PROTECT, related_name="shares")
    agency = models.CharField(max_length=32)
    reason = models.TextField()
    shared_on = models.DateField()

    class Meta:
        db_table = "share"
        constraints = (models.UniqueConstraint(fields=("home_agency", "enterprise", "agency"), name="share_once"),)


class EnterpriseIdentity(models.Model):
    """统一社会信用代码 register: one code, one enterprise, nationwide. Reached only through definer functions."""

    credit_code = models.CharField(primary_key=True, max_length=18)
    enterprise_id = models.UUIDField()
    home_agency = models.CharField(max_length=32)

    class Meta:
        db_table = "enterprise_identity"
        indexes = (models.Index(fields=("enterprise_id",), name="identity_of_enterprise"),)
