"""Reads ``specs/hazards``: the sectors and the determination standards."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from duban.domain.hazard_standards import ALL_TRADES, HazardStandards, Sector
from duban.domain.messages import N_
from duban.specs.code_list_kinds import GB_CODES, check_succession, code_list
from duban.specs.reading import BOOLEAN, ID, TEXT, Entry, Kind, gathering, listing, matching, read_file, record

HAZARDS = Path(__file__).parent / "hazards"
SECTORS = "sectors.yaml"


@cache
def load_hazard_standards(folder: Path = HAZARDS) -> HazardStandards:
    """Sectors and standards of the folder, oldest standard first; ``SpecErrors`` with file and line."""
    with gathering() as problems:
        sectors = read_file(folder / SECTORS, _SECTORS, problems)
        standard = code_list("sectors", _scope(sectors))
        paths = sorted(path for path in folder.glob("*.yaml") if path.name != SECTORS)
        written = tuple(read_file(path, standard, problems) for path in paths)
        check_succession(written, problems)
    lists = sorted((one.value for one in written), key=lambda one: (one.first_on, one.id))
    return HazardStandards(sectors, tuple(lists))


def _read_sector(entry: Entry) -> Sector:
    return Sector(
        id=entry.required("id", ID, example="metallurgy"),
        title=entry.required("title", TEXT),
        trade=entry.required("trade", BOOLEAN),
        codes=entry.required("codes", GB_CODES),
        excluded=entry.optional("except", GB_CODES, ()),
        source=entry.required("source", TEXT),
        verified=entry.required("verified", BOOLEAN),
    )


_SECTORS = record(lambda entry: entry.required("sectors", listing(record(_read_sector), unique="id", at_least=1)))


def _scope(sectors: tuple[Sector, ...]) -> Kind[tuple[str, ...]]:
    """One or more of the known sectors, or all trades."""
    known = [ALL_TRADES, *(sector.id for sector in sectors)]
    pattern = "|".join(re.escape(word) for word in known)
    return listing(matching(pattern, N_("行业表 sectors.yaml 中的行业"), known[-1]), at_least=1)
