"""Rows of annex 2: cards in force on the day or lifted within the campaign, red first."""

from __future__ import annotations

from collections.abc import Mapping
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
from duban.queries.annexes.entries import Entry, entries
from duban.queries.law import law_in_use
from duban.records.facts import load_facts
from duban.records.models import Card, Enterprise
from duban.specs.regions import load_regions


@dataclass(frozen=True, slots=True)
class _Shown:
    unit: str
    card: CardFact
    case: Case
    entry: Entry | None
    name: str


def card_rows(asked: Asked) -> tuple[list[Row], tuple[Excluded, ...], tuple[Message, ...]]:
    """One row a card, unit by unit, red first, then by region and name; nothing is excluded here."""
    shown = sorted(_shown(asked), key=lambda each: _place_in_form(each, list(asked.units)))
    return [_row(asked, each, serial) for serial, each in enumerate(shown, start=1)], (), ()


def _shown(asked: Asked) -> list[_Shown]:
    stored = Card.objects.filter(
        campaign=asked.campaign.id, home_agency__in=asked.units.keys(), voided_on=None, confirmed_on__lte=asked.on
    )
    units = {str(card): unit for card, unit in stored.values_list("id", "home_agency")}
    enterprises = set(stored.values_list("enterprise", flat=True))
    names = dict(Enterprise.objects.filter(id__in=enterprises).values_list("id", "name"))
    ledger = _by_site(entries(asked.campaign.id, asked.units.keys(), asked.on))
    found = []
    for enterprise, facts in load_facts(asked.campaign.id, enterprises).items():
        case = case_of(facts, asked.on, asked.campaign, law_in_use())
        for card in case.facts.cards:
            if card.id in units and _stands_or_was_lifted(card, asked.on):
                entry = ledger.get((units[card.id], UUID(card.site)))
                found.append(_Shown(units[card.id], card, case, entry, names[enterprise]))
    return found


def _stands_or_was_lifted(card: CardFact, on: date) -> bool:
    return card.in_force(on) or (card.lifted_on is not None and card.lifted_on <= on)


def _by_site(ledger: list[Entry]) -> Mapping[tuple[str, UUID], Entry]:
    return {(entry.agency, entry.site): entry for entry in ledger}


def _place_in_form(each: _Shown, units: list[str]) -> tuple[int, bool, str, str, str]:
    region = each.entry.region if each.entry else each.case.facts.region
    pinyin = each.entry.pinyin if each.entry else each.name
    return units.index(each.unit), each.card.colour is not CardColour.RED, region, pinyin, each.card.id


def _row(asked: Asked, each: _Shown, serial: int) -> Row:
    words = {"serial": Cell(serial), **_place_words(asked, each), **_card_words(each, card_words(each.case, each.card))}
    cells = tuple(words[column.measure] for column in asked.form.columns)
    return Row(RowKind.ENTERPRISE, each.unit, asked.units[each.unit], cells, entry=each.card.id)


def _place_words(asked: Asked, each: _Shown) -> dict[str, Cell]:
    entry = each.entry
    region = load_regions().get(entry.region if entry else each.case.facts.region)
    industries = {industry.id: industry.title for industry in asked.campaign.industries}
    source = (entry.id,) if entry else ()
    return {
        "region": Cell(region.name if region else "", source),
        "enterprise": Cell(each.name, source),
        "address": Cell(entry.address if entry else "", source),
        "industry": Cell(industries.get(entry.industry, entry.industry) if entry else "", source),
    }


def _card_words(each: _Shown, words: CardWords) -> dict[str, Cell]:
    request = (each.case.request.id,) if each.case.request else ()
    items = tuple(item.id for item in each.case.items if item.item.hazard in each.card.hazards)
    return {
        "content": Cell(words.content, each.card.hazards),
        "passed": Cell(words.passed, items),
        "card": Cell(words.card, (each.card.id,)),
        "basis": Cell(words.basis, request),
        "closed": Cell(words.closed, request),
    }
