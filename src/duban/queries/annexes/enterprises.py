"""Rows of annex 1: every enterprise of the ledger, also those with zeros; who has no row is named with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from duban.domain.annex_table import Cell, Excluded, Row, RowKind
from duban.domain.annex_words import NOT_CONFIRMED, MajorHazard, enterprise_name, remark
from duban.domain.annexes import MEASURES, Figure
from duban.domain.messages import N_, Message
from duban.queries.annexes.asked import Asked
from duban.queries.annexes.entries import NOTHING, Entry, Ledger, by_entry, entries, guests, worked_on
from duban.queries.annexes.figures import Count, Figures, figures
from duban.queries.annexes.major_hazards import major_hazards
from duban.records.models import Enterprise, RectificationOrder


def enterprise_rows(asked: Asked) -> tuple[list[Row], tuple[Excluded, ...], tuple[Message, ...]]:
    """One row an entry, unit by unit and then in the order of the form; the exclusions; the warnings."""
    own = entries(asked.campaign.id, asked.units.keys(), asked.on)
    left = {entry.enterprise for entry in own if entry.removed_on is not None}
    measures = [MEASURES[column.measure] for column in asked.form.columns if column.measure in MEASURES]
    found = figures(measures, Count(asked.period, asked.units.keys(), left, asked.sources))
    ledger = _with_guests(own, found, asked)
    values = by_entry(found, ledger)
    hazards = _hazards(asked, ledger)
    shown = [entry for unit in asked.units for entry in ledger.entries if _has_row(entry, unit, values)]
    rows = [
        _row(asked, entry, values.get(entry.id, {}), hazards.get(entry.id, []), serial)
        for serial, entry in enumerate(shown, start=1)
    ]
    return rows, _excluded(ledger, shown, asked), (*_undelivered(asked), *_after_removal(found, ledger))


def _with_guests(own: list[Entry], found: Figures, asked: Asked) -> Ledger:
    """The units' own entries, and rows for their work on enterprises of another ledger."""
    ledger = Ledger(own)
    elsewhere = [place for place, values in found.items() if not ledger.has(place) and worked_on(values)]
    return Ledger([*own, *guests(asked.campaign.id, elsewhere, asked.on)]) if elsewhere else ledger


def _has_row(entry: Entry, unit: str, values: Mapping[str, Mapping[str, Figure]]) -> bool:
    """In the unit's ledger on the day; or worked on before it left it, or before it was confirmed."""
    in_ledger = entry.confirmed and entry.removed_on is None
    return entry.agency == unit and (in_ledger or worked_on(values.get(entry.id, {})))


def _hazards(asked: Asked, ledger: Ledger) -> Mapping[str, list[MajorHazard]]:
    laid: dict[str, list[MajorHazard]] = defaultdict(list)
    for place, hazards in major_hazards(asked.period, asked.units.keys()).items():
        entry = ledger.entry_at(place)
        if entry is not None:
            laid[entry.id].extend(hazards)
    return laid


def _row(asked: Asked, entry: Entry, values: Mapping[str, Figure], hazards: list[MajorHazard], serial: int) -> Row:
    line = _Line(asked, entry, serial, values.get("fines", NOTHING).value, hazards)
    cells = tuple(
        _figure(values, column.measure) if column.measure in MEASURES else _WRITTEN[column.measure](line)
        for column in asked.form.columns
    )
    return Row(RowKind.ENTERPRISE, entry.agency, asked.units[entry.agency], cells, entry=entry.id)


def _figure(values: Mapping[str, Figure], code: str) -> Cell:
    figure = values.get(code, NOTHING)
    return Cell(figure.value, figure.sources)


class _Line(NamedTuple):
    """What the written cells of one row are made of."""

    asked: Asked
    entry: Entry
    serial: int
    fines: int
    hazards: list[MajorHazard]


def _name(line: _Line) -> Cell:
    return Cell(enterprise_name(line.entry.name, removed=line.entry.removed_on is not None), (line.entry.source,))


def _remark(line: _Line) -> Cell:
    text = remark(line.hazards, line.fines, line.asked.remarks.get(line.entry.id, ""))
    return Cell(text or None, tuple(hazard.id for hazard in line.hazards))


_WRITTEN: Mapping[str, Callable[[_Line], Cell]] = {
    "serial": lambda line: Cell(line.serial),
    "enterprise": _name,
    "address": lambda line: Cell(line.entry.address, (str(line.entry.site),)),
    "region": lambda line: Cell(line.asked.region_name(line.entry.region), (line.entry.source,)),
    "industry": lambda line: Cell(line.asked.industry_name(line.entry.industry), (line.entry.source,)),
    "remark": _remark,
}


def _excluded(ledger: Ledger, shown: Iterable[Entry], asked: Asked) -> tuple[Excluded, ...]:
    with_row = {entry.id for entry in shown}
    return tuple(_exclusion(entry, asked) for entry in ledger.entries if entry.id not in with_row)


def _exclusion(entry: Entry, asked: Asked) -> Excluded:
    if entry.removed_on is not None:
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


def _after_removal(found: Figures, ledger: Ledger) -> Iterator[Message]:
    """Work on an enterprise after it had left the ledger counts in no row, and that is said."""
    late = {
        place.enterprise
        for place, values in found.items()
        if place.on is not None and worked_on(values) and not ledger.entry_at(place)
    }
    if late:
        text = N_("移出台账以后又登记的执法情况没有计入：{enterprises}。")
        yield Message("annex.after_removal", text, {"enterprises": "、".join(_names(late))})


def _names(enterprises: Collection[UUID]) -> list[str]:
    return list(Enterprise.objects.filter(id__in=enterprises).order_by("pinyin", "id").values_list("name", flat=True))
