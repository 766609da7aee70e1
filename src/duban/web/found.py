"""Found 查得: what a list holds for one reader, told once for the page, the exported workbook and batch deeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import BoundField, ChoiceField
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.permissions import may
from duban.queries.background import saved_filters
from duban.web.campaigns import Chosen
from duban.web.filters import Filter
from duban.web.listing import Batch, Column, Listing, Value, page_of

CHUNK = 2000  # rows that the server's cursor hands over at once


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a list, with which query, on which day."""

    actor: Actor
    query: QueryDict
    on: date


def asking_of(request: HttpRequest) -> Asking:
    """The person and the query of a page."""
    return Asking(request.actor, request.GET, clock.today())  # type: ignore[attr-defined]  # set by the middleware


class Lines(Protocol):
    """What a query found, in order: a query set, or a class of `queries` with the same two ways of reading."""

    def __getitem__(self, wanted: slice) -> Iterable[Any]:
        """A page of it."""

    def iterator(self, chunk_size: int) -> Iterator[Any]:
        """All of it by the server's cursor, never all in memory."""


@dataclass(frozen=True, slots=True)
class Batching:
    """What may be done with many rows at once: ``key`` and ``name`` of a line, ``pick`` the lines with these keys."""

    deeds: Sequence[Batch]
    key: Callable[[Any], UUID]
    name: Callable[[Any], str]
    pick: Callable[[Sequence[UUID]], Lines]

    def open_to(self, actor: Actor) -> list[Batch]:
        """Those that this reader may do at all."""
        return [one for one in self.deeds if may(actor.roles, all_kinds()[one.code].permission)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAnywhere:
    """What a list of no campaign holds: people, accounts, the trail.

    ``row`` makes of a line what the columns and the template draw; ``total`` counts the whole before the filter.
    """

    code: str
    title: str
    bar: Filter
    columns: Sequence[Column]
    lines: Lines
    row: Callable[[Any], Any]
    total: int
    unit: str
    batching: Batching | None = None

    @property
    def count(self) -> int:
        """How many rows the filter found."""
        return Paginator(self.lines, 1).count  # type: ignore[arg-type]  # counts query sets and all that has a length

    def rows(self) -> Iterator[Any]:
        """All that the filter found, row by row."""
        return map(self.row, self.lines.iterator(chunk_size=CHUNK))

    def cells(self) -> Iterator[list[Value]]:
        """The same as the exported columns."""
        columns = self.exported
        for row in self.rows():
            yield [column.value(row) for column in columns if column.value is not None]

    @property
    def exported(self) -> list[Column]:
        """The columns that have a value of their own; one that only holds a picture or a button has none."""
        return [column for column in self.columns if column.value is not None]

    @property
    def asked(self) -> Mapping[str, str]:
        """What the query bar asks, in words: by the field's label."""
        given = self.bar.asked()
        return {str(bound.label): _words(bound, given[bound.name]) for bound in self.bar if bound.name in given}

    @property
    def about(self) -> Campaign | None:
        """The campaign that the list is about."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(FoundAnywhere):
    """What a list of one campaign holds."""

    chosen: Chosen

    @property
    def about(self) -> Campaign:
        """The campaign that the list is about."""
        return self.chosen.campaign


def listing_of(asking: Asking, found: FoundAnywhere, **more: Any) -> Listing:
    """One page of the list, with what the reader may do with it."""
    batches = found.batching.open_to(asking.actor) if found.batching else []
    return Listing(
        caption=found.title,
        columns=found.columns,
        page=page_of(found.lines, asking.query),
        query=asking.query,
        total=found.total,
        unit=found.unit,
        code=found.code,
        batches=batches,
        action=reverse("list_batch", args=[found.code]) if batches else "",
        saved=saved_filters(asking.actor.id, found.code),
        **more,
    )


Finder = Callable[[Asking], FoundAnywhere | None]
"""``None`` while no campaign is loaded."""


def _words(bound: BoundField, value: object) -> str:
    field = bound.field
    choices: Any = field.choices if isinstance(field, ChoiceField) else ()
    return str(dict(choices).get(value, value))
