"""人员导入: template, upload, dry run with differences, commit; the workbook back with the reasons marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from duban.actions.staff_import import marked_staff
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.wordlists import RowVerdict
from duban.records import files
from duban.web.administration import SECTION, crumbs
from duban.web.kept_files import KINDS, LIMIT_MB
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact, Figure
from duban.web.posting import actor_of, do_once
from duban.web.staff_import import StaffTicket, StaffTold, StaffUploadForm, dry_run, template, told
from duban.web.words import label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def staff_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    return _workbook(template(), _("人员和证件（模板）.xlsx"))


def _workbook(data: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": disposition})


def staff_import(request: HttpRequest) -> HttpResponse:
    """Step 1: choose the file; nothing is written."""
    form = StaffUploadForm(request.POST, request.FILES) if request.method == "POST" else StaffUploadForm()
    if request.method != "POST" or not form.is_valid():
        return _upload_page(request, form)
    given = form.cleaned_data
    kept, by = files.keep(given["file"].file), str(actor_of(request).id)
    ticket = StaffTicket(file=kept.sha256, name=given["file"].name, size=kept.size, by=by, sheet=given["sheet"])
    try:
        found = dry_run(ticket, actor_of(request))
    except Refusal as refusal:
        return _upload_page(request, form, refusal)
    return _check_page(request, Check(ticket, told(found, actor_of(request)), deed=str(uuid4())))


def _upload_page(request: HttpRequest, form: StaffUploadForm, refused: Refusal | None = None) -> HttpResponse:
    with asking(request):
        context: dict[str, Any] = {
            "title": _("导入人员和证件"),
            "section": SECTION,
            "crumbs": _crumbs(Crumb(_("导入"))),
            "form": form,
            "kinds": KINDS,
            "limit": f"{LIMIT_MB} MB",
            "refused": refused,
            "lead": lead("import_staff", actor_of(request)),
        }
        return render(request, "web/people/import_new.html", context)


def _crumbs(*last: Crumb) -> tuple[Crumb, ...]:
    return crumbs(Crumb(_("人员和证件"), reverse("people")), *last)


# Dry run ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """A dry run: the file, and what would happen."""

    ticket: StaffTicket
    told: StaffTold | None = None
    refused: Refusal | None = None
    deed: str = ""


def staff_check(request: HttpRequest, ticket: str) -> HttpResponse:
    """Step 2: the dry run as often as wanted, the marked workbook, the commit."""
    known = StaffTicket.read(ticket, str(actor_of(request).id))
    if known is None:
        raise Http404
    if request.method != "POST":
        return _check_page(request, Check(known))
    act = request.POST.get("act", "")
    try:
        if act == "commit":
            return _commit(request, known)
        found = dry_run(known, actor_of(request))
        if act == "marked":
            name = _("{name}（退回）.xlsx").format(name=known.name.rsplit(".", 1)[0])
            return _workbook(marked_staff(known.content(), found), name)
    except Refusal as refusal:
        return _check_page(request, Check(known, refused=refusal))
    return _check_page(request, Check(known, told(found, actor_of(request)), deed=str(uuid4())))


def _commit(request: HttpRequest, ticket: StaffTicket) -> HttpResponse:
    try:
        deed = UUID(request.POST.get("deed", ""))
    except ValueError:
        raise Http404 from None
    file = {"file": ticket.file, "file_name": ticket.name[-200:], "sheet": ticket.sheet}
    refused = do_once(request, "import_staff", on=clock.today(), deed=deed, **file)
    if refused is not None:
        return _check_page(request, Check(ticket, refused=refused))
    messages.success(request, _("人员和证件已导入。"))
    return HttpResponseRedirect(reverse("people"))


def _check_page(request: HttpRequest, check: Check) -> HttpResponse:
    title, ticket = _("人员导入预演"), check.ticket
    with asking(request):
        context: dict[str, Any] = {
            "title": title,
            "section": SECTION,
            "crumbs": _crumbs(Crumb(_("导入"), reverse("staff_import")), Crumb(title)),
            "check": check,
            "told": check.told,
            "figures": _figures(check.told) if check.told else (),
            "facts": [
                Fact(_("文件"), ticket.name),
                Fact(_("大小"), _("{size} KB").format(size=max(ticket.size // 1024, 1))),
            ],
            "action": reverse("staff_check", args=[ticket.signed()]),
            "refused": check.refused,
            "lead": lead("import_staff", actor_of(request)),
        }
        return render(request, "web/people/import_check.html", context)


def _figures(shown: StaffTold) -> list[tuple[str, Figure]]:
    rules = {
        RowVerdict.NEW: _("第一次登记的人员的行。"),
        RowVerdict.CHANGED: _("已登记人员的新证件、证件有效期、专业领域有变化的行。"),
        RowVerdict.UNCHANGED: _("与登记一致的行，不写入。"),
        RowVerdict.REJECTED: _("不合格的行，不写入，原因标在退回的工作簿里。"),
    }
    return [
        (label(one), Figure(shown.counts[one], f"#{one.value}" if shown.counts[one] else "", rule, _("行")))
        for one, rule in rules.items()
    ]
