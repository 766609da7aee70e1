"""期限怎么算的, loaded when a due day is opened; a page of its own without script."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from duban.domain.messages import Refusal
from duban.web.due import explained


def due(request: HttpRequest, code: str, start: date) -> HttpResponse:
    """The days of one deadline."""
    try:
        found = explained(code, start)
    except Refusal as refusal:
        raise Http404 from refusal
    part = request.headers.get("HX-Request")
    return render(
        request, "web/ui/due_days.html" if part else "web/due.html", {"title": _("期限怎么算的"), "due": found}
    )
