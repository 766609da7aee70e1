"""Time lines 时间线: the deeds that wrote a record, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.queries.dossier import Event as Deed
from duban.web.parts import Event
from duban.web.wording import moment


def timeline(deeds: Iterable[Deed]) -> Sequence[Event]:
    """Every deed in the order given; the legal day where it differs from the day it was entered."""
    return [_told(each) for each in deeds]


def _told(each: Deed) -> Event:
    kinds = all_kinds()
    later = each.on != each.at.date()
    return Event(
        each.on if later else each.at,
        _(kinds[each.name].title) if each.name in kinds else each.name,
        by=f"{each.by} {each.agency}".strip(),
        opinion=_("{moment} 补录").format(moment=moment(each.at)) if later else "",
    )
