"""What is done with a list as a whole: taken along as a file, a deed with many rows, a filter kept for oneself."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duban.actions.background import Works, carry_out
from duban.actions.deeds import Channel, through
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.wordlists import TaskKind
from duban.queries.background import task_record
from duban.web import batches, exports
from duban.web.access import require_access
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.found import Asking, FoundAnywhere
from duban.web.ids import TITLES, About, choices
from duban.web.leads import lead
from duban.web.listing import FILTER, ROWS, SCOPE, Batch, Selection
from duban.web.lists import LISTS, find
from duban.web.middleware import asking
from duban.web.parts import Crumb
from duban.web.posting import actor_of, do_once
from duban.web.views.background import file_of
from duban.web.wording import say

# The forms of one page share an id; each does its own deed under an id made from it.
SAVE, DROP = "save", "drop"


def list_of(request: HttpRequest, code: str, query: QueryDict) -> FoundAnywhere:
    """The list that a form is about; refused to whoever may not open its page."""
    if code not in LISTS:
        raise Http404
    try:
        require_access(code, actor_of(request))
    except Refusal as refused:
        raise PermissionDenied(say(refused.message)) from refused
    return find(code, Asking(actor_of(request), query, clock.today()))


def _id(request: HttpRequest) -> UUID:
    """The id that the form carries, so that sending it twice does it once."""
    try:
        return UUID(request.POST.get("deed", ""))
    except ValueError:
        raise Http404 from None


def _start(request: HttpRequest, works: Works, title: str, asked: dict[str, str], *, at_once: bool) -> Refusal | None:
    """Start the task that the form describes, and do it at once where it is short."""
    task, (kind,) = _id(request), works
    refused = do_once(
        request, "start_task", on=clock.today(), deed=task, kind=kind, title=title, asked=asked, at_once=at_once
    )
    if refused is None and at_once:
        with through(Channel.WEB):
            carry_out(task, actor_of(request), works, clock.now)
    return refused


# Export -----------------------------------------------------------------------------------------------------------


@require_POST
def list_export(request: HttpRequest, code: str) -> HttpResponse:
    """All that the list's filter finds: a short list comes as a file at once, a long one is written meanwhile."""
    query = request.POST.get(exports.QUERY, "")
    with asking(request):
        found = list_of(request, code, QueryDict(query))
        title, at_once = found.title, found.count <= exports.AT_ONCE
    asked = {exports.LIST: code, exports.QUERY: query, exports.LANGUAGE: get_language() or ""}
    refused = _start(request, {TaskKind.EXPORT: exports.export}, title, asked, at_once=at_once)
    if refused is not None:
        raise PermissionDenied(say(refused))
    with asking(request):
        record = task_record(_id(request), actor_of(request).id)
    if at_once and record is not None and record.file:
        return file_of(record)
    return HttpResponseRedirect(reverse("background_task", args=[_id(request)]))


# Batch deeds ------------------------------------------------------------------------------------------------------


@require_POST
def list_batch(request: HttpRequest, code: str) -> HttpResponse:
    """One deed with many rows: first what it asks for, the same for all; then each row is judged on its own."""
    selection = Selection.of(request.POST)
    with asking(request):
        found = list_of(request, code, QueryDict() if selection.filter is None else selection.filter)
        offered = batches.deed_of(found, request.POST.get("act", ""))
        if offered is None:
            raise Http404
        count = found.count if selection.filter is not None else len(batches.keys_of(selection.rows))
        form = _form(request, found, offered)
    if not count:
        messages.info(request, _("没有选择任何一行。"))
        return HttpResponseRedirect(reverse(code))
    if "deed" not in request.POST or not form.is_valid():
        return _form_page(request, found, offered, form, count=count)
    asked = batches.asked_of(code, offered.code, selection, form.cleaned_data["on"], form.inputs())
    title = _("{deed}：{list} {count} {unit}").format(
        deed=offered.title, list=found.title, count=count, unit=found.unit
    )
    refused = _start(request, {TaskKind.BATCH: batches.batch}, title, asked, at_once=count <= batches.AT_ONCE)
    if refused is not None:
        return _form_page(request, found, offered, form, count=count, refused=refused)
    return HttpResponseRedirect(reverse("background_task", args=[_id(request)]))


def _form(request: HttpRequest, found: FoundAnywhere, offered: Batch) -> DeedForm:
    kind, about = all_kinds()[offered.code], About(campaign=found.about.id if found.about else "")
    agency, on = actor_of(request).agency, clock.today()
    known = {
        name: there
        for name in kind.inputs.model_fields
        if name != offered.row and (there := choices(kind.name, name, about, {}, agency=agency, on=on)) is not None
    }
    titles = {name: TITLES[name] for name in kind.inputs.model_fields if name in TITLES and name != "reason"}
    form = form_class(kind, choices=known, titles=titles, without=(offered.row,))
    return form(request.POST) if "deed" in request.POST else form(initial=opened(on))


def _form_page(
    request: HttpRequest,
    found: FoundAnywhere,
    offered: Batch,
    form: DeedForm,
    *,
    count: int,
    refused: Refusal | None = None,
) -> HttpResponse:
    sent = request.POST
    carried = [("act", offered.code), (SCOPE, sent.get(SCOPE, "")), (FILTER, sent.get(FILTER, ""))]
    context: dict[str, Any] = {
        "title": _("批量办理：{deed}").format(deed=offered.title),
        "crumbs": (Crumb(found.title, reverse(found.code)), Crumb(offered.title)),
        "form": form,
        "count": count,
        "unit": found.unit,
        "carried": [*carried, *((ROWS, row) for row in sent.getlist(ROWS))],
        "back": f"{reverse(found.code)}?{sent.get(FILTER, '')}",
        "lead": lead(offered.code, actor_of(request)),
        "refused": refused,
    }
    with asking(request):
        return render(request, "web/background/batch.html", context)


# Saved filters ----------------------------------------------------------------------------------------------------


@require_POST
def list_filters(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the list's filter under a name, or forget one; back to the list either way."""
    with asking(request):
        list_of(request, code, QueryDict())
    query = request.POST.get("query", "")
    refused = _drop(request) if request.POST.get("act") == DROP else _save(request, code, query)
    if refused:
        messages.error(request, refused)
    return HttpResponseRedirect(f"{reverse(code)}?{query or 'all'}")


def _save(request: HttpRequest, code: str, query: str) -> str:
    """Keep it; says what is wrong."""
    told = request.POST.copy()
    told["on"] = clock.today().isoformat()
    form = form_class(all_kinds()["save_filter"], without=("list", "query"))(told)
    if not form.is_valid():
        return " ".join(f"{form[name].label}：{' '.join(map(str, said))}" for name, said in form.errors.items())
    given = form.cleaned_data
    refused = do_once(
        request, "save_filter", on=clock.today(), deed=uuid5(_id(request), f"{SAVE} {given['name']} {query}"),
        list=code, name=given["name"], query=query, default=given["default"],
    )  # fmt: skip
    return "" if refused is None else say(refused.message)


def _drop(request: HttpRequest) -> str:
    """Forget it; says what is wrong."""
    wanted = request.POST.get("filter", "")
    deed = uuid5(_id(request), f"{DROP} {wanted}")
    refused = do_once(request, "drop_filter", on=clock.today(), deed=deed, filter=wanted)
    return "" if refused is None else " ".join(filter(None, (say(refused.message), say(refused.remedy))))
