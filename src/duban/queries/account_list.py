"""Accounts 账号 as the administration sees them: the list, and one account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from duban.domain.permissions import Role
from duban.records import log_in_attempts
from duban.records.models import Person, User

OPEN, ONE_TIME, DISABLED = "open", "one_time", "disabled"
SORTS = {"username": "username", "name": "name", "unit": "home_agency"}


@dataclass(frozen=True, slots=True)
class AccountsSought:
    """What the list is asked for; empty asks nothing."""

    text: str = ""
    role: str = ""
    unit: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account; ``state``: open, waiting for its owner to change the one-time password, disabled."""

    id: UUID
    username: str
    name: str
    unit: str
    roles: tuple[Role, ...]
    state: str


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """One account with its unit, its person, and until when it is locked."""

    line: AccountLine
    unit_name: str
    person: UUID | None
    person_name: str
    locked_until: datetime | None


def accounts(sought: AccountsSought, sort: str) -> tuple[QuerySet[User], int]:
    """The accounts found in the order asked for, and how many there are in all."""
    rows = User.objects.filter(_where(sought))
    field = F(SORTS.get(sort.removeprefix("-"), "username"))
    return rows.order_by(field.desc() if sort.startswith("-") else field.asc(), "id"), User.objects.count()


def account_line(row: User) -> AccountLine:
    """A row of ``accounts`` as a value."""
    held = tuple(role for role in Role if role in row.roles)
    state = DISABLED if not row.is_active else ONE_TIME if row.must_change_password else OPEN
    return AccountLine(row.pk, row.username, row.name, str(row.home_agency_id), held, state)


def account_record(account: UUID, at: datetime) -> AccountRecord | None:
    """The account; ``None`` when the scope does not show one of that id."""
    row = User.objects.select_related("home_agency").filter(pk=account).first()
    if row is None:
        return None
    person: Sequence[tuple[UUID, str]] = list(row.persons.filter(voided_on=None).values_list("pk", "name")[:1])
    of, name = person[0] if person else (None, "")
    locked = log_in_attempts.locked_until(row.username, at)
    return AccountRecord(account_line(row), row.home_agency.name, of, name, locked)


def without_account(agencies: Sequence[str]) -> Sequence[tuple[UUID, str, str]]:
    """Id, name and unit of the people there who have no account yet."""
    there = Person.objects.filter(home_agency__in=agencies, user=None, left_on=None, voided_on=None)
    return list(there.order_by("home_agency", "name").values_list("pk", "name", "home_agency__name"))


def _where(sought: AccountsSought) -> Q:
    found = Q()
    if sought.text:
        found &= Q(username__contains=sought.text) | Q(name__contains=sought.text)
    if sought.role:
        found &= Q(roles__contains=[sought.role])
    if sought.unit:
        found &= Q(home_agency=sought.unit)
    if sought.state:
        found &= Q(is_active=sought.state != DISABLED)
    if sought.state in (OPEN, ONE_TIME):
        found &= Q(must_change_password=sought.state == ONE_TIME)
    return found
