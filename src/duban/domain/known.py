"""What was known on a day 当日已知的事实: later facts are left out, later parts of earlier facts are blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

from duban.domain.facts import Facts, SupervisionListing
from duban.domain.vocabulary import Answer

_NONE: Mapping[str, object] = {}


@dataclass(frozen=True)
class _Dated:
    """When a kind of fact begins, which of its parts come later, and what falls with a part not yet known."""

    begins: str
    later: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @cached_property
    def days(self) -> Callable[[Any], tuple[date | None, ...]]:
        """All days of a fact at once; the beginning twice, so that there are always several."""
        return attrgetter(self.begins, self.begins, *self.later)


_KINDS: Mapping[str, _Dated] = {
    "ledger": _Dated("added_on", {"confirmed_on": _NONE, "removed_on": {"removed_reason": ""}}),
    "visits": _Dated("on", {"completed_on": _NONE}),
    "hazards": _Dated(
        "found_on", {"safety_recorded_on": {"safety_assured": Answer.UNKNOWN}, "corrected_on_spot_on": _NONE}
    ),
    "orders": _Dated("issued_on", {"delivered_on": _NONE, "withdrawn_on": _NONE, "ended_on": _NONE}),
    "extensions": _Dated("applied_on", {"replied_on": {"granted_to": None}}),
    "reports": _Dated("filed_on"),
    "reinspections": _Dated("on"),
    "measures": _Dated("issued_on", {"delivered_on": _NONE, "lifted_on": _NONE, "withdrawn_on": _NONE}),
    "resumptions": _Dated("applied_on", {"reviewed_on": {"passed": None}, "consented_on": _NONE, "refused_on": _NONE}),
    "listings": _Dated("listed_on", {"review_failed_on": _NONE, "delisted_on": _NONE}),
    "penalties": _Dated("decided_on", {"delivered_on": _NONE, "paid_on": _NONE, "annulled_on": _NONE}),
    "refusals": _Dated("on"),
    "cards": _Dated("confirmed_on", {"notified_on": _NONE, "lifted_on": _NONE, "superseded_on": _NONE}),
    "declines": _Dated("on"),
    "closure_requests": _Dated(
        "drafted_on",
        {
            "reviewed_on": {"basis": ""},
            "sent_on": {"number": ""},
            "accepted_on": _NONE,
            "decided_on": {"decision": None},
            "licences_revoked_on": _NONE,
            "carried_out_on": _NONE,
            "withdrawn_on": _NONE,
        },
    ),
    "acceptances": _Dated("on"),
    "power_cuts": _Dated("approved_on", {"notified_on": _NONE, "in_force_on": _NONE, "restored_on": _NONE}),
    "referrals": _Dated("sent_on"),
    "accidents": _Dated("on"),
    "unapproved": _Dated("found_on"),
    "profiles": _Dated("on"),
    "urgings": _Dated("on"),
    "notices": _Dated("on"),
    "exit_returns": _Dated("on"),
}

_EVERY = attrgetter(*_KINDS)


def known_on(facts: Facts, on: date) -> Facts:
    """The facts as they stood at the end of the day. The same object when nothing is later."""
    changed: dict[str, Any] = {}
    for (name, dated), every in zip(_KINDS.items(), _EVERY(facts), strict=True):
        if every:
            known = _known(every, dated, on)
            if known is not every:
                changed[name] = known
    listings = _listings(changed.get("listings", facts.listings), on)
    if listings is not facts.listings:
        changed["listings"] = listings
    return replace(facts, **changed) if changed else facts


def _listings(listings: tuple[SupervisionListing, ...], on: date) -> tuple[SupervisionListing, ...]:
    """Proofs of the 五落实 have a day each."""
    for listing in listings:
        for proof in listing.proofs:
            if proof.proved_on > on:
                return tuple(_with_proofs(each, on) for each in listings)
    return listings


def _with_proofs(listing: SupervisionListing, on: date) -> SupervisionListing:
    return replace(listing, proofs=tuple(proof for proof in listing.proofs if proof.proved_on <= on))


def _known(every: tuple[Any, ...], dated: _Dated, on: date) -> tuple[Any, ...]:
    """Most facts asked about lie in the past: they are found so first, and nothing is copied."""
    days = dated.days
    for fact in every:
        for day in days(fact):
            if day is not None and day > on:
                return _cut(every, dated, on)
    return every


def _cut(every: tuple[Any, ...], dated: _Dated, on: date) -> tuple[Any, ...]:
    return tuple(_blanked(fact, dated, on) for fact in every if not _later(getattr(fact, dated.begins), on))


def _later(day: date | None, on: date) -> bool:
    return day is not None and day > on


def _blanked(fact: Any, dated: _Dated, on: date) -> Any:
    blank: dict[str, object] = {}
    for part, falls_with_it in dated.later.items():
        if _later(getattr(fact, part), on):
            blank |= {part: None, **falls_with_it}
    return replace(fact, **blank) if blank else fact


def begun_on(facts: Facts) -> Mapping[str, date]:
    """The day on which each fact came about, by id."""
    days = ((fact.id, getattr(fact, dated.begins)) for name, dated in _KINDS.items() for fact in getattr(facts, name))
    return {fact_id: day for fact_id, day in days if day is not None}
