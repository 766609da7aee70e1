"""One paper 文书: its text, what it still lacks, its files, its corrections, and what may be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from duban.actions.deliveries import PAPERS
from duban.actions.paper_printing import print_sheet
from duban.config import clock
from duban.documents.papers.docx import to_docx
from duban.documents.papers.templates import fill_template
from duban.domain.papers.composing import Composed
from duban.domain.papers.sheet import DATE_ROOM, SIGN, Correction, Sheet, from_plain
from duban.domain.workflow import Noun, PaperState, state_label
from duban.queries.dossier import events_of
from duban.queries.paper_facts import source
from duban.queries.paper_facts.writing import Written, write
from duban.queries.paper_list import PaperRecord, paper_record, templates_in_use
from duban.records import files
from duban.specs.papers_loader import load_forms
from duban.web.leads import Lead, lead, leads
from duban.web.papers.parts import TONES, crumbs, form_title, papers_url, subject_url
from duban.web.parts import Crumb, Fact, Missing
from duban.web.posting import actor_of
from duban.web.sheets import Line, Ref
from duban.web.sheets import Sheet as Table
from duban.web.timelines import timeline
from duban.web.views.papers import form_or_404
from duban.web.wording import day as day_text
from duban.web.words import label

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KEPT = (PaperState.ISSUED, PaperState.CORRECTED, PaperState.WITHDRAWN)


def paper_page(request: HttpRequest, paper: UUID) -> HttpResponse:
    """The paper with its text on the screen."""
    record = found(paper)
    title, written = form_title(record.line.kind), _now(record)
    sheet = kept_sheet(record) if record.content is not None else written.sheet if written else None
    context: dict[str, Any] = {
        "title": title,
        "section": "inspection",
        "crumbs": crumbs(Crumb(title)),
        "record": record,
        "state": _(state_label(Noun.PAPER, record.line.state)),
        "tone": TONES[record.line.state],
        "ways": _ways(record, request),
        "facts": _facts(record),
        "missing": [] if record.content is not None or written is None else _missing(record, written.composed),
        "sheet": sheet,
        "sign": SIGN,
        "date_room": DATE_ROOM,
        "files": [(kind, reverse("paper_file", args=[paper, kind])) for kind in ("pdf", "docx")] if sheet else [],
        "papers_url": papers_url(record.subject_kind, record.subject, record.campaign),
        "subject_url": subject_url(record.subject_kind, record.subject),
        "deliveries": _deliveries(record),
        "events": timeline(events_of([str(paper)])),
    }
    return render(request, "web/papers/record.html", context)


def paper_file(request: HttpRequest, paper: UUID, kind: str) -> HttpResponseBase:
    """The PDF as it was issued, or the text to edit further; of a draft a preview that says so."""
    record = found(paper)
    if kind == "pdf" and record.sha256:
        return _issued(record)
    written = _now(record)
    sheet = kept_sheet(record) if record.content is not None else written.sheet if written else None
    if sheet is None or kind not in ("pdf", "docx"):
        raise Http404
    if kind == "pdf":
        return sent(print_sheet(sheet).content, PDF, _name(record, kind), inline=True)
    words = record.content["words"] if record.content is not None else written.composed.words if written else {}
    return sent(_document(record.agency, record, sheet, words), DOCX, _name(record, kind))


def paper_preview(request: HttpRequest, kind: str, subject: UUID) -> HttpResponse:
    """The PDF as it would be today, marked as a draft; nothing is written."""
    form = form_or_404(kind)
    behind = source(form.subject, subject, campaign=request.GET.get("campaign", ""), agency=actor_of(request).agency)
    if behind is None or form.kind not in behind.days:
        raise Http404
    on = behind.days[form.kind] or clock.today()
    written = write(form, behind, {}, on, number=behind.number_of(form.kind), draft=True)
    return sent(print_sheet(written.sheet).content, PDF, f"{form_title(form.kind)} {_('草稿')}.pdf", inline=True)


def paper_scan_file(request: HttpRequest, paper: UUID) -> HttpResponseBase:
    """The sealed copy as it was received: downloaded, never shown by us."""
    record = found(paper)
    if record.scan is None or files.size_of(record.scan.sha256) is None:
        raise Http404
    answer = FileResponse(files.path_of(record.scan.sha256).open("rb"), as_attachment=True, filename=record.scan.name)
    answer["Content-Type"] = "application/octet-stream"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


# What the pages are made of ---------------------------------------------------------------------------------------


def found(paper: UUID) -> PaperRecord:
    """The paper; 404 where the scope shows none."""
    record = paper_record(paper)
    if record is None:
        raise Http404
    return record


def kept_sheet(record: PaperRecord) -> Sheet:
    """The text that was frozen."""
    if record.content is None:
        raise Http404
    return from_plain(record.content["sheet"])


def sent(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file under its name; ``inline`` opens it in the browser."""
    told = content_disposition_header(as_attachment=not inline, filename=name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": told or "attachment"})


def _issued(record: PaperRecord) -> HttpResponseBase:
    if files.size_of(record.sha256) is None:
        raise Http404
    answer = FileResponse(files.path_of(record.sha256).open("rb"), filename=_name(record, "pdf"))
    answer["Content-Type"] = PDF
    return answer


def _name(record: PaperRecord, kind: str) -> str:
    return f"{form_title(record.line.kind)} {record.line.number or _('草稿')}.{kind}"


def _document(agency: str, record: PaperRecord, sheet: Sheet, words: Any) -> bytes:
    """By the unit's own template where it has one, else the product's form."""
    template = templates_in_use(agency).get(record.line.kind)
    if template is None or files.size_of(template.sha256) is None:
        return to_docx(sheet)
    return fill_template(files.path_of(template.sha256).read_bytes(), words)


def _now(record: PaperRecord) -> Written | None:
    """A draft as it would be issued today; ``None`` when the record behind it is gone."""
    form = load_forms()[record.line.kind]
    behind = source(form.subject, record.subject, campaign=record.campaign, agency=record.agency)
    if behind is None:
        return None
    correction = None
    if record.before is not None:
        correction = Correction(record.before[1], record.before[2], record.correction_reason)
    return write(form, behind, record.texts, clock.today(), number="", draft=True, correction=correction)


def _ways(record: PaperRecord, request: HttpRequest) -> list[Lead]:
    actor = actor_of(request)
    if record.agency != actor.agency:
        return []
    here = reverse("paper", args=[record.line.id])
    found_ways = leads(Noun.PAPER, record.line.state.value, record.line.id, actor, back=here)
    if record.case_file is not None:
        return []
    series = load_forms()[record.line.kind].series
    if series in PAPERS and record.line.state is PaperState.ISSUED:
        found_ways.append(lead("deliver", actor, back=here, document_kind=series.value, document=record.line.id))
    return found_ways


def _facts(record: PaperRecord) -> list[Fact]:
    line, reviewed = record.line, load_forms()[record.line.kind].reviewed
    facts = [
        Fact(_("企业"), line.enterprise_name or "—"),
        Fact(_("文号"), line.number or _("签发时编号")),
        Fact(_("制作单位"), record.agency_name),
        Fact(_("拟稿"), " ".join(filter(None, (day_text(line.drafted_on), record.prepared_by)))),
        Fact(
            _("签发") if reviewed else _("制作"), " ".join(filter(None, (day_text(line.issued_on), record.issued_by)))
        ),
        Fact(_("适用法律的日期"), day_text(line.law_on) if line.law_on else _("签发当日，或者所依据的决定当日")),
    ]
    if record.returned_on:
        facts.append(Fact(_("退回编辑"), f"{day_text(record.returned_on)} {record.returned_reason}", wide=True))
    if record.correction_reason:
        facts.append(Fact(_("更正理由"), record.correction_reason, wide=True))
    if record.withdrawn_on:
        facts.append(Fact(_("撤回"), f"{day_text(record.withdrawn_on)} {record.withdrawn_reason}", wide=True))
    if record.sha256:
        facts.append(Fact(_("校验值（SHA-256）"), record.sha256, wide=True))
    return facts


def _missing(record: PaperRecord, composed: Composed) -> list[Missing]:
    """What stands against issuing: by name, with the way to where it is put right."""
    form = load_forms()[record.line.kind]
    fields = form.fields()
    found_missing = [
        Missing(_(fields[name].label), _("文书从登记的事实取数，请先在那里登记。"), _where(name))
        for name in form.needs
        if name in composed.missing
    ]
    edit = reverse("paper_edit", args=[record.line.id])
    found_missing += [
        Missing(ask.label, _("由拟稿人填写。"), edit)
        for ask in form.asks
        if ask.required and not record.texts.get(ask.name, "").strip()
    ]
    found_missing += [
        Missing(one.text, _("条文待法规科核实，核实前不能签发。"), reverse("law_concept", args=[one.concept]))
        for one in composed.unverified
    ]
    return found_missing


_SETTINGS = frozenset({"agency_address", "agency_postcode", "agency_telephone", "review_body", "court", "bank"})


def _where(name: str) -> str:
    return reverse("paper_settings") if name in _SETTINGS else ""


def _deliveries(record: PaperRecord) -> Table | None:
    if not record.deliveries:
        return None
    lines = [
        Line((day_text(one.on), label(one.method), Ref(one.recipient), one.witness or "—")) for one in record.deliveries
    ]
    heads = (_("送达日期"), _("送达方式"), _("收件人"), _("见证人"))
    return Table("deliveries", _("送达回证"), heads, lines, "")
