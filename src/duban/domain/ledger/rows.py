"""Rows 台账行: each line below the header becomes a parsed row, one or more rejections, or a line left out and told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import partial
from typing import Any, NamedTuple

from duban.domain.ledger.credit_code import to_credit_code
from duban.domain.ledger.entries import LedgerRow, Note, ParsedLedger, Rejection
from duban.domain.ledger.fields import EXAMPLES, NOT_STORED, REGION_FIELDS, Field
from duban.domain.ledger.header import Header, is_header_again
from duban.domain.ledger.names import NameKey, name_key
from duban.domain.ledger.places import PlaceFault, PlaceFinder
from duban.domain.ledger.sheets import Cells, Merge
from duban.domain.ledger.values import (
    ValueFault,
    half_width,
    said,
    text_within,
    tidy,
    to_count,
    to_day,
    to_degrees,
    to_id,
    to_quantity,
    to_year,
    to_yes_no,
)
from duban.domain.ledger.words import to_colour, to_grade, to_industry_code, to_status
from duban.domain.messages import N_, Message, Refusal
from duban.domain.regions import RegionLevel, Regions

_LONGEST_NAME = 200
_SHORTEST_NAME = 3
_TOTALS = ("合计", "小计", "总计", "共计", "累计")
_FOOTERS = (
    "注：", "注:", "备注：", "备注:", "说明：", "说明:", "填表说明", "填报说明", "填报单位", "填报人", "填表人", "制表",
    "审核", "联系人：", "联系电话：", "单位负责人", "以上",
)  # fmt: skip
_NO_NAMES = (*_TOTALS, *_FOOTERS)
_FEW_CELLS = 4
_FOUND_IN_FILL = frozenset({Field.PROVINCE, Field.CITY, Field.DISTRICT, Field.INDUSTRY, Field.NAME, Field.CREDIT_CODE})

Reader = Callable[[str], Any]


def _stated(limit: int, cell: str) -> str:
    """Text of at most ``limit`` characters; 无 and / say nothing."""
    return said(text_within(limit, cell))


_READERS: Mapping[Field, Reader] = {
    Field.ENTERPRISE: to_id,
    Field.CREDIT_CODE: to_credit_code,
    Field.NO_CODE_REASON: partial(_stated, 200),
    Field.ADDRESS: partial(_stated, 400),
    Field.GBT4754: to_industry_code,
    Field.LEGAL_PERSON: partial(_stated, 100),
    Field.CONTACT: partial(_stated, 100),
    Field.TELEPHONE: partial(_stated, 60),
    Field.GRADE: to_grade,
    Field.GRADE_UNTIL: to_day,
    Field.RISK: to_colour,
    Field.DUAL_PREVENTION: to_yes_no,
    Field.STATUS: to_status,
    Field.STATUS_ON: to_day,
    Field.BASIS: partial(_stated, 1000),
    Field.REMARK: partial(_stated, 4000),
    Field.LATITUDE: partial(to_degrees, 3, 54, "41.8057"),
    Field.LONGITUDE: partial(to_degrees, 73, 136, "123.4315"),
    Field.CAPACITY_UNIT: partial(_stated, 50),
    Field.PROCESS: partial(_stated, 200),
    Field.WORKFORCE: to_count,
    Field.STARTED: to_year,
}
"""Fields read from their own cell alone, as long as a form lets them be: what is exported can be read back.

Name, region, industry and capacity are read by their own methods."""

_SLOTS = {name: index for index, name in enumerate(LedgerRow._fields)}
_BLANK: list[Any] = list(LedgerRow())


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """What the clerk and the campaign say about the whole file.

    ``home`` is the region of the importing agency: rows outside it are returned. ``industries`` maps every word that
    may stand in the industry column to the campaign's industry id. ``industry`` (an id) and ``no_code_reason`` serve
    rows whose own cell is blank.
    """

    regions: Regions
    home: str
    industries: Mapping[str, str]
    industry: str = ""
    no_code_reason: str = ""


@dataclass(slots=True)
class _Cell:
    """A reader's memory of one column: what a text gave, so that repeated texts are read once."""

    index: int
    field: Field
    slot: int
    read: Reader
    seen: dict[str, Any] = attribute(default_factory=dict)


