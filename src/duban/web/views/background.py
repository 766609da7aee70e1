"""后台任务: a list is taken along as a file; what the server does in the background, how far it is, what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duban.actions.background import carry_out
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.wordlists import TaskKind
from duban.queries.background import TaskRecord, task_of, task_record, tasks_of
from duban.records import files
from duban.web import exports
from duban.web.access import require_access
from duban.web.found import Asking, Found
from duban.web.listing import Column, Listing, page_of
from duban.web.lists import LISTS, find
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_once
from duban.web.wording import moment, say
from duban.web.words import label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TONES = {"waiting": "neutral", "running": "info", "done": "good", "refused": "bad"}


# Export -----------------------------------------------------------------------------------------------------------


@require_POST
def list_export(request: HttpRequest, code: str) -> HttpResponse:
    """All that the list's filter finds: a short list comes as a file at once, a long one is written meanwhile."""
    task, query = task_id(request), request.POST.get(exports.QUERY, "")
    with asking(request):
        found = list_of(request, code, query)
        title, at_once = found.title, found.count <= exports.AT_ONCE
    asked = {exports.LIST: code, exports.QUERY: query, exports.LANGUAGE: get_language() or ""}
    refused = do_once(
        request, "start_task", on=clock.today(), deed=task, kind=TaskKind.EXPORT, title=title, asked=asked,
        at_once=at_once,
    )  # fmt: skip
    if refused is not None:
        raise PermissionDenied(say(refused))
    if at_once:
        carry_out(task, actor_of(request), {TaskKind.EXPORT: exports.export}, clock.now)
        with asking(request):
            record = task_record(task, actor_of(request).id)
        if record is not None and record.file:
            return _file(record)
    return HttpResponseRedirect(reverse("background_task", args=[task]))


def list_of(request: HttpRequest, code: str, query: str) -> Found:
    """The list that a form is about; refused to whoever may not open its page."""
    if code not in LISTS:
        raise Http404
    try:
        require_access(code, actor_of(request))
    except Refusal as refused:
        raise PermissionDenied(say(refused.message)) from refused
    return find(code, Asking(actor_of(request), QueryDict(query), clock.today()))


def task_id(request: HttpRequest) -> UUID:
    """The id that the form carries, so that sending it twice starts one task."""
    try:
        return UUID(request.POST.get("deed", ""))
    except ValueError:
        raise Http404 from None


# Tasks ------------------------------------------------------------------------------------------------------------


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
        "crumbs": (Crumb(_("我的任务"), reverse("background_tasks")), Crumb(record.title)),
        "facts": _facts(record),
        **_shown(record),
    }
    return render(request, "web/background/task.html", context)


def background_file(request: HttpRequest, task: UUID) -> HttpResponse:
    """The result, for whoever asked for it."""
    record = _own(request, task)
    if not record.file:
        raise Http404
    return _file(record)


def _own(request: HttpRequest, task: UUID) -> TaskRecord:
    record = task_record(task, actor_of(request).id)
    if record is None:
        raise Http404
    return record


def _file(record: TaskRecord) -> HttpResponse:
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
    }


def _facts(record: TaskRecord) -> list[Fact]:
    facts = [Fact(_("内容"), record.title), Fact(_("发起时间"), moment(record.asked_at))]
    if record.finished_at is not None:
        facts.append(Fact(_("结束时间"), moment(record.finished_at)))
    if record.rows is not None:
        facts.append(Fact(_("行数"), f"{record.rows:,}"))
    if record.file:
        facts.append(Fact(_("结果文件"), record.file_name, wide=True))
        facts.append(Fact(_("大小"), _("{size} KB").format(size=max(record.file_size // 1024, 1))))
    return facts
