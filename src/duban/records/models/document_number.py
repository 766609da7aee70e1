"""Document number 文号: the register per agency, kind and year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.wordlists import DocumentKind
from duban.records.models.base import VoidableRow
from duban.records.models.checks import check, one_of, said


class DocumentNumber(VoidableRow):
    """文号. A void number stays used. ``serial`` is empty for a paper document entered with its own number."""

    kind = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField(null=True)
    text = models.TextField()  # as written: 沈应急责改〔2021〕12号
    document = models.UUIDField(null=True, db_index=True)
    issued_on = models.DateField()
    by_hand = models.BooleanField(default=False, db_default=False)

    class Meta(VoidableRow.Meta):
        db_table = "document_number"
        constraints = (
            *VoidableRow.Meta.constraints,
            one_of("kind", DocumentKind),
            check("written", said("text"), N_("文号不能为空")),
            check("serial_or_by_hand", Q(by_hand=True) | Q(serial__gte=1, serial__isnull=False), N_("文号须有流水号")),
            models.UniqueConstraint(
                fields=("home_agency", "kind", "year", "serial"),
                name="documentnumber_serial_once",
                violation_error_message=N_("该流水号已使用"),
            ),
            models.UniqueConstraint(
                fields=("home_agency", "kind", "text"),
                name="documentnumber_text_once",
                violation_error_message=N_("该文号已使用"),
            ),
        )
