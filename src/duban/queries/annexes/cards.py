"""Rows of annex 2: cards in force on the day or lifted within the campaign, red first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duban.domain.annex_table import Cell, Excluded, Row, RowKind
from duban.domain.annex_words import CardWords, card_words
from duban.domain.case import Case, case_of
from duban.domain.facts import Card as CardFact
from duban.domain.messages import Message
from duban.domain.vocabulary import CardColour
from duban.queries.annexes.asked import Asked
from duban.queries.annexes.entries import Entry, Ledger, entries, guests
from duban.queries.annexes.figures import Place
from duban.queries.law import law_in_use
from duban.records.facts import each_facts
from duban.records.models import Card

_AT_ONCE = 20  # enterprises whose facts are in memory: those with a card are inspected most


@dataclass(frozen=True, slots=True)
class _Shown:
    """A card of a unit on the day, what its case makes the form say, and the ledger entry of its site."""

    unit: str
    card: CardFact
    words: Mapping[str, Cell]
    entry: Entry


def card_rows(asked: Asked) -> tuple[list[Row], tuple[Excluded, ...], tuple[Message, ...]]:
    """One row a card, unit by unit, red first, then by region and name; nothing is excluded here."""
    places = _places(asked)
    ledger = _ledger(asked, places.values())
    shown = [
        _Shown(places[card.id].agency, card, _card_words(case, card), ledger.nearest(places[card.id]))
        for case in _cases(asked, {place.enterprise for place in places.values()})
        for card in case.facts.cards
        if card.id in places and _stands_or_was_lifted(card, asked.on)
    ]
    units = list(asked.units)
    shown.sort(key=lambda each: (units.index(each.unit), *_place_in_form(each)))
    return [_row(asked, each, serial) for serial, each in enumerate(shown, start=1)], (), ()


def _places(asked: Asked) -> Mapping[str, Place]:
    """Where each card that the units had confirmed by the day belongs, by the card's id."""
    rows = Card.objects.filter(
        campaign=asked.campaign.id, home_agency__in=asked.units.keys(), voided_on=None, confirmed_on__lte=asked.on
    )
    values = rows.values_list("id", "home_agency", "enterprise", "site", "confirmed_on")
    return {str(card): Place(unit, enterprise, site, on) for card, unit, enterprise, site, on in values}


def _ledger(asked: Asked, places: Collection[Place]) -> Ledger:
    """The units' own entries, and those of other ledgers for cards that a unit confirmed there."""
    own = entries(asked.campaign.id, asked.units.keys(), asked.on, {place.enterprise for place in places})
    ledger = Ledger(own)
    elsewhere = [place for place in places if not ledger.has(place)]
    return Ledger([*own, *guests(asked.campaign.id, elsewhere, asked.on)]) if elsewhere else ledger


def _cases(asked: Asked, enterprises: Collection[UUID]) -> Iterator[Case]:
    law = law_in_use()
    for _, facts in each_facts(asked.campaign.id, enterprises, _AT_ONCE):
        yield case_of(facts, asked.on, asked.campaign, law)


def _stands_or_was_lifted(card: CardFact, on: date) -> bool:
    return card.in_force(on) or (card.lifted_on is not None and card.lifted_on <= on)


def _place_in_form(each: _Shown) -> tuple[bool, str, str, date | None, str]:
    return (
        each.card.colour is not CardColour.RED,
        each.entry.region,
        each.entry.pinyin,
        each.card.confirmed_on,
        each.card.id,
    )


def _row(asked: Asked, each: _Shown, serial: int) -> Row:
    words = {"serial": Cell(serial), **_place_words(asked, each.entry), **each.words}
    cells = tuple(words[column.measure] for column in asked.form.columns)
    return Row(RowKind.ENTERPRISE, each.unit, asked.units[each.unit], cells, entry=each.card.id)


def _place_words(asked: Asked, entry: Entry) -> dict[str, Cell]:
    source = (entry.source,)
    return {
        "region": Cell(asked.region_name(entry.region), source),
        "enterprise": Cell(entry.name, source),
        "address": Cell(entry.address, (str(entry.site),)),
        "industry": Cell(asked.industry_name(entry.industry), source),
    }


def _card_words(case: Case, card: CardFact) -> dict[str, Cell]:
    words: CardWords = card_words(case, card)
    request = (case.request.id,) if case.request else ()
    items = tuple(item.id for item in case.items if item.item.hazard in card.hazards)
    return {
        "content": Cell(words.content, card.hazards),
        "passed": Cell(words.passed, items),
        "card": Cell(words.card, (card.id,)),
        "basis": Cell(words.basis, request),
        "closed": Cell(words.closed, request),
    }