_MOST_REMEMBERED = 5_000


class BrokenCell(NamedTuple):
    """A cell of the workbook without a value that can be read; rows count from 1, columns from 0."""

    row: int
    column: int
    formula: bool  # True: a formula that was never calculated; False: an error such as #REF!


def parse_rows(
    header: Header,
    lines: Iterable[tuple[int, Cells]],
    settings: ImportSettings,
    merged: Collection[Merge] = (),
    broken: Iterable[BrokenCell] = (),
) -> ParsedLedger:
    """Read every line below the header; ``lines`` are (row number, cells) in the order of the sheet.

    Refuses a sheet without a single row. Nothing is dropped: a line is a row, is returned, or is told as left out.
    """
    reader = _RowReader(header, settings, broken)
    for number, cells in _filled(lines, header, merged):
        if number > header.last_row:
            reader.read(number, cells)
    if not reader.parsed.rows and not reader.parsed.rejections:
        raise Refusal(
            "ledger.rows",
            Message("ledger.header_only", N_("第 {row} 行是表头，其下没有企业。"), {"row": header.last_row}),
            remedy=Message("ledger.fill_in", N_("请填写企业后再导入。")),
        )
    return reader.parsed


def _filled(
    lines: Iterable[tuple[int, Cells]], header: Header, merged: Collection[Merge]
) -> Iterable[tuple[int, Cells]]:
    """Cells merged downwards below the header repeat their value in every row they cover."""
    columns = {column.at for column in header.columns if column.field in _FOUND_IN_FILL}
    starts: dict[int, list[Merge]] = {}
    for merge in merged:
        if merge.first_row > header.last_row and merge.last_row > merge.first_row and merge.first_column in columns:
            starts.setdefault(merge.first_row, []).append(merge)
    return _repeated(lines, starts) if starts else lines


def _repeated(lines: Iterable[tuple[int, Cells]], starts: Mapping[int, list[Merge]]) -> Iterable[tuple[int, Cells]]:
    active: list[tuple[Merge, str]] = []
    for number, cells in lines:
        active = [(merge, value) for merge, value in active if number <= merge.last_row]
        active += [
            (merge, cells[merge.first_column]) for merge in starts.get(number, ()) if merge.first_column < len(cells)
        ]
        for merge, value in active:
            if any(cells) and merge.first_column < len(cells):
                cells[merge.first_column] = cells[merge.first_column] or value
        yield number, cells


