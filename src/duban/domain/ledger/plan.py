"""Import plan 导入预演: what a commit would do, row by row and enterprise by enterprise."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from duban.domain.ledger.entries import Note, ParsedLedger
from duban.domain.messages import Message

COMPARED = (
    "name", "credit_code", "no_code_reason", "industry", "gbt4754", "legal_person", "contact", "telephone", "grade",
    "grade_until", "risk", "dual_prevention", "status", "status_on", "basis", "remark", "workforce",
)  # fmt: skip
"""Fields of an enterprise compared one by one, in the order of ``values`` of :class:`Existing` and :class:`Group`."""

NEW_ENTERPRISE = "new"
"""The answer of a person that a doubtful row is an enterprise of its own."""


class Outcome(StrEnum):
    """What an import does with a row."""

    NEW = "new"  # 新增
    CHANGED = "changed"  # 变更
    UNCHANGED = "unchanged"  # 无变化
    DOUBTFUL = "doubtful"  # 存疑
    REJECTED = "rejected"  # 退回


class SiteLine(NamedTuple):
    """A production site 生产厂区: one a region and enterprise; ``key`` and ``core`` of the name first seen there."""

    region: str
    key: str
    core: str
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, or ``None``."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class Unit(NamedTuple):
    """One line of plant 装备、产能, as one row names it."""

    region: str
    capacity: Decimal | None
    capacity_unit: str
    process: str
    started: int | None  # year


class Existing(NamedTuple):
    """An enterprise that is there. Blanks in ``values`` are ``None`` or ``""``."""

    id: str
    credit_code: str | None
    values: tuple[Any, ...]
    sites: tuple[SiteLine, ...]
    units: frozenset[Unit] = frozenset()


class Difference(NamedTuple):
    """One field that the import changes; ``region`` names the site for ``region``, ``address`` and coordinates."""

    field: str
    before: Any
    after: Any
    region: str = ""


class Doubt(NamedTuple):
    """A row that may be an enterprise already known: ``enterprise`` is its id, or ``earlier_row`` stands in this file.

    A person answers with the id, with ``"row:<earlier_row>"`` or with ``NEW_ENTERPRISE``.
    """

    row: int
    name: str
    enterprise: str | None
    earlier_row: int | None
    other_name: str
    why: Message


@dataclass(slots=True)
class Group:
    """One enterprise of the file: its rows merged, the first that says something wins.

    ``existing`` is the id of the enterprise found, ``None`` for a new one; ``differences`` and ``new_units`` then say
    what a commit would change. Not frozen: rows are added while the file is read.
    """

    values: list[Any]
    sites: dict[str, SiteLine] = field(default_factory=dict)  # by region, the first row's first
    units: list[Unit] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    existing: str | None = None
    differences: list[Difference] = field(default_factory=list)
    new_units: list[Unit] = field(default_factory=list)

    def value(self, name: str) -> Any:
        """One merged field by its name."""
        return self.values[COMPARED.index(name)]


class RowCounts(NamedTuple):
    """Rows by outcome; each row is in exactly one. ``enterprises`` counts the groups."""

    new: int
    changed: int
    unchanged: int
    doubtful: int
    rejected: int
    enterprises: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a commit would do: the dry run's answer. ``outcomes`` by row number, in the order of the file."""

    counts: RowCounts
    outcomes: dict[int, Outcome]
    groups: list[Group]
    doubts: list[Doubt]
    notes: list[Note]
    parsed: ParsedLedger

    @property
    def new(self) -> list[Group]:
        """Enterprises to create."""
        return [group for group in self.groups if group.existing is None]

    @property
    def changed(self) -> list[Group]:
        """Known enterprises to change."""
        return [group for group in self.groups if group.existing is not None and (group.differences or group.new_units)]
