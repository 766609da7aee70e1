"""Tabs 分页签: the lists of one job side by side, of the same campaign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from duban.web.campaigns import KEY
from duban.web.parts import Tab


def tabs(titles: Mapping[str, str], here: str, campaign: str) -> Sequence[Tab]:
    """``titles`` by URL name; ``here`` is the one that is open."""
    return [Tab(title, f"{reverse(name)}?{KEY}={campaign}", name == here) for name, title in titles.items()]
