"""Page tests: log in as somebody of the season, ask for an address, count the queries."""

from __future__ import annotations

import re
from html import unescape

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.actions.world import rows

from duban.records.models import User

TAGS = re.compile(r"<(script|style).*?</\1>|<[^>]+>", re.S)


def logged_in(username: str, language: str = "zh-hans") -> Client:
    """A browser in which that account has logged in."""
    client = Client()
    client.cookies["duban_language"] = language
    client.force_login(rows(User).get(username=username), backend="duban.web.accounts.AccountBackend")
    return client


def text_of(answer: HttpResponse) -> str:
    """What a reader sees: no tags, single blanks."""
    assert answer.status_code == 200, (answer.status_code, answer.content[:300])
    body = answer.content.decode().split("<main", 1)[-1]
    return " ".join(unescape(TAGS.sub(" ", body)).split())


def bare(text: str) -> str:
    """Without blanks: where words stand in several elements."""
    return "".join(text.split())


def queries_of(client: Client, path: str) -> int:
    """How many statements one GET takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])
