"""The filled annex 附件表 of an agency on a day: rows, subtotals, exclusions, warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Header, Row, RowKind
from duban.domain.annex_words import exact_fine
from duban.domain.campaign import AnnexDefinition, Campaign
from duban.domain.messages import N_, Message, Refusal
from duban.queries.annexes.asked import Asked
from duban.queries.annexes.cards import card_rows
from duban.queries.annexes.enterprises import enterprise_rows
from duban.records.models import Agency


def annex_table(
    campaign: Campaign,
    annex: str,
    on: date,
    header: Header,
    *,
    units: Sequence[str],
    remarks: Mapping[str, str] | None = None,
    sources: bool = False,
) -> AnnexTable:
    """The annex computed from the facts that the scope shows.

    ``units`` are agency codes, the reporting one first; with more than one the form is consolidated: rows of each
    unit and its subtotal. Refused for a day before the campaign and for an annex that it does not define.
    """
    asked = Asked(campaign, _form(campaign, annex), _day(campaign, on), _names(units), remarks or {}, sources)
    rows, excluded, warnings = (card_rows if asked.form.rows == "card" else enterprise_rows)(asked)
    columns = tuple(Column(c.code, c.title, ColumnKind(c.kind), c.rule) for c in asked.form.columns)
    return AnnexTable(
        annex=annex,
        title=asked.form.title,
        campaign=campaign.id,
        on=on,
        header=header,
        columns=columns,
        rows=_grouped(asked, columns, rows),
        totals=_sum(columns, rows, RowKind.TOTAL, units[0], header.unit) if _counts(columns) else None,
        excluded=excluded,
        notes=asked.form.notes,
        warnings=warnings,
    )


def _form(campaign: Campaign, annex: str) -> AnnexDefinition:
    known = {form.id: form for form in campaign.annexes}
    if annex in known:
        return known[annex]
    facts = {"annex": annex, "known": "、".join(known)}
    raise Refusal(
        "annex.unknown", Message("annex.unknown", N_("本专项行动没有附件「{annex}」，只有：{known}。"), facts)
    )


def _day(campaign: Campaign, on: date) -> date:
    if on >= campaign.first_on:
        return on
    facts = {"on": on, "first": campaign.first_on}
    raise Refusal(
        "annex.before_campaign",
        Message("annex.before_campaign", N_("报表日 {on} 早于专项行动的第一天 {first}。"), facts),
        remedy=Message("annex.before_campaign.remedy", N_("请选择专项行动开始以后的日期。")),
    )


def _names(units: Sequence[str]) -> Mapping[str, str]:
    """Names by code, in the order asked for."""
    found = dict(Agency.objects.filter(code__in=units).values_list("code", "name"))
    return {code: found[code] for code in units}


def _counts(columns: tuple[Column, ...]) -> bool:
    return any(column.kind in _COUNTED for column in columns)


_MONEY = ColumnKind.MONEY
_COUNTED = frozenset({ColumnKind.COUNT, _MONEY})


def _grouped(asked: Asked, columns: tuple[Column, ...], rows: list[Row]) -> tuple[Row, ...]:
    """A district's form is its rows; a city's form gives each unit's rows and then its subtotal, also of nothing."""
    if len(asked.units) == 1:
        return tuple(rows)
    grouped: list[Row] = []
    for agency, name in asked.units.items():
        own = [row for row in rows if row.agency == agency]
        grouped += own
        if _counts(columns):
            grouped.append(_sum(columns, own, RowKind.SUBTOTAL, agency, name))
    return tuple(grouped)


def _sum(columns: tuple[Column, ...], rows: list[Row], kind: RowKind, agency: str, name: str) -> Row:
    cells = [_sum_cell(column, [row.cells[place] for row in rows]) for place, column in enumerate(columns)]
    exact = [
        exact_fine(int(str(cell.value))) for column, cell in zip(columns, cells, strict=True) if column.kind is _MONEY
    ]
    for place, column in enumerate(columns):
        if column.code == "remark" and any(exact):
            cells[place] = Cell("；".join(filter(None, exact)))
    return Row(kind, agency, name, tuple(cells))


def _sum_cell(column: Column, cells: list[Cell]) -> Cell:
    if column.kind not in _COUNTED:
        return Cell(None)
    sources = tuple(source for cell in cells for source in cell.sources)
    return Cell(sum(cell.value for cell in cells if isinstance(cell.value, int)), sources)
