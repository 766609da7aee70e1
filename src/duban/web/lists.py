"""Lists 名单: every list that can be exported and worked on as a whole, by the name of its page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.http import Http404

from duban.web.found import Asking, Finder, FoundAnywhere
from duban.web.views import (
    acceptances,
    account_list,
    agencies,
    capacity,
    card_pool,
    cards,
    closures,
    done,
    hazards,
    inspections,
    ledger,
    listings,
    messages,
    papers,
    penalties,
    people,
    plans,
    returns,
    stops,
    tasks,
    trail,
)

LISTS: Mapping[str, Finder] = MappingProxyType(
    {
        "ledger": ledger.found,
        "tasks": tasks.found,
        "plans": plans.found,
        "done": done.found,
        "inspections": inspections.found,
        "hazards": hazards.found,
        "measures": stops.found,
        "listings": listings.found,
        "cards": cards.found,
        "card_pool": card_pool.found,
        "penalty_counter": card_pool.found_counted,
        "closures": closures.found,
        "acceptances": acceptances.found,
        "capacity": capacity.found,
        "penalties": penalties.found,
        "returns": returns.found,
        "messages": messages.found,
        "papers": papers.found,
        "people": people.found,
        "agencies": agencies.found,
        "trail": trail.found,
        "accounts": account_list.found,
    }
)
"""A list page joins here; its columns carry their values."""


def find(code: str, asking: Asking) -> FoundAnywhere:
    """What the list holds; 404 for one that is not here, or that has nothing to hold yet."""
    finder = LISTS.get(code)
    found = None if finder is None else finder(asking)
    if found is None:
        raise Http404
    return found
