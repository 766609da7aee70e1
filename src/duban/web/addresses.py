"""Addresses 地址: a list with its filter, as a figure opens it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from duban.web.campaigns import KEY


def list_url(page: str, campaign: str, **sought: str | date | None) -> str:
    """The list of a campaign, filtered; an empty value asks nothing."""
    asked = {KEY: campaign} | {name: str(value) for name, value in sought.items() if value}
    return f"{reverse(page)}?{urlencode(asked)}"
