"""Log-in 登录: who is let in; a name that was tried too often is locked, and its unit's trail says so."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from pydantic import Field

from duban.actions.casework import held
from duban.actions.deeds import deed
from duban.actions.fields import Id, Moment
from duban.domain.actor import Actor
from duban.domain.calendars import SHANGHAI
from duban.domain.messages import N_, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.organisation import locked_refusal
from duban.queries.accounts import account_named
from duban.queries.actors import actor_named
from duban.records import log_in_attempts
from duban.records.models import User

_log = logging.getLogger(__name__)

Attempts = Annotated[int, Field(ge=1, description=N_("连续输错次数"), examples=[5])]
Until = Annotated[Moment, Field(description=N_("锁定至"), examples=["2021-07-20T09:45:00+08:00"])]


def let_in(username: str, password: str, *, on: date, at: datetime) -> User | None:
    """The account, or ``None``; an unknown name takes as long as a wrong password. A locked name opens with neither.

    The hash is compared as it is: rewriting it for a newer hasher would be a write without a deed.
    """
    attempt = log_in_attempts.count(username, at)
    if attempt > settings.LOG_IN_ATTEMPTS:
        return None
    account = account_named(username)
    if account is None:
        make_password(password)
    elif check_password(password, account.password):
        log_in_attempts.forget(username)
        return account
    if attempt == settings.LOG_IN_ATTEMPTS:
        _tell_lock(account, attempt, on, at)
    return None


def lock_of(username: str, at: datetime) -> Refusal | None:
    """Why the name may not be tried now."""
    until = log_in_attempts.locked_until(username, at)
    return None if until is None else locked_refusal(f"{until.astimezone(SHANGHAI):%H:%M}")


def _tell_lock(account: User | None, attempt: int, on: date, at: datetime) -> None:
    if account is None:
        _log.warning("a name without an account is locked after %s attempts", attempt)
        return
    _log.warning("account %s is locked after %s attempts", account.id, attempt)
    try:
        by = actor_named(account.username)
        note_lock(by=by, on=on, at=at, id=uuid4(), attempts=attempt, until=at + settings.LOG_IN_LOCK)
    except Refusal as refusal:  # an account without a role does no deed, and this deed fails nobody's log-in
        _log.warning("the lock of account %s is not in the trail: %s", account.id, refusal.rule)


@deed(permission=Permission.CHANGE_OWN_PASSWORD, title=N_("登记登录锁定"))
def note_lock(*, by: Actor, on: date, at: datetime, id: UUID, attempts: Attempts, until: Until) -> UUID:
    """Note that the account was locked because its password was mistyped too often. In its own name: nobody is in."""
    return id


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("解除登录锁定"), over_subordinates=True)
def unlock_account(*, by: Actor, on: date, at: datetime, id: UUID, user: Id) -> UUID:
    """Let an account try again at once; a lock ends by itself after a quarter of an hour."""
    row = held(User, user)
    log_in_attempts.forget(row.username)
    return row.id
