"""Ranges 罚款幅度 drawn as bars: from the least to the most of each text on one scale, with the amount on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from duban.web.wording import yuan

FULL = 100
ROOM = 1.1  # the scale ends a little beyond the largest figure


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its bounds in 分; ``None``: it knows no fine. ``used``: the decision rests (or may rest) on it;
    ``mark`` says so."""

    text: str
    verified: bool
    minimum_fen: int | None
    maximum_fen: int | None
    suspension: bool
    used: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One text as it is drawn: positions in percent of the scale. ``within``: whether the amount lies inside."""

    text: str
    verified: bool
    used: bool
    mark: str
    suspension: bool
    bounds: str
    start: float
    length: float
    amount: float | None
    within: bool | None
    told: str


def bars(texts: Iterable[Text], amount_fen: int) -> Sequence[Bar]:
    """Every text on the scale that the largest of them and the amount need."""
    texts = list(texts)
    most = max([amount_fen, *(each.maximum_fen or 0 for each in texts)], default=0)
    scale = most * ROOM or 1
    return [_bar(each, amount_fen, scale) for each in texts]


def _bar(one: Text, amount_fen: int, scale: float) -> Bar:
    least, most = one.minimum_fen, one.maximum_fen
    amount = round(amount_fen * FULL / scale, 2) if amount_fen else None
    if least is None or most is None:
        return Bar(
            one.text, one.verified, one.used, one.mark, one.suspension, _("没有规定罚款"), 0, 0, amount, None, ""
        )
    within = least <= amount_fen <= most if amount_fen else None
    return Bar(
        text=one.text,
        verified=one.verified,
        used=one.used,
        mark=one.mark,
        suspension=one.suspension,
        bounds=_("{least} — {most} 元").format(least=yuan(least), most=yuan(most)),
        start=round(least * FULL / scale, 2),
        length=max(round((most - least) * FULL / scale, 2), 0.5),
        amount=amount,
        within=within,
        told=_told(amount_fen, least, most),
    )


def _told(amount_fen: int, least: int, most: int) -> str:
    """The amount against its bounds, in words: the drawing is for the eye alone."""
    if not amount_fen:
        return ""
    if amount_fen < least:
        return _("{amount} 元，低于下限 {by} 元").format(amount=yuan(amount_fen), by=yuan(least - amount_fen))
    if amount_fen > most:
        return _("{amount} 元，超过上限 {by} 元").format(amount=yuan(amount_fen), by=yuan(amount_fen - most))
    return _("{amount} 元，在幅度之内").format(amount=yuan(amount_fen))
