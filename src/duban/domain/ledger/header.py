"""Header row 表头: found by itself below title and 附件 rows, of one to three rows, with its columns named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from duban.domain.ledger.fields import NOT_STORED, REGION_FIELDS, TITLES, Field, field_of, plain_heading
from duban.domain.ledger.sheets import Cells, Sheet
from duban.domain.ledger.values import tidy
from duban.domain.messages import N_, Message, Refusal

_MOST_ROWS_ABOVE = 40
_TALLEST = 3
_FEWEST_FIELDS = 2
_RULE = "ledger.header"


class Column(NamedTuple):
    """One column of the file that fills a field; ``at`` counts from 0."""

    at: int
    heading: str
    field: Field


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet. Data begin below ``last_row``; ``unused`` headings fill nothing and are told."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    unused: tuple[str, ...]

    def column(self, field: Field) -> Column | None:
        """The column that fills the field."""
        return next((column for column in self.columns if column.field is field), None)

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that some column fills."""
        return frozenset(column.field for column in self.columns)

    @property
    def unit_in_heading(self) -> str:
        """The unit that stands in the heading of the capacity: 产能（万吨/年）."""
        column = self.column(Field.CAPACITY)
        heading = column.heading.replace("（", "(").replace("）", ")") if column else ""
        return heading.split("(", 1)[1].rstrip(")") if "(" in heading else ""


class _Found(NamedTuple):
    at: int
    heading: str
    field: Field
    rank: int


def find_header(sheet: Sheet) -> Header | None:
    """The fewest rows that name the most fields, 企业名称 among them; the topmost of equals, or ``None``."""
    best: Header | None = None
    for start in range(min(len(sheet.head), _MOST_ROWS_ABOVE)):
        for header in _candidates(sheet, start):
            if _weight(header) >= _FEWEST_FIELDS and (best is None or _rank(header) > _rank(best)):
                best = header
    return best


def choose_sheet(sheets: Sequence[Sheet], wanted: str | None = None) -> tuple[int, Header]:
    """The visible sheet with the best header, or the one that is wanted by name, with its header.

    Refuses when no sheet has a header, saying what was seen and what is needed.
    """
    candidates = [
        (index, sheet)
        for index, sheet in enumerate(sheets)
        if (sheet.visible if wanted is None else sheet.name == wanted)
    ]
    if not candidates:
        names = "、".join(sheet.name for sheet in sheets)
        raise Refusal(
            _RULE,
            Message(
                "ledger.no_sheet",
                N_("没有可读的工作表“{wanted}”；现有：{names}。"),
                {"wanted": wanted or "", "names": names},
            ),
        )
    headers = [(index, sheet, find_header(sheet)) for index, sheet in candidates]
    found = [(_weight(header), -index, header) for index, _sheet, header in headers if header is not None]
    if not found:
        raise _no_header([sheet for _index, sheet, _header in headers])
    _best, negative, header = max(found, key=lambda one: one[:2])
    if not header.fields & set(REGION_FIELDS):
        raise _no_region(header)
    return -negative, header


def _weight(header: Header) -> int:
    return len(header.fields - NOT_STORED)


def _rank(header: Header) -> tuple[int, int]:
    """More fields first, then fewer rows: a title above is no part of the header."""
    return _weight(header), header.first_row - header.last_row


def _candidates(sheet: Sheet, start: int) -> list[Header]:
    """Headers that begin in this row, the lower ones only where the second or third row names more."""
    forced = _merged_height(sheet, start)
    heights = [forced] if forced > 1 else range(1, _TALLEST + 1)
    return [
        header
        for height in heights
        if start + height <= len(sheet.head) and (header := _header(sheet, start, height)) is not None
    ]


def _merged_height(sheet: Sheet, start: int) -> int:
    """How many rows the tallest cell merged downwards from this row covers."""
    tall = [
        merge.last_row - start
        for merge in sheet.merged
        if merge.first_row == start + 1 and merge.last_row > merge.first_row and _text(sheet, start, merge.first_column)
    ]
    return min(max(tall, default=1), _TALLEST)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.head[row]
    return tidy(cells[column]) if column < len(cells) else ""


def _header(sheet: Sheet, start: int, height: int) -> Header | None:
    width = max(len(sheet.head[row]) for row in range(start, start + height))
    found: list[_Found] = []
    unused: list[str] = []
    above = ""
    for index in range(width):
        texts = [_text(sheet, row, index) for row in range(start, start + height)]
        above = texts[0] or above  # a group heading merged to the right stands in its first cell only
        heading, match = _name_column(texts, above)
        if match is not None:
            found.append(_Found(index, heading, *match))
        elif heading:
            unused.append(heading)
    columns, doubled = _best_of_each(found)
    if Field.NAME not in {column.field for column in columns}:
        return None
    return Header(start + 1, start + height, columns, (*unused, *doubled))


def _name_column(texts: Sequence[str], above: str) -> tuple[str, tuple[Field, int] | None]:
    """The lowest text that names a field, alone or behind its group heading; else the lowest text."""
    lowest = next((text for text in reversed(texts) if text), "")
    for text in reversed(texts):
        if text:
            match = field_of(text) or field_of(above + text)
            if match is not None:
                return text, match
    return lowest, None


def _best_of_each(found: Sequence[_Found]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """One column a field: 生产地址 before 注册地址. The others are told as unused."""
    best: dict[Field, _Found] = {}
    for one in found:
        if one.field not in best or one.rank < best[one.field].rank:
            best[one.field] = one
    chosen = sorted(best.values())
    doubled = tuple(one.heading for one in found if one not in chosen)
    return tuple(Column(one.at, one.heading, one.field) for one in chosen), doubled


def is_header_again(header: Header, cells: Cells) -> bool:
    """Whether a data row repeats the header, as printed pages do."""
    again = [column for column in header.columns if column.at < len(cells) and cells[column.at].strip()]
    return len(again) >= _FEWEST_FIELDS and all(
        plain_heading(cells[column.at]) == plain_heading(column.heading) for column in again
    )


def _no_header(sheets: Sequence[Sheet]) -> Refusal:
    fullest = max(
        (cells for sheet in sheets for cells in sheet.head), key=lambda cells: sum(map(bool, cells)), default=[]
    )
    seen = "、".join(filter(None, map(tidy, fullest[:30])))
    return Refusal(
        _RULE,
        Message(
            "ledger.no_header",
            N_("没有找到表头：需要“企业名称”一栏及至少一个其他已知栏目；内容最多的一行是：{seen}。"),
            {"seen": seen[:200] or "（空）"},
        ),
        remedy=Message("ledger.use_template", N_("请用模板，或把栏目名改为：{titles}。"), {"titles": _common_titles()}),
    )


def _no_region(header: Header) -> Refusal:
    seen = "、".join(column.heading for column in header.columns)
    return Refusal(
        _RULE,
        Message("ledger.no_region_column", N_("没有能确定地区的栏目；已识别：{seen}。"), {"seen": seen}),
        remedy=Message("ledger.add_region_column", N_("请补“所属区县”、“区划代码”或“地址”一栏。")),
    )


def _common_titles() -> str:
    common = (Field.NAME, Field.CREDIT_CODE, Field.DISTRICT, Field.ADDRESS, Field.INDUSTRY)
    return "、".join(TITLES[field] for field in common)
