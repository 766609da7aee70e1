"""证据、影像: attach photos and papers to a record, and show one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.permissions import require
from duban.queries.evidence import SHOWN, piece
from duban.queries.naming import Named
from duban.records import files
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.evidence_forms import KINDS, FilesForm, kind_of, limits
from duban.web.ids import TITLES, record, title
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, back_of, do_once
from duban.web.previews import preview
from duban.web.views.deeds import enterprise_url

ATTACH = "attach_evidence"
NAME = 200  # signs of a file's name that are kept
OBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "inspection": "inspection",
        "hazard": "hazard",
        "rectification_order": "order",
        "extension": "extension",
        "completion_report": "completion_report",
        "reinspection_outcome": "reinspection_outcome",
        "on_site_measure": "measure",
        "supervision_listing": "listing",
        "implementation_proof": "implementation_proof",
        "resumption": "resumption",
        "non_compliance": "refusal",
        "penalty_decision": "penalty",
        "closure_request": "request",
        "exit_deed": "exit_deed",
        "acceptance": "acceptance",
        "capacity_item": "capacity_item",
    }
)
"""By the table of a record, what it is called in ``queries.naming``."""


def evidence_new(request: HttpRequest) -> HttpResponse:
    """附加证据: several files at once, each one deed; sent twice, each is attached once."""
    kind, told = request.GET.get("kind", ""), request.GET.get("object", "")
    if kind not in OBJECTS:
        raise Http404
    with asking(request):
        about = record(OBJECTS[kind], told)
    if about is None:
        raise Http404
    form = _form(request)
    if request.method != "POST" or not form.is_valid():
        return _page(request, kind, about, form)
    given = form.cleaned_data
    refused = attach_all(request, given["deed"], (kind, about.id), given["sent"], on=given["on"], **form.inputs())
    if refused is not None:
        return _page(request, kind, about, form, refused)
    return HttpResponseRedirect(back_of(request, _home(about)))


def _form(request: HttpRequest) -> Any:
    left = ("object_kind", "object", "sha256", "name", "media_type", "size")
    made = form_class(all_kinds()[ATTACH], without=left)
    form = type("evidence_form", (made, FilesForm), {})
    return form(request.POST, request.FILES) if request.method == "POST" else form(initial=opened(clock.today()))


def attach_all(
    request: HttpRequest, deed: UUID, to: tuple[str, UUID], sent: Sequence[Any], **told: Any
) -> Refusal | None:
    """Attach the files to a record ``(table, id)``, each by a deed of its own, and say how many were received.

    Nothing is kept of somebody who may not attach.
    """
    done, refused = 0, _not_allowed(request)
    for file in () if refused else sent:
        refused = _attach(request, deed, to, file, told)
        if refused is not None:
            break
        done += 1
    text = _("{done}/{sent} 个文件已收到").format(done=done, sent=len(sent))
    (messages.warning if refused else messages.success)(request, text)
    return refused


def _not_allowed(request: HttpRequest) -> Refusal | None:
    try:
        require(actor_of(request).roles, all_kinds()[ATTACH].permission)
    except Refusal as refusal:
        return refusal
    return None


def _attach(
    request: HttpRequest, deed: UUID, to: tuple[str, UUID], file: Any, told: Mapping[str, Any]
) -> Refusal | None:
    kind = kind_of(file)
    kept = files.keep(file)
    return do_once(
        request, ATTACH, deed=uuid5(deed, kept.sha256), object_kind=to[0], object=to[1], sha256=kept.sha256,
        size=kept.size, name=(file.name or kept.sha256)[-NAME:], media_type=kind, **told,
    )  # fmt: skip


def _page(
    request: HttpRequest, kind: str, about: Named, form: DeedForm, refused: Refusal | None = None
) -> HttpResponse:
    with asking(request):
        name = _(TITLES[OBJECTS[kind]])
        context: dict[str, Any] = {
            "title": _("附加证据"),
            "crumbs": (Crumb(about.enterprise_name, _home(about)), Crumb(_("附加证据"))),
            "facts": [Fact(_("企业"), about.enterprise_name), Fact(name, title(about), wide=True)],
            "form": form,
            "kinds": _(KINDS),
            "limit": limits(),
            "refused": refused,
            "lead": lead(ATTACH, actor_of(request)),
            "next": request.POST.get("next") or request.GET.get("next", ""),
            "back": back_of(request, _home(about)),
        }
        return render(request, "web/evidence/new.html", context)


def _home(about: Named) -> str:
    return enterprise_url(str(about.enterprise), about.campaign)


def evidence_preview(request: HttpRequest, evidence: UUID) -> HttpResponseBase:
    """A small picture derived from a photo, for lists; the photo itself where none can be made."""
    found = piece(evidence)
    if found is None or not found.is_image or files.size_of(found.sha256) is None:
        raise Http404
    small = preview(found.sha256)
    if small is None:
        return HttpResponseRedirect(reverse("evidence", args=[evidence]))
    answer = HttpResponse(small, content_type="image/jpeg")
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def evidence(request: HttpRequest, evidence: UUID) -> HttpResponseBase:
    """The file as it was received. Pictures are shown, anything else is downloaded; nothing in it may run."""
    found = piece(evidence)
    if found is None or files.size_of(found.sha256) is None:
        raise Http404
    kept = files.path_of(found.sha256).open("rb")
    answer = FileResponse(kept, as_attachment=not found.is_image, filename=found.name)
    answer["Content-Type"] = found.media_type if found.media_type in SHOWN else "application/octet-stream"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=600"
    return answer