class _RowReader:
    """Reads rows of one file; remembers what repeated cells gave."""

    def __init__(self, header: Header, settings: ImportSettings, broken: Iterable[BrokenCell]) -> None:
        self.parsed = ParsedLedger()
        self._header = header
        self._settings = settings
        self._places = PlaceFinder(settings.regions, settings.home)
        self._index = {column.field: column.at for column in header.columns}
        self._cells = [
            _Cell(column.at, column.field, _SLOTS[column.field], _READERS[column.field])
            for column in header.columns
            if column.field in _READERS
        ]
        self._heading = next(column.heading for column in header.columns if column.field is Field.NAME)
        self._width = max(column.at for column in header.columns) + 1
        self._industries = {half_width(tidy(word)).lower(): one for word, one in settings.industries.items()}
        self._place_names: dict[str, tuple[str, ...]] = {}
        self._unit = header.unit_in_heading
        self._facts = [column.at for column in header.columns if column.field not in NOT_STORED]
        self._broken: dict[int, list[BrokenCell]] = {}
        for cell in broken:
            self._broken.setdefault(cell.row, []).append(cell)

    def read(self, number: int, cells: Cells) -> None:
        """Add one line to ``parsed``."""
        if len(cells) < self._width:
            cells = cells + [""] * (self._width - len(cells))
        name = tidy(cells[self._index[Field.NAME]])
        odd = len(name) < _SHORTEST_NAME or name == self._heading or name.startswith(_NO_NAMES)
        if odd and self._is_no_row(number, cells, name):
            return
        rejections: list[Rejection] = []
        row = self._row(number, name, cells, rejections)
        if number in self._broken:
            self._reject_broken(number, rejections)
        if rejections:
            self.parsed.rejections.extend(rejections)
        else:
            self.parsed.rows.append(LedgerRow._make(row))

    def _is_no_row(self, number: int, cells: Cells, name: str) -> bool:
        """Blank lines, 合计, notes below the table, and headers printed again."""
        texts = [text for cell in cells if (text := tidy(cell))]
        if all(text.isdigit() for text in texts) and not any(cells[index].strip() for index in self._facts):
            return number not in self._broken  # nothing, or a serial number prepared for a row
        first = texts[1] if len(texts) > 1 and texts[0].isdigit() else texts[0]
        if first.replace(" ", "").startswith(_TOTALS) and (not name or name.startswith(_TOTALS)):
            self._skip(number, N_("合计行，未作为企业"), "ledger.total_line")
        elif len(texts) <= _FEW_CELLS and first.startswith(_FOOTERS):
            self._skip(number, N_("表下说明，未作为企业"), "ledger.note_line")
        elif is_header_again(self._header, cells):
            self._skip(number, N_("重复的表头，未作为企业"), "ledger.header_line")
        else:
            return False
        return True

    def _skip(self, number: int, text: str, code: str) -> None:
        self.parsed.skipped.append(Note(number, Message(code, text)))

    def _row(self, number: int, name: str, cells: Cells, rejections: list[Rejection]) -> list[Any]:
        row = _BLANK.copy()
        for cell in self._cells:
            text = cells[cell.index]
            if text:
                try:
                    row[cell.slot] = cell.seen[text]
                except KeyError:
                    self._read_cell(cell, number, text, row, rejections)
        row[0] = number
        region = self._read_region(number, cells, rejections)
        row[_REGION] = region
        row[_NAME], (row[_KEY], row[_CORE]) = name, self._read_name(number, name, region, rejections)
        row[_INDUSTRY] = self._read_industry(number, cells, rejections)
        self._read_capacity(number, cells, row, rejections)
        if row[_CODE] is None:
            self._read_reason(number, cells, row, rejections)
        return row

    def _read_cell(self, cell: _Cell, number: int, text: str, row: list[Any], rejections: list[Rejection]) -> None:
        try:
            value = cell.read(text)
        except ValueFault as fault:
            rejections.append(Rejection(number, cell.index, cell.field, tidy(text), fault.rule, fault.example))
            return
        row[cell.slot] = value
        if len(cell.seen) < _MOST_REMEMBERED:
            cell.seen[text] = value

    def _read_name(self, number: int, name: str, region: str, rejections: list[Rejection]) -> NameKey:
        if not said(name):
            self._reject(
                number, Field.NAME, name, Message("ledger.no_name", N_("没有企业名称，无法确定是哪家企业")), rejections
            )
        elif len(name) < _SHORTEST_NAME or name.isdigit():
            self._reject(number, Field.NAME, name, Message("ledger.bad_name", N_("不是企业全称")), rejections)
        elif len(name) > _LONGEST_NAME:
            self._reject(number, Field.NAME, name, Message("ledger.long_name", N_("企业名称过长")), rejections)
        elif region:
            return name_key(name, self._names_of(region))
        return NameKey("", "")

    def _reject(
        self, number: int, field: Field, value: str, rule: Message, rejections: list[Rejection],
    ) -> None:  # fmt: skip
        rejections.append(Rejection(number, self._index.get(field), field, value, rule, EXAMPLES[field]))

    def _names_of(self, region: str) -> tuple[str, ...]:
        """Names of the region and of those above, from the province down."""
        if region not in self._place_names:
            regions = self._settings.regions
            above = [one.name for one in regions.ancestors(region) if one.level is not RegionLevel.COUNTRY]
            self._place_names[region] = (*reversed(above), regions[region].name)
        return self._place_names[region]

    def _read_region(self, number: int, cells: Cells, rejections: list[Rejection]) -> str:
        """The region id, or ``""`` with a rejection."""
        columns = [cells[self._index[field]] if field in self._index else "" for field in REGION_FIELDS]
        try:
            place = self._places.find(*columns)
        except PlaceFault as fault:
            rule, example = fault.fault.rule, fault.fault.example
            column = self._index.get(fault.field)
            rejections.append(Rejection(number, column, fault.field, tidy(fault.value), rule, example))
            return ""
        if not self._places.inside(place.region):
            self._reject_outside(number, place.region, rejections)
        elif place.contradiction:
            params = {"named": place.contradiction, "region": self._settings.regions.full_name(place.region)}
            note = Message(
                "ledger.region_contradiction", N_("区划代码与地区“{named}”不一致，按代码记为{region}"), params
            )
            self.parsed.notes.append(Note(number, note))
        return place.region

    def _reject_outside(self, number: int, region: str, rejections: list[Rejection]) -> None:
        regions, home = self._settings.regions, self._settings.home
        field = next(field for field in (Field.DISTRICT, *REGION_FIELDS) if field in self._index)
        rule = Message("ledger.outside", N_("不在辖区：本机关辖{home}"), {"home": regions.full_name(home)})
        inside = next(iter(regions.children(home)), regions[home])
        rejections.append(
            Rejection(number, self._index[field], field, regions.full_name(region), rule, regions.full_name(inside.id))
        )

    def _read_industry(self, number: int, cells: Cells, rejections: list[Rejection]) -> str:
        """The campaign's industry id. The GB/T 4754 code only hints at it and never decides."""
        index = self._index.get(Field.INDUSTRY)
        word = cells[index] if index is not None else ""
        found = self._industries.get(word)
        if found is None:
            plain = half_width(tidy(word)).lower()
            found = self._industries.get(plain) or self._industries.get(plain.removesuffix("行业").removesuffix("业"))
            if found is None and not said(plain):
                found = self._settings.industry
            if found:
                self._industries[word] = found
        if not found:
            words = "、".join(self._settings.industries)
            rule = Message("ledger.unknown_industry", N_("不是本方案的重点行业（{words}）"), {"words": words})
            rejections.append(
                Rejection(number, index, Field.INDUSTRY, tidy(word), rule, words.split("、", maxsplit=1)[0])
            )
        return found or ""

    def _read_capacity(self, number: int, cells: Cells, row: list[Any], rejections: list[Rejection]) -> None:
        index = self._index.get(Field.CAPACITY)
        if index is None or not cells[index]:
            return
        try:
            row[_CAPACITY], unit = to_quantity(cells[index])
        except ValueFault as fault:
            rejections.append(Rejection(number, index, Field.CAPACITY, tidy(cells[index]), fault.rule, fault.example))
            return
        if row[_CAPACITY] is not None:
            row[_UNIT] = unit or row[_UNIT] or self._unit

    def _read_reason(self, number: int, cells: Cells, row: list[Any], rejections: list[Rejection]) -> None:
        """Without a credit code a row needs a reason, its own or the clerk's for the whole file."""
        if any(rejection.field is Field.CREDIT_CODE for rejection in rejections):
            return
        row[_REASON] = row[_REASON] or self._settings.no_code_reason
        if not row[_REASON]:
            text = N_("没有统一社会信用代码，又没有说明原因（“无代码原因”栏，或整批的原因）")
            self._reject(number, Field.CREDIT_CODE, "", Message("ledger.no_code", text), rejections)

    def _reject_broken(self, number: int, rejections: list[Rejection]) -> None:
        """Cells without a readable value in columns that we use; their blank is no answer."""
        fields = {index: field for field, index in self._index.items() if field not in NOT_STORED}
        for cell in self._broken[number]:
            if cell.column not in fields:
                continue
            rejections[:] = [one for one in rejections if one.column != cell.column]
            text = N_("公式没有计算结果，请粘贴为数值") if cell.formula else N_("单元格是错误值（如 #REF!），请改正")
            self._reject(number, fields[cell.column], "", Message("ledger.broken_cell", text), rejections)


_NAME, _KEY, _CORE, _CODE, _REASON, _REGION, _INDUSTRY, _CAPACITY, _UNIT = (
    _SLOTS[name]
    for name in (
        "name",
        "key",
        "core",
        "credit_code",
        "no_code_reason",
        "region",
        "industry",
        "capacity",
        "capacity_unit",
    )
)
