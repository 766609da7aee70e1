"""Staff import 人员导入 on the screen: the ticket, the dry run in words, the template."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.actions.staff_import import StaffPreview, staff_preview
from duban.documents.tables import Head, write_table
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.staff.matching import Planned
from duban.domain.staff.rows import TITLES, Column
from duban.domain.wordlists import RowVerdict, word_label
from duban.queries.agencies import units_of
from duban.queries.reading import reading
from duban.web.kept_files import KeptFile, WorkbookField
from duban.web.wording import day, say

SHOWN = 200  # lines of each kind on the page; the figures count them all
_RULES = {
    Column.UNIT: N_("单位名称或代码；不填为本单位。"),
    Column.NAME: N_("必填。"),
    Column.KIND: N_("必填：执法人员、专家、其他人员。"),
    Column.EXPERTISE: N_("几项之间用顿号分开；不填不改动。"),
    Column.NUMBER: N_("执法人员的执法证号；一人有几本证的，一本一行。"),
    Column.VALID_FROM: N_("如 2021-07-05；新证件必填。"),
    Column.VALID_TO: N_("如 2026-07-04，止日当天有效；新证件必填。"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTicket(KeptFile):
    """A kept workbook of people."""

    SALT = "staff-import"


class StaffUploadForm(forms.Form):
    """Which file."""

    file = WorkbookField(label=_("人员名册工作簿"), allow_empty_file=True)
    sheet = forms.CharField(
        label=_("工作表"), required=False, max_length=100, help_text=_("不填则自动找到有表头的工作表。")
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a row would change."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One row as the page shows it."""

    row: int
    name: str
    unit: str
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class StaffTold:
    """A dry run in words: the first rows of each kind."""

    counts: dict[RowVerdict, int]
    new: Sequence[Told]
    changed: Sequence[Told]
    rejected: Sequence[tuple[int, Sequence[str]]]

    @property
    def more_rejected(self) -> int:
        return self.counts[RowVerdict.REJECTED] - len(self.rejected)

    @property
    def more_changed(self) -> int:
        return self.counts[RowVerdict.CHANGED] - len(self.changed)

    @property
    def more_new(self) -> int:
        return self.counts[RowVerdict.NEW] - len(self.new)

    @property
    def rows(self) -> int:
        """Rows with people; each is in exactly one of the four counts."""
        return sum(self.counts.values())

    @property
    def good(self) -> int:
        """Rows that a commit would write."""
        return self.counts[RowVerdict.NEW] + self.counts[RowVerdict.CHANGED]


def dry_run(ticket: StaffTicket, by: Actor) -> StaffPreview:
    """What an import would do with each row. Raises ``Refusal`` for what is no list of people."""
    with reading(by):
        return staff_preview(ticket.content(), by, ticket.sheet)


def told(found: StaffPreview, by: Actor) -> StaffTold:
    """The dry run in the reader's language."""
    plan, units = found.plan, units_of(by.agency)
    written = {verdict: plan.rows(verdict) for verdict in (RowVerdict.NEW, RowVerdict.CHANGED, RowVerdict.UNCHANGED)}
    counts = {verdict: len(rows) for verdict, rows in written.items()}
    reasons: dict[int, list[str]] = {number: [] for number in plan.returned_rows}
    for one in plan.returned:
        reasons[one.row].append(say(one.reason))

    def lines(verdict: RowVerdict) -> Sequence[Told]:
        return [
            Told(one.row.number, one.row.name, units[one.row.unit], _differences(one))
            for one in written[verdict][:SHOWN]
        ]

    return StaffTold(
        counts | {RowVerdict.REJECTED: len(reasons)},
        lines(RowVerdict.NEW),
        lines(RowVerdict.CHANGED),
        list(reasons.items())[:SHOWN],
    )


def _differences(one: Planned) -> Sequence[Difference]:
    found = []
    if one.verdict is RowVerdict.NEW:
        found.append(Difference(gettext("人员类别"), "", gettext(word_label(one.row.kind))))
    if one.expertise:
        found.append(Difference(gettext("专业领域"), _list(one.expertise_before), _list(one.expertise)))
    if one.certificate is not None:
        held = one.certificate
        before = _days(one.before.valid_from, one.before.valid_to) if one.before else ""
        title = gettext("执法证件 {number}").format(number=held.number)
        found.append(Difference(title, before, _days(held.valid_from, held.valid_to)))
    return found


def _list(words: Sequence[str]) -> str:
    return gettext("、").join(words)


def _days(first: date, last: date) -> str:
    return gettext("{first} 至 {last}").format(first=day(first), last=day(last))


def template() -> bytes:
    """An empty workbook with the headings, and a second sheet that says what belongs below each."""
    with tempfile.TemporaryDirectory(prefix="duban-template-") as folder:
        path = Path(folder) / "staff.xlsx"
        heads = [Head(TITLES[column], 20.0) for column in Column]
        lines = [(TITLES[column], gettext(_RULES[column])) for column in Column]
        write_table(path, "人员和证件", heads, [], lambda _count: (gettext("填写说明"), lines))
        return path.read_bytes()
