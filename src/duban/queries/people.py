"""People 人员 whom a form offers: officers with the certificate of the day, experts with what they know."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from duban.domain.wordlists import PersonKind
from duban.records.models import Person
from duban.records.people import PersonOnDay, holders_of, people_on


@dataclass(frozen=True, slots=True)
class Attendant:
    """A person who may be named at a visit of the day; ``valid`` is about the certificate, ``True`` for experts."""

    id: UUID
    name: str
    number: str = ""
    valid_to: date | None = None
    valid: bool = True
    expertise: tuple[str, ...] = ()


def officers_on(agency: str, on: date) -> list[Attendant]:
    """The agency's officers who had not left, those with a valid certificate first."""
    people = _people(agency, PersonKind.OFFICER, on)
    carried = people_on([person.pk for person in people], on) if people else {}
    found = [_officer(person, carried.get(person.pk), on) for person in people]
    return sorted(found, key=lambda one: (not one.valid, one.name))


def officers_by_certificate(numbers: Collection[str]) -> Mapping[str, UUID]:
    """Officers of whatever unit by the number of a certificate 执法证件; unknown numbers are left out."""
    return holders_of(numbers) if numbers else {}


def experts_on(agency: str, on: date) -> list[Attendant]:
    """The agency's experts who had not left."""
    people = _people(agency, PersonKind.EXPERT, on)
    return [Attendant(person.pk, person.name, expertise=tuple(person.expertise)) for person in people]


def _people(agency: str, kind: PersonKind, on: date) -> Collection[Person]:
    here = Person.objects.filter(Q(left_on=None) | Q(left_on__gt=on), home_agency=agency, kind=kind, voided_on=None)
    return list(here.order_by("name", "id"))


def _officer(person: Person, carried: PersonOnDay | None, on: date) -> Attendant:
    if carried is None or carried.valid_from is None or carried.valid_to is None:
        return Attendant(person.pk, person.name, valid=False)
    valid = carried.valid_from <= on <= carried.valid_to
    return Attendant(person.pk, person.name, carried.number, carried.valid_to, valid)
