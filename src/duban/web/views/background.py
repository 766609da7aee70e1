"""后台任务: what the server does in the background for the reader, how far it is, what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.wordlists import TaskKind
from duban.queries.background import TaskRecord, task_of, task_record, tasks_of
from duban.records import files
from duban.web.batches import Answer, answers
from duban.web.import_tasks import batch_of, ticket_of
from duban.web.listing import Column, Listing, page_of
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of
from duban.web.wording import moment
from duban.web.words import label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOWNLOADS = frozenset({TaskKind.EXPORT, TaskKind.IMPORT_MARKED})
"""Kinds whose result is a workbook; others show theirs on a page."""
TONES = {"waiting": "neutral", "running": "info", "done": "good", "refused": "bad"}


def background_tasks(request: HttpRequest) -> HttpResponse:
    """我的任务: the reader's own, newest first."""
    page = page_of(tasks_of(actor_of(request).id), request.GET)
    listing = Listing(
        caption=_("我的任务"),
        columns=[
            Column("kind", _("任务")),
            Column("title", _("内容")),
            Column("asked", _("发起时间")),
            Column("state", _("状态")),
            Column("rows", _("行数"), numeric=True),
            Column("file", _("结果")),
        ],
        page=page,
        query=request.GET,
        total=page.paginator.count,
        unit=_("项"),
        empty_title=_("还没有后台任务"),
        empty_text=_("导出名单、导入大的台账、批量办理时，任务列在这里，结果一直保留。"),
    )
    context: dict[str, Any] = {
        "title": _("我的任务"),
        "section": "workbench",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("我的任务"))),
        "listing": listing,
        "rows": [_shown(task_of(one)) for one in page],
    }
    return render(request, "web/background/list.html", context)


def background_task(request: HttpRequest, task: UUID) -> HttpResponse:
    """One task: the page asks again and again while it waits or runs."""
    record = _own(request, task)
    context: dict[str, Any] = {
        "title": label(record.kind),
        "section": "workbench",
        "crumbs": (Crumb(_("我的任务"), reverse("background_tasks")), Crumb(label(record.kind))),
        "facts": _facts(record),
        **_shown(record),
    }
    if record.kind is TaskKind.BATCH and record.file:
        context |= _answers(request, record)
    return render(request, "web/background/task.html", context)


def background_file(request: HttpRequest, task: UUID) -> HttpResponse:
    """The result, for whoever asked for it."""
    record = _own(request, task)
    if not record.file or record.kind not in DOWNLOADS:
        raise Http404
    return file_of(record)


def _own(request: HttpRequest, task: UUID) -> TaskRecord:
    record = task_record(task, actor_of(request).id)
    if record is None:
        raise Http404
    return record


def file_of(record: TaskRecord) -> HttpResponse:
    """The result as a download."""
    content = files.path_of(record.file).open("rb")
    return FileResponse(content, as_attachment=True, filename=record.file_name, content_type=XLSX)  # type: ignore[return-value]  # a response all the same


def _shown(record: TaskRecord) -> dict[str, Any]:
    words = {"waiting": _("等待中"), "running": _("进行中"), "done": _("已完成"), "refused": _("未完成")}
    return {
        "record": record,
        "kind": label(record.kind),
        "state": words[record.state],
        "tone": TONES[record.state],
        "going_on": record.finished_at is None,
        "next": _next(record),
        "download": record.kind in DOWNLOADS,
    }


def _next(record: TaskRecord) -> tuple[str, str]:
    """Where a task that is done leads, and what stands on the button."""
    if record.state != "done":
        return "", ""
    if record.kind is TaskKind.IMPORT_CHECK:
        check = reverse("import_check", args=[ticket_of(record)])
        return f"{check}?task={record.id}", _("查看预演结果")
    if record.kind is TaskKind.IMPORT:
        return reverse("import_batch", args=[batch_of(record.id)]), _("查看导入结果")
    if record.kind in DOWNLOADS and record.file:
        return reverse("background_file", args=[record.id]), _("下载")
    return "", ""


def _answers(request: HttpRequest, record: TaskRecord) -> dict[str, Any]:
    """What became of every row of a batch."""
    found = answers(record.file)
    page = page_of(found, request.GET)
    listing = Listing(
        caption=_("逐行结果"),
        columns=[Column("name", _("记录")), Column("answer", _("结果")), Column("why", _("原因"))],
        page=page,
        query=request.GET,
        total=len(found),
        unit=_("行"),
    )
    refused = sum(one.refusal is not None for one in found)
    figures = [Fact(_("已办理"), _("{number} 行").format(number=len(found) - refused))]
    figures.append(Fact(_("不予办理"), _("{number} 行").format(number=refused)))
    return {"listing": listing, "answers": list[Answer](page), "figures": figures}


def _facts(record: TaskRecord) -> list[Fact]:
    facts = [Fact(_("内容"), record.title), Fact(_("发起时间"), moment(record.asked_at))]
    if record.finished_at is not None:
        facts.append(Fact(_("结束时间"), moment(record.finished_at)))
    if record.rows is not None:
        facts.append(Fact(_("行数"), f"{record.rows:,}"))
    if record.file and record.kind in DOWNLOADS:
        facts.append(Fact(_("结果文件"), record.file_name, wide=True))
        facts.append(Fact(_("大小"), _("{size} KB").format(size=max(record.file_size // 1024, 1))))
    return facts
