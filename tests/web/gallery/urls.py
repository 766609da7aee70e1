"""The product's addresses and the gallery's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from tests.web.gallery import views


def broken(_request: HttpRequest) -> HttpResponse:
    """Shows the error page 500."""
    raise RuntimeError("asked for")


urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("list/", views.listing, name="list"),
    path("form/", views.form, name="form"),
    path("due/", views.due, name="due"),
    path("broken/", broken),
    path("", include("duban.web.urls")),
]
