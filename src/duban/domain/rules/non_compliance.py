"""Non-compliance 拒不执行: only a decision that was delivered and still binds can be refused."""

from __future__ import annotations

from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse


def recording_refusal(delivered_on: date | None, over_on: date | None, on: date, law: Law) -> Refusal | None:
    """``over_on``: the day from which the decision binds no more (closed, ended, lifted, withdrawn, annulled)."""
    clause = law.wording("duty_to_cooperate", on)
    if delivered_on is None or on < delivered_on:
        text = N_("文书在 {on} 还没有送达，企业谈不上拒不执行。")
        return refuse("refusal.undelivered", text, clause, N_("请先登记送达；核对日期。"), on=on)
    if over_on is not None and over_on <= on:
        text = N_("文书已于 {over} 结清、解除、撤回或者撤销，不再要求执行。")
        return refuse("refusal.over", text, clause, N_("请核对文书和日期。"), over=over_on)
    return None
