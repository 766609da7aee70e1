"""Staff 人员 as the administration sees it: the list with certificates, and one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from duban.domain.rules.organisation import certificate_light, near_until
from duban.domain.standing import Light
from duban.domain.wordlists import PersonKind
from duban.records.models import Certificate, Person

PRESENT, LEFT = "present", "left"
SORTS = {
    "name": ("name",),
    "unit": ("home_agency",),
    "kind": ("kind",),
    "valid_to": ("valid_to",),
    "left": ("left_on",),
}


@dataclass(frozen=True, slots=True)
class PeopleSought:
    """What the list is asked for; empty asks nothing. ``certificate``: a light, or ``none`` on file."""

    text: str = ""
    kind: str = ""
    unit: str = ""
    certificate: str = ""
    there: str = PRESENT


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person with the certificate that runs longest; ``light`` only of officers who are there."""

    id: UUID
    name: str
    kind: PersonKind
    unit: str
    expertise: Sequence[str]
    number: str
    valid_from: date | None
    valid_to: date | None
    left_on: date | None
    username: str
    light: Light | None


def people(sought: PeopleSought, sort: str, on: date) -> tuple[QuerySet[Person], int]:
    """The people found in the order asked for, and how many there are in all."""
    everybody = Person.objects.filter(voided_on=None)
    rows = _with_certificates(everybody).filter(_where(sought, on))
    key = sort.removeprefix("-")
    field = F(SORTS.get(key, ("name",))[0])
    order = field.desc(nulls_last=True) if sort.startswith("-") else field.asc(nulls_last=True)
    return rows.select_related("user").order_by(order, "name", "id"), everybody.count()


def person_line(row: Any, on: date) -> PersonLine:
    """A row of ``people`` as a value."""
    kind = PersonKind(row.kind)
    watched = kind is PersonKind.OFFICER and row.left_on is None
    return PersonLine(
        id=row.pk,
        name=row.name,
        kind=kind,
        unit=row.home_agency_id,
        expertise=tuple(row.expertise),
        number=row.number or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        left_on=row.left_on,
        username=row.user.username if row.user else "",
        light=certificate_light(row.valid_to, on) if watched else None,
    )


@dataclass(frozen=True, slots=True)
class CertificateCounts:
    """Officers who are there, by what their certificates still carry; together they are all of them."""

    normal: int
    near: int
    overdue: int
    none: int


def certificate_counts(on: date) -> CertificateCounts:
    """Of every officer in the scope."""
    there = _with_certificates(Person.objects.filter(voided_on=None, left_on=None, kind=PersonKind.OFFICER))
    found = there.aggregate(
        **{name: Count("pk", filter=_certificate(name, on)) for name in ("normal", "near", "overdue", "none")}
    )
    return CertificateCounts(**found)


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate 执法证件 of a person."""

    id: UUID
    number: str
    valid_from: date
    valid_to: date
    light: Light


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person with every certificate, the one that runs longest first."""

    line: PersonLine
    unit_name: str
    certificates: Sequence[CertificateLine]


def person_record(person: UUID, on: date) -> PersonRecord | None:
    """The person; ``None`` when the scope does not show one of that id."""
    rows = _with_certificates(Person.objects.filter(voided_on=None)).select_related("user", "home_agency")
    row = rows.filter(pk=person).first()
    if row is None:
        return None
    held = Certificate.objects.filter(person=person, voided_on=None).order_by("-valid_to", "-valid_from", "id")
    certificates = [
        CertificateLine(one.pk, one.number, one.valid_from, one.valid_to, certificate_light(one.valid_to, on))
        for one in held
    ]
    return PersonRecord(person_line(row, on), row.home_agency.name, certificates)


def _with_certificates(rows: QuerySet[Person]) -> QuerySet[Person]:
    held = Certificate.objects.filter(person=OuterRef("pk"), voided_on=None).order_by("-valid_to", "-valid_from", "id")
    return rows.annotate(**{name: Subquery(held.values(name)[:1]) for name in ("number", "valid_from", "valid_to")})


def _where(sought: PeopleSought, on: date) -> Q:
    found = Q()
    if sought.text:
        found &= Q(name__contains=sought.text) | Q(
            pk__in=Certificate.objects.filter(number=sought.text, voided_on=None).values("person")
        )
    if sought.kind:
        found &= Q(kind=sought.kind)
    if sought.unit:
        found &= Q(home_agency=sought.unit)
    if sought.there:
        found &= Q(left_on__isnull=sought.there == PRESENT)
    if sought.certificate:
        found &= Q(kind=PersonKind.OFFICER) & _certificate(sought.certificate, on)
    return found


def _certificate(light: str, on: date) -> Q:
    """As ``certificate_light``, with those who hold none apart."""
    return {
        "none": Q(valid_to=None),
        Light.OVERDUE.value: Q(valid_to__lt=on),
        Light.NEAR.value: Q(valid_to__range=(on, near_until(on))),
        Light.NORMAL.value: Q(valid_to__gt=near_until(on)),
    }[light]
