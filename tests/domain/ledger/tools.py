"""What the ledger tests share: regions, settings, a sheet from a few lines."""

from __future__ import annotations

from duban.domain.ledger.entries import ParsedLedger
from duban.domain.ledger.header import choose_sheet
from duban.domain.ledger.rows import BrokenCell, ImportSettings, parse_rows
from duban.domain.ledger.sheets import Cells, Merge, Sheet
from duban.specs.regions import load_regions

SHENYANG = "210100"
INDUSTRIES = {"钢铁": "steel", "菱镁": "magnesite", "水泥": "cement", "炼化": "refining", "平板玻璃": "flat_glass"}
CODE_A, CODE_B = "91210100MA0P00000Q", "91210106MA00000017"


def settings(home: str = SHENYANG, no_code_reason: str = "", industry: str = "") -> ImportSettings:
    """Settings of an import by the bureau of ``home``."""
    return ImportSettings(load_regions(), home, INDUSTRIES, industry=industry, no_code_reason=no_code_reason)


def sheet(*lines: Cells, merged: tuple[Merge, ...] = (), name: str = "台账", visible: bool = True) -> Sheet:
    """A sheet whose head is all of it."""
    return Sheet(name, len(lines), max(map(len, lines)), lines, merged, visible)


def parse(
    *lines: Cells,
    given: ImportSettings | None = None,
    merged: tuple[Merge, ...] = (),
    broken: tuple[BrokenCell, ...] = (),
) -> ParsedLedger:
    """Header found, rows read."""
    one = sheet(*lines, merged=merged)
    _index, header = choose_sheet([one])
    return parse_rows(header, enumerate(map(list, lines), start=1), given or settings(), merged, broken)


def reasons(parsed: ParsedLedger) -> list[str]:
    """Every rejection as the clerk reads it."""
    return [str(rejection.reason()) for rejection in parsed.rejections]
