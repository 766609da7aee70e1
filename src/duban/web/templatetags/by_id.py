"""``{% load by_id %}``: look a value up by the id of the row that is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def by_id(values: Mapping[object, object], key: object) -> object:
    """The value of the key; empty where there is none."""
    return values.get(key, "")
