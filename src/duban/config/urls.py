"""Addresses of the whole site: each door brings its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer without touching the database: the launcher waits for it, a monitor may ask it."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("alive", alive, name="alive"),
    path("", include("duban.web.urls")),
]
