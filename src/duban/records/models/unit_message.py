"""Messages 消息: what one unit tells another inside the product, and who has read it."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check, said


class UnitMessage(AgencyRow):
    """消息 from the home agency to one unit; both read it, and those above either. It is never changed.

    ``about`` names what it is about (``returns/<campaign>/<day>``); the doors know the way there. ``reminder``: it
    urges a return 催报.
    """

    to_agency = models.ForeignKey("records.Agency", models.PROTECT, related_name="+", db_column="to_agency")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    about = models.CharField(max_length=400, default="", db_default="")
    reminder = models.BooleanField(default=False, db_default=False)
    sent_on = models.DateField()
    sent_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "unit_message"
        constraints = (check("told", said("subject", "text"), N_("消息须有标题和内容")),)
        indexes = (models.Index(fields=("to_agency", "-sent_on"), name="unitmessage_to"),)


class MessageRead(AgencyRow):
    """已读: who of the receiving unit opened it first and when. No deed: reading changes nothing."""

    message = models.ForeignKey("records.UnitMessage", models.PROTECT, related_name="reads")
    reader = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    read_at = models.DateTimeField()

    class Meta:
        db_table = "message_read"
        constraints = (models.UniqueConstraint(fields=("home_agency", "message", "reader"), name="messageread_once"),)
