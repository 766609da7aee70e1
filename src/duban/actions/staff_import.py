"""Staff import 人员导入: people and certificates from a workbook, in one deed; returned rows are told, never lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from duban.actions.deeds import deed
from duban.actions.fields import Name, OptionalText
from duban.actions.kept_files import Sha256, kept_content
from duban.documents.workbooks.reading import OpenWorkbook, mark_rejected, open_workbook
from duban.domain.actor import Actor
from duban.domain.ledger.sheets import Sheet
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.domain.staff.matching import Held, Planned, StaffPlan, plan_rows
from duban.domain.staff.rows import Header, find_header, parse_rows
from duban.domain.wordlists import RowVerdict
from duban.queries.agencies import units_of
from duban.queries.staff_import import held_elsewhere, people_on_file
from duban.records.models import Certificate, Person

MOST_ROWS = 5_000
"""Rows of one workbook: a province's bureaus have fewer people, and nobody should wait long for the answer."""


@dataclass(frozen=True, slots=True)
class StaffPreview:
    """The dry run's answer: what becomes of every row, and where it was read."""

    plan: StaffPlan
    sheet: str
    header: Header


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("导入人员和证件"), over_subordinates=True)
def import_staff(
    *, by: Actor, on: date, at: datetime, id: UUID, file: Sha256, file_name: Name, sheet: OptionalText = ""
) -> StaffPreview:
    """Write the good rows of a workbook that lies among the kept files: new people, new and renewed certificates.

    What a row leaves blank changes nothing; nobody is removed, and nobody's kind is changed.
    """
    found = staff_preview(kept_content(file), by, sheet)
    if not [one for one in found.plan.planned if one.verdict is not RowVerdict.UNCHANGED]:
        raise Refusal(
            "staff_import.nothing",
            Message("staff_import.nothing", N_("“{file}”中没有要写入的行。"), {"file": file_name}),
            remedy=Message("staff_import.nothing.remedy", N_("请先预演，按退回原因改正工作簿。")),
        )
    _write(id, found.plan)
    return found


def staff_preview(data: bytes, by: Actor, sheet: str) -> StaffPreview:
    """Read and compare a workbook in the running transaction's scope; refuses what is no list of people."""
    units = units_of(by.agency)
    by_word = {name: code for code, name in units.items()} | {code: code for code in units}
    with open_workbook(data) as book:
        at, header = _chosen(book, sheet)
        rows, returned = parse_rows(header, book.rows(at), by_word, by.agency)
        name = book.sheets[at].name
    known = people_on_file(tuple(units))
    elsewhere = held_elsewhere((row.certificate.number for row in rows if row.certificate), known)
    return StaffPreview(plan_rows(rows, returned, header, known, elsewhere), name, header)


def marked_staff(data: bytes, found: StaffPreview) -> bytes:
    """The administrator's own workbook with the returned rows marked and the reasons in words."""
    marks = [(one.row, one.column, str(one.reason)) for one in found.plan.returned]
    return mark_rejected(data, found.sheet, found.header.row, marks)


def _chosen(book: OpenWorkbook, wanted: str) -> tuple[int, Header]:
    """The sheet of that name, else the first with the headings."""
    for at, sheet in enumerate(book.sheets):
        header = find_header(sheet.head) if wanted in ("", sheet.name) else None
        if header is not None:
            _refuse_long(sheet)
            return at, header
    raise Refusal(
        "staff_import.header",
        Message("staff_import.header", N_("没有找到有“姓名”和“人员类别”两栏的工作表。")),
        remedy=Message("staff_import.header.remedy", N_("请下载模板，按模板的表头填写。")),
    )


def _refuse_long(sheet: Sheet) -> None:
    if sheet.rows > MOST_ROWS:
        raise Refusal(
            "staff_import.rows",
            Message("staff_import.rows", N_("工作表有 {rows} 行，一次最多 {most} 行。"), {
                "rows": sheet.rows, "most": MOST_ROWS,
            }),
            remedy=Message("staff_import.rows.remedy", N_("请按单位分成几个工作簿，删去表格下方的空行。")),
        )  # fmt: skip


def _write(deed: UUID, plan: StaffPlan) -> None:
    """A person's id is made from the deed and from the row that first names him."""
    Person.objects.bulk_create(
        [
            Person(
                id=_person(deed, one),
                home_agency_id=one.someone.unit,
                name=one.someone.name,
                kind=one.someone.kind,
                expertise=list(one.row.expertise),
            )
            for one in plan.rows(RowVerdict.NEW)
        ]
    )
    changed = plan.rows(RowVerdict.CHANGED)
    _change_expertise({_person(deed, one): one.expertise for one in changed if one.expertise is not None})
    stated = [(one, held) for one in plan.planned if (held := one.certificate) is not None]
    last = {held.number: (one, held) for one, held in stated}
    Certificate.objects.bulk_create([_certificate(deed, one, held) for one, held in last.values() if held.id is None])
    _change_days({held.id: held for _one, held in last.values() if held.id is not None})


def _person(deed: UUID, one: Planned) -> UUID:
    return one.someone.id or uuid5(deed, f"person/{one.someone.row}")


def _change_expertise(learned: Mapping[UUID, Sequence[str]]) -> None:
    rows = list(Person.objects.select_for_update(no_key=True).filter(pk__in=learned))
    for row in rows:
        row.expertise = list(learned[row.pk])
    Person.objects.bulk_update(rows, ["expertise"])


def _certificate(deed: UUID, one: Planned, held: Held) -> Certificate:
    return Certificate(
        id=uuid5(deed, f"certificate/{held.number}"),
        home_agency_id=one.someone.unit,
        person_id=_person(deed, one),
        number=held.number,
        valid_from=held.valid_from,
        valid_to=held.valid_to,
    )


def _change_days(renewed: Mapping[UUID, Held]) -> None:
    rows = list(Certificate.objects.select_for_update(no_key=True).filter(pk__in=renewed))
    for row in rows:
        row.valid_from, row.valid_to = renewed[row.pk].valid_from, renewed[row.pk].valid_to
    Certificate.objects.bulk_update(rows, ["valid_from", "valid_to"])
