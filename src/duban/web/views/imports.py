"""台账导入: upload, dry run with differences and doubtful pairs, commit, result; batches and taking one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from duban.actions.ledger_import.reading import marked_workbook
from duban.config import clock
from duban.domain.campaign import Campaign
from duban.domain.ledger.plan import Outcome
from duban.domain.messages import Refusal
from duban.domain.wordlists import TaskKind
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.import_batches import BatchRecord, batch_of, batch_record, batches, returned
from duban.records import files
from duban.web import drafts
from duban.web.campaigns import campaign_title, chosen_campaign
from duban.web.import_tasks import asked_of, is_large, kept_check, marked_name
from duban.web.imports import Ticket, Told, UploadForm, answers_in, dry_run, told
from duban.web.kept_files import KINDS, LIMIT_MB
from duban.web.leads import lead
from duban.web.listing import Column, Link, Listing, page_of
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact, Figure
from duban.web.posting import actor_of, do_once
from duban.web.wording import day as day_text
from duban.web.words import label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# Upload ----------------------------------------------------------------------------------------------------------


def import_new(request: HttpRequest) -> HttpResponse:
    """Step 1: choose the file. It is kept by its content; nothing is written into the ledger."""
    with asking(request):
        chosen = chosen_campaign(request, clock.today())
        if chosen is None:
            raise Http404
        form = _upload_form(request, chosen.choices, chosen.campaign.id)
        if request.method != "POST" or not form.is_valid():
            return _upload_page(request, form)
    kept = files.keep(form.cleaned_data["file"].file)
    words = {name: form.cleaned_data[name] for name in ("campaign", "sheet", "industry", "no_code_reason")}
    by, name = str(actor_of(request).id), form.cleaned_data["file"].name
    ticket = Ticket(file=kept.sha256, name=name, size=kept.size, by=by, **words)
    return _checked(request, ticket, {}, form)


def _upload_form(request: HttpRequest, campaigns: Any, campaign: str) -> UploadForm:
    if request.method == "POST":
        return UploadForm(campaigns, request.POST, request.FILES)
    return UploadForm(campaigns, initial={"campaign": campaign})


def _upload_page(request: HttpRequest, form: UploadForm, refused: Refusal | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "title": _("导入企业台账"),
        "section": "ledger",
        "crumbs": _crumbs(Crumb(_("导入"))),
        "form": form,
        "kinds": KINDS,
        "limit": f"{LIMIT_MB} MB",
        "refused": refused,
        "lead": lead("import_ledger", actor_of(request)),
    }
    return render(request, "web/imports/new.html", context)


def _crumbs(*last: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(_("企业台账"), reverse("ledger")), Crumb(_("导入批次"), reverse("imports")), *last)


# Dry run ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """A dry run: the file, the answers given so far, and what would happen."""

    ticket: Ticket
    campaign: Campaign
    told: Told | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    refused: Refusal | None = None
    deed: str = ""


def import_check(request: HttpRequest, ticket: str) -> HttpResponse:
    """Steps 2 and 3: the dry run as often as wanted, then the commit. Opened anew, it offers to run it again."""
    known = Ticket.read(ticket, str(actor_of(request).id))
    if known is None:
        raise Http404
    if request.method != "POST":
        with asking(request):
            return _check_page(request, _kept(request, known))
    act = request.POST.get("act", "")
    answers = {} if act == "forget" else answers_in(request.POST)
    if act == "commit":
        return _commit(request, known, answers)
    if act == "marked":
        return _marked(request, known, answers)
    return _checked(request, known, answers)


def _kept(request: HttpRequest, ticket: Ticket) -> Check:
    """The dry run that a task of the reader's has made; without one, the file alone."""
    plan = campaign_in_use(ticket.campaign)
    task = request.GET.get("task", "")
    told = kept_check(task, actor_of(request).id, ticket) if task else None
    if told is None:
        return Check(ticket, plan)
    return Check(ticket, plan, told, dict(told.answered), deed=str(uuid4()))


