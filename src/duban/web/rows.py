"""Rows 逐项填写: a part of a form that repeats. "Add a row" and "remove" are buttons that post, so no script is needed.

The names are ``hazards-0-description``; how many rows there are stands in ``hazards-count``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.http import QueryDict

from duban.web.deed_forms import PartForm, as_typed

MOST = 200  # rows of one form
DIGITS = 7  # of the largest number that a form of ours may hold
ADD, DROP, PICK, REFRESH = "add", "drop", "pick", "refresh"


class Rows:
    """The rows of one form: bound to what was posted, or opened with what is known."""

    def __init__(self, form: type[PartForm], prefix: str, rows: Sequence[PartForm], *, fixed: bool = False) -> None:
        self.form = form
        self.prefix = prefix
        self.rows = rows
        self.fixed = fixed  # neither added to nor taken from

    @classmethod
    def opened(
        cls, form: type[PartForm], prefix: str, known: Iterable[Mapping[str, Any]] = (), *, fixed: bool = False
    ) -> Rows:
        """Rows that hold what is known."""
        rows = [form(initial=dict(one), prefix=f"{prefix}-{at}") for at, one in enumerate(known)]
        return cls(form, prefix, rows, fixed=fixed)

    @classmethod
    def posted(cls, form: type[PartForm], prefix: str, data: QueryDict, *, fixed: bool = False) -> Rows:
        """Rows as they were sent."""
        rows = [form(data, prefix=f"{prefix}-{at}") for at in range(_count(data, prefix))]
        return cls(form, prefix, rows, fixed=fixed)

    @classmethod
    def reopened(
        cls, form: type[PartForm], prefix: str, data: QueryDict, more: Iterable[Mapping[str, Any]] = ()
    ) -> Rows:
        """Rows as they were sent, not judged; one more or one less where its button was pressed, then ``more``."""
        typed = [as_typed(row, data) for row in cls.posted(form, prefix, data).rows]
        act, _sep, at = data.get("act", "").partition("-")
        if act == DROP and number(at) < len(typed):
            del typed[number(at)]
        before = len(typed)
        typed = [*typed, *([{}] if act == ADD else []), *map(dict, more)][:MOST]
        rows = cls.opened(form, prefix, typed)
        if len(typed) > before:
            next(iter(rows.rows[before].fields.values())).widget.attrs["autofocus"] = True
        return rows

    def __iter__(self) -> Iterator[PartForm]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def is_valid(self) -> bool:
        """Judges every row, so that all errors are shown at once."""
        return not [row for row in self.rows if not row.is_valid()]

    def inputs(self) -> list[dict[str, Any]]:
        """The parts as the deed takes them."""
        return [row.inputs() for row in self.rows]

    @property
    def faults(self) -> int:
        """How many fields are at fault."""
        return sum(len(row.errors) for row in self.rows)


def is_rearranging(data: QueryDict) -> bool:
    """Whether the form was sent only to change its rows, or to be shown again for another day."""
    return data.get("act", "").partition("-")[0] in {ADD, DROP, PICK, REFRESH}


def _count(data: QueryDict, prefix: str) -> int:
    told = number(data.get(f"{prefix}-count", "0"))
    return told if told <= MOST else 0


def number(text: str) -> int:
    """A whole number out of a form; for anything else one that is larger than any that a form holds."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else 10**DIGITS
