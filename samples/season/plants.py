"""The plants of the sample ledger, with the ids that its import gives them."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from make_ledger import HEADER_ROW, OUT, SEED, enterprises, untidy

from season.book import CAMPAIGN, Book, an_id, day
from season.units import CITY, DISTRICTS, UNITS, Unit

IMPORTED_ON = day("07-12")
IMPORT = an_id("ledger/import_ledger/1")
FIRST_ROW = HEADER_ROW + 3  # as a spreadsheet counts, the first row below the two of the header
_REGIONS = {words[0]: code for code, words in DISTRICTS.items()} | {
    "沈阳经济技术开发区": f"{CITY}-K1",
    "高新区": f"{CITY}-K2",
    "辉山开发区": f"{CITY}-K3",
}


@dataclass(frozen=True)
class Plant:
    """An enterprise of the ledger with its site and entry, and the unit whose ledger has it."""

    key: str
    name: str
    industry: str
    enterprise: str
    site: str
    entry: str
    unit: Unit


def import_ledger(book: Book) -> None:
    """The workbook as the city's clerk imports it for all units; the file has to lie among the kept ones."""
    sha256 = hashlib.sha256(Path(OUT).read_bytes()).hexdigest()
    inputs = {"campaign": CAMPAIGN, "file": sha256, "file_name": OUT.name}
    book.write_as(IMPORT, "import_ledger", IMPORTED_ON, UNITS[CITY].login("clerk"), **inputs)


def plants() -> list[Plant]:
    """Every plant in the order of the workbook; a second row of one plant is no further plant."""
    rng = random.Random(SEED)  # noqa: S311 -- repeatable, not secret
    tidy = enterprises(rng)
    regions = {str(row[0]): str(row[3]) for row in tidy}
    named = {_core(str(row[0])): name for row, name in zip(tidy, regions, strict=True)}
    found: dict[str, Plant] = {}
    for number, row in enumerate(untidy(tidy), start=FIRST_ROW):
        name = named.get(_core(str(row[0])))
        if name is not None and name not in found:
            found[name] = _plant(name, str(row[5]).removesuffix("行业"), _REGIONS[regions[name]], number)
    return list(found.values())


def _plant(name: str, industry: str, region: str, row: int) -> Plant:
    deed = UUID(IMPORT)
    return Plant(
        key=f"plant-{row}",
        name=name,
        industry=industry,
        enterprise=str(uuid5(deed, f"enterprise/{row}")),
        site=str(uuid5(deed, f"site/{row}/{region}")),
        entry=str(uuid5(deed, f"entry/{row}/{region}")),
        unit=UNITS[region],
    )


def _core(name: str) -> str:
    """What stays of a name through everything that the workbook does to it."""
    return name.replace(" ", "").replace("　", "").replace("有限责任公司", "有限公司")
