"""退回报送 with marked cells, and the stamped scan 盖章扫描件 of a signed return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.actions.submissions import Mark
from duban.config import clock
from duban.domain.annex_table import AnnexTable
from duban.domain.messages import Refusal
from duban.records import files
from duban.web.annex_tables import whose
from duban.web.deed_forms import DeedForm, form_class, opened, part_form
from duban.web.evidence_forms import FilesForm, kind_of, limits
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_form, do_once
from duban.web.returns.parts import crumbs
from duban.web.rows import Rows, is_rearranging
from duban.web.views.return_records import found, name_of, table_or_refusal

MARKS = "marks"
NAME = 200  # signs of a file's name that are kept
TOLD_BY_FILE = ("sha256", "name", "media_type", "size")


def return_back(request: HttpRequest, submission: UUID) -> HttpResponse:
    """退回: the reason, and the cells that are wrong, each with its own."""
    with asking(request):
        record = found(submission)
        if record.unit not in actor_of(request).subordinates:
            raise Http404
        table, _refused = table_or_refusal(record)
        if table is None:
            raise Http404
        part = _mark_form(table)
    kind = form_class(all_kinds()["return_submission"], fixed=("submission",), without=(MARKS,))
    refused = None
    if request.method == "POST" and is_rearranging(request.POST):
        form = kind(initial=opened(clock.today(), submission=submission, reason=request.POST.get("reason", "")))
        rows = Rows.reopened(part, MARKS, request.POST)
    elif request.method == "POST":
        form, rows = kind(request.POST), Rows.posted(part, MARKS, request.POST)
        if all([form.is_valid(), rows.is_valid()]):
            refused = do_form(request, form, marks=rows.inputs())
            if refused is None:
                messages.success(request, _("已退回，由填报单位重新编制。"))
                return HttpResponseRedirect(reverse("return", args=[submission]))
    else:
        form = kind(initial=opened(clock.today(), submission=submission))
        rows = Rows.opened(part, MARKS, _first_mark(request))
    title = _("退回 {name}").format(name=name_of(record))
    with asking(request):
        context: dict[str, Any] = {
            "title": title,
            "section": "annex",
            "crumbs": crumbs(Crumb(name_of(record), reverse("return", args=[submission])), Crumb(title)),
            "facts": [Fact(_("填报单位"), record.unit_name), Fact(_("报表"), table.title)],
            "form": form,
            "rows": rows,
            "refused": refused,
            "lead": lead("return_submission", actor_of(request)),
            "back": reverse("return", args=[submission]),
        }
        return render(request, "web/returns/back.html", context)


def _mark_form(table: AnnexTable) -> Any:
    rows = [(row.entry, whose(row, table)) for row in table.rows if row.entry]
    columns = [(column.code, column.title) for column in table.columns]
    return part_form(Mark, choices={"row": rows, "column": columns}, titles={"row": _("行"), "column": _("栏目")})


def _first_mark(request: HttpRequest) -> Sequence[Mapping[str, str]]:
    row, column = request.GET.get("row", ""), request.GET.get("column", "")
    return [{"row": row, "column": column}] if row and column else []


# The stamped paper ------------------------------------------------------------------------------------------------


def return_scan(request: HttpRequest, submission: UUID) -> HttpResponse:
    """上传盖章扫描件."""
    with asking(request):
        record = found(submission)
        if record.unit != actor_of(request).agency:
            raise Http404
    kind = form_class(
        all_kinds()["attach_scan"], fixed=("submission",), without=("sha256", "name", "media_type", "size")
    )
    form: Any = type("scan_form", (kind, FilesForm), {})
    form = (
        form(request.POST, request.FILES)
        if request.method == "POST"
        else form(initial=opened(clock.today(), submission=submission))
    )
    refused = None
    if request.method == "POST" and form.is_valid() and _one_paper(form):
        refused = _keep_scan(request, form)
        if refused is None:
            messages.success(request, _("盖章扫描件已上传。"))
            return HttpResponseRedirect(reverse("return", args=[submission]))
    title = _("上传盖章扫描件")
    with asking(request):
        context: dict[str, Any] = {
            "title": title,
            "section": "annex",
            "crumbs": crumbs(Crumb(name_of(record), reverse("return", args=[submission])), Crumb(title)),
            "facts": [Fact(_("报送"), name_of(record)), Fact(_("校验值（SHA-256）"), record.now.sha256, wide=True)],
            "form": form,
            "kinds": _("PDF、JPG、PNG"),
            "limit": limits(),
            "refused": refused,
            "lead": lead("attach_scan", actor_of(request)),
            "back": reverse("return", args=[submission]),
        }
        return render(request, "web/returns/scan.html", context)


def _one_paper(form: DeedForm) -> bool:
    if len(form.cleaned_data["sent"]) > 1:
        form.add_error("sent", _("一份报送只有一份盖章扫描件，请合并成一个 PDF 后上传。"))
        return False
    return True


def _keep_scan(request: HttpRequest, form: DeedForm) -> Refusal | None:
    given = form.cleaned_data
    file = given["sent"][0]
    kind, kept = kind_of(file), files.keep(file)
    return do_once(
        request, "attach_scan", on=given["on"], deed=given["deed"], submission=given["submission"],
        sha256=kept.sha256, size=kept.size, name=(file.name or kept.sha256)[-NAME:], media_type=kind,
    )  # fmt: skip
