"""Accounts 账号 at the door: the row that logs in, found before anybody has a scope."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duban.queries.actors import reveal_account
from duban.records.models import User


def account_named(username: str) -> User | None:
    """The account that may log in under that name; ``None`` when there is none or it is disabled."""
    with transaction.atomic():
        reveal_account("app.login", username)
        return User.objects.filter(username=username, is_active=True).first()


def account_with_id(account: UUID) -> User | None:
    """The account of a session; ``None`` when it is gone or was disabled since."""
    with transaction.atomic():
        reveal_account("app.user", str(account))
        return User.objects.filter(id=account, is_active=True).first()
