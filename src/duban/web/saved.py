"""Saved filters 常用查询: a list opens with the one that its reader made the default; the address then says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from duban.queries.background import saved_filters
from duban.web.posting import actor_of

View = Callable[[HttpRequest], HttpResponse]


def opens_with_default(code: str) -> Callable[[View], View]:
    """The page of the list of that name: an address without a query leads to the reader's default, if there is one."""

    def around(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest) -> HttpResponse:
            if not request.GET:
                saved = saved_filters(actor_of(request).id, code)
                default = next((one.query for one in saved if one.is_default), "")
                if default:
                    return HttpResponseRedirect(f"{request.path}?{default}")
            return view(request)

        return opened

    return around
