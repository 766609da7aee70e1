"""Guards 前置条件 that hold for every deed: no future day, an article in force. Each returns a refusal or nothing."""

from __future__ import annotations

from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal


def future_refusal(day: date, on: date) -> Refusal | None:
    """A deed records what has happened: its day is not later than today (``on``)."""
    if day <= on:
        return None
    return Refusal(
        "day.future",
        Message("day.future", N_("{day} 晚于今天（{on}），不能登记尚未发生的事实。"), {"day": day, "on": on}),
        N_("执法全过程记录：如实记录已经发生的事实"),
        Message("day.correct", N_("请核对日期。")),
    )


def article_refusal(concept: str, on: date, law: Law) -> Refusal | None:
    """The article of the concept has to be in force on the day."""
    try:
        law.lawbook.cite(concept, on)
    except Refusal as refusal:
        return refusal
    return None


def before_refusal(what: str, day: date, since: str, earlier: date | None) -> Refusal | None:
    """A step is not earlier than the one it rests on. ``what`` and ``since`` name them in Chinese."""
    if earlier is None or day >= earlier:
        return None
    params = {"what": what, "day": day, "since": since, "earlier": earlier}
    return Refusal(
        "day.order",
        Message("day.order", N_("{what}的日期 {day} 早于{since}的日期 {earlier}。"), params),
        N_("执法全过程记录：如实记录已经发生的事实"),
        Message("day.correct", N_("请核对日期。")),
    )
