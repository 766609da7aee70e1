"""Recusal 回避: who has an interest in an enterprise neither visits it nor decides about it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal


def recusal_refusal(names: Collection[str], enterprise: str, on: date, law: Law) -> Refusal | None:
    """Nobody is sent to, or named at, an enterprise from which the person is recused on the day."""
    if not names:
        return None
    params = {"names": "、".join(names), "enterprise": enterprise, "on": on}
    return Refusal(
        "recusal.named",
        Message("recusal.named", N_("{names}对{enterprise}须回避（{on}）。"), params),
        recusal_clause(on, law),
        Message("recusal.another", N_("请换由其他人员；回避情形已经消失的，由审批人办理“解除回避”。")),
    )


def recused_actor_refusal(enterprise: str, on: date, law: Law) -> Refusal:
    """Nobody takes a step in a matter of an enterprise from which the person is recused."""
    return Refusal(
        "recusal.actor",
        Message("recusal.actor", N_("您本人对{enterprise}须回避，不能办理该企业的事项。"), {"enterprise": enterprise}),
        recusal_clause(on, law),
        Message("recusal.another_actor", N_("请交由另一名有权限的人员办理。")),
    )


def twice_refusal(since: date | None) -> Refusal | None:
    """One recusal at a time. ``since``: the day of the one in force."""
    if since is None:
        return None
    return Refusal(
        "recusal.twice",
        Message("recusal.twice", N_("该人员对该企业的回避已于 {since} 登记，仍在生效。"), {"since": since}),
        remedy=Message("recusal.twice.remedy", N_("无须重复登记。")),
    )


def ending_refusal(ended_on: date | None, *, own: bool) -> Refusal | None:
    """A recusal ends once, and not by the hand of the person who is recused."""
    if ended_on is not None:
        return Refusal(
            "recusal.ended",
            Message("recusal.ended", N_("该回避已于 {ended_on} 解除。"), {"ended_on": ended_on}),
        )
    if not own:
        return None
    return Refusal(
        "recusal.own",
        Message("recusal.own", N_("本人不能解除本人的回避。")),
        remedy=Message("recusal.another_actor", N_("请交由另一名有权限的人员办理。")),
    )


def recusal_clause(on: date, law: Law) -> str:
    """The article on recusal of the day."""
    return law.wording("investigators", on)
