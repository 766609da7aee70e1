"""Form tests: what a page's form would send if nobody touched it, to be changed and sent."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


class _Fields(HTMLParser):
    """Names and values of the fields of the last POST form with a draft (or any in ``main``)."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._inside = False
        self._select: str | None = None
        self._text: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag would send."""
        told = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._inside = True
        if not self._inside:
            return
        if tag == "input":
            self._input(told, {name for name, _value in attrs})
        elif tag == "select":
            self._select = told.get("name")
        elif tag == "option" and self._select and "selected" in told:
            self._add(self._select, told.get("value", ""))
        elif tag == "textarea":
            self._text = told.get("name")

    def handle_endtag(self, tag: str) -> None:
        """Leave what was entered."""
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._text = None

    def handle_data(self, data: str) -> None:
        """The text of a text area."""
        if self._text:
            self._add(self._text, data.removeprefix("\n"))

    def _input(self, told: dict[str, str], names: set[str]) -> None:
        kind, name = told.get("type", "text"), told.get("name", "")
        ticked = kind not in ("checkbox", "radio") or "checked" in names
        if name and kind not in ("file", "submit") and ticked:
            self._add(name, told.get("value", "on" if kind == "checkbox" else ""))

    def _add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)


def filled(answer: HttpResponse) -> dict[str, list[str]]:
    """What the page's forms would send as they stand."""
    assert answer.status_code == 200, (answer.status_code, answer.content[:300])
    found = _Fields()
    found.feed(answer.content.decode())
    return {name: values for name, values in found.values.items() if name != "csrfmiddlewaretoken"}


def send(client: Client, path: str, /, **changes: Any) -> HttpResponse:
    """Open the form, change some fields (``hazards-0-level`` is written ``hazards_0_level``), send it."""
    return client.post(path, data(filled(client.get(path)), **changes))


def data(values: dict[str, list[str]], /, **changes: Any) -> dict[str, Any]:
    """The values with some changed; ``None`` takes a field out."""
    changed = {**values, **{_name(name): value for name, value in changes.items()}}
    return {name: value for name, value in changed.items() if value is not None}


def _name(name: str) -> str:
    head, _sep, rest = name.partition("_")
    number, _sep, tail = rest.partition("_")
    return f"{head}-{number}-{tail}" if number.isdigit() and tail else name
