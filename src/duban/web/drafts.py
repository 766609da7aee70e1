"""Drafts 草稿: what somebody typed and has not submitted lives in their browser until the server says it is done.

There and not here, because it has to be kept when there is no signal and when the session has ended, which is when the
server cannot take it; and because what is not submitted is no fact: no trail, no scope and no superior's view apply.
The price: a draft stays on the machine where it was typed, and files are chosen again.
"""

from __future__ import annotations

from django.http import HttpRequest

SESSION_KEY = "drafts_done"


def key(request: HttpRequest, form: str) -> str:
    """Name under which the browser keeps this person's draft of ``form`` (for example ``visit:<id>``)."""
    return f"{request.user.pk}:{form}"


def done(request: HttpRequest, form: str) -> None:
    """The form has been saved: the next page tells the browser to drop its draft."""
    request.session[SESSION_KEY] = [*request.session.get(SESSION_KEY, []), key(request, form)]


def take_done(request: HttpRequest) -> list[str]:
    """Keys of the drafts that are done, handed out once."""
    return list(request.session.pop(SESSION_KEY, []))
