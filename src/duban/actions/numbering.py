"""Document numbers 文号: given at 签发, one gap-free series per agency, kind and year, safe under concurrency."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import Max

from duban.domain.document_numbers import series, written
from duban.domain.wordlists import DocumentKind
from duban.records.models import Agency, DocumentNumber


def give_number(agency: str, kind: DocumentKind, document: UUID, on: date, paper_number: str = "") -> str:
    """Register the document's number: the paper's own, else the next of the series. Returns it as written."""
    serial = None
    text = paper_number
    if not paper_number:
        serial = _next_serial(agency, kind, on.year)
        text = written(Agency.objects.get(pk=agency).mark, kind, on.year, serial)
    DocumentNumber.objects.create(
        id=uuid5(document, "number"),
        home_agency_id=agency,
        kind=kind,
        year=on.year,
        serial=serial,
        text=text,
        document=document,
        issued_on=on,
        by_hand=serial is None,
    )
    return text


def _next_serial(agency: str, kind: DocumentKind, year: int) -> int:
    """The next of the series; until commit nobody else takes one of it."""
    counted = series(kind)
    with connection.cursor() as cursor:
        key = f"number/{agency}/{counted[0]}/{year}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    given = DocumentNumber.objects.filter(home_agency=agency, kind__in=counted, year=year)
    return (given.aggregate(last=Max("serial"))["last"] or 0) + 1
