"""Submissions 报送: a unit's return of an annex, prepared, signed by its head, sent, and judged by the city."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db import connection
from pydantic import Field

from duban.actions.casework import held, known, move, raise_if
from duban.actions.deeds import deed
from duban.actions.evidence import FileName, FileSize, MediaType, Sha256, require_kept
from duban.actions.fields import CampaignId, Day, Id, Reason
from duban.actions.inputs import Inputs
from duban.domain.actor import Actor
from duban.domain.annex_freezing import plain_header, plain_rows, plain_rules, sha256
from duban.domain.annex_table import AnnexTable, Header
from duban.domain.campaign import Campaign
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import submissions as rules
from duban.domain.rules.guards import before_refusal
from duban.domain.workflow import Noun, SubmissionState, require_born_in
from duban.domain.workflow import move as next_state
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.submissions import findings_of, frozen_table, table_now
from duban.queries.units import returning_units
from duban.records.models import Agency, Evidence, Submission

Annex = Annotated[str, Field(min_length=1, max_length=32, description=N_("附件"), examples=["1"])]
ReportDay = Annotated[Day, Field(description=N_("报表日"), examples=["2021-09-10"])]
Preparer = Annotated[str, Field(max_length=100, description=N_("填报人；不填即本账号的姓名"), examples=["填报人甲"])]
Telephone = Annotated[str, Field(max_length=40, description=N_("联系电话"), examples=["024-00000000"])]
_ENTRY = "0198f6a0-0000-7000-8000-000000000003"
Remarks = Annotated[
    dict[str, Annotated[str, Field(max_length=1000)]],
    Field(description=N_("备注：按台账条目填写"), examples=[{_ENTRY: "正在整改"}]),
]
Explanations = Annotated[
    dict[str, Annotated[str, Field(max_length=1000)]],
    Field(description=N_("核对情况说明：按核对代码填写"), examples=[{"penalty_undelivered": "9月9日邮寄，尚未签收"}]),
]
ZeroReturn = Annotated[bool, Field(description=N_("零报告（没有可报内容）"), examples=[False])]
Consolidated = Annotated[bool, Field(description=N_("汇总下级（已接收的报送），报上一级"), examples=[False])]
_NOTHING: dict[str, str] = {}


class Mark(Inputs):
    """A cell that is wrong, and why. ``row`` is the row's entry or card, ``column`` the column's code."""

    row: Annotated[str, Field(min_length=1, max_length=64, description=N_("行"), examples=[_ENTRY])]
    column: Annotated[str, Field(min_length=1, max_length=64, description=N_("栏目"), examples=["orders"])]
    reason: Reason


Marks = Annotated[
    tuple[Mark, ...],
    Field(
        max_length=200,
        description=N_("标出的格子"),
        examples=[[{"row": _ENTRY, "column": "orders", "reason": "少计一份指令书"}]],
    ),
]


@deed(permission=Permission.PREPARE_SUBMISSION, title=N_("编制报送"))
def prepare_submission(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    annex: Annex,
    report_on: ReportDay,
    telephone: Telephone,
    prepared_by_name: Preparer = "",
    remarks: Remarks = _NOTHING,
    explanations: Explanations = _NOTHING,
    zero_return: ZeroReturn = False,
    consolidated: Consolidated = False,
) -> UUID:
    """Prepare the unit's return of an annex as of a report day; rows are computed and frozen when it is signed.

    It is of the unit's own rows, or, ``consolidated``, of the accepted returns of the units below for the unit above.
    After a return, a reopening, or a signature found wrong before sending it is a new version of the same return.
    Refused for a day that has not come, for a second return of the same annex and day, for a zero return with
    something to declare, and for an empty one that does not say so.
    """
    raise_if(rules.report_day_refusal(report_on, on))
    raise_if(rules.consolidating_refusal(consolidated, remarks, has_below=bool(returning_units(by.agency)[1:])))
    earlier = _version_in_force(by.agency, campaign, annex, report_on, consolidated=consolidated)
    raise_if(rules.double_refusal(None if earlier is None else SubmissionState(earlier.state)))
    state = SubmissionState.DRAFT if earlier is None else next_state(Noun.SUBMISSION, "revise", earlier.state)
    require_born_in(Noun.SUBMISSION, state)
    row = Submission(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        annex=annex,
        report_on=report_on,
        state=state,
        supersedes=earlier,
        zero_return=zero_return,
        consolidated=consolidated,
        header=_header(by, on, prepared_by_name, telephone) | _words(remarks, explanations),
        prepared_on=on,
        prepared_by_id=by.id,
    )
    _fitting(row, campaign_in_use(campaign))
    row.save(force_insert=True)
    return id


@deed(permission=Permission.PREPARE_SUBMISSION, title=N_("修改报送草稿"))
def amend_submission(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    submission: Id,
    telephone: Telephone,
    prepared_by_name: Preparer = "",
    remarks: Remarks = _NOTHING,
    explanations: Explanations = _NOTHING,
    zero_return: ZeroReturn = False,
) -> UUID:
    """Write header, remarks and explanations of a draft anew; who amends it has prepared it."""
    row = _own(submission, by)
    raise_if(rules.draft_refusal(SubmissionState(row.state)))
    raise_if(before_refusal(N_("修改"), on, N_("编制"), row.prepared_on))
    raise_if(rules.consolidating_refusal(row.consolidated, remarks, has_below=True))
    row.header = _header(by, on, prepared_by_name, telephone) | _words(remarks, explanations)
    row.zero_return = zero_return
    row.prepared_on, row.prepared_by_id = on, by.id
    _fitting(row, campaign_in_use(row.campaign))
    row.save()
    return submission


@deed(permission=Permission.SIGN_SUBMISSION, title=N_("审签报送"))
def sign_submission(*, by: Actor, on: date, at: datetime, id: UUID, submission: Id) -> UUID:
    """Sign a return by the unit's head, who did not prepare it: rows, counting rules and campaign version freeze."""
    row = _own(submission, by)
    move(row, Noun.SUBMISSION, "sign", by=by)
    raise_if(before_refusal(N_("审签"), on, N_("编制"), row.prepared_on))
    campaign = campaign_in_use(row.campaign)
    _freeze(row, _fitting(row, campaign), campaign)
    row.signed_on, row.signed_by_id = on, by.id
    row.save()
    return submission


