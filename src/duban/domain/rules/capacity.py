"""Capacity 落后产能、装备: guards on what is taken out of use."""

from __future__ import annotations

from datetime import date

from duban.domain.messages import N_, Message, Refusal


def exit_refusal(exited_on: date | None) -> Refusal | None:
    """An item goes once."""
    if exited_on is None:
        return None
    return Refusal(
        "capacity.exited",
        Message("capacity.exited", N_("该装备已于 {day} 登记退出。"), {"day": exited_on}),
        N_("工信部联产业〔2017〕30号：退出方式和退出时间"),
        Message("capacity.correct", N_("登记有误的，请办理更正。")),
    )
