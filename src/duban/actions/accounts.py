"""Accounts 账号: who logs in, with which roles. Passwords are hashed here and stand in no trail."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pydantic import Field, SecretStr

from duban.actions.agencies import agency_within
from duban.actions.casework import held, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import AgencyCode, Id, Name, Password, Reason
from duban.domain.actor import Actor
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission, Role, check_combination
from duban.domain.rules.organisation import own_account_refusal
from duban.queries.actors import reveal_account
from duban.records import log_in_attempts
from duban.records.models import Person, User

Username = Annotated[
    str,
    Field(pattern=r"^[\w.@-]{2,64}$", description=N_("登录名（字母、数字、点、横线）"), examples=["officer-210106"]),
]
Roles = Annotated[list[Role], Field(description=N_("角色"), examples=[["officer"]])]


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("开设账号"), over_subordinates=True)
def add_account(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    username: Username,
    name: Name,
    password: Password,
    roles: Roles = [],  # noqa: B006 -- never changed; the form shows it
    agency: AgencyCode | None = None,
    person: Id | None = None,
) -> UUID:
    """Open an account, for the own unit or one below; the password must be changed at the first log-in.

    Refused for a name in use, a weak password, and roles that exclude one another (三员分立).
    """
    home = agency_within(agency or by.agency, by)
    user = new_account(id, username=username, name=name, agency=home.pk, roles=roles, password=password)
    if person is not None:
        _link(person, user)
    return user.id


def new_account(id: UUID, *, username: str, name: str, agency: str, roles: list[Role], password: SecretStr) -> User:
    """Write an account with a one-time password; refused as in ``add_account``."""
    check_combination(roles)
    _refuse_taken(username)
    user = User(id=id, home_agency_id=agency, username=username, name=name, roles=sorted(set(roles)))
    user.password = _hashed(password, user)
    user.save(force_insert=True)
    return user


@deed(permission=Permission.MANAGE_PERMISSIONS, title=N_("调整角色"), over_subordinates=True)
def change_roles(*, by: Actor, on: date, at: datetime, id: UUID, user: Id, roles: Roles) -> UUID:
    """Give an account other roles; refused for one's own, and for roles that exclude one another."""
    row = held(User, user)
    raise_if(own_account_refusal(by.id, row.id))
    check_combination(roles)
    row.roles = sorted(set(roles))
    row.save()
    return row.id


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("停用账号"), over_subordinates=True)
def disable_account(*, by: Actor, on: date, at: datetime, id: UUID, user: Id, reason: Reason) -> UUID:
    """Close an account; refused for one's own and for one that is closed."""
    row = held(User, user)
    raise_if(own_account_refusal(by.id, row.id))
    if not row.is_active:
        raise Refusal(
            "account.disabled",
            Message("account.disabled", N_("账号“{username}”已经停用。"), {"username": row.username}),
        )
    row.is_active = False
    row.save()
    return row.id


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("重设密码"), over_subordinates=True)
def set_password(*, by: Actor, on: date, at: datetime, id: UUID, user: Id, password: Password) -> UUID:
    """Give an account a new one-time password; it must be changed at the next log-in. Ends a lock."""
    row = held(User, user)
    row.password = _hashed(password, row)
    row.must_change_password = True
    row.save()
    log_in_attempts.forget(row.username)
    return row.id


@deed(permission=Permission.CHANGE_OWN_PASSWORD, title=N_("修改本人密码"))
def change_own_password(*, by: Actor, on: date, at: datetime, id: UUID, current: Password, password: Password) -> UUID:
    """Replace the own password; refused when the current one is wrong, or the new one is weak or the same."""
    row = held(User, by.id)
    if not check_password(current.get_secret_value(), row.password):
        raise Refusal(
            "password.wrong",
            Message("password.wrong", N_("原密码不对。")),
            remedy=Message("password.ask_admin", N_("忘记密码的，请系统管理员重设。")),
        )
    if password == current:
        raise Refusal("password.same", Message("password.same", N_("新密码不能与原密码相同。")))
    row.password = _hashed(password, row)
    row.must_change_password = False
    row.save()
    return row.id


def _hashed(password: SecretStr, user: User) -> str:
    """The hash; a weak password is refused with what is wrong with it, never with the password."""
    secret = password.get_secret_value()
    try:
        validate_password(secret, user)
    except ValidationError as error:
        faults = "".join(error.messages)
        raise Refusal(
            "password.weak",
            Message("password.weak", N_("密码不符合要求：{faults}"), {"faults": faults}),
            remedy=Message("password.longer", N_("请改用至少十二位、不易猜到的密码。")),
        ) from None
    return make_password(secret)


def _refuse_taken(username: str) -> None:
    reveal_account("app.login", username)  # a name is taken also where the actor may not look
    if User.objects.filter(username=username).exists():
        raise Refusal(
            "account.taken",
            Message("account.taken", N_("登录名“{username}”已被使用。"), {"username": username}),
            remedy=Message("account.other_name", N_("请换一个登录名。")),
        )


def _link(person: UUID, user: User) -> None:
    row = held(Person, person)
    row.user = user
    row.save()
