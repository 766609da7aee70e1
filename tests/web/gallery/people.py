"""A reader who is logged in without a table of users."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Somebody:
    """An invented officer 执法员."""

    pk = 7
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __str__(self) -> str:
        return "执法员甲"


def somebody(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: everybody is Somebody, except on the log-in page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/login"):
            request.user = Somebody()  # type: ignore[assignment]  # stands in for the table's user
            request.agency_name = "沈阳市示例区应急管理局"  # type: ignore[attr-defined]  # as the scope middleware does
        return answer(request)

    return middleware
