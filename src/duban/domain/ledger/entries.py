"""What a ledger row becomes: a parsed row 台账行, or rejections 退回 with cell, value, rule and example."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from duban.domain.ledger.fields import TITLES, Field
from duban.domain.ledger.words import OperatingStatus, RiskColour
from duban.domain.messages import N_, Message
from duban.domain.vocabulary import Standardisation

_LONGEST_SHOWN = 60


class LedgerRow(NamedTuple):
    """One good row. ``None`` and ``""`` mean: the file says nothing. ``number`` is the row number on the screen.

    A tuple, because a hundred thousand of them are made, compared and copied to the database in one import.
    """

    number: int = 0
    name: str = ""
    key: str = ""  # comparable name, see ``names.name_key``
    core: str = ""  # coarser key for doubtful pairs
    credit_code: str | None = None
    no_code_reason: str = ""
    region: str = ""  # region id
    address: str = ""
    industry: str = ""  # the campaign's industry id
    gbt4754: str = ""
    legal_person: str = ""
    contact: str = ""
    telephone: str = ""
    grade: Standardisation | None = None
    grade_until: date | None = None
    risk: RiskColour | None = None
    dual_prevention: bool | None = None
    status: OperatingStatus | None = None
    status_on: date | None = None
    basis: str = ""
    remark: str = ""
    latitude: float | None = None  # degrees, WGS-84
    longitude: float | None = None
    capacity: Decimal | None = None
    capacity_unit: str = ""
    process: str = ""
    workforce: int | None = None
    started: int | None = None  # year
    enterprise: str = ""  # our own id, of a workbook that was exported and edited


class Rejection(NamedTuple):
    """One cell for which a row is returned. ``column`` counts from 0; ``None`` where the file has no such column."""

    row: int
    column: int | None
    field: Field
    value: str
    rule: Message
    example: str

    def reason(self) -> Message:
        """Field, value, rule and, where there can be one, an example in one sentence."""
        shown = self.value if len(self.value) <= _LONGEST_SHOWN else self.value[:_LONGEST_SHOWN] + "…"
        params = {"title": TITLES[self.field], "value": shown, "rule": str(self.rule), "example": self.example}
        if not self.example:
            return Message("ledger.rejected_plainly", N_("{title}“{value}”：{rule}"), params)
        if not shown:
            return Message("ledger.rejected_blank", N_("{title}：{rule}；例如“{example}”"), params)
        return Message("ledger.rejected", N_("{title}“{value}”：{rule}；例如“{example}”"), params)


class Note(NamedTuple):
    """Something told about a row that is not returned: a contradiction settled, a line left out."""

    row: int
    message: Message


@dataclass(slots=True)
class ParsedLedger:
    """A sheet read to its end. Lines that are no rows (合计, 注, repeated headers) stand in ``skipped``."""

    rows: list[LedgerRow] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    skipped: list[Note] = field(default_factory=list)

    @property
    def rejected_rows(self) -> list[int]:
        """Numbers of the rows returned, each once, in the order of the file."""
        return list(dict.fromkeys(rejection.row for rejection in self.rejections))
