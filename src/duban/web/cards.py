"""Cards 黄牌、红牌 on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext

from duban.domain.campaign import Campaign, Ground
from duban.domain.workflow import CardState
from duban.web.parts import Crumb, Tab
from duban.web.tabs import tabs

TONES = {
    CardState.PROPOSED: "info",
    CardState.DECLINED: "neutral",
    CardState.CONFIRMED: "bad",
    CardState.NOTIFIED: "bad",
    CardState.LIFTED: "good",
    CardState.SUPERSEDED: "neutral",
}


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


def card_crumbs(enterprise: UUID, name: str, campaign: str, title: str) -> tuple[Crumb, ...]:
    """From the list of cards by way of the enterprise."""
    home = f"{reverse('enterprise', args=[enterprise])}?campaign={campaign}"
    return (Crumb(gettext("黄红牌"), reverse("cards")), Crumb(name, home), Crumb(title))


def card_tabs(here: str, campaign: str) -> Sequence[Tab]:
    """The lists, of the same campaign."""
    titles = {"cards": gettext("名单和建议"), "card_pool": gettext("接近名单"), "penalty_counter": gettext("累计处罚")}
    return tabs(titles, here, campaign)
