"""Pages of panels 分页: each long table of the page by itself, in the address; a printed sheet shows them whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.http import QueryDict
from django.urls import reverse

from duban.web.sheets import Cell, Many, Part, Ref, Sheet

SHOWN = 20  # rows of a panel
WHOLE = "whole"
"""The name in the address that asks for all rows of all panels."""
_DIGITS = 6
_PAGES = {
    "visit": "inspection", "hazard": "hazard", "order": "order", "measure": "measure", "listing": "listing",
    "card": "card", "penalty": "penalty", "request": "closure", "acceptance": "acceptance",
}  # fmt: skip
"""Records that have a page of their own: there a link leads when the row stands on another page of its panel."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager:
    """Cuts each panel to the page that the address asks for under the panel's own name."""

    query: QueryDict

    @property
    def whole(self) -> bool:
        """Whether everything is shown."""
        return WHOLE in self.query

    def sheet(self, sheet: Sheet) -> Sheet:
        """The rows of the page, drawn; a short table stays as it is."""
        part = self.part(sheet.code, len(sheet.lines))
        return replace(sheet, lines=sheet.lines[self.slice(part, len(sheet.lines))], part=part)

    def some(self, code: str, things: Sequence[T]) -> tuple[Sequence[T], Part | None]:
        """The same for what is no table."""
        part = self.part(code, len(things))
        return things[self.slice(part, len(things))], part

    def part(self, code: str, total: int) -> Part | None:
        """Which rows; ``None`` for all of them."""
        if self.whole or total <= SHOWN:
            return None
        last = -(-total // SHOWN)
        asked = self.query.get(code, "")
        page = min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) <= _DIGITS else 1
        first = (page - 1) * SHOWN
        return Part(
            first + 1,
            min(first + SHOWN, total),
            total,
            self._url(code, page - 1) if page > 1 else "",
            self._url(code, page + 1) if page < last else "",
        )

    @staticmethod
    def slice(part: Part | None, total: int) -> slice:
        """The same as places in a sequence."""
        return slice(0, total) if part is None else slice(part.first - 1, part.last)

    def _url(self, code: str, page: int) -> str:
        query = self.query.copy()
        query[code] = str(page)
        return f"?{query.urlencode()}#{code}"


def reachable(sheet: Sheet, shown: Collection[str]) -> Sheet:
    """Links to rows that are not on the page lead to the record's own page."""
    return replace(
        sheet, lines=[replace(line, cells=[_cell(cell, shown) for cell in line.cells]) for line in sheet.lines]
    )


def _cell(cell: Cell, shown: Collection[str]) -> Cell:
    if isinstance(cell, Many):
        return Many([_cell(one, shown) for one in cell.cells])
    return reached(cell, shown) if isinstance(cell, Ref) else cell


def reached(ref: Ref, shown: Collection[str]) -> Ref:
    """One link."""
    kind, _, record = ref.url.removeprefix("#").partition("-")
    if not ref.url.startswith("#") or kind not in _PAGES or ref.url[1:] in shown:
        return ref
    return replace(ref, url=reverse(_PAGES[kind], args=[record]))


def anchors(sheets: Sequence[Sheet]) -> set[str]:
    """The rows that are on the page."""
    return {line.anchor for sheet in sheets for line in sheet.lines if line.anchor}
