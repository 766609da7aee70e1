"""Cards 黄牌、红牌 on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, gettext

from duban.domain.campaign import Campaign, Ground


def ground_title(ground: Ground) -> str:
    """The ground's title in the reader's language."""
    english = not (get_language() or "zh").startswith("zh")
    return ground.title_en if english and ground.title_en else ground.title


def ground_text(campaign: Campaign, grounds: Iterable[str]) -> str:
    """The grounds of a card in words, with their clauses; one that the plan no longer has keeps its id."""
    known = {ground.id: ground for ground in campaign.grounds}
    return gettext("；").join(_told(known[each]) if each in known else each for each in grounds)


def _told(ground: Ground) -> str:
    return gettext("{ground} {title}（工作方案{clause}）").format(
        ground=ground.id, title=ground_title(ground), clause=ground.clause
    )
