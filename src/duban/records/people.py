"""People on a day 到场人员: who a person is, with which certificate, whether recused; also one of another unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from duban.domain.wordlists import PersonKind


@dataclass(frozen=True, slots=True)
class PersonOnDay:
    """A person with the certificate 执法证件 valid on the day, else the latest; no number: none on file."""

    person: UUID
    agency: str
    name: str
    kind: PersonKind
    left_on: date | None
    number: str
    valid_from: date | None
    valid_to: date | None


def people_on(people: Iterable[UUID], on: date) -> Mapping[UUID, PersonOnDay]:
    """Those of the people who exist, by id. On a joint visit some belong to units that the actor cannot read."""
    with connection.cursor() as cursor:
        cursor.execute("select * from people_on(%s, %s)", [list(people), on])
        return {
            person: PersonOnDay(person, agency, name, PersonKind(kind), left_on, number or "", valid_from, valid_to)
            for person, agency, name, kind, left_on, number, valid_from, valid_to in cursor.fetchall()
        }


def recused_on(people: Iterable[UUID], enterprises: Iterable[UUID], on: date) -> frozenset[tuple[UUID, UUID]]:
    """Which of the people are recused 回避 on the day, and from which of the enterprises."""
    with connection.cursor() as cursor:
        cursor.execute("select * from recused_on(%s, %s, %s)", [list(people), list(enterprises), on])
        return frozenset(cursor.fetchall())


def holders_of(numbers: Collection[str]) -> Mapping[str, UUID]:
    """Officers by the number of a certificate that they showed, also those of units that the actor cannot read."""
    with connection.cursor() as cursor:
        cursor.execute("select * from certificate_holders(%s)", [list(numbers)])
        return dict(cursor.fetchall())
