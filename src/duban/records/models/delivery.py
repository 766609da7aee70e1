"""Delivery 送达回证 of any document: starts its clocks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.wordlists import DeliveryMethod, DocumentKind
from duban.records.models.base import Fact
from duban.records.models.checks import check, implies, one_of, said


class Delivery(Fact):
    """送达回证. ``document``: id of the delivered order, decision, card …"""

    document_kind = models.CharField(max_length=32)
    document = models.UUIDField(db_index=True)
    method = models.CharField(max_length=16)
    delivered_on = models.DateField()
    recipient = models.TextField()
    witness = models.TextField(default="", db_default="")
    note = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "delivery"
        constraints = (
            *Fact.Meta.constraints,
            one_of("document_kind", DocumentKind),
            one_of("method", DeliveryMethod),
            check("recipient_named", said("recipient"), N_("送达须写明受送达人")),
            implies(
                "left_is_witnessed", Q(method=DeliveryMethod.LEFT.value), said("witness"), N_("留置送达须有见证人")
            ),
        )
