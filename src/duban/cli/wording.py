"""Wording 措辞: what the command line says, in the reader's language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext

from duban.domain.messages import Message, Refusal
from duban.embedded import ClusterError


def translated(text: str) -> str:
    """The source string in the active language; itself while settings are not loaded."""
    return gettext(text) if settings.configured else text


def said(message: Message) -> str:
    """A message of the domain, translated and filled in."""
    return translated(message.text).format_map(message.params)


def sentence(error: Refusal | ClusterError) -> str:
    """A refusal in one sentence: the fact, the clause, what to do next."""
    if isinstance(error, ClusterError):
        return translated(error.text).format_map(error.params)
    parts = [said(error.message)]
    if error.clause:
        parts.append(f"（{error.clause}）")
    if error.remedy is not None:
        parts.append(said(error.remedy))
    return "".join(parts)
