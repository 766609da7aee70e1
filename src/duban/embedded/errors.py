"""Errors 错误: what went wrong with the embedded database, in words, and what to do next."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 -- the name by which extraction tools know a marked string
    """Mark a Chinese source string for the catalogue; the doors translate it."""
    return text


class ClusterError(Exception):
    """The embedded database cannot do what was asked.

    ``code`` is for programs, ``text`` a Chinese source string with ``{named}`` places that ``params`` fill.
    """

    def __init__(self, code: str, text: str, **params: object) -> None:
        super().__init__(code, text, params)
        self.code = code
        self.text = text
        self.params = params

    def __str__(self) -> str:
        return self.text.format_map(self.params)


class AlreadyRunning(ClusterError):  # noqa: N818 -- a state that is told politely, not a malfunction
    """A start was asked for while the server runs."""
