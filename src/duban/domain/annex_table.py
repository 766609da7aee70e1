"""A filled annex 附件表: header block, columns, rows, totals, exclusions; what a screen, a workbook and a PDF show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.domain.messages import Message


class ColumnKind(StrEnum):
    """How a column's values are typed and set."""

    SERIAL = "serial"  # 序号
    TEXT = "text"
    COUNT = "count"  # an integer
    MONEY = "money"  # integer 分; shown in the column's unit (万元)


class RowKind(StrEnum):
    """What a row stands for."""

    ENTERPRISE = "enterprise"  # one ledger entry or one card
    SUBTOTAL = "subtotal"  # 小计 of one agency
    TOTAL = "total"  # 合计


@dataclass(frozen=True, slots=True)
class Column:
    """One column 栏目. ``title`` is the form's own wording; ``rule`` is the counting rule 计数规则 in Chinese."""

    code: str
    title: str
    kind: ColumnKind
    rule: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure with the ids of the rows behind it. Money is in 分; an empty cell has value ``None``."""

    value: int | str | None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``cells`` in the order of the columns. ``agency`` is the reporting agency's code."""

    kind: RowKind
    agency: str
    agency_name: str
    cells: tuple[Cell, ...]
    entry: str | None = None  # id of the ledger entry or card behind the row
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """Header block 表头: 填报单位（公章）, 填报人, 联系电话, 填报日期."""

    unit: str
    prepared_by: str
    telephone: str
    filled_on: date


@dataclass(frozen=True, slots=True)
class Excluded:
    """A ledger entry that has no row, and why: nothing is left out silently."""

    entry: str
    enterprise: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """校验标记 of a return: what was signed has a digest, and an address at which whoever holds the paper may ask
    whether it is in force. Without a digest it is a draft, and says so.
    """

    sha256: str = ""
    url: str = ""

    @property
    def draft(self) -> bool:
        return not self.sha256


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One annex of one agency on one report day ``on``.

    ``stamp``: of a return; a form that is only looked at has none.
    """

    annex: str  # "1", "2" or the campaign's own id
    title: str
    campaign: str
    on: date
    header: Header
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None
    excluded: tuple[Excluded, ...]
    notes: tuple[str, ...]  # the form's own note under the table
    warnings: tuple[Message, ...] = ()
    stamp: Stamp | None = None
