"""Actors 经办人: from an account to the value that every deed and every scope is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction

from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Role
from duban.records.models import Agency, User


def actor_named(username: str) -> Actor:
    """The person with that account; refused when there is none or it is disabled."""
    with transaction.atomic(savepoint=False):
        reveal_account("app.login", username)
        user = User.objects.filter(username=username, is_active=True).first()
        actor = None if user is None else actor_of(user)
    if actor is None:
        raise Refusal(
            "account",
            Message("account", N_("没有可用的账号「{username}」"), {"username": username}),
            remedy=Message("account.remedy", N_("请核对登录名；停用的账号由系统管理员启用。")),
        )
    return actor


def actor_with_id(user_id: UUID) -> Actor | None:
    """The person of a session; ``None`` when the account is gone or disabled."""
    with transaction.atomic():
        reveal_account("app.user", str(user_id))
        user = User.objects.filter(id=user_id, is_active=True).first()
        return None if user is None else actor_of(user)


def actor_of(user: User) -> Actor:
    """The actor behind an account row."""
    agency = Agency.objects.get(pk=user.home_agency_id)
    return Actor(
        id=user.id,
        username=user.username,
        name=user.name,
        agency=agency.pk,
        roles=frozenset(Role(role) for role in user.roles),
        capacity=EnforcementCapacity(agency.enforcement_capacity),
        subordinates=agencies_below(agency.pk),
    )


def agencies_below(code: str) -> tuple[str, ...]:
    """Codes of all agencies below one, at any depth, in order."""
    children = _children()
    found: list[str] = []
    waiting = [code]
    while waiting:
        waiting = [child for parent in waiting for child in children.get(parent, ())]
        found.extend(waiting)
    return tuple(sorted(found))


def _children() -> Mapping[str, list[str]]:
    children: dict[str, list[str]] = defaultdict(list)
    for code, parent in Agency.objects.exclude(parent=None).values_list("pk", "parent_id"):
        children[parent].append(code)
    return children


def reveal_account(setting: str, value: str) -> None:
    """Let row security show this one account for the rest of the transaction: nobody has a scope before login."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [setting, value])
