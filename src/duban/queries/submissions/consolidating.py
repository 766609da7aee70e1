"""Consolidation 汇总: the accepted returns of the units put together, with a subtotal each; who is missing is named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from duban.domain.annex_sums import counts, renumbered, sum_row, with_subtotals
from duban.domain.annex_table import AnnexTable, Cell, Column, Header, Row, RowKind
from duban.domain.campaign import Campaign
from duban.domain.messages import N_, Message
from duban.domain.returns import AnnexMark, Timeliness, UnitReturn
from duban.domain.workflow import SubmissionState
from duban.queries.annexes.tables import columns_of, form_of, names_of
from duban.queries.submissions.frozen import frozen_table
from duban.queries.submissions.marks import unit_returns
from duban.records.models import Submission


def consolidated_table(
    campaign: Campaign, annex: str, due_on: date, header: Header, *, units: Sequence[str], on: date
) -> AnnexTable:
    """The city's form for a due date: the accepted returns as they were signed, unit by unit.

    ``units``: the consolidating unit first; nobody accepts its own return, so the one that it sent stands. Units
    whose return is missing, late or not accepted are named in the warnings.
    """
    form = form_of(campaign, annex)
    columns = columns_of(form)
    marks = {each.unit: each for each in unit_returns(campaign, due_on, units, on)}
    tables = {unit: frozen_table(row) for unit, row in _counted(marks, annex, units[0])}
    names = names_of(units)
    own = [row for unit in names if unit in tables for row in _fitted(tables[unit], columns, unit, names[unit])]
    rows = renumbered(columns, own)
    return AnnexTable(
        annex=annex,
        title=form.title,
        campaign=campaign.id,
        on=due_on,
        header=header,
        columns=columns,
        rows=with_subtotals(names, columns, rows),
        totals=sum_row(columns, rows, RowKind.TOTAL, units[0], header.unit) if counts(columns) else None,
        excluded=tuple(each for table in tables.values() for each in table.excluded),
        notes=form.notes,
        warnings=tuple(_warnings(marks.values(), annex, units[0])),
    )


def _counted(marks: Mapping[str, UnitReturn], annex: str, first: str) -> Iterator[tuple[str, Submission]]:
    versions = {
        mark.version: unit
        for unit, each in marks.items()
        for mark in each.annexes
        if mark.version is not None and _stands(mark, annex, unit == first)
    }
    for row in Submission.objects.filter(id__in=list(versions)):
        yield versions[str(row.id)], row


def _stands(mark: AnnexMark, annex: str, own: bool) -> bool:
    return mark.annex == annex and (mark.accepted or (own and mark.state == SubmissionState.SUBMITTED))


def _fitted(table: AnnexTable, columns: Sequence[Column], unit: str, name: str) -> Iterator[Row]:
    """The rows in the columns of the form in use; a column that an earlier version did not have is empty.

    Of a form that was put together below, the rows count under the unit that returned it, its subtotals not at all.
    """
    places = {column.code: place for place, column in enumerate(table.columns)}
    for row in table.rows:
        if row.kind is RowKind.ENTERPRISE:
            by_code = (row.cells[places[column.code]] if column.code in places else Cell(None) for column in columns)
            yield replace(row, cells=tuple(by_code), agency=unit, agency_name=name)


def _warnings(returns: Collection[UnitReturn], annex: str, first: str) -> Iterator[Message]:
    marks = [(each, mark) for each in returns for mark in each.annexes if mark.annex == annex]
    sent = [(each, mark) for each, mark in marks if mark.first_submitted_on is not None]
    missing = [each.name for each, mark in marks if mark.first_submitted_on is None]
    late = [each.name for each, mark in sent if mark.timeliness is Timeliness.LATE]
    open_ = [each.name for each, mark in sent if not _stands(mark, annex, each.unit == first)]
    if missing:
        yield Message("returns.missing", N_("未报送：{units}。"), {"units": "、".join(missing)})
    if late:
        yield Message("returns.late", N_("迟报：{units}。"), {"units": "、".join(late)})
    if open_:
        yield Message("returns.not_accepted", N_("已报送、尚未接收，没有汇总：{units}。"), {"units": "、".join(open_)})
