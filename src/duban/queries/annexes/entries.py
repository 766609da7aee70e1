"""Entries 台账行: which enterprises have a row on the report day, and to which row a piece of work belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from duban.domain.annexes import Figure
from duban.queries.annexes.figures import Figures, Place
from duban.records.models import Enterprise, LedgerEntry

NOTHING = Figure(0, ())


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger entry as it stood on the report day, with what a row shows of it."""

    id: str
    agency: str
    enterprise: UUID
    site: UUID
    name: str
    pinyin: str
    address: str
    region: str
    industry: str
    confirmed: bool
    removed_on: date | None
    removed_reason: str
    source: str  # the record that shows it: the entry, of whichever ledger, else the enterprise


_SHOWN = (
    "id", "home_agency", "enterprise", "site", "enterprise__name", "enterprise__pinyin", "site__address", "region",
    "industry", "added_on", "confirmed_on", "removed_on", "removed_reason",
)  # fmt: skip


def entries(
    campaign: str, units: Collection[str], on: date, enterprises: Collection[UUID] | None = None
) -> list[Entry]:
    """Every entry that was in the units' ledgers by the day, or those of some enterprises, in the order of the form."""
    rows = _rows(campaign).filter(Q(added_on=None) | Q(added_on__lte=on), home_agency__in=units)
    chosen = rows if enterprises is None else rows.filter(enterprise__in=enterprises)
    return _sorted(_entry(on, row) for row in chosen.values(*_SHOWN))


def guests(campaign: str, places: Iterable[Place], on: date) -> list[Entry]:
    """Rows for work of a unit on enterprises that its own ledger does not have: a city's visits are its return.

    What the row shows is taken from the ledger that has the enterprise, else from the enterprise itself.
    """
    wanted = {(place.agency, place.enterprise) for place in places}
    enterprises = {enterprise for _, enterprise in wanted}
    rows = _rows(campaign).filter(enterprise__in=enterprises).values(*_SHOWN)
    listed = {row["enterprise"]: _entry(on, row) for row in rows}
    for unlisted in Enterprise.objects.filter(id__in=enterprises - listed.keys()):
        listed[unlisted.id] = _unlisted(unlisted)
    return _sorted(_guest(unit, listed[enterprise]) for unit, enterprise in wanted)


def _rows(campaign: str) -> QuerySet[LedgerEntry]:
    """Latest last."""
    return LedgerEntry.objects.filter(campaign=campaign, voided_on=None).order_by("confirmed_on", "id")


def _entry(on: date, row: Mapping[str, Any]) -> Entry:
    """An entry without ``added_on`` is there since the campaign's beginning, whenever it was confirmed."""
    added_on, confirmed_on, removed_on = row["added_on"], row["confirmed_on"], row["removed_on"]
    removed = removed_on is not None and removed_on <= on
    return Entry(
        id=str(row["id"]),
        agency=row["home_agency"],
        enterprise=row["enterprise"],
        site=row["site"],
        name=row["enterprise__name"],
        pinyin=row["enterprise__pinyin"],
        address=row["site__address"],
        region=row["region"],
        industry=row["industry"],
        confirmed=confirmed_on is not None and (added_on is None or confirmed_on <= on),
        removed_on=removed_on if removed else None,
        removed_reason=row["removed_reason"] if removed else "",
        source=str(row["id"]),
    )


def _unlisted(row: Enterprise) -> Entry:
    return Entry(
        id=str(row.id),
        agency=row.home_agency_id,
        enterprise=row.id,
        site=row.id,
        name=row.name,
        pinyin=row.pinyin,
        address=row.address,
        region=row.region,
        industry="",
        confirmed=True,
        removed_on=None,
        removed_reason="",
        source=str(row.id),
    )


def _guest(unit: str, entry: Entry) -> Entry:
    return replace(
        entry, id=f"{unit}/{entry.enterprise}", agency=unit, confirmed=True, removed_on=None, removed_reason=""
    )


def _sorted(found: Iterable[Entry]) -> list[Entry]:
    return sorted(found, key=lambda entry: (entry.region, entry.pinyin, entry.name, entry.id))


class Ledger:
    """Entries, and to which of them a piece of work belongs: by site, and without one by the enterprise alone.

    Work belongs to the first entry that had not ended by its day; after the last one has ended, to none.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._at_site: dict[tuple[str, UUID, UUID | None], list[Entry]] = defaultdict(list)
        self._of: dict[tuple[str, UUID], list[Entry]] = defaultdict(list)
        for entry in sorted(self.entries, key=lambda entry: entry.removed_on or date.max):
            self._at_site[entry.agency, entry.enterprise, entry.site].append(entry)
            self._of[entry.agency, entry.enterprise].append(entry)

    def has(self, place: Place) -> bool:
        """Whether the enterprise was ever in that unit's ledger."""
        return (place.agency, place.enterprise) in self._of

    def entry_at(self, place: Place) -> Entry | None:
        """The entry to which work at the place belongs, if any."""
        at_site = self._at_site.get((place.agency, place.enterprise, place.site))
        stretches = at_site or self._of.get((place.agency, place.enterprise), [])
        return next((entry for entry in stretches if _covers(entry, place.on)), None)

    def nearest(self, place: Place) -> Entry:
        """The entry to which work at the place belongs; else the last one of the enterprise, which has ended."""
        return self.entry_at(place) or self._of[place.agency, place.enterprise][-1]


def _covers(entry: Entry, day: date | None) -> bool:
    return day is None or entry.removed_on is None or day <= entry.removed_on


def by_entry(found: Figures, ledger: Ledger) -> Mapping[str, Mapping[str, Figure]]:
    """Figures laid on the entries to which they belong; those of work after an entry ended are left out."""
    laid: dict[str, dict[str, Figure]] = defaultdict(dict)
    for place, values in found.items():
        entry = ledger.entry_at(place)
        if entry is not None:
            mine = laid[entry.id]
            for code, figure in values.items():
                mine[code] = _added(mine.get(code, NOTHING), figure)
    return laid


def _added(one: Figure, other: Figure) -> Figure:
    return Figure(one.value + other.value, (*one.sources, *other.sources))


def worked_on(figures: Mapping[str, Figure]) -> bool:
    """Whether anything at all was counted."""
    return any(figure.value for figure in figures.values())
