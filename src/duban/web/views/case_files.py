"""案卷: bound from the papers of one enterprise, read, downloaded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.dossier import events_of
from duban.queries.paper_list import CaseFileRecord, PaperLine, case_file_record, case_files_of, papers_to_file
from duban.records import files
from duban.web.campaigns import campaign_title
from duban.web.deed_forms import form_class, opened
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.papers.parts import crumbs, form_title
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_form
from duban.web.sheets import Line, Ref, Sheet
from duban.web.timelines import timeline
from duban.web.views.deeds import enterprise_url
from duban.web.views.paper_records import PDF
from duban.web.views.papers import firm_or_404
from duban.web.wording import day as day_text


def case_file_new(request: HttpRequest, campaign: str, enterprise: UUID) -> HttpResponse:
    """组卷归档: which papers, and what stands on the cover."""
    with asking(request):
        actor, firm = actor_of(request), firm_or_404(enterprise)
        lines = papers_to_file(campaign, enterprise, actor.agency)
        filed = case_files_of(enterprise, campaign)
    choices = {"papers": [(str(line.id), _told(line)) for line in lines]}
    kind = form_class(
        all_kinds()["archive_case_file"],
        choices=choices,
        titles={"papers": _("卷内文书（按日期排列）")},
        without=("campaign", "enterprise"),
    )
    start = opened(clock.today(), papers=[str(line.id) for line in lines], retention=_("长期"))
    form = kind(request.POST) if request.method == "POST" else kind(initial=start)
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = do_form(request, form, campaign=campaign, enterprise=enterprise)
        if refused is None:
            messages.success(request, _("已组卷归档，卷内文书不能再变动。"))
            return HttpResponseRedirect(reverse("case_file", args=[form.cleaned_data["deed"]]))
    with asking(request):
        back = enterprise_url(enterprise, campaign)
        context: dict[str, Any] = {
            "title": _("组卷归档"),
            "section": "inspection",
            "crumbs": crumbs(Crumb(firm, back), Crumb(_("组卷归档"))),
            "form": form,
            "nothing": not lines,
            "refused": refused,
            "lead": lead("archive_case_file", actor_of(request)),
            "filed": _filed(filed),
            "back": back,
        }
        return render(request, "web/papers/case_file_new.html", context)


def _told(line: PaperLine) -> str:
    return " ".join(filter(None, (day_text(line.law_on), form_title(line.kind), line.number)))


def _filed(records: list[CaseFileRecord]) -> Sheet:
    lines = [
        Line((Ref(one.filed_number, reverse("case_file", args=[one.id])), one.title, day_text(one.archived_on),
              str(len(one.contents)), str(one.pages)))
        for one in records
    ]  # fmt: skip
    heads = (_("归档号"), _("案卷名称"), _("归档日期"), _("文书（份）"), _("页数"))
    return Sheet("filed", _("已有案卷"), heads, lines, _("还没有案卷。"))


def case_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """One case file with its index."""
    record = _found(file)
    here = enterprise_url(record.enterprise, record.campaign)
    context: dict[str, Any] = {
        "title": record.title,
        "section": "inspection",
        "crumbs": crumbs(Crumb(record.enterprise_name, here), Crumb(_("案卷"))),
        "facts": _facts(record),
        "contents": _contents(record),
        "download": reverse("case_file_pdf", args=[file]),
        "events": timeline(events_of([str(file)])),
    }
    return render(request, "web/papers/case_file.html", context)


def case_file_pdf(request: HttpRequest, file: UUID) -> HttpResponseBase:
    """The bound PDF as it was archived."""
    record = _found(file)
    if files.size_of(record.sha256) is None:
        raise Http404
    name = f"{_('案卷')} {record.filed_number}.pdf"
    answer = FileResponse(files.path_of(record.sha256).open("rb"), as_attachment=True, filename=name)
    answer["Content-Type"] = PDF
    return answer


def _found(file: UUID) -> CaseFileRecord:
    record = case_file_record(file)
    if record is None:
        raise Http404
    return record


def _facts(record: CaseFileRecord) -> list[Fact]:
    return [
        Fact(_("案由"), record.cause),
        Fact(_("处理结果"), record.result or "—"),
        Fact(_("企业"), record.enterprise_name),
        Fact(_("单位"), record.agency_name),
        Fact(_("专项行动"), campaign_title(campaign_in_use(record.campaign))),
        Fact(_("立案日期"), day_text(record.opened_on) or "—"),
        Fact(_("结案日期"), day_text(record.closed_on) or "—"),
        Fact(_("归档日期"), day_text(record.archived_on)),
        Fact(_("归档号"), record.filed_number),
        Fact(_("保存期限"), record.retention),
        Fact(_("页数"), str(record.pages)),
        Fact(_("校验值（SHA-256）"), record.sha256, wide=True),
    ]


def _contents(record: CaseFileRecord) -> Sheet:
    lines = [
        Line((one["no"], one["number"] or "—", Ref(one["title"], reverse("paper", args=[one["paper"]])), one["on"],
              one["pages"]))
        for one in record.contents
    ]  # fmt: skip
    return Sheet("contents", _("卷内目录"), (_("序号"), _("文号"), _("文书名称"), _("日期"), _("页次")), lines, "")