@deed(permission=Permission.PREPARE_SUBMISSION, title=N_("报送"))
def submit_submission(*, by: Actor, on: date, at: datetime, id: UUID, submission: Id) -> UUID:
    """Send a signed return. Refused while the cross-checks find an error, or a warning without a word."""
    row = _own(submission, by)
    raise_if(rules.superseded_refusal(row.superseded_by.exists()))
    raise_if(before_refusal(N_("报送"), on, N_("审签"), row.signed_on))
    state = next_state(Noun.SUBMISSION, "submit", row.state)
    raise_if(rules.check_refusal(findings_of(row, campaign_in_use(row.campaign)), row.header["explanations"]))
    row.state = state.value
    row.submitted_on = on
    row.save()
    return submission


@deed(permission=Permission.JUDGE_SUBMISSION, title=N_("接收报送"), over_subordinates=True)
def accept_submission(*, by: Actor, on: date, at: datetime, id: UUID, submission: Id) -> UUID:
    """Accept a return of a unit below; from here on it counts in the consolidated form."""
    row = _judged(submission, "accept", by)
    raise_if(before_refusal(N_("接收"), on, N_("报送"), row.submitted_on))
    row.accepted_on = on
    row.save()
    return submission


@deed(permission=Permission.JUDGE_SUBMISSION, title=N_("退回报送"), over_subordinates=True)
def return_submission(
    *, by: Actor, on: date, at: datetime, id: UUID, submission: Id, reason: Reason, marks: Marks = ()
) -> UUID:
    """Return a return of a unit below with the reason and the cells marked; it is prepared anew as a new version."""
    row = _judged(submission, "return", by)
    raise_if(before_refusal(N_("退回"), on, N_("报送"), row.submitted_on))
    raise_if(rules.marks_refusal([(mark.row, mark.column) for mark in marks], frozen_table(row)))
    row.returned_on, row.returned_reason = on, reason
    row.marks = [mark.model_dump() for mark in marks]
    row.save()
    return submission


@deed(permission=Permission.JUDGE_SUBMISSION, title=N_("重开报送"), over_subordinates=True)
def reopen_submission(*, by: Actor, on: date, at: datetime, id: UUID, submission: Id, reason: Reason) -> UUID:
    """Reopen an accepted return on request, with the reason; the unit then prepares a new version."""
    row = _judged(submission, "reopen", by)
    raise_if(before_refusal(N_("重开"), on, N_("接收"), row.accepted_on))
    row.reopened_on, row.reopened_reason = on, reason
    row.save()
    return submission


