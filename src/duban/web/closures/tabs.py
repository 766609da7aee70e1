"""The three lists of 关停验收."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from duban.web.parts import Tab
from duban.web.tabs import tabs


def closure_tabs(here: str, campaign: str) -> Sequence[Tab]:
    """Requests, acceptances, capacity items."""
    titles = {"closures": _("提请关闭"), "acceptances": _("验收"), "capacity": _("落后产能、装备")}
    return tabs(titles, here, campaign)
