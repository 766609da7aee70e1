"""Where a spec file is wrong: place, message, example; several errors are gathered in one run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from duban.domain.messages import N_, Message


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class SpecError:
    """One thing wrong in a spec file: where, what, and an example of how it is right."""

    place: Place
    message: Message
    example: str

    @property
    def file(self) -> str:
        return self.place.file

    @property
    def line(self) -> int:
        return self.place.line

    def __str__(self) -> str:
        return f"{self.place}：{self.message}。例：{self.example}"


class SpecErrors(Exception):  # noqa: N818 -- several errors together; its members are SpecError values
    """Everything that was wrong in one loading run 规格文件有误, in the order of file and line."""

    def __init__(self, errors: tuple[SpecError, ...]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: error.place))
        super().__init__("\n".join(str(error) for error in self.errors))


@dataclass(slots=True)
class Problems:
    """The errors found so far; a loader passes one through all its files and refuses at the end."""

    errors: list[SpecError] = field(default_factory=list)

    def add(self, place: Place, message: Message, example: str) -> None:
        self.errors.append(SpecError(place, message, example))

    def refuse(self) -> None:
        """Raise ``SpecErrors`` if anything was wrong."""
        if self.errors:
            raise SpecErrors(tuple(self.errors))


@contextmanager
def gathering() -> Iterator[Problems]:
    """Gather the errors of several files, then refuse them together."""
    problems = Problems()
    yield problems
    problems.refuse()


def duplicate_id(name: str, value: str, first: Place) -> Message:
    """The message for an identity that was already given elsewhere."""
    params = {"name": name, "value": value, "first": str(first)}
    return Message("spec.duplicate_id", N_("“{name}”重复：“{value}”已在 {first} 给出"), params)
