"""One return 报送: its table with every figure open, what it still lacks, its versions, what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.documents.annexes import WRITERS
from duban.domain.annex_difference import CellChange
from duban.domain.annex_table import AnnexTable, RowKind, Stamp
from duban.domain.cross_checks import CheckFinding, Severity
from duban.domain.messages import Refusal
from duban.domain.workflow import Noun, state_label
from duban.domain.workflow import SubmissionState as State
from duban.queries.behind import records_behind
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.dossier import events_of
from duban.queries.submissions import (
    ReturnRecord,
    return_differences,
    return_findings,
    return_record,
    return_table,
    version_changes,
)
from duban.queries.submissions.differences import Difference
from duban.queries.submissions.records import Step
from duban.records import files
from duban.web.annex_tables import MOST_ROWS, cell_at, shown, shown_record, shown_rows, whose
from duban.web.campaigns import campaign_title
from duban.web.parts import Crumb, Fact, Missing
from duban.web.posting import actor_of
from duban.web.returns.parts import TONES, crumbs, ways
from duban.web.sheets import Line, Many, Ref, Sheet, Word
from duban.web.timelines import timeline
from duban.web.views.annexes import MEDIA
from duban.web.wording import day as day_text
from duban.web.wording import say

LOCKED = (State.SUBMITTED, State.ACCEPTED)
"""States in which what changes afterwards is shown as difference."""


def return_page(request: HttpRequest, submission: UUID) -> HttpResponse:
    """One version of a return."""
    record = found(submission)
    table, refused = table_or_refusal(record)
    own = record.unit == actor_of(request).agency
    checked = return_findings(submission) if refused is None and record.now.state in (State.DRAFT, State.SIGNED) else ()
    context: dict[str, Any] = {
        "title": name_of(record),
        "section": "annex",
        "crumbs": crumbs(Crumb(name_of(record))),
        "record": record,
        "state": _(state_label(Noun.SUBMISSION, record.now.state)),
        "tone": TONES[record.now.state],
        "ways": ways(record, actor_of(request)),
        "facts": _facts(record),
        "missing": _missing(record, checked) if own and record.newest else [],
        "marked": _marked_sheet(record, table) if table is not None and record.marks else None,
        "findings": _findings_sheet(record, checked),
        "refused": refused,
        "versions": _versions_sheet(record),
        "changed": _differences_sheet(return_differences(submission)) if record.now.state in LOCKED else None,
        "events": timeline(events_of([str(each.id) for each in record.versions])),
    }
    return render(request, "web/returns/record.html", context | (_table(record, table) if table is not None else {}))


def return_cell(request: HttpRequest, submission: UUID) -> HttpResponse:
    """The records behind one cell of the return, as they are now: a part when htmx asks, else a page."""
    record = found(submission)
    table, refused = table_or_refusal(record)
    if table is None:
        raise Http404 from refused
    row, column, cell = cell_at(table, request.GET.get("row", ""), request.GET.get("column", ""))
    mark = urlencode({"row": row.entry or "", "column": column.code})
    markable = record.now.state is State.SUBMITTED and record.newest and record.unit in actor_of(request).subordinates
    context: dict[str, Any] = {
        "title": _("数字背后的记录"),
        "section": "annex",
        "crumbs": crumbs(Crumb(name_of(record), reverse("return", args=[submission])), Crumb(column.title)),
        "column": column,
        "value": shown(cell, column),
        "who": whose(row, table),
        "records": [shown_record(each, record.campaign, column) for each in records_behind(cell.sources)],
        "counted": len(cell.sources),
        "mark_url": f"{reverse('return_back', args=[submission])}?{mark}" if markable and row.entry else "",
    }
    part = request.headers.get("HX-Request")
    return render(request, "web/parts/behind.html" if part else "web/behind.html", context)


def return_file(request: HttpRequest, submission: UUID, kind: str) -> HttpResponse:
    """The return as a workbook, PDF, CSV or JSON: of a signed one what was signed, whatever happened since."""
    record = found(submission)
    if kind not in WRITERS:
        raise Http404
    table, refused = table_or_refusal(record)
    try:
        content = WRITERS[kind](replace(table, stamp=_stamp(request, record))) if table is not None else b""
    except Refusal as refusal:
        refused = refusal
    if refused is not None:
        context = {"title": name_of(record), "section": "annex", "crumbs": crumbs(Crumb(name_of(record))),
                   "refused": refused}  # fmt: skip
        return render(request, "web/returns/refused.html", context)
    answer = HttpResponse(content, content_type=MEDIA[kind])
    name = f"{name_of(record)} {record.unit_name}.{kind}"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _stamp(request: HttpRequest, record: ReturnRecord) -> Stamp:
    """The digest of what was signed, with the address under which the reader came here; a draft has none."""
    if not record.frozen:
        return Stamp()
    address = request.build_absolute_uri(f"{reverse('verify')}?{urlencode({'hash': record.now.sha256})}")
    return Stamp(record.now.sha256, address)


def return_scan_file(request: HttpRequest, submission: UUID) -> HttpResponseBase:
    """The stamped paper as it was received: downloaded, never shown by us."""
    record = found(submission)
    if record.scan is None or files.size_of(record.scan.sha256) is None:
        raise Http404
    kept = files.path_of(record.scan.sha256).open("rb")
    answer = FileResponse(kept, as_attachment=True, filename=record.scan.name)
    answer["Content-Type"] = "application/octet-stream"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def return_compare(request: HttpRequest, submission: UUID, earlier: UUID) -> HttpResponse:
    """Two versions of one return, cell by cell."""
    record = found(submission)
    before = next((each for each in record.versions if each.id == earlier), None)
    if before is None or not (before.sha256 and record.frozen):
        raise Http404
    title = _("第{earlier}版与第{later}版对照").format(earlier=before.number, later=record.now.number)
    context: dict[str, Any] = {
        "title": title,
        "section": "annex",
        "crumbs": crumbs(Crumb(name_of(record), reverse("return", args=[submission])), Crumb(title)),
        "sheet": _changes_sheet(version_changes(earlier, submission), title),
    }
    return render(request, "web/returns/compare.html", context)


# What the pages are made of ---------------------------------------------------------------------------------------


def found(submission: UUID) -> ReturnRecord:
    """The return; 404 where the scope shows none."""
    record = return_record(submission)
    if record is None:
        raise Http404
    return record


def table_or_refusal(record: ReturnRecord) -> tuple[AnnexTable | None, Refusal | None]:
    """Its table, or why it cannot be filled."""
    try:
        return return_table(record.now.id), None
    except Refusal as refusal:
        return None, refusal


def name_of(record: ReturnRecord) -> str:
    """附件1 2021-09-10 第2版."""
    text = _("附件{annex} {day} 第{version}版")
    name = text.format(annex=record.annex, day=day_text(record.report_on), version=record.now.number)
    return f"{name} {_('（汇总）')}" if record.consolidated else name


def _facts(record: ReturnRecord) -> list[Fact]:
    campaign = campaign_in_use(record.campaign)
    facts = [
        Fact(_("填报单位：（公章）").rstrip("："), record.unit_name),
        Fact(_("专项行动"), campaign_title(campaign)),
        Fact(_("报表"), campaign.annex(record.annex).title),
        Fact(_("填报人"), record.prepared_by_name),
        Fact(_("联系电话"), record.telephone),
        Fact(_("零报告"), _("是") if record.zero_return else _("否")),
    ]
    facts += [Fact(step_word(step.code), f"{day_text(step.on)} {step.by}".strip()) for step in record.now.steps]
    if record.returned_reason:
        facts.append(Fact(_("退回理由"), record.returned_reason, wide=True))
    if record.asked is not None:
        asked = f"{day_text(record.asked.on)} {record.asked.reason}"
        facts.append(Fact(_("申请重开"), asked, wide=True))
    if record.frozen:
        facts.append(Fact(_("方案版本"), record.campaign_version))
        facts.append(Fact(_("校验值（SHA-256）"), record.now.sha256, wide=True))
    return facts


def step_word(code: str) -> str:
    """What was done, in a word."""
    deeds = {"prepare": "prepare_submission", "sign": "sign_submission", "submit": "submit_submission",
             "accept": "accept_submission", "return": "return_submission", "reopen": "reopen_submission"}  # fmt: skip
    return _(all_kinds()[deeds[code]].title)


def _missing(record: ReturnRecord, checked: Sequence[CheckFinding]) -> list[Missing]:
    """What stands between this version and its acceptance, as far as the own unit can put it right."""
    state = record.now.state
    edit = reverse("return_edit", args=[record.now.id]) if state is State.DRAFT else ""
    errors = [each for each in checked if each.severity is Severity.ERROR]
    silent = {each.code for each in checked if each.severity is Severity.WARNING} - _said(record)
    found = []
    if errors:
        found.append(Missing(_("核对错误 {count} 处").format(count=len(errors)), _("更正后才能报送。"), "#findings"))
    if silent:
        why = _("修改草稿时逐类填写。") if edit else _("重新编制时逐类填写。")
        found.append(Missing(_("需要说明的情况 {count} 类").format(count=len(silent)), why, edit or "#findings"))
    if not record.telephone.strip():
        found.append(Missing(_("联系电话"), url=edit))
    if state is not State.DRAFT and state in (State.SIGNED, *LOCKED) and record.scan is None:
        url = reverse("return_scan", args=[record.now.id])
        found.append(Missing(_("盖章扫描件"), _("打印盖章后上传，不影响报送。"), url))
    return found


def _said(record: ReturnRecord) -> set[str]:
    return {code for code, text in record.explanations.items() if text.strip()}


def _table(record: ReturnRecord, table: AnnexTable) -> dict[str, Any]:
    here = reverse("return_cell", args=[record.now.id])
    return {
        "table": table,
        "rows": shown_rows(table, lambda row, column: f"{here}?{urlencode({'row': row, 'column': column})}"),
        "left": max(0, len(table.rows) - MOST_ROWS),
        "warnings": [say(message) for message in table.warnings],
        "files": [(kind, reverse("return_file", args=[record.now.id, kind])) for kind in WRITERS],
        "enterprises": sum(row.kind is RowKind.ENTERPRISE for row in table.rows),
    }


def _findings_sheet(record: ReturnRecord, checked: Sequence[CheckFinding]) -> Sheet:
    heads = (_("核对结果"), _("情况"), _("说明"))
    words = {Severity.ERROR: (_("错误"), "bad"), Severity.WARNING: (_("提示"), "warn")}
    lines = [Line((Word(*words[each.severity]), say(each.message), _explained(record, each))) for each in checked]
    none = _("没有不一致的情况。") if record.now.state in (State.DRAFT, State.SIGNED) else _("报送时已经核对。")
    notes = [f"{code}：{text}" for code, text in record.explanations.items()]
    return Sheet("findings", _("报送前核对"), heads, lines, none, notes if not lines else ())


def _explained(record: ReturnRecord, one: CheckFinding) -> str:
    if one.severity is Severity.ERROR:
        return _("须更正事实或者补办手续")
    return record.explanations.get(one.code, "").strip() or _("还没有说明")


def _marked_sheet(record: ReturnRecord, table: AnnexTable) -> Sheet:
    titles = {column.code: column.title for column in table.columns}
    names = {row.entry: whose(row, table) for row in table.rows}
    lines = [
        Line((names.get(mark.row, mark.row), titles.get(mark.column, mark.column), mark.reason))
        for mark in record.marks
    ]
    return Sheet("marked", _("退回时标出的格子"), (_("行"), _("栏目"), _("理由")), lines)


def _versions_sheet(record: ReturnRecord) -> Sheet:
    heads = (_("版本"), _("状态"), _("经过"), _("校验值（SHA-256）"), _("对照"))
    frozen = [each for each in record.versions if each.sha256]
    lines = []
    for each in reversed(record.versions):
        done = [_step(step) for step in each.steps]
        before = [one for one in frozen if one.number < each.number]
        compare = reverse("return_compare", args=[each.id, before[-1].id]) if before and each.sha256 else ""
        against = Ref(_("与第{version}版").format(version=before[-1].number), compare) if compare else Ref("—")
        lines.append(Line((
            Ref(_("第{version}版").format(version=each.number), reverse("return", args=[each.id])),
            Word(_(state_label(Noun.SUBMISSION, each.state)), TONES[each.state]),
            Many(done), each.sha256[:16], against,
        )))  # fmt: skip
    return Sheet("versions", _("各版本"), heads, lines)


def _step(step: Step) -> str:
    return " ".join(filter(None, (step_word(step.code), day_text(step.on), step.by, step.reason)))


def _differences_sheet(differences: Sequence[Difference]) -> Sheet:
    """What changed since, with who changed it and why; the frozen copy stays as it is."""
    heads = (_("企业"), _("栏目"), _("报送时"), _("现在"), _("由谁、为什么"))
    lines = []
    for each in differences:
        deeds = [
            " ".join(filter(None, (day_text(deed.on), deed_word(deed.name), deed.by, deed.reason)))
            for deed in each.deeds
        ]
        lines.append(Line((*_change_cells(each.change), Many(deeds) if deeds else _("日期推移或者方案修订"))))
    return Sheet("changed", _("报送后变动"), heads, lines, _("报送以后，这张表的数字没有变动。"))


def deed_word(name: str) -> str:
    """A deed's title."""
    kinds = all_kinds()
    return _(kinds[name].title) if name in kinds else name


def _changes_sheet(changes: Sequence[CellChange], title: str) -> Sheet:
    heads = (_("企业"), _("栏目"), _("原来"), _("后来"))
    return Sheet("changes", title, heads, [Line(_change_cells(each)) for each in changes], _("两版的数字没有差别。"))


def _change_cells(change: CellChange) -> tuple[str, str, str, str]:
    was, now = shown(change.frozen, change.column), shown(change.now, change.column)
    return change.name, change.column.title, was or "—", now or "—"
