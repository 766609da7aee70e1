"""The two lists of 检查方案, and the ways of looking at one plan."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.web.parts import Tab
from duban.web.tabs import tabs

LIST, CALENDAR, LOAD, DIFFERENCE = "list", "calendar", "load", "difference"


def plan_tabs(here: str, campaign: str) -> Sequence[Tab]:
    """Plans; leave and recusal."""
    return tabs({"plans": _("检查方案"), "roster": _("请假和回避")}, here, campaign)


def view_tabs(plan: UUID, here: str, *, revision: bool) -> Sequence[Tab]:
    """One plan as list, calendar and load, and against the version before."""
    titles = {LIST: _("清单"), CALENDAR: _("日历"), LOAD: _("工作量")}
    if revision:
        titles[DIFFERENCE] = _("与上一版对照")
    address = reverse("plan", args=[plan])
    return [Tab(title, f"{address}?view={code}", code == here) for code, title in titles.items()]
