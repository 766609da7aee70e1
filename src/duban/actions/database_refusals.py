"""What the database refused, said in the field's words: the last wall must be as polite as the first."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import psycopg
from django.apps import apps
from django.db import DatabaseError

from duban.domain.messages import N_, Message, Refusal

_CROSSED = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure, psycopg.errors.LockNotAvailable)


def refusal_from(error: DatabaseError) -> Refusal:
    """A refusal for a broken constraint, a wall of row security, a value that no column can hold, two deeds that cross.

    Any other fault is raised again as it is.
    """
    cause = error.__cause__
    if isinstance(cause, psycopg.errors.InsufficientPrivilege):
        return Refusal("scope", Message("scope", N_("这些记录不在您可以办理的单位范围内")))
    if isinstance(cause, psycopg.errors.IntegrityError):
        return _broken_constraint(cause)
    if isinstance(cause, psycopg.DataError):
        return Refusal(
            "input.unfit",
            Message("input.unfit", N_("填报内容无法存入数据库：{detail}。"), {"detail": str(cause).splitlines()[0]}),
            remedy=Message("input.unfit.remedy", N_("请删去不可见的控制字符，核对过大的数字和日期。")),
        )
    if isinstance(cause, _CROSSED):
        return Refusal(
            "busy",
            Message("busy", N_("另一项办理正在改动同样的记录，本项什么也没有改动。")),
            remedy=Message("busy.remedy", N_("请再办理一次。")),
        )
    raise error


def _broken_constraint(cause: psycopg.Error) -> Refusal:
    name = cause.diag.constraint_name or ""
    facts = {"name": name, "detail": cause.diag.message_primary}
    if not name:  # raised by a guard of ours: its own sentence says what it forbids
        return Refusal("guard", Message("guard", N_("数据库守护规则拒绝：{detail}"), facts))
    if name.endswith("_pkey"):
        remedy = Message("id.taken.remedy", N_("请为每条新记录另取一个编号；不填的由系统编。"))
        return Refusal(
            "id.taken", Message("id.taken", N_("同一个编号用了两次，或者已被另一条记录使用。")), remedy=remedy
        )
    sentence = _sentences().get(name, N_("数据库约束 {name} 不允许这样登记：{detail}"))
    return Refusal(name, Message("constraint", sentence, facts))


@functools.cache
def _sentences() -> Mapping[str, str]:
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_app_config("records").get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
