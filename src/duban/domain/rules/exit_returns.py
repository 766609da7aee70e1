"""Exit returns 年末产能退出报送: only what is out may be reported as out."""

from __future__ import annotations

from datetime import date

from duban.domain.messages import N_, Message, Refusal


def exit_return_refusal(exited_on: date | None, on: date) -> Refusal | None:
    """Refused where the exit is not recorded, or the report is earlier than it."""
    if exited_on is None:
        return Refusal(
            "exit_return.not_out",
            Message("exit_return.not_out", N_("还没有登记退出（关闭执行或者装备退出），不能报送产能退出。")),
            remedy=Message("exit_return.not_out.remedy", N_("请先登记关闭执行情况或者装备的退出。")),
        )
    if on < exited_on:
        facts = {"on": on, "exited": exited_on}
        return Refusal(
            "exit_return.too_early",
            Message("exit_return.too_early", N_("报送日期 {on} 早于退出日期 {exited}。"), facts),
            remedy=Message("exit_return.too_early.remedy", N_("请核对报送日期。")),
        )
    return None
