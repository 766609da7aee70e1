"""Rows of annex 1: every enterprise of the ledger, also those with zeros; who has no row is named with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from duban.domain.annex_table import Cell, Excluded, Row, RowKind
from duban.domain.annex_words import MajorHazard, enterprise_name, remark
from duban.domain.annexes import MEASURES, Figure
from duban.domain.messages import N_, Message
from duban.queries.annexes.asked import Asked
from duban.queries.annexes.entries import NOT_CONFIRMED, NOTHING, Entry, Ledger, by_entry, entries, worked_on
from duban.queries.annexes.figures import Figures, figures
from duban.queries.annexes.major_hazards import major_hazards
from duban.records.models import Enterprise, RectificationOrder
from duban.specs.regions import load_regions


def enterprise_rows(asked: Asked) -> tuple[list[Row], tuple[Excluded, ...], tuple[Message, ...]]:
    """One row an entry, unit by unit and then in the order of the form; the exclusions; the warnings."""
    measures = [MEASURES[column.measure] for column in asked.form.columns if column.measure in MEASURES]
    found = figures(measures, asked.period, asked.units.keys(), sources=asked.sources)
    ledger = _ledger(asked, found)
    values = by_entry(found, ledger)
    hazards = _hazards(asked, ledger)
    shown = [entry for unit in asked.units for entry in ledger.entries if _has_row(entry, unit, values, asked)]
    rows = [
        _row(asked, entry, values.get(entry.id, {}), hazards.get(entry.id, ()), serial)
        for serial, entry in enumerate(shown, start=1)
    ]
    return rows, _excluded(ledger, shown, asked), tuple(_undelivered(asked))


def _ledger(asked: Asked, found: Figures) -> Ledger:
    """The units' own entries, and rows for work on enterprises of another ledger: a city's visits are its return."""
    own = Ledger(entries(asked.campaign.id, asked.units.keys(), asked.on))
    elsewhere = {(place.agency, place.enterprise) for place in found if not own.has(place)}
    rows = {row.id: row for row in Enterprise.objects.filter(id__in={enterprise for _, enterprise in elsewhere})}
    guests = [_guest(unit, rows[enterprise]) for unit, enterprise in sorted(elsewhere, key=str)]
    return Ledger([*own.entries, *guests])


def _guest(unit: str, row: Enterprise) -> Entry:
    return Entry(
        id=f"{unit}/{row.id}",
        agency=unit,
        enterprise=row.id,
        site=row.id,
        name=row.name,
        pinyin=row.pinyin,
        address=row.address,
        region=row.region,
        industry="",
        from_on=None,
        confirmed=True,
        removed_on=None,
        removed_reason="",
    )


def _has_row(entry: Entry, unit: str, values: Mapping[str, Mapping[str, Figure]], asked: Asked) -> bool:
    """In the unit's ledger on the day; or worked on before it left it, or before it was confirmed."""
    in_ledger = entry.confirmed and not entry.removed(asked.on)
    return entry.agency == unit and (in_ledger or worked_on(values.get(entry.id, {})))


def _hazards(asked: Asked, ledger: Ledger) -> Mapping[str, list[MajorHazard]]:
    laid: dict[str, list[MajorHazard]] = defaultdict(list)
    for place, hazards in major_hazards(asked.period, asked.units.keys()).items():
        laid[ledger.entry_of(place)].extend(hazards)
    return laid


def _row(asked: Asked, entry: Entry, values: Mapping[str, Figure], hazards: Iterable[MajorHazard], serial: int) -> Row:
    words = {"serial": Cell(serial), **_words(asked, entry, values.get("fines", NOTHING).value, list(hazards))}
    cells = tuple(
        _figure(values, column.measure) if column.measure in MEASURES else words[column.measure]
        for column in asked.form.columns
    )
    return Row(RowKind.ENTERPRISE, entry.agency, asked.units[entry.agency], cells, entry=entry.id)


def _figure(values: Mapping[str, Figure], code: str) -> Cell:
    figure = values.get(code, NOTHING)
    return Cell(figure.value, figure.sources)


def _words(asked: Asked, entry: Entry, fines: int, hazards: list[MajorHazard]) -> dict[str, Cell]:
    industries = {industry.id: industry.title for industry in asked.campaign.industries}
    region = load_regions().get(entry.region)
    text = remark(hazards, fines, asked.remarks.get(entry.id, ""))
    return {
        "enterprise": Cell(enterprise_name(entry.name, removed=entry.removed(asked.on)), (entry.id,)),
        "address": Cell(entry.address, (str(entry.site),)),
        "region": Cell(region.name if region else entry.region),
        "industry": Cell(industries.get(entry.industry, entry.industry)),
        "remark": Cell(text or None, tuple(hazard.id for hazard in hazards)),
    }


def _excluded(ledger: Ledger, shown: Iterable[Entry], asked: Asked) -> tuple[Excluded, ...]:
    with_row = {entry.id for entry in shown}
    return tuple(_exclusion(entry, asked) for entry in ledger.entries if entry.id not in with_row)


def _exclusion(entry: Entry, asked: Asked) -> Excluded:
    if entry.removed_on is not None and entry.removed(asked.on):
        return Excluded(entry.id, entry.name, entry.removed_on, entry.removed_reason)
    return Excluded(entry.id, entry.name, asked.on, NOT_CONFIRMED)


def _undelivered(asked: Asked) -> Iterator[Message]:
    """Orders counted although they were not delivered yet."""
    orders = RectificationOrder.objects.filter(
        campaign=asked.campaign.id,
        home_agency__in=asked.units.keys(),
        voided_on=None,
        issued_on__range=(asked.campaign.first_on, asked.on),
    ).exclude(withdrawn_on__lte=asked.on)
    count = orders.exclude(delivered_on__lte=asked.on).count()
    if count:
        yield Message("annex.undelivered", N_("有 {count} 份整改指令书已计入但尚未送达。"), {"count": count})
