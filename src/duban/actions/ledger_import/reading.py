"""From a workbook to a plan: what would happen to each row. Nothing is written here: this is the dry run too."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from duban.actions.progress import counted
from duban.documents.workbooks.reading import mark_rejected, open_workbook
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.ledger.entries import ParsedLedger, Rejection
from duban.domain.ledger.fields import Field
from duban.domain.ledger.header import Header, choose_sheet
from duban.domain.ledger.matching import match_rows
from duban.domain.ledger.plan import ImportPlan
from duban.domain.ledger.rows import ImportSettings, parse_rows
from duban.domain.messages import N_, Message, Refusal
from duban.queries.ledger_import import Known, codes_elsewhere, known_to
from duban.records.models import Agency
from duban.specs.regions import load_regions


@dataclass(frozen=True, slots=True)
class Wish:
    """What the clerk says about the whole file. ``industries`` adds words for the campaign's industries."""

    sheet: str = ""
    industry: str = ""
    no_code_reason: str = ""
    industries: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """The dry run's answer: the plan, and which sheet and header it was read from."""

    plan: ImportPlan
    known: Known
    sheet: str
    unread_sheets: tuple[str, ...]
    header: Header


def preview(data: bytes, campaign: Campaign, by: Actor, wish: Wish) -> Preview:
    """Read and compare a workbook in the running transaction's scope; refuses what is no ledger.

    Reading it is the first half of the way that ``progress`` hears of.
    """
    with _without_collector(), open_workbook(data) as book:
        index, header = choose_sheet(book.sheets, wish.sheet or None)
        sheet = book.sheets[index]
        settings = _settings(campaign, by, wish)
        parsed = parse_rows(
            header, counted(book.rows(index), 2 * sheet.rows), settings, sheet.merged, book.broken_cells(index)
        )
        _refuse_codes_elsewhere(parsed, header)
        known = known_to(parsed.rows, campaign.id)
        _refuse_unknown_ids(parsed, known, header)
        others = tuple(other.name for other in book.sheets if other is not sheet)
        return Preview(_matched(parsed, known, wish), known, sheet.name, others, header)


def marked_workbook(data: bytes, found: Preview) -> bytes:
    """The clerk's own workbook with the returned rows marked and the reasons in words."""
    marks = [(one.row, one.column, str(one.reason())) for one in found.plan.parsed.rejections]
    return mark_rejected(data, found.sheet, found.header.last_row, marks)


@contextmanager
def _without_collector() -> Iterator[None]:
    """A hundred thousand live rows make the cycle collector walk them again and again, to find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _settings(campaign: Campaign, by: Actor, wish: Wish) -> ImportSettings:
    industries = {industry.title: industry.id for industry in campaign.industries}
    ids = {industry.id for industry in campaign.industries}
    for word in (wish.industry, *wish.industries.values()):
        if word and word not in ids:
            facts = {"industry": word, "known": "、".join(sorted(ids))}
            raise Refusal(
                "import.industry", Message("import.industry", N_("没有行业「{industry}」，有：{known}。"), facts)
            )
    return ImportSettings(
        regions=load_regions(),
        home=Agency.objects.get(pk=by.agency).region,
        industries={**industries, **wish.industries},
        industry=wish.industry,
        no_code_reason=wish.no_code_reason,
    )


def _refuse_codes_elsewhere(parsed: ParsedLedger, header: Header) -> None:
    """Return the rows whose credit code another unit has registered; the superior unit settles it."""
    taken = codes_elsewhere(parsed.rows)
    if not taken:
        return
    column = next((column.at for column in header.columns if column.field is Field.CREDIT_CODE), None)
    rule = Message("import.code_elsewhere", N_("该统一社会信用代码已由其他单位登记，请上级单位协调"))
    for row in parsed.rows:
        if row.credit_code in taken:
            code = row.credit_code or ""
            parsed.rejections.append(Rejection(row.number, column, Field.CREDIT_CODE, code, rule, ""))
    parsed.rows[:] = [row for row in parsed.rows if row.credit_code not in taken]


def _refuse_unknown_ids(parsed: ParsedLedger, known: Known, header: Header) -> None:
    """Return the rows whose id is none that the scope shows: another unit's, void, or merged into another by now."""
    ids = {one.id for one in known.existing}
    column = next((column.at for column in header.columns if column.field is Field.ENTERPRISE), None)
    rule = Message("import.unknown_id", N_("没有这家企业的登记，或者已作废、已合并；清空编号后按信用代码和名称比对"))
    for row in parsed.rows:
        if row.enterprise and row.enterprise not in ids:
            parsed.rejections.append(Rejection(row.number, column, Field.ENTERPRISE, row.enterprise, rule, ""))
    parsed.rows[:] = [row for row in parsed.rows if not row.enterprise or row.enterprise in ids]


def _matched(parsed: ParsedLedger, known: Known, wish: Wish) -> ImportPlan:
    try:
        return match_rows(parsed, known.existing, wish.answers)
    except ValueError as error:
        raise Refusal(
            "import.answer",
            Message("import.answer", N_("对存疑行的答复有误：{detail}"), {"detail": str(error)}),
            remedy=Message("import.answer.remedy", N_("请答复企业编号、row:行号 或 new。")),
        ) from None
