"""What the shell around every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from duban.domain.actor import Actor
from duban.domain.permissions import Permission, may
from duban.web.drafts import take_done
from duban.web.menu import MENU


def shell(request: HttpRequest) -> dict[str, Any]:
    """Menu, languages, the demo's day, the reader's agency, drafts that are done.

    ``request.actor`` and ``request.agency_name`` are set by the middleware that knows who is asking; without it the bar
    shows none.
    """
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "menu": MENU,
        "languages": settings.LANGUAGES,
        "demo_day": settings.DUBAN_TODAY,
        "agency_name": getattr(request, "agency_name", ""),
        "has_messages": actor is not None
        and (may(actor.roles, Permission.READ_CASEWORK) or may(actor.roles, Permission.READ_SHARED)),
        "own_tasks": actor is not None and may(actor.roles, Permission.USE_LISTS),
        "drafts_done": lambda: take_done(request) if hasattr(request, "session") else [],
    }
