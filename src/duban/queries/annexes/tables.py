"""The filled annex 附件表 of an agency on a day: rows, subtotals, exclusions, warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from duban.domain.annex_sums import counts, sum_row, with_subtotals
from duban.domain.annex_table import AnnexTable, Column, ColumnKind, Header, RowKind
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
    asked = Asked(campaign, form_of(campaign, annex), _day(campaign, on), names_of(units), remarks or {}, sources)
    rows, excluded, warnings = (card_rows if asked.form.rows == "card" else enterprise_rows)(asked)
    columns = columns_of(asked.form)
    return AnnexTable(
        annex=annex,
        title=asked.form.title,
        campaign=campaign.id,
        on=on,
        header=header,
        columns=columns,
        rows=with_subtotals(asked.units, columns, rows) if len(asked.units) > 1 else tuple(rows),
        totals=sum_row(columns, rows, RowKind.TOTAL, units[0], header.unit) if counts(columns) else None,
        excluded=excluded,
        notes=asked.form.notes,
        warnings=warnings,
    )


def form_of(campaign: Campaign, annex: str) -> AnnexDefinition:
    """The form as the campaign defines it; refused for an annex that it does not have."""
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


def columns_of(form: AnnexDefinition) -> tuple[Column, ...]:
    """The form's columns as a table has them."""
    return tuple(Column(c.code, c.title, ColumnKind(c.kind), c.rule) for c in form.columns)


def names_of(units: Sequence[str]) -> Mapping[str, str]:
    """Names by code, in the order asked for."""
    found = dict(Agency.objects.filter(code__in=units).values_list("code", "name"))
    return {code: found[code] for code in units}
