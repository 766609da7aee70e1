"""Staff import 人员导入: the people whom a workbook may mean, as they are on file."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from duban.domain.staff.matching import Held, Someone
from duban.domain.wordlists import PersonKind
from duban.records.models import Certificate, Person
from duban.records.people import holders_of


def people_on_file(units: Collection[str]) -> list[Someone]:
    """Everybody of the units who was not voided, those who left too, with their certificates."""
    rows = Person.objects.filter(home_agency__in=units, voided_on=None).order_by("id")
    found = {
        row.pk: Someone(
            row.pk,
            0,
            str(row.home_agency_id),
            row.name,
            PersonKind(row.kind),
            tuple(row.expertise),
            row.left_on is not None,
        )
        for row in rows
    }
    held = Certificate.objects.filter(home_agency__in=units, person__voided_on=None, voided_on=None).order_by("id")
    for one in held:
        found[one.person_id].certificates[one.number] = Held(one.pk, one.number, one.valid_from, one.valid_to)
    return list(found.values())


def held_elsewhere(numbers: Iterable[str], known: Iterable[Someone]) -> frozenset[str]:
    """Numbers of certificates that somebody else than the known people holds."""
    own = {number for one in known for number in one.certificates}
    asked = sorted(set(numbers) - own)
    return frozenset(holders_of(asked)) if asked else frozenset()