def _later(request: HttpRequest, kind: TaskKind, ticket: Ticket, answers: Mapping[int, str]) -> HttpResponse:
    """A large file is seen to in the background; pressed twice, once."""
    try:
        task = uuid5(UUID(request.POST.get("deed", "")), kind)  # the form has several buttons
    except ValueError:
        task = uuid4()  # the first dry run, straight from the upload
    asked = asked_of(ticket, answers)
    refused = do_once(request, "start_task", on=clock.today(), deed=task, kind=kind, title=ticket.name, asked=asked)
    if refused is not None:
        with asking(request):
            return _check_page(request, Check(ticket, campaign_in_use(ticket.campaign), None, answers, refused))
    return HttpResponseRedirect(reverse("background_task", args=[task]))


def _checked(
    request: HttpRequest, ticket: Ticket, answers: Mapping[int, str], form: UploadForm | None = None
) -> HttpResponse:
    """The dry run's page; a workbook that cannot be read is refused where it was chosen."""
    if is_large(ticket):
        return _later(request, TaskKind.IMPORT_CHECK, ticket, answers)
    try:
        with asking(request):
            plan = campaign_in_use(ticket.campaign)
        found = dry_run(ticket, plan, actor_of(request), answers)
    except Refusal as refusal:
        with asking(request):
            if form is not None:
                return _upload_page(request, form, refusal)
            return _check_page(request, Check(ticket, plan, None, answers, refusal))
    with asking(request):
        deed = request.POST.get("deed") or str(uuid4())
        return _check_page(request, Check(ticket, plan, told(found, plan, answers), answers, deed=deed))


def _check_page(request: HttpRequest, check: Check) -> HttpResponse:
    ticket = check.ticket
    title = _("台账导入预演")
    context: dict[str, Any] = {
        "title": title,
        "section": "ledger",
        "crumbs": _crumbs(Crumb(_("导入"), reverse("import_new")), Crumb(title)),
        "check": check,
        "told": check.told,
        "figures": _figures(check.told) if check.told else (),
        "facts": _ticket_facts(check),
        "action": reverse("import_check", args=[ticket.signed()]),
        "refused": check.refused,
        "lead": lead("import_ledger", actor_of(request)),
        "draft": drafts.key(request, f"import:{ticket.file}:{ticket.campaign}"),
    }
    return render(request, "web/imports/check.html", context)


