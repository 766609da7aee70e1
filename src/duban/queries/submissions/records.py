"""One return 报送 as its page shows it: its version and the others, who did what when, its table and its scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from duban.domain.annex_difference import CellChange, cell_changes
from duban.domain.annex_freezing import thawed
from duban.domain.annex_table import AnnexTable
from duban.domain.cross_checks import CheckFinding
from duban.domain.workflow import SubmissionState
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.submissions.checking import findings_of
from duban.queries.submissions.differences import Difference, differences
from duban.queries.submissions.now import table_now
from duban.records.models import Submission


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with a version, when, by whom; ``reason`` where one was given."""

    code: str
    on: date
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReturnVersion:
    """One version of the return; ``number`` from 1."""

    id: UUID
    number: int
    state: SubmissionState
    steps: tuple[Step, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell that the judging unit marked, and why."""

    row: str
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The stamped paper as it is kept."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ReturnRecord:
    """A version of a return; ``versions`` are all, the first first."""

    now: ReturnVersion
    versions: tuple[ReturnVersion, ...]
    campaign: str
    campaign_version: str
    annex: str
    report_on: date
    unit: str
    unit_name: str
    zero_return: bool
    consolidated: bool
    telephone: str
    prepared_by_name: str
    remarks: Mapping[str, str]
    explanations: Mapping[str, str]
    returned_reason: str
    marks: tuple[MarkedCell, ...]
    asked: Step | None
    scan: Scan | None

    @property
    def newest(self) -> bool:
        """Whether no later version takes its place."""
        return self.now.id == self.versions[-1].id

    @property
    def frozen(self) -> bool:
        """Whether it was signed: from then on its rows do not change."""
        return bool(self.now.sha256)


def return_record(submission: UUID) -> ReturnRecord | None:
    """The return; ``None`` when it is unknown, void or out of scope."""
    row = _rows().filter(pk=submission).first()
    if row is None:
        return None
    same = _rows().filter(
        home_agency=row.home_agency_id, campaign=row.campaign, annex=row.annex, report_on=row.report_on,
        consolidated=row.consolidated,
    )  # fmt: skip
    versions = tuple(_version(each, number) for number, each in enumerate(_in_order(list(same)), start=1))
    header, asked = row.header, row.reopening_asked_on
    return ReturnRecord(
        now=next(each for each in versions if each.id == row.pk),
        versions=versions,
        campaign=row.campaign,
        campaign_version=row.campaign_version,
        annex=row.annex,
        report_on=row.report_on,
        unit=row.home_agency_id,
        unit_name=row.home_agency.name,
        zero_return=row.zero_return,
        consolidated=row.consolidated,
        telephone=header["telephone"],
        prepared_by_name=header["prepared_by"],
        remarks=header["remarks"],
        explanations=header["explanations"],
        returned_reason=row.returned_reason,
        marks=tuple(MarkedCell(**each) for each in row.marks),
        asked=None if asked is None else Step("ask", asked, "", row.reopening_asked_reason),
        scan=None if row.scan is None else _scan(row.scan),
    )


def _scan(row: Any) -> Scan:
    return Scan(row.sha256, row.name, row.media_type, row.size)


def version_in_force(agency: str, campaign: str, annex: str, report_on: date, *, consolidated: bool) -> UUID | None:
    """The version of the unit's return that no later one supersedes; ``None`` while there is none."""
    rows = Submission.objects.filter(
        home_agency=agency, campaign=campaign, annex=annex, report_on=report_on, consolidated=consolidated,
        superseded_by=None, voided_on=None,
    )  # fmt: skip
    return rows.values_list("id", flat=True).first()


def return_table(submission: UUID) -> AnnexTable:
    """What was signed; of a draft, the form as it stands now. Refused as ``table_now`` refuses."""
    return _table(_rows().get(pk=submission))


def return_findings(submission: UUID) -> tuple[CheckFinding, ...]:
    """What the cross-checks find today."""
    row = _rows().get(pk=submission)
    return findings_of(row, campaign_in_use(row.campaign))


def return_differences(submission: UUID) -> tuple[Difference, ...]:
    """What a signed return would say otherwise today."""
    row = _rows().get(pk=submission)
    return differences(row, campaign_in_use(row.campaign))


def version_changes(earlier: UUID, later: UUID) -> tuple[CellChange, ...]:
    """What a later version says otherwise than an earlier one, cell by cell."""
    return cell_changes(return_table(earlier), return_table(later))


def _table(row: Submission) -> AnnexTable:
    if row.rows is None or row.counting_rules is None:
        return table_now(row, campaign_in_use(row.campaign))
    return thawed(row.annex, row.campaign, row.report_on, header=row.header, rules=row.counting_rules, rows=row.rows)


def _rows() -> Any:
    people = ("prepared_by", "signed_by", "judged_by")
    return Submission.objects.filter(voided_on=None).select_related("home_agency", "scan", *people)


def _in_order(rows: Sequence[Submission]) -> list[Submission]:
    """Each version after the one that it supersedes."""
    after = {row.supersedes_id: row for row in rows}
    found: list[Submission] = []
    following = after.get(None)
    while following is not None:
        found.append(following)
        following = after.get(following.pk)
    return found


def _version(row: Submission, number: int) -> ReturnVersion:
    told = (
        ("prepare", row.prepared_on, row.prepared_by, ""),
        ("sign", row.signed_on, row.signed_by, ""),
        ("submit", row.submitted_on, row.prepared_by, ""),
        ("accept", row.accepted_on, row.judged_by, ""),
        ("return", row.returned_on, row.judged_by, row.returned_reason),
        ("reopen", row.reopened_on, row.judged_by, row.reopened_reason),
    )
    steps = [Step(code, on, "" if by is None else by.name, why) for code, on, by, why in told if on is not None]
    return ReturnVersion(row.pk, number, SubmissionState(row.state), tuple(steps), row.sha256)
