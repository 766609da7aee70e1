"""A list page 台账页: columns, sorting, paging, filters, batch actions; all that is chosen lives in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from duban.queries.background import Saved

PAGE_SIZES = (20, 50, 100, 200)
SORT, PAGE, SIZE = "sort", "page", "size"
OWN_KEYS = (SORT, PAGE, SIZE)
ROWS, SCOPE, FILTERED, FILTER = "rows", "scope", "filtered", "filter"


Value = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``key`` is its name in the address when it can be sorted; ``rule`` its 计数规则.

    ``value`` makes the exported cell of a row; a column that is not on ``screen`` stands in the export alone, because
    the page shows it in another's cell.
    """

    key: str
    title: str
    sortable: bool = False
    numeric: bool = False
    rule: str = ""
    value: Callable[[Any], Value] | None = None
    screen: bool = True


@dataclass(frozen=True, slots=True)
class NotShown:
    """Rows that belong to the whole but are not in the list, and why: never silently left out."""

    count: int
    reason: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """A button that acts on the chosen rows; ``confirm`` is asked before it is sent.

    ``code`` is the name of the deed that is done with each of them, ``row`` the input under which it takes a row.
    """

    code: str
    title: str
    icon: str = ""
    confirm: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A button that leads to another page: 新增, 导入, 导出."""

    title: str
    url: str
    icon: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column as the template draws it: ``sorted`` is ascending, descending or empty; ``url`` sorts by it."""

    column: Column
    sorted: str
    url: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows chosen for a batch action: named ones, or all that the filter finds (``filter`` is its address)."""

    rows: tuple[str, ...]
    filter: QueryDict | None = None

    @classmethod
    def of(cls, post: QueryDict) -> Selection:
        """Read from a posted list form."""
        if post.get(SCOPE) == FILTERED:
            return cls((), QueryDict(post.get(FILTER, "")))
        return cls(tuple(post.getlist(ROWS)))

    def __bool__(self) -> bool:
        return bool(self.rows) or self.filter is not None


@dataclass(frozen=True)
class Listing:
    """One page of a list.

    ``total`` counts the whole (before the filter and before what cannot be shown), ``page.paginator.count`` what the
    filter found. ``unit`` is the measure word 量词, ``totals`` maps column keys to the totals row's cells.
    ``code`` is the list's name in ``lists.LISTS``: such a list can be exported. ``action`` takes the batch buttons,
    ``saved`` are the reader's own filters of the list.
    """

    caption: str
    columns: Sequence[Column]
    page: Page[Any]
    query: QueryDict
    total: int
    unit: str = "家"
    not_shown: Sequence[NotShown] = ()
    totals: Mapping[str, object] = field(default_factory=dict)
    batches: Sequence[Batch] = ()
    links: Sequence[Link] = ()
    empty_title: str = ""
    empty_text: str = ""
    code: str = ""
    action: str = ""
    saved: Sequence[Saved] = ()
    form_id: str = field(default_factory=lambda: str(uuid4()))

    @property
    def has_default(self) -> bool:
        """Whether the list opens with one of the reader's filters."""
        return any(one.is_default for one in self.saved)

    @property
    def rows(self) -> list[Any]:
        return list(self.page)

    @property
    def shown(self) -> list[Column]:
        """The columns of the page."""
        return [column for column in self.columns if column.screen]

    @property
    def found(self) -> int:
        return int(self.page.paginator.count)

    @property
    def hidden(self) -> int:
        return sum(part.count for part in self.not_shown)

    @property
    def filtered_out(self) -> int:
        """Rows that the reader's own filter leaves out; found + filtered_out + hidden is always the total."""
        return self.total - self.found - self.hidden

    @property
    def sort(self) -> str:
        return sort_of(self.query, self.columns)

    @property
    def filter_query(self) -> str:
        """The filter alone, as an address: what `Selection.filter` comes back as."""
        kept = self.query.copy()
        for name in OWN_KEYS:
            kept.pop(name, None)
        return kept.urlencode()

    def heads(self) -> Iterable[Head]:
        for column in self.shown:
            ascending, descending = self.sort == column.key, self.sort == f"-{column.key}"
            state = "ascending" if ascending else "descending" if descending else ""
            yield Head(column, state, self.url(**{SORT: f"-{column.key}" if ascending else column.key, PAGE: ""}))

    def foot(self) -> Iterable[tuple[Column, object]]:
        for column in self.shown:
            yield column, self.totals.get(column.key, "")

    def url(self, **changes: object) -> str:
        """This page's address with some values changed; an empty value takes its name out."""
        query = self.query.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value != "":
                query[name] = str(value)
        return f"?{query.urlencode()}"

    def pages(self) -> Iterable[tuple[int | str, str]]:
        """Page numbers with their addresses; a gap has no address."""
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1):
            yield number, self.url(**{PAGE: number}) if isinstance(number, int) else ""

    def sizes(self) -> Iterable[tuple[int, str, bool]]:
        for size in PAGE_SIZES:
            yield size, self.url(**{SIZE: size, PAGE: ""}), size == self.page.paginator.per_page

    @property
    def previous_url(self) -> str:
        return self.url(**{PAGE: self.page.number - 1}) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self.url(**{PAGE: self.page.number + 1}) if self.page.has_next() else ""


def sort_of(query: QueryDict, columns: Sequence[Column], default: str = "") -> str:
    """The sort asked for, if it is one of the columns; anything else in the address counts as the default."""
    wanted = query.get(SORT, "")
    known = {column.key for column in columns if column.sortable}
    return wanted if wanted.removeprefix("-") in known else default


def page_of(rows: Any, query: QueryDict) -> Page[Any]:
    """The page asked for: a size not on offer counts as the smallest, a page that does not exist as the nearest."""
    wanted = query.get(SIZE, "")
    size = int(wanted) if wanted in {str(one) for one in PAGE_SIZES} else PAGE_SIZES[0]
    return Paginator(rows, size).get_page(query.get(PAGE))
