"""系统管理: where it begins. What the reader may open here, and what each page is for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.permissions import ADMINISTRATORS
from duban.web.administration import SECTION, open_pages
from duban.web.parts import Crumb
from duban.web.posting import actor_of


def administration(request: HttpRequest) -> HttpResponse:
    """The pages of the section."""
    actor = actor_of(request)
    context: dict[str, Any] = {
        "title": _("系统管理"),
        "section": SECTION,
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("系统管理"))),
        "pages": [(reverse(name), title, why) for name, (title, why) in open_pages(actor).items()],
        "administrator": bool(ADMINISTRATORS & actor.roles),
    }
    return render(request, "web/administration/home.html", context)
