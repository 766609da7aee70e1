"""Calendar edit 日历调整: a working day or day off that the State Council's list does not have."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check, said


class CalendarEdit(AgencyRow):
    """日历调整, laid over the calendar files; the latest edit of a day holds. Every agency reads it."""

    day = models.DateField()
    working = models.BooleanField()
    reason = models.TextField()
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "calendar_edit"
        constraints = (check("has_reason", said("reason"), N_("日历调整须说明理由")),)
        indexes = (models.Index(fields=("day", "edited_at"), name="calendaredit_by_day"),)
