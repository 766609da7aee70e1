"""Founding 初始化: the first unit and its three administrators, before there is anybody who could act."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from pydantic import SecretStr

from duban.actions.accounts import new_account
from duban.actions.agencies import Capacity, Level, Mark, refuse_taken
from duban.actions.casework import raise_if
from duban.actions.deeds import deed
from duban.actions.fields import AgencyCode, Name, Password, RegionCode
from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import ROLE_LABELS, Permission, Role
from duban.domain.rules.organisation import region_refusal
from duban.domain.wordlists import AgencyKind, AgencyLevel
from duban.records.models import Agency
from duban.specs.regions import load_regions

_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """An administrator of the first hour; the password is shown once and must be changed at the first log-in."""

    username: str
    role: Role
    password: str


def found_installation(
    *,
    code: str,
    name: str,
    level: AgencyLevel,
    region: str,
    on: date,
    at: datetime,
    id: UUID,
    mark: str = "",
    capacity: EnforcementCapacity = EnforcementCapacity.OWN,
) -> tuple[FirstAccount, ...]:
    """Found a unit that has none above it, and open the accounts of its three administrators 三员.

    Its deed is done by the system administrator whom it creates: there is nobody else. Refused for a code in use.
    """
    first = tuple(FirstAccount(username(role, code), role, secrets.token_urlsafe(15)) for role in _ROLES)
    passwords = {f"{account.role.value.removesuffix('_admin')}_password": account.password for account in first}
    found_agency(
        by=founder(code, id),
        on=on,
        at=at,
        id=id,
        code=code,
        name=name,
        level=level,
        region=region,
        mark=mark,
        capacity=capacity,
        **{field: SecretStr(password) for field, password in passwords.items()},
    )
    return first


def founder(code: str, id: UUID) -> Actor:
    """The system administrator whom the founding deed of that id creates."""
    role = Role.SYSTEM_ADMIN
    return Actor(
        id=uuid5(id, role),
        username=username(role, code),
        name=ROLE_LABELS[role],
        agency=code,
        roles=frozenset({role}),
        capacity=EnforcementCapacity.OWN,
    )


def username(role: Role, code: str) -> str:
    """As the first accounts are named: ``system_admin-210100``."""
    return f"{role.value}-{code}"


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("设立首个单位"))
def found_agency(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    code: AgencyCode,
    name: Name,
    level: Level,
    region: RegionCode,
    system_password: Password,
    security_password: Password,
    audit_password: Password,
    mark: Mark = "",
    capacity: Capacity = EnforcementCapacity.OWN,
) -> str:
    """Enter a unit without one above it, with its three administrators; only its own founder may.

    Refused to everybody who has an account already: units below are added by ``add_agency``.
    """
    _refuse_others(code, id, by)
    refuse_taken(code)
    raise_if(region_refusal(region, load_regions()))
    Agency.objects.create(
        code=code,
        name=name,
        kind=AgencyKind.BUREAU,
        level=level,
        region=region,
        mark=mark,
        enforcement_capacity=capacity,
    )
    for role, password in zip(_ROLES, (system_password, security_password, audit_password), strict=True):
        new_account(
            uuid5(id, role),
            username=username(role, code),
            name=ROLE_LABELS[role],
            agency=code,
            roles=[role],
            password=password,
        )
    return code


def _refuse_others(code: str, id: UUID, by: Actor) -> None:
    if (by.agency, by.id) != (code, uuid5(id, Role.SYSTEM_ADMIN)):
        raise Refusal(
            "founding.not_founder",
            Message("founding.not_founder", N_("首个单位只能在初始化时设立。")),
            remedy=Message("founding.init", N_("下级单位请办理“登记单位”；新装系统请运行 duban init。")),
        )
