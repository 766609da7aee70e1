"""Builders of check constraints: what the law forbids, the database refuses too, in a sentence for people.

A check passes when its condition is NULL, so conditions on columns that may be empty ask for their presence too.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import CheckConstraint, F, Q

from duban.domain.messages import N_


def has(*columns: str) -> Q:
    """The nullable columns are all filled."""
    return Q(*(Q(**{f"{column}__isnull": False}) for column in columns))


def said(*columns: str) -> Q:
    """The text columns are all filled."""
    return Q(*(~Q(**{column: ""}) for column in columns))


def equals(column: str, value: object) -> Q:
    """The nullable column is filled and has the value."""
    return Q(**{f"{column}__isnull": False, column: value})


def exactly_one(*columns: str) -> Q:
    """One of the nullable columns is filled, the others are not."""
    condition = Q()
    for filled in columns:
        condition |= Q(*(Q(**{f"{column}__isnull": column != filled}) for column in columns))
    return condition


def check(name: str, condition: Q, sentence: str) -> CheckConstraint:
    """The condition holds of every row."""
    return CheckConstraint(condition=condition, name=f"%(class)s_{name}", violation_error_message=sentence)


def implies(name: str, cause: Q, effect: Q, sentence: str) -> CheckConstraint:
    """Where the cause holds, so does the effect."""
    return check(name, ~cause | effect, sentence)


def one_of(column: str, words: Iterable[StrEnum]) -> CheckConstraint:
    """The column holds a word of the list (or nothing, where it may be empty)."""
    values = [word.value for word in words]
    return check(f"{column}_known", Q(**{f"{column}__in": values}), N_("取值不在规定的词表内"))


def not_before(later: str, earlier: str, sentence: str) -> CheckConstraint:
    """One day is not before the other, where both are known."""
    return check(f"{later}_order", Q(**{f"{later}__gte": F(earlier)}), sentence)


def in_states(states: Iterable[StrEnum], effect: Q, name: str, sentence: str) -> CheckConstraint:
    """In these states the effect holds."""
    return implies(name, Q(state__in=[state.value for state in states]), effect, sentence)


def day_of_state(state: StrEnum, day: str, sentence: str) -> CheckConstraint:
    """The day is filled in this state and in no other."""
    inside, outside = Q(state=state.value) & has(day), ~Q(state=state.value) & ~has(day)
    return check(f"{day}_state", inside | outside, sentence)


def other_person(preparer: str, decider: str) -> CheckConstraint:
    """Four eyes: who decides did not prepare (承办与审批分离)."""
    return check(f"{decider}_four_eyes", ~Q(**{preparer: F(decider)}), N_("审批人不得是承办人本人"))
