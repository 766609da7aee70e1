"""Posting 提交: a form's deed is done once, however often the form is sent; a refusal comes back in words."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from duban.actions.deeds import done_already
from duban.domain.actor import Actor
from duban.domain.messages import Refusal
from duban.web.deed_forms import DeedForm
from duban.web.deeds import perform


def actor_of(request: HttpRequest) -> Actor:
    """The person who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    return actor


def do_once(request: HttpRequest, name: str, /, *, on: date, deed: UUID, **inputs: Any) -> Refusal | None:
    """Do the deed unless it was done before under this id; the refusal, if it is refused."""
    actor = actor_of(request)
    if done_already(deed, actor):
        return None
    try:
        perform(request, name, on=on, deed=deed, **inputs)
    except Refusal as refusal:
        return None if done_already(deed, actor) else refusal  # the other press of a double click was quicker
    return None


def do_form(request: HttpRequest, form: DeedForm, /, **more: Any) -> Refusal | None:
    """Do the deed that a valid form describes, with the inputs that the page gathered itself."""
    given = form.cleaned_data
    return do_once(request, form.deed_kind.name, on=given["on"], deed=given["deed"], **{**form.inputs(), **more})


def back_of(request: HttpRequest, otherwise: str = "") -> str:
    """Where a form leads when it is done: the page that it was opened from, if that is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return otherwise or reverse("workbench")
