"""文书设置: what the unit's papers say of the unit, and its own templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.actions.register import all_kinds
from duban.config import clock
from duban.documents.papers.docx import template_of
from duban.domain.messages import Refusal
from duban.domain.papers.vocabulary import PaperKind
from duban.domain.permissions import may
from duban.queries.paper_list import LetterheadRow, letterheads, templates_in_use
from duban.records import files
from duban.specs.papers_loader import load_forms
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.leads import deed_url, lead
from duban.web.middleware import asking
from duban.web.papers.parts import crumbs, form_title
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_once
from duban.web.sheets import Line, Many, Ref, Sheet
from duban.web.views.paper_records import DOCX, sent
from duban.web.views.papers import form_or_404
from duban.web.wording import day as day_text

NAME = 200  # signs of a file's name that are kept


def paper_settings(request: HttpRequest) -> HttpResponse:
    """The letterhead of the reader's unit and the templates in use."""
    actor = actor_of(request)
    history = letterheads(actor.agency)
    here = reverse("paper_settings")
    known: dict[str, object] = dict(history[0].values) if history else {}
    context: dict[str, Any] = {
        "title": _("文书设置和模板"),
        "section": "inspection",
        "crumbs": crumbs(Crumb(_("文书设置和模板"))),
        "ways": [lead("set_letterhead", actor, url=deed_url("set_letterhead", back=here, **known))],
        "facts": _letterhead(history[0]) if history else [],
        "history": _history(history),
        "templates": _templates(actor.agency, may_set=may(actor.roles, all_kinds()["set_paper_template"].permission)),
    }
    return render(request, "web/papers/settings.html", context)


def _letterhead(row: LetterheadRow) -> list[Fact]:
    values = row.values
    return [
        Fact(_("自何日起"), day_text(row.from_on)),
        Fact(_("机关地址"), values["address"] or "—"),
        Fact(_("邮政编码"), values["postcode"] or "—"),
        Fact(_("联系电话"), values["telephone"] or "—"),
        Fact(_("行政复议机关"), values["review_body"] or "—"),
        Fact(_("人民法院（行政诉讼）"), values["court"] or "—"),
        Fact(_("代收罚款的银行"), values["bank"] or "—"),
        Fact(_("代收罚款的账号"), values["bank_account"] or "—"),
    ]


def _history(rows: Sequence[LetterheadRow]) -> Sheet:
    lines = [Line((day_text(row.from_on), row.values["review_body"], row.values["court"])) for row in rows]
    heads = (_("自何日起"), _("行政复议机关"), _("人民法院（行政诉讼）"))
    note = _("文书按其日期取当时的设置；后来的设置不影响以前的文书。")
    return Sheet("letterheads", _("历次设置"), heads, lines, _("还没有设置。"), (note,))


def _templates(agency: str, *, may_set: bool) -> Sheet:
    in_use = templates_in_use(agency)
    lines = []
    for kind in PaperKind:
        own = in_use.get(kind)
        ways = [Ref(_("下载空白模板"), reverse("paper_template_blank", args=[kind.value]))]
        if own is not None:
            ways.append(Ref(_("下载本单位模板"), reverse("paper_template_own", args=[kind.value])))
        if may_set:
            ways.append(Ref(_("上传模板"), reverse("paper_template", args=[kind.value])))
        told = f"{own.name}（{day_text(own.set_on)}）" if own else _("系统自带")
        lines.append(Line((form_title(kind), load_forms()[kind].source, told, Many(tuple(ways)))))
    heads = (_("文书种类"), _("式样来源"), _("在用模板"), _("办理"))
    note = _("模板用于可编辑的 .docx；正式文书的 PDF 用系统自带的式样。模板里只能写字段、条件和列表。")
    return Sheet("templates", _("文书模板"), heads, lines, "", (note,))


def paper_template_blank(request: HttpRequest, kind: str) -> HttpResponse:
    """The product's form with its fields as names, to be edited."""
    form = form_or_404(kind)
    return sent(template_of(form), DOCX, f"{form_title(form.kind)} {_('模板')}.docx")


def paper_template_own(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The template that the unit uploaded."""
    own = templates_in_use(actor_of(request).agency).get(form_or_404(kind).kind)
    if own is None or files.size_of(own.sha256) is None:
        raise Http404
    return sent(files.path_of(own.sha256).read_bytes(), DOCX, own.name)


class TemplateForm(forms.Form):
    """One .docx."""

    file = forms.FileField(label=gettext_lazy("模板文件（.docx）"))


def paper_template(request: HttpRequest, kind: str) -> HttpResponse:
    """上传模板: judged before it is used; what it names that no such paper has is told."""
    form = form_or_404(kind)
    made = form_class(all_kinds()["set_paper_template"], without=("kind", "sha256", "name"))
    both: Any = type("template_form", (made, TemplateForm), {})
    shown = both(request.POST, request.FILES) if request.method == "POST" else both(initial=opened(clock.today()))
    refused: Refusal | None = None
    if request.method == "POST" and shown.is_valid():
        refused = _keep(request, shown, form.kind)
        if refused is None:
            messages.success(request, _("模板已启用。"))
            return HttpResponseRedirect(reverse("paper_settings"))
    with asking(request):
        title = _("上传《{name}》模板").format(name=form_title(form.kind))
        settings = Crumb(_("文书设置和模板"), reverse("paper_settings"))
        context: dict[str, Any] = {
            "title": title,
            "section": "inspection",
            "crumbs": crumbs(settings, Crumb(title)),
            "form": shown,
            "refused": refused,
            "lead": lead("set_paper_template", actor_of(request)),
            "fields": _fields(form.kind),
            "back": settings.url,
            "blank": reverse("paper_template_blank", args=[kind]),
        }
        return render(request, "web/papers/template.html", context)


def _fields(kind: PaperKind) -> Sheet:
    """What a template of this kind may name."""
    lines = []
    for name, field in load_forms()[kind].fields().items():
        lines.append(Line((f"{{{{ {name} }}}}", _(field.label), "")))
        for column, one in field.columns.items():
            lines.append(Line((f"{{{{ row.{column} }}}}", _(one.label), f"{{% for row in {name} %}}")))
    heads = (_("写在模板里"), _("内容"), _("在哪个列表里"))
    return Sheet("fields", _("可以使用的字段"), heads, lines, "")


def _keep(request: HttpRequest, form: DeedForm, kind: PaperKind) -> Refusal | None:
    given = form.cleaned_data
    kept = files.keep(given["file"])
    return do_once(
        request, "set_paper_template", on=given["on"], deed=given["deed"], kind=kind,
        sha256=kept.sha256, name=(given["file"].name or kept.sha256)[-NAME:],
    )  # fmt: skip