def _ticket_facts(check: Check) -> list[Fact]:
    ticket = check.ticket
    facts = [
        Fact(_("文件"), ticket.name),
        Fact(_("大小"), _("{size} KB").format(size=max(ticket.size // 1024, 1))),
        Fact(_("专项行动"), campaign_title(check.campaign)),
    ]
    if check.told is None:
        return facts
    found = check.told
    first, last = found.header_rows
    facts += [
        Fact(_("工作表"), found.sheet),
        Fact(_("表头在第几行"), f"{first}—{last}"),
        Fact(_("读出的栏目"), _("、").join(found.columns), wide=True),
    ]
    if found.unused:
        facts.append(Fact(_("没有采用的栏目"), _("、").join(found.unused), wide=True))
    if found.unread_sheets:
        facts.append(Fact(_("没有读的工作表"), _("、").join(found.unread_sheets), wide=True))
    return facts


def _figures(shown: Told) -> list[tuple[str, Figure]]:
    counts = shown.counts
    rules = {
        Outcome.NEW: _("第一次进入台账的企业的行。"),
        Outcome.CHANGED: _("已在台账、有内容变化的行；同一企业在文件中的其余各行也计入这里。"),
        Outcome.UNCHANGED: _("与台账一致的行，不写入。"),
        Outcome.DOUBTFUL: _("可能与已有企业重复、还没有答复的行，不写入。"),
        Outcome.REJECTED: _("不合格的行，不写入，原因标在退回的工作簿里。"),
    }
    return [(label(one), Figure(getattr(counts, one.value), f"#{one.value}", rules[one], _("行"))) for one in Outcome]


def _marked(request: HttpRequest, ticket: Ticket, answers: Mapping[int, str]) -> HttpResponse:
    """The clerk's own workbook with the returned rows marked."""
    if is_large(ticket):
        return _later(request, TaskKind.IMPORT_MARKED, ticket, answers)
    with asking(request):
        plan = campaign_in_use(ticket.campaign)
    try:
        data = marked_workbook(ticket.content(), dry_run(ticket, plan, actor_of(request), answers))
    except Refusal as refusal:
        with asking(request):
            return _check_page(request, Check(ticket, plan, None, answers, refusal))
    disposition = content_disposition_header(True, marked_name(ticket)) or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": disposition})


def _commit(request: HttpRequest, ticket: Ticket, answers: Mapping[int, str]) -> HttpResponse:
    try:
        deed = UUID(request.POST.get("deed", ""))
    except ValueError:
        return _checked(request, ticket, answers)
    if is_large(ticket):
        drafts.done(request, f"import:{ticket.file}:{ticket.campaign}")
        return _later(request, TaskKind.IMPORT, ticket, answers)
    refused = do_once(request, "import_ledger", on=clock.today(), deed=deed, **ticket.inputs(answers))
    if refused is not None:
        with asking(request):
            plan = campaign_in_use(ticket.campaign)
            return _check_page(request, Check(ticket, plan, None, answers, refused))
    drafts.done(request, f"import:{ticket.file}:{ticket.campaign}")
    messages.success(request, _("台账已导入。"))
    return HttpResponseRedirect(reverse("import_batch", args=[deed]))


# Batches ---------------------------------------------------------------------------------------------------------


def import_batch(request: HttpRequest, batch: UUID) -> HttpResponse:
    """One batch: what it did, what it left out and why; and the way back."""
    found = batch_record(batch)
    if found is None:
        raise Http404
    actor = actor_of(request)
    undo = lead("undo_import", actor, back=reverse("import_batch", args=[batch]), undoing=True, batch=batch)
    context: dict[str, Any] = {
        "title": _("导入批次"),
        "section": "ledger",
        "crumbs": _crumbs(Crumb(_("批次 {file}").format(file=found.file_name))),
        "record": found,
        "facts": _batch_facts(found),
        "figures": [(label(one), Figure(getattr(found, one.value), unit=_("行"))) for one in Outcome],
        "returned": [(one, label(Outcome(one.verdict))) for one in returned(batch)],
        "ways": [] if found.undone_on else [undo],
    }
    return render(request, "web/imports/batch.html", context)


def _batch_facts(found: BatchRecord) -> list[Fact]:
    facts = [
        Fact(_("文件"), found.file_name),
        Fact(_("单位"), found.agency_name),
        Fact(_("导入"), f"{day_text(found.imported_on)} {found.imported_by}"),
        Fact(_("企业"), _("{number} 家").format(number=found.enterprises)),
        Fact(_("校验值"), found.sha256[:16]),
    ]
    if found.undone_on:
        facts.append(Fact(_("已撤销"), f"{day_text(found.undone_on)} {found.undone_reason}", wide=True))
    return facts


def imports(request: HttpRequest) -> HttpResponse:
    """导入批次: what was imported into a campaign's ledger, newest first."""
    chosen = chosen_campaign(request, clock.today())
    context: dict[str, Any] = {
        "title": _("导入批次"),
        "section": "ledger",
        "crumbs": (Crumb(_("企业台账"), reverse("ledger")), Crumb(_("导入批次"))),
        "chosen": chosen,
    }
    if chosen is not None:
        found = batches(chosen.campaign.id)
        page = page_of(found, request.GET)
        context |= {"listing": _listing(request, page, found.count()), "rows": [batch_of(one) for one in page]}
    return render(request, "web/imports/list.html", context)


def _listing(request: HttpRequest, page: Any, total: int) -> Listing:
    new = Link(_("导入"), reverse("import_new"), "import", primary=True)
    return Listing(
        caption=_("导入批次"),
        columns=[
            Column("on", _("导入日期")),
            Column("name", _("文件")),
            Column("unit", _("单位")),
            *(Column(one.value, label(one), numeric=True) for one in Outcome),
            Column("enterprises", _("企业"), numeric=True),
            Column("undone", _("状态")),
        ],
        page=page,
        query=request.GET,
        total=total,
        unit=_("批"),
        links=[new] if lead("import_ledger", actor_of(request)).allowed else [],
        empty_title=_("还没有导入过台账"),
        empty_text=_("选择工信、发改部门提供的工作簿，先预演，再导入。"),
    )
