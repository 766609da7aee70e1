"""Submissions 报送: what a return needs before it is prepared, signed, sent and judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from duban.domain.annex_table import AnnexTable
from duban.domain.cross_checks import CheckFinding, Severity
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse
from duban.domain.workflow import Noun, SubmissionState, state_label

_PLAN = N_("工作方案：报送附件1、附件2")


def report_day_refusal(report_on: date, on: date) -> Refusal | None:
    """A return says what is known by its day: the day has come."""
    if report_on <= on:
        return None
    text = N_("报表日 {report_on} 晚于编制日期 {on}，届时的数字还不知道。")
    remedy = N_("请在报表日当天或者以后编制。")
    return refuse("submission.future", text, _PLAN, remedy, report_on=report_on, on=on)


def double_refusal(state: SubmissionState | None) -> Refusal | None:
    """One return of an annex for a day: another version only after this one came back or lost its signature."""
    remedies = {
        SubmissionState.DRAFT: N_("请修改已有的草稿。"),
        SubmissionState.SUBMITTED: N_("请等待接收；需要更正的，请上级机关退回。"),
        SubmissionState.ACCEPTED: N_("需要更正的，请上级机关重开。"),
    }
    if state not in remedies:
        return None
    text = N_("本单位该报表日的这份附件已经编制，不能重复编制。")
    return refuse("submission.double", text, _PLAN, remedies[state])


def draft_refusal(state: SubmissionState) -> Refusal | None:
    """What is signed is not written on; it is prepared anew, and the signature falls."""
    if state is SubmissionState.DRAFT:
        return None
    text = N_("只有草稿可以修改，这份报送已经审签。")
    return refuse("submission.not_draft", text, _PLAN, N_("请重新编制，原审签失效；已经报送的，请上级机关退回。"))


def superseded_refusal(superseded: bool) -> Refusal | None:
    """A signed version falls when the return is prepared anew."""
    if not superseded:
        return None
    text = N_("这份报送已经重新编制，原审签失效。")
    return refuse("submission.superseded", text, _PLAN, N_("请办理最新的版本。"))


def consolidating_refusal(consolidated: bool, remarks: Collection[str], *, has_below: bool) -> Refusal | None:
    """Only a unit with units below puts returns together, and what these remarked stays theirs."""
    if consolidated and not has_below:
        text = N_("本单位没有下级单位，没有可以汇总的报送。")
        return refuse("submission.nothing_below", text, _PLAN, N_("请编制本级的报送。"))
    if consolidated and remarks:
        text = N_("汇总表的备注是各单位报送的备注，不能另写。")
        return refuse("submission.others_remark", text, _PLAN, N_("需要更正的，请退回该单位的报送。"))
    return None


def zero_refusal(zero_return: bool, table: AnnexTable) -> Refusal | None:
    """Nothing to declare is declared explicitly 零报告, and only then."""
    if zero_return and table.rows:
        text = N_("附件{annex}有 {count} 行内容，不能作零报告。")
        remedy = N_("请取消零报告后编制。")
        return refuse("submission.not_zero", text, _PLAN, remedy, annex=table.annex, count=len(table.rows))
    if not zero_return and not table.rows:
        text = N_("附件{annex}没有任何内容。")
        return refuse("submission.zero", text, _PLAN, N_("请作零报告，说明本单位没有可报内容。"), annex=table.annex)
    return None


def remarks_refusal(remarks: Iterable[str], table: AnnexTable) -> Refusal | None:
    """A remark belongs to a row of the form."""
    known = {row.entry for row in table.rows}
    stray = [entry for entry in remarks if entry not in known]
    if not stray:
        return None
    text = N_("备注所写的行不在附件{annex}中：{entries}。")
    remedy = N_("请核对台账编号；没有列入附件的企业不能写备注。")
    return refuse("submission.remark", text, _PLAN, remedy, annex=table.annex, entries="、".join(stray))


def marks_refusal(marks: Iterable[tuple[str, str]], table: AnnexTable) -> Refusal | None:
    """A mark (row, column) names a cell of what was sent."""
    rows, columns = {row.entry for row in table.rows}, {column.code for column in table.columns}
    stray = [f"{row} {column}" for row, column in marks if row not in rows or column not in columns]
    if not stray:
        return None
    text = N_("标出的格子不在报送的附件{annex}中：{cells}。")
    remedy = N_("请从报送页面点开有问题的格子，再标出退回。")
    return refuse("submission.mark", text, _PLAN, remedy, annex=table.annex, cells="、".join(stray))


def asking_refusal(state: SubmissionState, asked_on: date | None) -> Refusal | None:
    """Only what was accepted is reopened; before that, a return or a new version is the way."""
    if state is not SubmissionState.ACCEPTED:
        text = N_("只有已接收的报送才需要申请重开，这份报送的状态是“{state}”。")
        remedy = N_("已报送、尚未接收的，请上级机关退回；没有报送的，请直接修改或者重新编制。")
        return refuse("submission.not_accepted", text, _PLAN, remedy, state=state_label(Noun.SUBMISSION, state))
    if asked_on is not None:
        text = N_("已于 {asked_on} 申请重开。")
        return refuse("submission.asked", text, _PLAN, N_("请等待上级机关答复。"), asked_on=asked_on)
    return None


def scan_refusal(state: SubmissionState, media_type: str) -> Refusal | None:
    """The stamped paper is a picture or PDF of what was signed."""
    if state in (SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.REOPENED):
        text = N_("盖章扫描件是审签后的报送的，这份报送的状态是“{state}”。")
        remedy = N_("请先审签，打印盖章后再上传扫描件。")
        return refuse("submission.scan_state", text, _PLAN, remedy, state=state_label(Noun.SUBMISSION, state))
    if media_type != "application/pdf" and not media_type.startswith("image/"):
        text = N_("盖章扫描件应为 PDF 或者图片，这个文件是 {media_type}。")
        remedy = N_("请上传扫描的 PDF、JPG 或者 PNG。")
        return refuse("submission.scan_type", text, _PLAN, remedy, media_type=media_type)
    return None


def own_refusal(home: str, agency: str) -> Refusal | None:
    """A unit prepares, signs and sends its own return."""
    if home == agency:
        return None
    text = N_("这是 {home} 的报送，只能由该单位编制、审签和报送。")
    return refuse("submission.other_unit", text, _PLAN, N_("请由该单位的人员办理。"), home=home)


def below_refusal(home: str, subordinates: Collection[str]) -> Refusal | None:
    """A return is judged by a unit above the one that sent it."""
    if home in subordinates:
        return None
    text = N_("{home} 的报送只能由其上级机关接收、退回和重开。")
    return refuse("submission.not_below", text, _PLAN, N_("请由上级机关办理。"), home=home)


def check_refusal(findings: Iterable[CheckFinding], explanations: Mapping[str, str]) -> Refusal | None:
    """Errors block the return; every kind of warning needs a word of the clerk."""
    found = list(findings)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        text = N_("报送前核对发现 {count} 处错误：{errors}")
        remedy = N_("请更正事实或者补办手续后重新编制。")
        said = "；".join(str(finding.message) for finding in errors)
        return refuse("submission.errors", text, _PLAN, remedy, count=len(errors), errors=said)
    unexplained = [finding for finding in found if not explanations.get(finding.code, "").strip()]
    if unexplained:
        text = N_("报送前核对有需要说明的情况：{warnings}")
        remedy = N_("请按核对代码逐类说明：{codes}。")
        said = "；".join(str(finding.message) for finding in unexplained)
        codes = "、".join(dict.fromkeys(finding.code for finding in unexplained))
        return refuse("submission.unexplained", text, _PLAN, remedy, warnings=said, codes=codes)
    return None
