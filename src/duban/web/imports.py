"""Imports 台账导入 on the screen: the file between the steps, the dry run in words, the answers to doubtful rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.actions.ledger_import.reading import Preview, Wish, preview
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.ledger.fields import TITLES, Field
from duban.domain.ledger.plan import NEW_ENTERPRISE, Difference, Doubt, Group, RowCounts
from duban.domain.messages import N_
from duban.records.scope import scoped
from duban.web.campaigns import campaign_title
from duban.web.kept_files import KeptFile, WorkbookField
from duban.web.places import industry_names, region_name
from duban.web.rows import DIGITS, number
from duban.web.wording import say
from duban.web.words import label

SHOWN = 100  # lines of each kind on the page; the figures count them all
LATER = ""  # the answer "not now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket(KeptFile):
    """A kept file with what the clerk said about it."""

    SALT = "ledger-import"

    campaign: str
    industry: str = ""
    no_code_reason: str = ""

    def inputs(self, answers: Mapping[int, str]) -> dict[str, Any]:
        """What the deed is told."""
        return {
            "campaign": self.campaign,
            "file": self.file,
            "file_name": self.name[-200:],
            "sheet": self.sheet,
            "industry": self.industry,
            "no_code_reason": self.no_code_reason,
            "answers": dict(answers),
        }

    def wish(self, answers: Mapping[int, str]) -> Wish:
        """What the dry run and the deed are told."""
        return Wish(self.sheet, self.industry, self.no_code_reason, {}, answers)


class UploadForm(forms.Form):
    """Which file, for which campaign, and what the file itself does not say."""

    campaign = forms.ChoiceField(label=_("专项行动"))
    file = WorkbookField(label=_("台账工作簿"), allow_empty_file=True)
    sheet = forms.CharField(
        label=_("工作表"), required=False, max_length=100, help_text=_("不填则自动找到有表头的工作表。")
    )
    industry = forms.ChoiceField(label=_("行业"), required=False, help_text=_("文件没有行业栏时，全部按这个行业列入。"))
    no_code_reason = forms.CharField(
        label=_("没有统一社会信用代码的原因"),
        required=False,
        max_length=200,
        help_text=_("文件没有说明原因时，用于没有代码的行。"),
    )

    def __init__(self, campaigns: Sequence[Campaign], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["campaign"].choices = [(one.id, campaign_title(one)) for one in campaigns]
        industries = {code: name for one in campaigns for code, name in industry_names(one).items()}
        fields["industry"].choices = [("", gettext("以文件为准")), *industries.items()]
        fields["no_code_reason"].example = gettext("个体工商户，尚未换证")


def dry_run(ticket: Ticket, campaign: Campaign, by: Actor, answers: Mapping[int, str]) -> Preview:
    """What an import would do with each row. Raises ``Refusal`` for what is no ledger.

    Void records of the own units may be revived, so the reading scope of the import itself is used; nothing is written.
    """
    with scoped(by.reads, by.reads):
        return preview(ticket.content(), campaign, by, ticket.wish(answers))


def answers_in(data: QueryDict) -> dict[int, str]:
    """The answers to doubtful rows by row number; rows put off are left out."""
    found = {}
    for name, value in data.items():
        row = number(name.removeprefix("answer-"))
        if name.startswith("answer-") and row < 10**DIGITS and value != LATER:
            found[row] = str(value)
    return found


# The dry run in words ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One field that the import would change."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An enterprise that the import would change, with its rows in the file."""

    name: str
    rows: str
    changes: Sequence[Change]
    units: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A doubtful row beside what it may be (in the ledger, or an earlier row), with the answers to choose from."""

    row: int
    name: str
    other_name: str
    earlier_row: int | None
    why: str
    choices: Sequence[tuple[str, str]]
    answer: str


@dataclass(frozen=True, slots=True)
class Told:
    """A dry run as the page shows it, and as the result of a task keeps it. ``more_…`` count what is not listed."""

    counts: RowCounts
    sheet: str
    header_rows: tuple[int, int]
    columns: Sequence[str]
    unused: Sequence[str]
    unread_sheets: Sequence[str]
    new: Sequence[tuple[str, str, str]]
    changed: Sequence[Changed]
    pairs: Sequence[Pair]
    answered: Sequence[tuple[int, str]]
    rejected: Sequence[tuple[int, Sequence[str]]]
    notes: Sequence[tuple[int, str]]
    more_new: int
    more_changed: int
    more_doubtful: int

    @property
    def more_rejected(self) -> int:
        return self.counts.rejected - len(self.rejected)

    @property
    def rows(self) -> int:
        """Rows of a ledger in the file; each is in exactly one of the five counts."""
        return sum(self.counts[:5])

    @property
    def good(self) -> int:
        """Rows that a commit would write."""
        return self.counts.new + self.counts.changed


def told(found: Preview, campaign: Campaign, answers: Mapping[int, str]) -> Told:
    """The first lines of each kind, in words."""
    plan, header = found.plan, found.header
    names = industry_names(campaign)
    return Told(
        counts=plan.counts,
        sheet=found.sheet,
        header_rows=(header.first_row, header.last_row),
        columns=[str(one.heading) for one in header.columns],
        unused=header.unused,
        unread_sheets=found.unread_sheets,
        new=[_new(group, names) for group in plan.new[:SHOWN]],
        changed=[_changed(group, names) for group in plan.changed[:SHOWN]],
        pairs=[_pair(doubt, answers) for doubt in plan.doubts[:SHOWN]],
        answered=sorted(answers.items()),
        rejected=_rejected(found)[:SHOWN],
        notes=[(note.row, say(note.message)) for note in [*plan.notes, *plan.parsed.skipped][:SHOWN]],
        more_new=max(len(plan.new) - SHOWN, 0),
        more_changed=max(len(plan.changed) - SHOWN, 0),
        more_doubtful=max(len(plan.doubts) - SHOWN, 0),
    )


def _new(group: Group, industries: Mapping[str, str]) -> tuple[str, str, str]:
    regions = gettext("、").join(region_name(region) for region in group.sites)
    industry = group.value("industry") or ""
    return group.value("name"), regions, industries.get(industry, industry)


def _changed(group: Group, industries: Mapping[str, str]) -> Changed:
    rows = gettext("、").join(str(row) for row in group.rows)
    return Changed(
        group.value("name"), rows, [_change(one, industries) for one in group.differences], len(group.new_units)
    )


def _change(one: Difference, industries: Mapping[str, str]) -> Change:
    title = gettext(_title(one.field))
    if one.region:
        title = gettext("{title}（{region}）").format(title=title, region=region_name(one.region))
    return Change(title, _shown(one.field, one.before, industries), _shown(one.field, one.after, industries))


_MORE_TITLES: Mapping[str, str] = {"region": N_("厂区所在地区"), "coordinates": N_("坐标")}


def _title(field: str) -> str:
    return _MORE_TITLES[field] if field in _MORE_TITLES else TITLES[Field(field)] if field in set(Field) else field


def _shown(field: str, value: Any, industries: Mapping[str, str]) -> str:
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if field == "industry":
        return industries.get(value, str(value))
    if field == "region":
        return region_name(str(value))
    return label(value) if hasattr(value, "value") else str(value)


def _pair(doubt: Doubt, answers: Mapping[int, str]) -> Pair:
    same = doubt.enterprise if doubt.enterprise is not None else f"row:{doubt.earlier_row}"
    choices = [
        (same, gettext("是同一家企业")),
        (NEW_ENTERPRISE, gettext("是另一家企业")),
        (LATER, gettext("暂不处理，这一行不导入")),
    ]
    chosen = answers.get(doubt.row, LATER)
    return Pair(doubt.row, doubt.name, doubt.other_name, doubt.earlier_row, say(doubt.why), choices, chosen)


def _rejected(found: Preview) -> list[tuple[int, Sequence[str]]]:
    rows: dict[int, list[str]] = {}
    for one in found.plan.parsed.rejections:
        rows.setdefault(one.row, []).append(say(one.reason()))
    return sorted(rows.items())
