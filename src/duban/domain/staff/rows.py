"""Rows 人员名册的行: columns by their headings, cells to values; every row is good, or returned with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from duban.domain.ledger.values import ValueFault, said, text_within, tidy, to_day
from duban.domain.messages import N_, Message
from duban.domain.wordlists import PersonKind, word_label

NAME_LENGTH, NUMBER_LENGTH, SKILL_LENGTH = 200, 64, 100


class Column(StrEnum):
    """What a column of the workbook says."""

    UNIT = "unit"
    NAME = "name"
    KIND = "kind"
    EXPERTISE = "expertise"
    NUMBER = "number"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"


TITLES: Mapping[Column, str] = MappingProxyType(
    {
        Column.UNIT: N_("单位"),
        Column.NAME: N_("姓名"),
        Column.KIND: N_("人员类别"),
        Column.EXPERTISE: N_("专业领域"),
        Column.NUMBER: N_("执法证号"),
        Column.VALID_FROM: N_("有效期起"),
        Column.VALID_TO: N_("有效期止"),
    }
)
_HEADINGS: Mapping[str, Column] = MappingProxyType(
    {
        **{title: column for column, title in TITLES.items()},
        "所属单位": Column.UNIT,
        "类别": Column.KIND,
        "证号": Column.NUMBER,
        "有效期至": Column.VALID_TO,  # as the exported list has it
    }
)
_NEEDED = frozenset({Column.NAME, Column.KIND})
_KINDS: Mapping[str, PersonKind] = MappingProxyType({word_label(kind): kind for kind in PersonKind})


@dataclass(frozen=True, slots=True)
class Header:
    """The row of headings (from 1), where each column is (from 0), and headings that say nothing to us."""

    row: int
    columns: Mapping[Column, int]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificateCells:
    """A certificate 执法证件 as a row states it; days that it leaves out are ``None``."""

    number: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One good row; ``number`` is the row on the screen. What it leaves out changes nothing."""

    number: int
    unit: str
    name: str
    kind: PersonKind
    expertise: tuple[str, ...]
    certificate: CertificateCells | None


@dataclass(frozen=True, slots=True)
class Returned:
    """Why a row is returned 退回; ``column`` of the cell where there is one."""

    row: int
    column: int | None
    reason: Message


def find_header(head: Sequence[Sequence[str]]) -> Header | None:
    """The first row that has at least 姓名 and 人员类别; ``None`` in a sheet that is no list of people."""
    for number, cells in enumerate(head, start=1):
        titles = [tidy(cell) for cell in cells]
        columns: dict[Column, int] = {}
        for at, title in enumerate(titles):
            if title in _HEADINGS:
                columns.setdefault(_HEADINGS[title], at)
        if columns.keys() >= _NEEDED:
            unused = tuple(title for at, title in enumerate(titles) if title and at not in columns.values())
            return Header(number, columns, unused)
    return None


def parse_rows(
    header: Header, lines: Iterable[tuple[int, Sequence[str]]], units: Mapping[str, str], own: str
) -> tuple[list[StaffRow], list[Returned]]:
    """Good rows and returned ones. ``units``: codes by name and by code; a blank unit means the own one."""
    rows: list[StaffRow] = []
    returned: list[Returned] = []
    for number, cells in lines:
        if number > header.row and any(said(tidy(cell)) for cell in cells):
            reader = _Reader(header, number, cells)
            row = reader.row(units, own)
            returned += reader.faults
            if not reader.faults:
                rows.append(row)
    return rows, returned


class _Reader:
    """The cells of one row, and what is wrong with them."""

    def __init__(self, header: Header, number: int, cells: Sequence[str]) -> None:
        self._header, self._number, self._cells = header, number, cells
        self.faults: list[Returned] = []

    def row(self, units: Mapping[str, str], own: str) -> StaffRow:
        name = self._text(Column.NAME, NAME_LENGTH)
        if not name and not self.faults:
            self._fault(Column.NAME, Message("staff.no_name", N_("没有姓名")))
        return StaffRow(
            self._number, self._unit(units, own), name, self._kind(), self._expertise(), self._certificate()
        )

    def _cell(self, column: Column) -> str:
        at = self._header.columns.get(column)
        return "" if at is None or at >= len(self._cells) else said(tidy(self._cells[at]))

    def _fault(self, column: Column, reason: Message) -> None:
        self.faults.append(Returned(self._number, self._header.columns.get(column), reason))

    def _text(self, column: Column, longest: int) -> str:
        try:
            return text_within(longest, self._cell(column))
        except ValueFault as fault:
            self._fault(column, fault.rule)
            return ""

    def _unit(self, units: Mapping[str, str], own: str) -> str:
        told = self._cell(Column.UNIT)
        if told and told not in units:
            self._fault(
                Column.UNIT,
                Message("staff.unit", N_("“{unit}”不是本单位或者下级单位的名称或代码"), {"unit": told}),
            )
        return units.get(told, own)

    def _kind(self) -> PersonKind:
        told = self._cell(Column.KIND)
        if told not in _KINDS:
            facts = {"kind": told, "known": "、".join(_KINDS)}
            self._fault(Column.KIND, Message("staff.kind", N_("人员类别“{kind}”：应为下列之一：{known}"), facts))
        return _KINDS.get(told, PersonKind.OTHER)

    def _expertise(self) -> tuple[str, ...]:
        told = self._cell(Column.EXPERTISE).replace("，", "、").replace(",", "、").replace("；", "、")
        return tuple(dict.fromkeys(one.strip()[:SKILL_LENGTH] for one in told.split("、") if one.strip()))

    def _certificate(self) -> CertificateCells | None:
        number = self._text(Column.NUMBER, NUMBER_LENGTH)
        first, last = self._day(Column.VALID_FROM), self._day(Column.VALID_TO)
        if not number:
            if first or last:
                self._fault(Column.NUMBER, Message("staff.no_number", N_("有有效期而没有执法证号")))
            return None
        if first and last and last < first:
            self._fault(Column.VALID_TO, Message("staff.days", N_("有效期止日早于起日")))
        return CertificateCells(number, first, last)

    def _day(self, column: Column) -> date | None:
        try:
            return to_day(self._cell(column))
        except ValueFault as fault:
            params = {"title": TITLES[column], "value": self._cell(column)[:NUMBER_LENGTH], "rule": str(fault.rule)}
            self._fault(column, Message("staff.day", N_("{title}“{value}”：{rule}，例如 2021-07-05"), params))
            return None
