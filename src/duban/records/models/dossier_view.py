"""Dossier view 查阅记录: who opened the file of which enterprise when. No deed: reading changes nothing."""

from __future__ import annotations

from django.db import models

from duban.records.models.base import AgencyRow


class DossierView(AgencyRow):
    """查阅记录 of the viewer's own unit, so the column is not named ``enterprise_id``: a share of the enterprise with
    another unit shares its facts, not who read them.
    """

    enterprise = models.ForeignKey("records.Enterprise", models.PROTECT, related_name="+", db_column="enterprise")
    viewer = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    viewed_at = models.DateTimeField()

    class Meta:
        db_table = "dossier_view"
