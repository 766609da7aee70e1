"""Middleware: who is asking, whether they may, and a transaction that shows them their own scope and cannot write.

A GET runs as a whole in one read-only transaction. A POST has none of its own: its deed opens one that ends with the
deed, so that no answer is drawn while others wait; what it reads it reads ``with asking(request)``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from duban.domain.actor import Actor
from duban.domain.messages import Refusal
from duban.queries.actors import actor_of
from duban.queries.agencies import agency_name
from duban.queries.reading import reading
from duban.web.access import ACCESS, require_access
from duban.web.sessions import is_over
from duban.web.wording import say

READS = frozenset({"GET", "HEAD", "OPTIONS"})
Answer = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets ``request.actor`` (``None`` before log-in) and ``request.agency_name``; enforces ``web.access``."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and is_over(request.session):
            logout(request)
        known = actor_of(request.user) if request.user.is_authenticated else None
        request.actor = known  # type: ignore[attr-defined]  # this is where it is set
        if known is None:
            return self.answer(request)
        request.agency_name = agency_name(known.agency)  # type: ignore[attr-defined]  # this is where it is set
        if request.method not in READS:
            return self.answer(request)
        with reading(known):
            return self.answer(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Ask for a log-in, for a new password, or refuse with who may instead."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        access = ACCESS[name]
        if access.anybody:
            return None
        actor: Actor | None = request.actor  # type: ignore[attr-defined]  # set above
        if actor is None:
            return redirect_to_login(request.get_full_path())
        if request.user.must_change_password and not access.before_change:  # type: ignore[union-attr]  # our User
            return HttpResponseRedirect(reverse("password"))
        try:
            require_access(name, actor)
        except Refusal as refusal:
            said = " ".join(filter(None, (say(refusal.message), say(refusal.remedy))))
            raise PermissionDenied(said) from refusal
        return None


def asking(request: HttpRequest) -> AbstractContextManager[None]:
    """The reader's scope: for what a POST has to read before or after its deed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    return reading(actor)
