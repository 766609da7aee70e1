"""``{% load wording %}``: filters over `duban.web.wording`."""

from __future__ import annotations

from django import template

from duban.web import wording

register = template.Library()

register.filter("day", wording.day)
register.filter("moment", wording.moment)
register.filter("longday", wording.long_day)
register.filter("yuan", wording.yuan)
register.filter("wan", wording.wan)
register.filter("say", wording.say)
register.filter("whole_days", wording.whole_days)
