"""Forms of papers 文书: what the drafter writes, the correction, the sealed scan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.papers.composing import start_of
from duban.domain.papers.forms import Ask, Form
from duban.queries.paper_facts import source
from duban.queries.paper_facts.writing import write
from duban.queries.paper_list import PaperRecord
from duban.records import files
from duban.specs.papers_loader import load_forms
from duban.web import drafts
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.evidence_forms import FilesForm, kind_of, limits
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.papers.parts import crumbs, form_title, papers_url
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_form, do_once
from duban.web.views.paper_records import found
from duban.web.views.papers import form_or_404, paper_address

NAME = 200  # signs of a file's name that are kept
ROWS = 4
TEXT = "text_"


def paper_new(request: HttpRequest, kind: str, subject: UUID) -> HttpResponse:
    """拟制文书 of one that is reviewed, 制作正式文书 of one whose decision was taken."""
    form = form_or_404(kind)
    campaign = request.GET.get("campaign", "")
    with asking(request):
        behind = source(form.subject, subject, campaign=campaign, agency=actor_of(request).agency)
    if behind is None or form.kind not in behind.days or behind.agency != actor_of(request).agency:
        raise Http404
    name = "draft_paper" if form.reviewed else "produce_paper"
    made = _form_class(form, name, without=("campaign", "kind", "subject", "texts"), complete=not form.reviewed)
    if request.method == "POST":
        shown = made(request.POST)
    else:
        with asking(request):
            on = behind.days[form.kind] or clock.today()
            begun = start_of(form, write(form, behind, {}, on, number="", draft=True).composed)
        shown = made(initial=opened(clock.today(), **{f"{TEXT}{key}": text for key, text in begun.items()}))
    refused: Refusal | None = None
    if request.method == "POST" and shown.is_valid():
        refused = do_form(
            request, shown, campaign=behind.campaign, kind=form.kind, subject=subject, texts=_texts(form, shown)
        )
        if refused is None:
            drafts.done(request, f"paper:{kind}:{subject}")
            told = _("文书草稿已保存，填写完整后送审。") if form.reviewed else _("正式文书已制作，内容和 PDF 已固定。")
            messages.success(request, told)
            return HttpResponseRedirect(reverse("paper", args=[shown.cleaned_data["deed"]]))
    with asking(request):
        title = form_title(form.kind)
        back = papers_url(form.subject, subject, behind.campaign)
        context: dict[str, Any] = {
            "title": title,
            "crumbs": crumbs(Crumb(_("这条记录的文书"), back), Crumb(title)),
            "preview": paper_address("paper_preview", form.kind, subject, behind.campaign),
            "lead": lead(name, actor_of(request)),
            "button": _("保存草稿") if form.reviewed else _("制作正式文书"),
            "note": _("从记录取数的内容不在这里填写，见预览。"),
            "back": back,
            "draft": drafts.key(request, f"paper:{kind}:{subject}"),
        }
        return _page(request, shown, refused, context)


def paper_edit(request: HttpRequest, paper: UUID) -> HttpResponse:
    """修改草稿."""
    with asking(request):
        record = _own(request, paper)
    form = load_forms()[record.line.kind]
    return _change(request, record, form, "edit_paper", complete=False, button=_("保存草稿"))


def paper_correct(request: HttpRequest, paper: UUID) -> HttpResponse:
    """更正: the reason, and what the drafter writes anew."""
    with asking(request):
        record = _own(request, paper)
    form = load_forms()[record.line.kind]
    return _change(request, record, form, "correct_paper", complete=not form.reviewed, button=_("更正"))


def _change(
    request: HttpRequest, record: PaperRecord, form: Form, name: str, *, complete: bool, button: str
) -> HttpResponse:
    made = _form_class(form, name, without=("texts",), fixed=("paper",), complete=complete)
    known = {f"{TEXT}{key}": value for key, value in record.texts.items()}
    start = opened(clock.today(), paper=record.line.id, **known)
    shown = made(request.POST) if request.method == "POST" else made(initial=start)
    refused: Refusal | None = None
    if request.method == "POST" and shown.is_valid():
        refused = do_form(request, shown, texts=_texts(form, shown))
        if refused is None:
            drafts.done(request, f"paper:{record.line.id}:{name}")
            messages.success(request, _("已保存。"))
            new = shown.cleaned_data["deed"] if name == "correct_paper" else record.line.id
            return HttpResponseRedirect(reverse("paper", args=[new]))
    with asking(request):
        here, title = reverse("paper", args=[record.line.id]), _(all_kinds()[name].title)
        context: dict[str, Any] = {
            "title": title,
            "crumbs": crumbs(Crumb(form_title(record.line.kind), here), Crumb(title)),
            "facts": [Fact(_("文书"), form_title(record.line.kind)), Fact(_("文号"), record.line.number or "—")],
            "lead": lead(name, actor_of(request)),
            "button": button,
            "back": here,
            "draft": drafts.key(request, f"paper:{record.line.id}:{name}"),
        }
        return _page(request, shown, refused, context)


def _page(request: HttpRequest, form: DeedForm, refused: Refusal | None, context: dict[str, Any]) -> HttpResponse:
    written = [bound for bound in form.visible if bound.name.startswith(TEXT)]
    plain = [bound for bound in form.visible if not bound.name.startswith(TEXT)]
    shown = {"section": "inspection", "form": form, "written": written, "plain": plain, "refused": refused}
    return render(request, "web/papers/form.html", shown | context)


def _form_class(
    form: Form, name: str, *, complete: bool, without: tuple[str, ...], fixed: tuple[str, ...] = ()
) -> type[DeedForm]:
    made = form_class(all_kinds()[name], without=without, fixed=fixed)
    fields = {f"{TEXT}{ask.name}": _field(ask, complete=complete) for ask in form.asks}
    return type(f"{name}_paper_form", (made,), fields)


def _field(ask: Ask, *, complete: bool) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": ROWS}) if ask.long else forms.TextInput()
    field = forms.CharField(label=ask.label, required=complete and ask.required, max_length=4000, widget=widget)
    field.example = ask.example  # type: ignore[attr-defined]  # for the template
    field.wide = ask.long  # type: ignore[attr-defined]  # as above
    return field


def _texts(form: Form, shown: DeedForm) -> dict[str, str]:
    given = {ask.name: shown.cleaned_data.get(f"{TEXT}{ask.name}", "") for ask in form.asks}
    return {name: value for name, value in given.items() if value}


def _own(request: HttpRequest, paper: UUID) -> PaperRecord:
    record = found(paper)
    if record.agency != actor_of(request).agency:
        raise Http404
    return record


# The sealed copy --------------------------------------------------------------------------------------------------


def paper_scan(request: HttpRequest, paper: UUID) -> HttpResponse:
    """上传签章扫描件."""
    with asking(request):
        record = _own(request, paper)
    kind = form_class(
        all_kinds()["attach_paper_scan"], fixed=("paper",), without=("sha256", "name", "media_type", "size")
    )
    form: Any = type("paper_scan_form", (kind, FilesForm), {})
    form = (
        form(request.POST, request.FILES)
        if request.method == "POST"
        else form(initial=opened(clock.today(), paper=paper))
    )
    refused = None
    if request.method == "POST" and form.is_valid() and _one_file(form):
        refused = _keep_scan(request, form)
        if refused is None:
            messages.success(request, _("签章扫描件已上传。"))
            return HttpResponseRedirect(reverse("paper", args=[paper]))
    title = _("上传签章扫描件")
    with asking(request):
        here = reverse("paper", args=[paper])
        context: dict[str, Any] = {
            "title": title,
            "section": "inspection",
            "crumbs": crumbs(Crumb(form_title(record.line.kind), here), Crumb(title)),
            "facts": [Fact(_("文书"), form_title(record.line.kind)), Fact(_("文号"), record.line.number)],
            "form": form,
            "kinds": _("PDF、JPG、PNG"),
            "limit": limits(),
            "refused": refused,
            "lead": lead("attach_paper_scan", actor_of(request)),
            "back": here,
        }
        return render(request, "web/returns/scan.html", context)


def _one_file(form: DeedForm) -> bool:
    if len(form.cleaned_data["sent"]) > 1:
        form.add_error("sent", _("一份文书只有一份签章扫描件，请合并成一个 PDF 后上传。"))
        return False
    return True


def _keep_scan(request: HttpRequest, form: DeedForm) -> Refusal | None:
    given = form.cleaned_data
    file = given["sent"][0]
    kind, kept = kind_of(file), files.keep(file)
    return do_once(
        request, "attach_paper_scan", on=given["on"], deed=given["deed"], paper=given["paper"],
        sha256=kept.sha256, size=kept.size, name=(file.name or kept.sha256)[-NAME:], media_type=kind,
    )  # fmt: skip