@deed(permission=Permission.PREPARE_SUBMISSION, title=N_("申请重开报送"))
def ask_reopening(*, by: Actor, on: date, at: datetime, id: UUID, submission: Id, reason: Reason) -> UUID:
    """Ask the unit above to reopen an accepted return; it decides, and the accepted copy stays as it is."""
    row = _own(submission, by)
    raise_if(rules.asking_refusal(SubmissionState(row.state), row.reopening_asked_on))
    raise_if(before_refusal(N_("申请重开"), on, N_("接收"), row.accepted_on))
    row.reopening_asked_on, row.reopening_asked_reason = on, reason
    row.save()
    return submission


@deed(permission=Permission.PREPARE_SUBMISSION, title=N_("上传盖章扫描件"))
def attach_scan(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    submission: Id,
    sha256: Sha256,
    name: FileName,
    media_type: MediaType,
    size: FileSize,
) -> UUID:
    """Attach the stamped paper of a signed return; a later scan takes the place of an earlier one.

    Refused when no file of that hash and size is kept, or it is no PDF or picture. Returns the id of the file's record.
    """
    row = _own(submission, by)
    raise_if(rules.superseded_refusal(row.superseded_by.exists()))
    require_kept(sha256, size, name, media_type)
    raise_if(rules.scan_refusal(SubmissionState(row.state), media_type))
    row.scan = Evidence.objects.create(
        id=id, home_agency_id=by.agency, sha256=sha256, name=name, media_type=media_type, size=size, taken_by=by.name
    )
    row.save()
    return id


def _own(submission: UUID, by: Actor) -> Submission:
    """The unit's own return; a superior who reads it is told why the step is not his."""
    raise_if(rules.own_refusal(known(Submission, submission).home_agency_id, by.agency))
    return held(Submission, submission)


def _judged(submission: UUID, step: str, by: Actor) -> Submission:
    row = held(Submission, submission)
    raise_if(rules.below_refusal(row.home_agency_id, by.subordinates))
    move(row, Noun.SUBMISSION, step, by=by)
    row.judged_by_id = by.id
    return row


def _version_in_force(
    agency: str, campaign: str, annex: str, report_on: date, *, consolidated: bool
) -> Submission | None:
    """The version that no later one supersedes. Until commit nobody else prepares the same return."""
    with connection.cursor() as cursor:
        key = f"submission/{agency}/{campaign}/{annex}/{report_on}/{consolidated}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    versions = Submission.objects.filter(
        home_agency=agency, campaign=campaign, annex=annex, report_on=report_on, voided_on=None,
        consolidated=consolidated,
    )  # fmt: skip
    return versions.filter(superseded_by=None).first()


def _header(by: Actor, on: date, name: str, telephone: str) -> dict[str, Any]:
    return plain_header(Header(Agency.objects.get(pk=by.agency).name, name or by.name, telephone, on))


def _words(remarks: dict[str, str], explanations: dict[str, str]) -> dict[str, Any]:
    """What the clerk says of rows and of what the checks found; kept beside the header block."""
    return {"remarks": remarks, "explanations": explanations}


def _fitting(row: Submission, campaign: Campaign) -> AnnexTable:
    """The form as it stands now; refused when the draft does not fit it."""
    table = table_now(row, campaign)
    raise_if(rules.remarks_refusal(row.header["remarks"], table))
    raise_if(rules.zero_refusal(row.zero_return, table))
    return table


def _freeze(row: Submission, table: AnnexTable, campaign: Campaign) -> None:
    row.rows, row.counting_rules = plain_rows(table), plain_rules(table)
    row.campaign_version = campaign.version
    row.sha256 = sha256(signed_content(row))


def signed_content(row: Submission) -> dict[str, Any]:
    """What the hash of a signed return is of."""
    return {
        "agency": row.home_agency_id,
        "campaign": row.campaign,
        "campaign_version": row.campaign_version,
        "annex": row.annex,
        "report_on": row.report_on.isoformat(),
        "zero_return": row.zero_return,
        "consolidated": row.consolidated,
        "header": row.header,
        "counting_rules": row.counting_rules,
        "rows": row.rows,
    }
